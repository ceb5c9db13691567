"""Undo a Content-Encoding, of a body or of a stream: a bomb is refused while it unfolds."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

import brotli
import zstandard

from sluice.errors import Problem, Refused

STEP = 65_536
# Input steps, so small that none unfolds to more than a few megabytes: zlib makes at most 1,032
# bytes of one (zlib.net, "Maximum Compression Factor"), zstd a block of 128 kB of four.
ZLIB_STEP = 4_096
ZSTD_STEP = 256


def inflate(body: bytes, coding: str, limit: int) -> bytes:
    """The body without its coding(s); limit is the most bytes that may come out.

    Raises Refused: unsupported-encoding, malformed-body, body-too-large.
    """
    out = bytearray()
    for piece in inflated([body], coding):
        out += piece
        if len(out) > limit:
            raise Refused(Problem.BODY_TOO_LARGE, f"The limit is {limit} bytes.")
    return bytes(out)


def inflated(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """A stream without its coding, as it arrives; no piece is larger than a few megabytes.

    Raises Refused at once, unsupported-encoding, and while it is read, malformed-body.
    """
    names = [name for name in (part.strip().lower() for part in coding.split(",")) if name]
    if len(names) > 1:
        raise Refused(Problem.UNSUPPORTED_ENCODING, "More than one coding was applied.")
    name = names[0] if names else "identity"
    if name not in CODINGS:
        raise Refused(Problem.UNSUPPORTED_ENCODING, "The coding is not one of those known here.")
    return _whole(CODINGS[name](pieces))


def _whole(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        raise Refused(Problem.MALFORMED_BODY, "The stream is broken or ends early.") from error


def _identity(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from pieces


def _gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    # RFC 1952: a gzip file may have several members, one after the other.
    return _members(_steps(pieces, ZLIB_STEP), lambda _: zlib.decompressobj(wbits=31))


def _deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(pieces)
    head = b""
    while len(head) < 2 and (piece := next(rest, None)) is not None:
        head += piece
    return _members(_steps(chain([head], rest), ZLIB_STEP), _deflater)


def _deflater(start: bytes) -> Any:
    # RFC 9110 means the zlib format; many clients send the bare stream, which lacks its header.
    has_header = len(start) > 1 and start[0] & 15 == 8 and int.from_bytes(start[:2]) % 31 == 0
    return zlib.decompressobj(wbits=15 if has_header else -15)


def _zstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    # RFC 8878, section 3.1.1.1.2: 8 MB is the window that every decoder should support.
    decompressor = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
    return _members(_steps(pieces, ZSTD_STEP), lambda _: decompressor.decompressobj())


def _steps(pieces: Iterable[bytes], step: int) -> Iterator[bytes]:
    for piece in pieces:
        yield from (piece[at : at + step] for at in range(0, len(piece), step))


def _members(steps: Iterator[bytes], start: Callable[[bytes], Any]) -> Iterator[bytes]:
    """What the streams, one after the other, unfold to, a small step of input at a time."""
    stream = None
    for step in steps:
        piece = step
        while piece:
            stream = stream or start(piece)
            yield stream.decompress(piece)
            piece = stream.unused_data if stream.eof else b""
            stream = None if stream.eof else stream
    if stream is not None:
        raise EOFError


def _brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    for piece in pieces:
        out = stream.process(piece, output_buffer_limit=STEP)
        while out or not (stream.is_finished() or stream.can_accept_more_data()):
            yield out
            out = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=STEP)
    if not stream.is_finished():
        raise EOFError


CODINGS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "identity": _identity,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
