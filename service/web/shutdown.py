"""Whether this process has been told to stop; probes and connections ask."""

import os
import signal
import time
from collections.abc import Callable
from functools import partial

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
_begun: list[float] = []
_last: list[Callable[[], object]] = []


def begin() -> None:
    """From now on the process is on its way out."""
    _begun.append(time.monotonic())


def begun() -> bool:
    """Whether it is on its way out."""
    return bool(_begun)


def at_end(act: Callable[[], object]) -> None:
    """Have this done once every request has been answered."""
    _last.append(act)


def end() -> None:
    """Do what was left for the end."""
    for act in _last:
        act()


def hold_signals_at_fork() -> None:
    """In the master: a signal sent to an edge that is just being born waits until it can hear.

    Else gunicorn's own handler, which the child still has, would swallow it, and the end of the
    service would wait for that edge in vain. The edge unblocks them once its handlers are set.
    """
    os.register_at_fork(
        before=partial(signal.pthread_sigmask, signal.SIG_BLOCK, SIGNALS),
        after_in_parent=partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, SIGNALS),
    )
