"""WARC and WET as they arrive: one job a page, whatever else the archive holds left out.

Records are told apart here, by their lengths, and read by fastwarc in the process that cleans
them. Its own iterator takes an archive that was cut for a whole one, hands over the half page at
its end as a page, and waits for a stream inside foreign code, where no edge may wait.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from sluice.errors import Problem, Refused
from sluice.formats.byte_stream import Arriving
from sluice.formats.item import Item
from sluice.formats.ndjson import Query
from sluice.intake.inflate import inflated
from sluice.options import options_from
from sluice.workers.job import Job

WARC = "application/warc"
# In capitals, for nobody can post it: the edge lowers the type of what is posted.
RECORD = "RECORD"
CODINGS = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))
HEAD_BYTES = 65_536
HTTP_HEAD_BYTES = 16_384
CONTENT_TYPE = re.compile(rb"\n[ \t]*content-type[ \t]*:[ \t]*([^\s;,]+)", re.I)
PAGES = re.compile(rb"text/(html|plain|markdown)|application/xhtml\+xml", re.I)
# Under these addresses crawlers with a browser file the text that they saw on a page.
SEEN_TEXT = ("urn:text:", "urn:textfinal:")
Head = dict[str, str]


def archive_items(pieces: Iterable[bytes], limit: int, query: Query) -> Iterator[Item]:
    """A page for each response of a type that is cleaned here, each conversion and text as seen.

    limit: most bytes of a page as it was served; a larger one is read past and refused. query: the
    options of all. What is no archive, or ends within a record, ends with a refused page.
    """
    stream = Arriving(_plain(pieces))
    position = 0
    try:
        while (found := _head(stream)) is not None:
            position += 1
            yield from _page(stream, found, position, (limit, query))
    except (EOFError, ValueError, Refused) as error:
        yield Item(position + 1, _damage(error))


def _plain(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(pieces)
    start = next((piece for piece in rest if piece), b"")
    coding = next((name for magic, name in CODINGS if start.startswith(magic[: len(start)])), "")
    return inflated(chain([start], rest), coding if start else "")


def _head(stream: Arriving) -> tuple[bytes, Head] | None:
    """A record's head, as it stands and as fields; None at the archive's end.

    Raises ValueError where it, with the blank lines before it, is longer than a head may be.
    """
    line, left = b"\r\n", HEAD_BYTES
    while line and not line.strip():
        line = stream.line(left)
        left -= len(line)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise ValueError
    raw = [line]
    while (line := stream.line(left)).strip():
        raw.append(line)
        left -= len(line)
    if not line:
        raise EOFError
    return b"".join([*raw, b"\r\n"]), _fields(raw[1:])


def _fields(rows: list[bytes]) -> Head:
    pairs = (row.decode("utf-8", "replace").partition(":") for row in rows)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _page(
    stream: Arriving, found: tuple[bytes, Head], position: int, asked: tuple[int, Query]
) -> Iterator[Item]:
    (raw, head), (limit, query) = found, asked
    length = int(head.get("content-length", ""))
    if length < 0:
        raise ValueError
    start = stream.take(min(length, HTTP_HEAD_BYTES))
    left = length - len(start)
    if not _is_page(head, start):
        stream.skip(left)
    elif length > limit:
        stream.skip(left)
        refusal = Refused(Problem.BODY_TOO_LARGE, f"The limit of a record is {limit} bytes.")
        yield Item(position, refusal, **_names(_told(head)))
    else:
        told = _told(head)
        options = {name: [value] for name, value in told.items()} | query
        job = Job(raw + start + stream.take(left), RECORD, query=options)
        yield Item(position, job, **_names(told))


def _is_page(head: Head, start: bytes) -> bool:
    kind = head.get("warc-type", "").lower(), head.get("content-type", "").lower()
    if kind[0] == "conversion" or (kind[0] == "resource" and _seen_at(head)):
        return kind[1].startswith("text/plain")
    if kind[0] != "response" or not kind[1].startswith("application/http"):
        return False
    declared = CONTENT_TYPE.search(re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0])
    return declared is not None and PAGES.fullmatch(declared[1]) is not None


def _told(head: Head) -> dict[str, str]:
    """What the record says of its page, as far as it may stand as an option."""
    said = {
        "id": head.get("warc-record-id", ""),
        "url": _seen_at(head) or _target(head),
        "crawled_at": head.get("warc-date", ""),
    }
    return {name: value for name, value in said.items() if value and _is_option(name, value)}


def _target(head: Head) -> str:
    # Some writers set the address in angle brackets, as WARC 1.0's grammar had it.
    return head.get("warc-target-uri", "").strip("<>")


def _seen_at(head: Head) -> str:
    """The address of the page whose text as it was seen the record holds; "" for other records."""
    target = _target(head)
    name = next((name for name in SEEN_TEXT if target.lower().startswith(name)), "")
    return target[len(name) :] if name else ""


def _is_option(name: str, value: str) -> bool:
    try:
        options_from({name: value})
    except Refused:
        return False
    return True


def _names(told: dict[str, str]) -> dict[str, str | None]:
    return {"id": told.get("id"), "url": told.get("url")}


def _damage(error: Exception) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, EOFError):
        return Refused(Problem.INCOMPLETE_BODY, "The archive ends within a record.")
    return Refused(Problem.MALFORMED_BODY, "There is no WARC record where one should begin.")
