"""Figures that several processes add to."""

import os

import pytest

from service.web.shared_counters import ROWS, SharedCounters


@pytest.mark.processes
def test_processes_add_up() -> None:
    """What each process adds is in the sum, also after it has gone."""
    counters = SharedCounters(["a", ("b", 200)])
    for number in range(3):
        child = os.fork()
        if child == 0:
            counters.sit(number)
            for _ in range(1000):
                counters.add("a")
            counters.add(("b", 200), 0.5)
            os._exit(0)
        os.waitpid(child, 0)
    assert (counters.total("a"), counters.total(("b", 200))) == (3000, 1.5)


def test_rows_are_used_again() -> None:
    """The number of a process may grow without end, and no figure is lost."""
    counters = SharedCounters(["a"])
    for number in range(3 * ROWS):
        counters.sit(number)
        counters.add("a")
    assert counters.total("a") == 3 * ROWS


def test_the_list_is_closed() -> None:
    """What is not in the list cannot be counted by mistake."""
    counters = SharedCounters(["a"])
    with pytest.raises(KeyError):
        counters.add("b")
    assert counters.total("a") == 0
