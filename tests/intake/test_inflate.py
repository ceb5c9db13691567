"""Content-Encoding undone: complete streams only, never past the limit, in even time."""

import gzip
import os
import time
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import brotli
import pytest
import zstandard

from sluice.errors import Problem, Refused
from sluice.intake.inflate import inflate, inflated
from tests.pace import allowed

PAGE = b64encode(os.urandom(1000)) * 300
LIMIT = 1_000_000
Pack = Callable[[bytes], bytes]
PACKERS: dict[str, tuple[str, Pack]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate with its header": ("deflate", zlib.compress),
    "deflate without": ("deflate", lambda body: zlib.compress(body, wbits=-15)),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.compress),
    "zstd without its size": (
        "zstd",
        lambda body: zstandard.ZstdCompressor(write_content_size=False).compress(body),
    ),
}
every_coding = pytest.mark.parametrize(("coding", "pack"), PACKERS.values(), ids=PACKERS)


@pytest.fixture(autouse=True)
def _bounded(within: Callable[[int], AbstractContextManager[None]]) -> Iterator[None]:
    """No stream, however made, may keep the service busy."""
    with within(10):
        yield


def problem_of(body: bytes, coding: str, limit: int = LIMIT) -> Problem:
    with pytest.raises(Refused) as refusal:
        inflate(body, coding, limit)
    return refusal.value.problem


@every_coding
def test_round_trip(coding: str, pack: Pack) -> None:
    """What was packed comes out again."""
    assert hash(inflate(pack(PAGE), coding, LIMIT)) == hash(PAGE)


@every_coding
def test_limit_is_exact(coding: str, pack: Pack) -> None:
    """A body of just the limit passes, and one byte more does not."""
    assert len(inflate(pack(bytes(LIMIT)), coding, LIMIT)) == LIMIT
    assert problem_of(pack(bytes(LIMIT + 1)), coding) is Problem.BODY_TOO_LARGE


@pytest.mark.parametrize("lost", [1, 4, 9, 0.5, 0.99])
@every_coding
def test_cut_stream_is_refused(coding: str, pack: Pack, lost: float) -> None:
    """A stream that ends early is refused, for half a page must not pass for a page."""
    packed = pack(b64encode(os.urandom(300_000)))
    cut = packed[:-lost] if lost >= 1 else packed[: int(len(packed) * (1 - lost))]
    assert problem_of(cut, coding) is Problem.MALFORMED_BODY


@every_coding
@pytest.mark.parametrize("size", [1, 7, 4_097, 100_000])
def test_stream_in_pieces(coding: str, pack: Pack, size: int) -> None:
    """A stream that arrives in pieces, however they are cut, unfolds to what the whole does."""
    packed = pack(PAGE[:60_000])
    pieces = (packed[at : at + size] for at in range(0, len(packed), size))
    assert hash(b"".join(inflated(pieces, coding))) == hash(PAGE[:60_000])


def test_stream_is_unfolded_as_it_arrives() -> None:
    """What has arrived comes out before the rest has been asked for."""

    def arriving() -> Iterator[bytes]:
        yield gzip.compress(b"the first record")
        raise AssertionError("it was read on")

    assert next(piece for piece in inflated(arriving(), "gzip") if piece) == b"the first record"


@every_coding
def test_broken_stream_is_refused(coding: str, pack: Pack) -> None:
    """Bytes that are no such stream are refused as that."""
    assert problem_of(b"\xff" * 20 + pack(PAGE), coding) is Problem.MALFORMED_BODY


@every_coding
def test_rubbish_behind_the_stream_is_refused(coding: str, pack: Pack) -> None:
    """Bytes after a stream's end are no page and are not passed over."""
    assert problem_of(pack(PAGE) + b"rubbish!", coding) is Problem.MALFORMED_BODY


@every_coding
def test_bomb_is_refused_while_it_unfolds(coding: str, pack: Pack) -> None:
    """A small body that grows without end costs no more than the limit."""
    bomb = pack(bytes(100 * LIMIT))
    start = time.process_time()
    assert problem_of(bomb, coding) is Problem.BODY_TOO_LARGE
    assert time.process_time() - start < allowed(2)


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("zstd", zstandard.compress)]
)
def test_parts_are_put_together(coding: str, pack: Pack) -> None:
    """Both formats allow several parts, one after the other."""
    both = inflate(pack(PAGE) + pack(b"end"), coding, LIMIT)
    assert (len(both), both[-3:]) == (len(PAGE) + 3, b"end")


def test_many_empty_parts_cost_little() -> None:
    """A body of nothing but empty gzip members is read in time that grows with its length."""
    body = gzip.compress(b"") * 100_000
    start = time.process_time()
    assert inflate(body, "gzip", LIMIT) == b""
    assert time.process_time() - start < allowed(2)


@pytest.mark.parametrize("coding", ["", " ", ",", "identity", "Identity"])
def test_no_coding(coding: str) -> None:
    """Without a coding the body is taken as it is."""
    assert hash(inflate(PAGE, coding, LIMIT)) == hash(PAGE)


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip", "br;q=1", "zip", "aws-chunked"])
def test_unknown_coding_is_refused(coding: str) -> None:
    """A coding that is not known, and more than one, are refused by name."""
    assert problem_of(PAGE, coding) is Problem.UNSUPPORTED_ENCODING


def test_wide_window_is_refused() -> None:
    """A zstd stream that asks for more memory than RFC 9659 grants is refused."""
    wide = zstandard.ZstdCompressionParameters(window_log=27)
    packed = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    body = packed.compress(b64encode(os.urandom(9_000_000))) + packed.flush()
    assert problem_of(body, "zstd", 10**9) is Problem.MALFORMED_BODY
