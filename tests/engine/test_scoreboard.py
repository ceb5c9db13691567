"""The figures that all processes see."""

import os

import pytest

from service.engine.scoreboard import Cause, Scoreboard


@pytest.mark.processes
def test_figures_are_seen_by_others() -> None:
    """What one process writes, another that has the same memory reads."""
    board = Scoreboard(3)
    other = Scoreboard(3, board.fd)
    board.put(1, serial=7, started=2.5)
    assert (other.get(1, "serial"), other.get(1, "started")) == (7, 2.5)
    assert other.get(0, "serial") == other.get(2, "serial") == 0
    child = os.fork()
    if child == 0:
        board.put(2, pages=9)
        os._exit(0)
    os.waitpid(child, 0)
    assert other.get(2, "pages") == 9


def test_ready_needs_an_engine_and_a_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is ready before an engine is, nor once the supervisor has been silent for long."""
    board = Scoreboard(2)
    assert not board.ready()
    board.beat()
    assert not board.ready()
    board.put(1, ready=1)
    assert board.ready()
    monkeypatch.setattr("time.monotonic", lambda: 1e9)
    assert not board.ready()


def test_cause_belongs_to_one_page() -> None:
    """The page before and the page after the one that was killed were not."""
    board = Scoreboard(1)
    board.put(0, killed_cause=Cause.MEMORY, killed_serial=5)
    assert board.killed_for(0, 5) is Cause.MEMORY
    assert board.killed_for(0, 4) is None
    assert board.killed_for(0, 6) is None


def test_causes_are_counted() -> None:
    """Each cause has a count of its own."""
    board = Scoreboard(1)
    for cause in (Cause.CRASH, Cause.CRASH, Cause.RETIRED):
        board.count(cause)
    assert [board.replaced(cause) for cause in Cause] == [1, 0, 0, 2]
