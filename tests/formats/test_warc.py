"""Web archives: pages come out as they were served, and damage is told and never passed over."""

import gzip
import time
import zlib
from collections.abc import Callable, Iterator

import pytest
import zstandard

from sluice.errors import Problem, Refused
from sluice.formats.item import Item
from sluice.formats.warc import archive_items
from sluice.model import InputKind
from sluice.workers.job import Job
from sluice.workers.request import read_job
from tests.archives import HTML, archive, http, packed, record
from tests.pace import allowed

LIMIT = 10_000


def items(body: bytes, size: int = 10_000) -> list[Item]:
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return list(archive_items(pieces, LIMIT, {"output": ["markdown"]}))


def problem(item: Item) -> Problem | None:
    return item.job.problem if isinstance(item.job, Refused) else None


THREE = [
    record(b"software: x", "0", "warcinfo"),
    record(http(), "1"),
    record(http("Only text on this page.", "text/plain; charset=utf-8"), "2"),
    record(b"GET / HTTP/1.1\r\n\r\n", "3", "request"),
    record(http(b"\x89PNG", "image/png"), "4"),
    record("Wörter".encode(), "5", "conversion"),
]
PACKS: dict[str, Callable[..., bytes]] = {
    "plain": archive,
    "gzip by record": packed,
    "gzip as a whole": lambda *records: gzip.compress(archive(*records)),
    "zstd by record": lambda *records: b"".join(map(zstandard.compress, records)),
}


@pytest.mark.parametrize("size", [1, 13, 10_000])
@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_pages_of_an_archive(pack: Callable[..., bytes], size: int) -> None:
    """Responses of a type that is cleaned and conversions are pages, and nothing else is."""
    found = items(pack(*THREE), size)
    assert [item.position for item in found] == [2, 3, 6]
    assert [item.url for item in found] == [f"https://example.org/{n}" for n in (1, 2, 5)]
    sources = [read_job(item.job) for item in found]
    assert [source.content for source, _ in sources] == [
        HTML.encode(),
        b"Only text on this page.",
        "Wörter".encode(),
    ]
    assert [source.kind for source, _ in sources] == [
        *(InputKind.HTML, InputKind.TEXT, InputKind.TEXT)
    ]
    assert [source.charset for source, _ in sources] == [None, "utf-8", "utf-8"]
    options = sources[0][1]
    assert (options.id, options.url) == ("<urn:uuid:1>", "https://example.org/1")
    assert (options.crawled_at, options.output) == ("2024-11-12T10:00:00Z", "markdown")


def test_text_as_a_browser_saw_it() -> None:
    """It is a page at the page's own address; other resources are none."""
    plain = {"Content_Type": "text/plain"}
    found = items(
        archive(
            record(b"Seen.", "1", "resource", WARC_Target_URI="urn:text:https://e.org/a", **plain),
            record(
                b"Seen.",
                "2",
                "resource",
                WARC_Target_URI="<urn:textFinal:https://e.org/b>",
                **plain,
            ),
            record(b"{}", "3", "resource", WARC_Target_URI="urn:pageinfo:https://e.org/c", **plain),
            record(b"Seen.", "4", "resource", WARC_Target_URI="urn:text:https://e.org/d"),
            record(b"Seen.", "5", "resource", WARC_Target_URI="urn:text:", **plain),
        )
    )
    assert [(item.position, item.url) for item in found] == [
        *((1, "https://e.org/a"), (2, "https://e.org/b")),
    ]
    sources = [read_job(item.job)[0] for item in found]
    assert {(s.content, s.kind, s.charset) for s in sources} == {
        (b"Seen.", InputKind.TEXT, "utf-8")
    }


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML.encode())
SERVED = {
    "gzip": http(gzip.compress(HTML.encode()), "text/html", "Content-Encoding: gzip"),
    "deflate": http(zlib.compress(HTML.encode()), "text/html", "content-encoding: deflate"),
    "chunked": http(CHUNKED, "text/html", "Transfer-Encoding: chunked"),
    "said to be chunked": http(HTML, "text/html", "Transfer-Encoding: chunked"),
    "said to be gzip": http(HTML, "text/html", "Content-Encoding: gzip"),
    "bare line feeds": b"HTTP/1.0 200 OK\ncontent-type: TEXT/HTML\n\n" + HTML.encode(),
    "no reason": b"HTTP/1.1 200\r\nContent-Type:text/html\r\n\r\n" + HTML.encode(),
}


@pytest.mark.parametrize("block", SERVED.values(), ids=SERVED)
def test_page_as_it_was_served(block: bytes) -> None:
    """What HTTP did to a page on its way is undone, also where the header says too much."""
    (item,) = items(record(block))
    assert read_job(item.job)[0].content == HTML.encode()


