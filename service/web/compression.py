"""Answers in the coding that the client accepts: zstd or gzip (RFC 9110, "Accept-Encoding")."""

import gzip
from collections.abc import Callable

from flask import Flask, Response, request
from zstandard import ZstdCompressor

# A shorter answer fits one packet as it is.
SHORTEST = 1_400
TYPES = ("application/", "text/", "image/svg")
# Answers are made once and sent once: little more would be saved by trying harder.
GZIP_LEVEL = 2
ZSTD_LEVEL = 1


def _gzip(body: bytes) -> bytes:
    # Without the time: the same page has the same answer.
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _zstd(body: bytes) -> bytes:
    return ZstdCompressor(ZSTD_LEVEL).compress(body)


# The first is the better where both are as welcome.
CODINGS: dict[str, Callable[[bytes], bytes]] = {"zstd": _zstd, "gzip": _gzip}


def install(app: Flask) -> None:
    """Compress every answer that is long enough, save those that are streamed."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.is_streamed or not (response.mimetype or "").startswith(TYPES):
        return response
    response.vary.add("Accept-Encoding")
    coding = _coding()
    if coding and "Content-Encoding" not in response.headers and _is_long(response):
        response.set_data(CODINGS[coding](response.get_data()))
        response.headers["Content-Encoding"] = coding
    return response


def _is_long(response: Response) -> bool:
    return (response.content_length or 0) >= SHORTEST


def _coding() -> str | None:
    accepted = request.accept_encodings
    if not accepted:
        return None
    best = max(CODINGS, key=lambda coding: accepted[coding])
    return best if accepted[best] and accepted[best] >= accepted["identity"] else None
