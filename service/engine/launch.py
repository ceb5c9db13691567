"""Starts the supervisor before the edges, and again should it die; hands out clients."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time

from service.engine.client import Client
from service.engine.scoreboard import Scoreboard
from service.log import log
from service.settings import settings

# Loading the tables takes two seconds on an idle machine.
SECONDS_TO_START = 120.0
# A supervisor that dies as soon as it starts is not started again at once.
PAUSE_SECONDS = 1.0
SUPERVISOR = "service.engine.supervisor"


class Launch:
    """One supervisor with its queue and its board, from start to close."""

    def __init__(self) -> None:
        """Start the supervisor and wait until its engines clean.

        Raises RuntimeError if they never do.
        """
        self.board = Scoreboard(settings.engines)
        self._writing, self._reading = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._closed = False
        self._supervisor = self._start()
        self._await()
        threading.Thread(target=self._keep, name="supervisor", daemon=True).start()

    def client(self) -> Client:
        """For an edge process, after it was forked."""
        return Client(socket.socket(fileno=os.dup(self._writing.fileno())), self.board)

    def forget_reading(self) -> None:
        """In an edge: only the supervisor reads, and this process holds that end for it alone."""
        self._reading.close()

    def close(self) -> None:
        """Let go of the queue: the supervisor ends once the edges that use it have ended."""
        self._closed = True
        self._writing.close()
        self._reading.close()

    def _start(self) -> subprocess.Popen[bytes]:
        fds = (self._reading.fileno(), self.board.fd)
        return subprocess.Popen(  # noqa: S603 - this interpreter, and two numbers
            [sys.executable, "-m", SUPERVISOR, *map(str, fds)],
            pass_fds=fds,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _await(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while not self.board.ready():
            if self._supervisor.poll() is not None or time.monotonic() > until:
                self.close()
                raise RuntimeError("sluice: the engines did not start.")
            time.sleep(0.02)

    def _keep(self) -> None:
        while True:
            self._supervisor.wait()
            if self._closed:
                return
            log.error("supervisor died, starting another")
            time.sleep(PAUSE_SECONDS)
            # It may have been closed while this thread slept.
            with contextlib.suppress(OSError):
                self._supervisor = self._start()


_current: Launch | None = None


def start() -> None:
    """Start the engines. Exits when they do not start; what is wrong has been said by then."""
    global _current  # noqa: PLW0603 - there is one service in a process
    try:
        _current = Launch()
    except RuntimeError as error:
        raise SystemExit(str(error)) from None


def renew() -> None:
    """Start other engines in place of these, which end with the edges that use them."""
    global _current  # noqa: PLW0603
    before = current()
    try:
        _current = Launch()
    except RuntimeError:
        log.error("engines did not start anew, the old ones stay")
        return
    before.close()


def current() -> Launch:
    """The engines of this service. Raises LookupError before start()."""
    if _current is None:
        raise LookupError("The engines have not been started.")
    return _current
