"""Starts the engine room before the edges, and again should it die; hands out clients."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time

from service.engine.board import Board
from service.engine.client import Client
from service.log import log
from service.settings import settings

# Loading the tables takes two seconds on an idle machine.
SECONDS_TO_START = 120.0
# A room that dies as soon as it starts is not started again at once.
PAUSE_SECONDS = 1.0
ROOM = "service.engine.room"


class Launch:
    """One engine room with its queue and its board, from start to close."""

    def __init__(self) -> None:
        """Start the room and wait until its engines clean. Raises RuntimeError if they never do."""
        self.board = Board(settings.engines)
        self._writing, self._reading = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._closed = False
        self._room = self._start()
        self._await()
        threading.Thread(target=self._keep, name="room", daemon=True).start()

    def client(self) -> Client:
        """For an edge process, after it was forked."""
        return Client(socket.socket(fileno=os.dup(self._writing.fileno())), self.board)

    def forget_reading(self) -> None:
        """In an edge: only the room reads, and this process holds that end for the room alone."""
        self._reading.close()

    def close(self) -> None:
        """Let go of the queue: the room ends once the edges that use it have ended."""
        self._closed = True
        self._writing.close()
        self._reading.close()

    def _start(self) -> subprocess.Popen[bytes]:
        fds = (self._reading.fileno(), self.board.fd)
        return subprocess.Popen(  # noqa: S603 - this interpreter, and two numbers
            [sys.executable, "-m", ROOM, *map(str, fds)],
            pass_fds=fds,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _await(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while not self.board.ready():
            if self._room.poll() is not None or time.monotonic() > until:
                self.close()
                raise RuntimeError("sluice: the engines did not start.")
            time.sleep(0.02)

    def _keep(self) -> None:
        while True:
            self._room.wait()
            if self._closed:
                return
            log.error("engine room died, starting another")
            time.sleep(PAUSE_SECONDS)
            # It may have been closed while this thread slept.
            with contextlib.suppress(OSError):
                self._room = self._start()


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
