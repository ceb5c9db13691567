"""Answers in the coding that the client accepts: zstd or gzip (RFC 9110, "Accept-Encoding")."""

import gzip
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

from flask import Flask, Response, request
from zstandard import COMPRESSOBJ_FLUSH_BLOCK, ZstdCompressor

# A shorter answer fits one packet as it is.
SHORTEST = 1_400
TYPES = ("application/", "text/", "image/svg")
# Of what is streamed only this is known to come in pieces that are worth it.
STREAMED = "application/x-ndjson"
# Answers are made once and sent once: little more would be saved by trying harder.
GZIP_LEVEL = 2
ZSTD_LEVEL = 1
GZIP_WINDOW = 31


def _gzip(body: bytes) -> bytes:
    # Without the time: the same page has the same answer.
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _zstd(body: bytes) -> bytes:
    return ZstdCompressor(ZSTD_LEVEL).compress(body)


def _gzip_stream(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)
    for piece in pieces:
        yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()


def _zstd_stream(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = ZstdCompressor(ZSTD_LEVEL).compressobj()
    for piece in pieces:
        yield packer.compress(piece) + packer.flush(COMPRESSOBJ_FLUSH_BLOCK)
    yield packer.flush()


# The first is the better where both are as welcome.
CODINGS: dict[str, Callable[[bytes], bytes]] = {"zstd": _zstd, "gzip": _gzip}
STREAMS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "zstd": _zstd_stream,
    "gzip": _gzip_stream,
}


def install(app: Flask) -> None:
    """Compress every answer that is long enough, and a batch's line by line."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.is_streamed:
        return _stream(response) if response.mimetype == STREAMED else response
    if not (response.mimetype or "").startswith(TYPES):
        return response
    response.vary.add("Accept-Encoding")
    coding = _coding()
    if coding and "Content-Encoding" not in response.headers and _is_long(response):
        response.set_data(CODINGS[coding](response.get_data()))
        response.headers["Content-Encoding"] = coding
    return response


def _stream(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if coding := _coding():
        response.response = _packed(response.response, coding)
        response.headers["Content-Encoding"] = coding
    return response


def _packed(pieces: Iterable[Any], coding: str) -> Generator[bytes]:
    """Each piece compressed as soon as it is there. Who goes in the middle ends the pieces too."""
    try:
        yield from STREAMS[coding](pieces)
    finally:
        if isinstance(pieces, Generator):
            pieces.close()


def _is_long(response: Response) -> bool:
    return (response.content_length or 0) >= SHORTEST


def _coding() -> str | None:
    accepted = request.accept_encodings
    if not accepted:
        return None
    best = max(CODINGS, key=lambda coding: accepted[coding])
    return best if accepted[best] and accepted[best] >= accepted["identity"] else None