def test_charset_of_the_header() -> None:
    """The charset is the one that HTTP declared, quotes aside."""
    (item,) = items(record(http("x".encode("cp1251"), 'text/html; charset="windows-1251"')))
    assert read_job(item.job)[0].charset == "windows-1251"


def test_head_that_may_not_be_an_option() -> None:
    """An address or date that no option may hold is left out, and the page is cleaned."""
    fields = {"WARC_Target_URI": "dns:example.org", "WARC_Date": "yesterday"}
    (item,) = items(record(http(), "1" * 300, **fields))
    source, options = read_job(item.job)
    assert (item.url, source.url, options.crawled_at, options.id) == (None, None, None, None)


def test_address_in_angle_brackets() -> None:
    """An address in angle brackets is that address."""
    (item,) = items(record(http(), WARC_Target_URI="<https://example.org/a>"))
    assert item.url == "https://example.org/a"


def test_page_over_the_limit() -> None:
    """A page over the limit is refused under its name, and a large picture is passed over."""
    found = items(
        archive(
            record(http("a" * LIMIT), "big"),
            record(http(b"a" * 50_000, "video/mp4"), "film"),
            record(http(), "small"),
        )
    )
    assert [item.id for item in found] == ["<urn:uuid:big>", "<urn:uuid:small>"]
    assert [problem(item) for item in found] == [Problem.BODY_TOO_LARGE, None]


TWO = (record(http(), "1"), record(http(), "2"))
WHOLE = archive(*TWO)
DAMAGED = {
    "cut in a page": (WHOLE[:-20], 1, Problem.INCOMPLETE_BODY),
    "cut in a head": (WHOLE[: len(WHOLE) // 2 + 30], 1, Problem.INCOMPLETE_BODY),
    "gzip without its end": (packed(record(http()))[:-9], 1, Problem.MALFORMED_BODY),
    "cut in gzip": (
        packed(record(http(), "1"), record(http(), "2"))[:-60],
        1,
        Problem.MALFORMED_BODY,
    ),
    "rubbish behind": (WHOLE + b"rubbish\r\n" * 5, 2, Problem.MALFORMED_BODY),
    "no archive": (b"<html>" * 20_000, 0, Problem.MALFORMED_BODY),
    "no length": (record(http(), Content_Length=""), 0, Problem.MALFORMED_BODY),
    "negative length": (record(http(), Content_Length="-5"), 0, Problem.MALFORMED_BODY),
    "enormous length": (record(http(), Content_Length="9" * 18), 0, Problem.INCOMPLETE_BODY),
    "endless head": (b"WARC/1.0\r\n" + b"a: b\r\n" * 50_000, 0, Problem.MALFORMED_BODY),
    "head without end": (b"WARC/1.0" + b"a" * 200_000, 0, Problem.MALFORMED_BODY),
}


@pytest.mark.parametrize(("body", "whole", "expected"), DAMAGED.values(), ids=DAMAGED)
def test_damage_is_told(body: bytes, whole: int, expected: Problem) -> None:
    """Pages before the damage come out, and then what is wrong, once."""
    found = items(body)
    assert [problem(item) for item in found[:whole]] == [None] * whole
    assert [problem(item) for item in found[whole:]] == [expected]


@pytest.mark.parametrize("body", [b"", b"\r\n\r\n", packed()])
def test_archive_of_nothing(body: bytes) -> None:
    """Nothing in, nothing out."""
    assert items(body) == []


BROKEN = [b"", b"junk", b"\x00" * 100, b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 50_000]


@pytest.mark.parametrize("block", BROKEN, ids=range(len(BROKEN)))
def test_record_that_cannot_be_read(block: bytes) -> None:
    """A record without a readable page is refused and never a crash."""
    job = Job(record(block), "RECORD")
    try:
        assert read_job(job)[0].content == b""
    except Refused as refused:
        assert refused.problem is Problem.MALFORMED_BODY  # noqa: PT017


def test_page_comes_out_before_the_archive_ends() -> None:
    """A page is handed over before the next record has arrived."""

    def arriving() -> Iterator[bytes]:
        yield gzip.compress(record(http()))
        raise AssertionError("it was read on")

    assert next(archive_items(arriving(), LIMIT, {})).position == 1


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param((b"\r\n" * 32_768,) * 200, id="blank lines"),
        pytest.param((b"WARC/1.0\r\n" + b"a\n" * 32_000,), id="a head of tiny lines"),
    ],
)
def test_lines_without_end_cost_next_to_nothing(bomb: tuple[bytes, ...]) -> None:
    """Neither blank lines before a record nor tiny ones in its head keep who reads them busy."""
    began = time.process_time()
    (item,) = archive_items(bomb, 1_000, {})
    assert isinstance(item.job, Refused)
    assert time.process_time() - began < allowed(1)
