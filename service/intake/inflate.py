"""Undo a request's Content-Encoding, never past the limit: a bomb is refused while it unfolds."""

import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard

from service.errors import Problem, Refused

STEP = 65_536


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
    while body:
        member = zlib.decompressobj(wbits=31)
        yield from _zlib_steps(member, body)
        body = member.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    # RFC 9110 means the zlib format; many clients send the bare stream, which lacks its header.
    has_header = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
    yield from _zlib_steps(zlib.decompressobj(wbits=15 if has_header else -15), body)


def _zlib_steps(stream: "zlib._Decompress", body: bytes) -> Iterator[bytes]:
    piece = stream.decompress(body, STEP)
    yield piece
    while not stream.eof and (piece or stream.unconsumed_tail):
        piece = stream.decompress(stream.unconsumed_tail, STEP)
        yield piece
    if not stream.eof:
        raise EOFError


def _brotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    yield stream.process(body, output_buffer_limit=STEP)
    while not stream.can_accept_more_data():
        yield stream.process(b"", output_buffer_limit=STEP)
    if not stream.is_finished():
        raise EOFError


def _zstd(body: bytes) -> Iterator[bytes]:
    reader = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024).stream_reader(
        body, read_across_frames=True
    )
    while piece := reader.read(STEP):
        yield piece


CODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "identity": _identity,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
