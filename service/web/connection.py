"""A client's connection as edge and request see it: every wait on it ends, and who left is seen."""

import contextlib
import socket
import time
from typing import Any

from flask import request

# What is still read, and for how long, of a request that was refused before its end: a connection
# that is closed with unread bytes in it may take the answer down with it (RFC 9112, section 9.6).
LINGER_BYTES = 1 << 22
LINGER_SECONDS = 2.0
PIECE = 1 << 16


class Connection:
    """A socket whose reads and writes have to end by a moment that the edge sets."""

    def __init__(self, sock: socket.socket, send_seconds: float) -> None:
        """sock: the client's. send_seconds: how long it may take to accept an answer."""
        self._sock = sock
        self._send_seconds = send_seconds
        self._until = 0.0
        self.request: Any = None
        self.unsent = False
        self._refused = False

    def __getattr__(self, name: str) -> Any:
        """All else is the socket's own."""
        return getattr(self._sock, name)

    def allow(self, seconds: float) -> None:
        """What is read next has to be there after so many seconds."""
        self._until = time.monotonic() + seconds

    def recv(self, size: int) -> bytes:
        """At most size bytes. Raises TimeoutError once the time has run out."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._sock.recv(size)

    def sendall(self, data: bytes) -> None:
        """Send all of it. Raises TimeoutError when the client does not take it in time."""
        self._sock.settimeout(self._send_seconds)
        try:
            self._sock.sendall(data)
        except OSError:
            self.unsent = True
            raise

    def hang_up(self) -> None:
        """Close after the answer: what follows on this connection cannot be told."""
        self._refused = True
        if self.request is not None:
            self.request.must_close = True

    def has_left(self) -> bool:
        """Whether the client has closed its side, or all of it."""
        self._sock.settimeout(0)
        try:
            return self._sock.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def end_reading(self) -> None:
        """End every wait for more from this client, whoever waits."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RD)

    def close_gently(self) -> None:
        """Close so that the client can still read its answer."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)
            if self._refused or self._has_unread():
                self._read_on()
        self._sock.close()

    def _has_unread(self) -> bool:
        self._sock.settimeout(0)
        return bool(self._sock.recv(1, socket.MSG_PEEK))

    def _read_on(self) -> None:
        """Take what the client still sends, up to a bound."""
        self.allow(LINGER_SECONDS)
        left = LINGER_BYTES
        while left > 0 and (piece := self.recv(PIECE)):
            left -= len(piece)


class Nobody:
    """In place of a connection where there is none."""

    def hang_up(self) -> None:
        """There is nothing to close."""

    def has_left(self) -> bool:
        """Nobody who could leave."""
        return False

    def allow(self, seconds: float) -> None:
        """Nothing that could take long."""

    def end_reading(self) -> None:
        """Nothing that could be waited for."""


def connection() -> Connection | Nobody:
    """This request's own: it may be kept and asked when the request's context has gone."""
    found = request.environ.get("gunicorn.socket")
    return found if isinstance(found, Connection) else Nobody()


def hang_up() -> None:
    """Close the connection after this answer."""
    connection().hang_up()
