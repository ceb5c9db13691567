"""A request's body, whole or refused: each byte counts as it is read, no part is cleaned."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from flask import request
from gunicorn.http.errors import NoMoreData, ParseException

from service.settings import settings
from service.web import connection as client
from sluice.errors import Overloaded, Problem, Refused

# Bytes are counted a piece at a time: this much of each body is not counted yet.
PIECE = 1 << 16


class MemoryBudget:
    """The bytes of bodies that this process holds, and the most that it may."""

    def __init__(self, most: int) -> None:
        """most: in bytes, over all requests."""
        self._most = most
        self.used = 0

    def hold(self, count: int) -> None:
        """Hold so many more. Raises Overloaded when they are too many."""
        if self.used + count > self._most:
            raise Overloaded(1)
        self.used += count


memory = MemoryBudget(settings.max_buffered_bytes)


@contextmanager
def whole_body() -> Iterator[bytes]:
    """The body of this request, held until the end of the block.

    Raises Refused: body-too-large, incomplete-body, bad-request, request-timeout, overloaded.
    After any of them the connection is closed, for the rest of the body may still be on its way.
    """
    pieces: list[bytes] = []
    try:
        try:
            for piece in _pieces():
                memory.hold(len(piece))
                pieces.append(piece)
        except BaseException:
            client.hang_up()
            raise
        body = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        pieces = [body]
        yield body
    finally:
        memory.used -= sum(map(len, pieces))


def _pieces() -> Iterator[bytes]:
    announced, count = request.content_length, 0
    if announced is not None and announced > settings.max_body_bytes:
        raise _too_large()
    while piece := _read():
        count += len(piece)
        if count > settings.max_body_bytes:
            raise _too_large()
        yield piece
    if announced is not None and count < announced:
        raise Refused(Problem.INCOMPLETE_BODY, f"{count} bytes of {announced} arrived.")


def _read() -> bytes:
    stream = request.environ["wsgi.input"]
    return _asked(partial(stream.read, PIECE))


def arriving() -> Iterator[bytes]:
    """The body of this request piece by piece, each as soon as it is there, however long it is.

    It may be read when the request's context has gone. Every piece has SLUICE_BODY_SECONDS.
    Raises Refused as whole_body does, and the connection is to be closed then.
    """
    allow = partial(client.connection().allow, settings.body_seconds)
    return _arriving(request.environ["wsgi.input"], request.content_length, allow)


def _arriving(stream: Any, announced: int | None, allow: Callable[[], None]) -> Iterator[bytes]:
    count = 0
    allow()
    while piece := _asked(partial(_what_is_there, stream)):
        count += len(piece)
        yield piece
        allow()
    if announced is not None and count < announced:
        raise Refused(Problem.INCOMPLETE_BODY, f"{count} bytes of {announced} arrived.")


def _what_is_there(stream: Any) -> bytes:
    """At least one byte until the end; gunicorn's own read() waits for all that was asked."""
    reader = getattr(stream, "reader", None)
    if reader is None:
        return bytes(stream.read(PIECE))
    first = reader.read(1)
    # Where the rest of what the connection gave at once waits: one kind of reader has no buffer.
    ahead = getattr(reader, "buf", reader.unreader.buf if hasattr(reader, "unreader") else None)
    held = ahead.tell() if first and ahead is not None else 0
    return bytes(first + reader.read(held)) if held else bytes(first)


def _asked(read: Callable[[], bytes]) -> bytes:
    try:
        return bytes(read())
    except TimeoutError:
        raise Refused(Problem.REQUEST_TIMEOUT, "The body did not arrive in time.") from None
    except (NoMoreData, ConnectionError):
        raise Refused(Problem.INCOMPLETE_BODY, "The connection ended within the body.") from None
    except ParseException:
        raise Refused(Problem.BAD_REQUEST, "The body's chunks are not well formed.") from None


def _too_large() -> Refused:
    return Refused(Problem.BODY_TOO_LARGE, f"The limit is {settings.max_body_bytes} bytes.")
