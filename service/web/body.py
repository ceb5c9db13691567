"""A request's body, whole or refused: each byte counts as it is read, no part is cleaned."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from gunicorn.http.errors import NoMoreData, ParseException

from service.errors import Overloaded, Problem, Refused
from service.settings import settings
from service.web.peer import hang_up

# Bytes are counted a piece at a time: this much of each body is not counted yet.
PIECE = 1 << 16


class Held:
    """The bytes of bodies that this process holds, and the most that it may."""

    def __init__(self, most: int) -> None:
        """most: in bytes, over all requests."""
        self._most = most
        self.now = 0

    def more(self, count: int) -> None:
        """Hold so many more. Raises Overloaded when they are too many."""
        if self.now + count > self._most:
            raise Overloaded(1)
        self.now += count


held = Held(settings.max_buffered_bytes)


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
                held.more(len(piece))
                pieces.append(piece)
        except BaseException:
            hang_up()
            raise
        body = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        pieces = [body]
        yield body
    finally:
        held.now -= sum(map(len, pieces))


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
    try:
        return bytes(stream.read(PIECE))
    except TimeoutError:
        raise Refused(Problem.REQUEST_TIMEOUT, "The body did not arrive in time.") from None
    except (NoMoreData, ConnectionError):
        raise Refused(Problem.INCOMPLETE_BODY, "The connection ended within the body.") from None
    except ParseException:
        raise Refused(Problem.BAD_REQUEST, "The body's chunks are not well formed.") from None


def _too_large() -> Refused:
    return Refused(Problem.BODY_TOO_LARGE, f"The limit is {settings.max_body_bytes} bytes.")
