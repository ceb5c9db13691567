"""Figures that several processes add to."""

import os

import pytest

from service.web.ledger import ROWS, Ledger


def test_processes_add_up() -> None:
    """What each process adds is in the sum, also after it has gone."""
    ledger = Ledger(["a", ("b", 200)])
    for number in range(3):
        child = os.fork()
        if child == 0:
            ledger.sit(number)
            for _ in range(1000):
                ledger.add("a")
            ledger.add(("b", 200), 0.5)
            os._exit(0)
        os.waitpid(child, 0)
    assert (ledger.total("a"), ledger.total(("b", 200))) == (3000, 1.5)


def test_rows_are_used_again() -> None:
    """The number of a process may grow without end, and no figure is lost."""
    ledger = Ledger(["a"])
    for number in range(3 * ROWS):
        ledger.sit(number)
        ledger.add("a")
    assert ledger.total("a") == 3 * ROWS


def test_the_list_is_closed() -> None:
    """What is not in the list cannot be counted by mistake."""
    ledger = Ledger(["a"])
    with pytest.raises(KeyError):
        ledger.add("b")
    assert ledger.total("a") == 0
