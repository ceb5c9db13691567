"""What keeps the tests quick and in order: marks for processes, and limits of work, not of time."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

Within = Callable[[float], AbstractContextManager[None]]


@pytest.mark.parametrize(
    "start",
    [
        lambda: subprocess.run(["true"], check=True),
        lambda: os.posix_spawn("/bin/true", ["true"], {}),
    ],
)
def test_test_without_a_mark_may_start_nothing(start: Callable[[], object]) -> None:
    """Before the process is there the test fails, and the message names it."""
    with pytest.raises(AssertionError, match=r"may_start_nothing.* has no mark"):
        start()


@pytest.mark.processes
def test_test_with_a_mark_may_start_a_process() -> None:
    """The mark is all that it takes."""
    assert subprocess.run(["true"], check=False).returncode == 0


def test_work_without_end_is_ended(within: Within) -> None:
    """What works for longer than it may fails, and the message says where."""
    with pytest.raises(AssertionError, match=r"still busy after 0.1 s, in .*test_marks.py"):
        _work_without_end(within)


def _work_without_end(within: Within) -> None:
    with within(0.1):
        while True:
            pass


def test_other_programs_take_nothing_from_the_limit(within: Within) -> None:
    """A process that gets no processor, as this one that sleeps, keeps the seconds it has."""
    with within(0.1):
        time.sleep(0.3)


def test_wait_without_end_is_ended(within: Within) -> None:
    """What waits and never works is ended by the clock."""
    with pytest.raises(AssertionError, match="still waiting at 600 s"), within(0.1):
        signal.raise_signal(signal.SIGALRM)


def test_limit_is_gone_with_its_block(within: Within) -> None:
    """Nothing rings after the block, and handlers are those from before."""
    before = [signal.getsignal(number) for number in (signal.SIGPROF, signal.SIGALRM)]
    with within(60):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.alarm(0) == 0
    assert [signal.getsignal(number) for number in (signal.SIGPROF, signal.SIGALRM)] == before
