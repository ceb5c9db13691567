"""Undo a request's Content-Encoding, never past the limit: a bomb is refused while it unfolds."""

import zlib
from collections.abc import Callable, Iterator
from typing import Any

import brotli
import zstandard

from service.errors import Problem, Refused

STEP = 65_536
# Input steps, so small that none unfolds to more than a few megabytes: zlib makes at most 1,032
# bytes of one (zlib.net, "Maximum Compression Factor"), zstd a block of 128 kB of four.
ZLIB_STEP = 4_096
ZSTD_STEP = 256


def inflate(body: bytes, coding: str, limit: int) -> bytes:
    """The body without its coding(s); limit is the most bytes that may come out.

    Raises Refused: unsupported-encoding, malformed-body, body-too-large.
    """
    names = [name for name in (part.strip().lower() for part in coding.split(",")) if name]
    if len(names) > 1:
        raise Refused(Problem.UNSUPPORTED_ENCODING, "More than one coding was applied.")
    for name in names:
        if name not in CODINGS:
            raise Refused(
                Problem.UNSUPPORTED_ENCODING, "The coding is not one of those known here."
            )
        body = _bounded(CODINGS[name](body), limit)
    return body


def _bounded(pieces: Iterator[bytes], limit: int) -> bytes:
    out = bytearray()
    try:
        for piece in pieces:
            out += piece
            if len(out) > limit:
                raise Refused(Problem.BODY_TOO_LARGE, f"The limit is {limit} bytes.")
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        raise Refused(Problem.MALFORMED_BODY, "The stream is broken or ends early.") from error
    return bytes(out)


def _identity(body: bytes) -> Iterator[bytes]:
    yield body


def _gzip(body: bytes) -> Iterator[bytes]:
    # RFC 1952: a gzip file may have several members, one after the other.
    return _members(body, lambda: zlib.decompressobj(wbits=31), ZLIB_STEP)


def _deflate(body: bytes) -> Iterator[bytes]:
    # RFC 9110 means the zlib format; many clients send the bare stream, which lacks its header.
    has_header = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
    return _members(body, lambda: zlib.decompressobj(wbits=15 if has_header else -15), ZLIB_STEP)


def _zstd(body: bytes) -> Iterator[bytes]:
    # RFC 8878, section 3.1.1.1.2: 8 MB is the window that every decoder should support.
    decompressor = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
    return _members(body, decompressor.decompressobj, ZSTD_STEP)


def _members(body: bytes, start: Callable[[], Any], step: int) -> Iterator[bytes]:
    """What the streams in the body unfold to, a small step of input at a time."""
    stream = None
    for at in range(0, len(body), step):
        piece = body[at : at + step]
        while piece:
            stream = stream or start()
            yield stream.decompress(piece)
            piece = stream.unused_data if stream.eof else b""
            stream = None if stream.eof else stream
    if stream is not None:
        raise EOFError


def _brotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    yield stream.process(body, output_buffer_limit=STEP)
    while not stream.is_finished():
        piece = stream.process(b"", output_buffer_limit=STEP)
        if not piece and not stream.is_finished() and stream.can_accept_more_data():
            raise EOFError
        yield piece


CODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "identity": _identity,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
