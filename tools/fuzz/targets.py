"""What is fuzzed: functions that take bytes, may raise Refused, and nothing else."""

import gzip
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sluice import Options, Source, clean, to_dict
from sluice.bulk.inputs import input_of
from sluice.bulk.reading import pages
from sluice.errors import Refused
from sluice.formats.item import JSON, Item
from sluice.formats.json_codec import encode
from sluice.formats.ndjson import line_items
from sluice.formats.warc import archive_items
from sluice.intake import document_of
from sluice.model import InputKind
from sluice.workers.job import Job
from sluice.workers.request import read_job
from tests.archives import archive, http, record

ROOT = Path(__file__).parents[2]
CODINGS = ("", "gzip", "deflate", "br", "zstd")
CHARSETS = (None, "utf-8", "windows-1252", "shift_jis", "utf-16", "no-such-charset")
TYPES = ("text/html", "text/plain", "", JSON, "application/pdf")
MOST_BYTES = 1 << 20
PROSE = "The mill on the river was opened again on Monday. It had stood still for eleven years."
Target = Callable[[bytes], None]


def intake(data: bytes) -> None:
    """A body with any coding, charset and type, to a document. The first two bytes choose."""
    first, second, body = data[:1], data[1:2], data[2:]
    coding, charset = CODINGS[sum(first) % 5], CHARSETS[sum(second) % 6]
    job = Job(body, TYPES[sum(second) // 6 % 5], charset, coding)
    document_of(read_job(job, MOST_BYTES)[0])


def html(data: bytes) -> None:
    """A page of HTML through all that is compiled, to the answer's JSON."""
    _answer(data, InputKind.HTML)


def text(data: bytes) -> None:
    """A page of text through all that is compiled, to the answer's JSON."""
    _answer(data, InputKind.TEXT)


def _answer(data: bytes, kind: InputKind) -> None:
    encode(to_dict(clean(Source(data, kind)), Options()))


def ndjson(data: bytes) -> None:
    """A batch of lines that arrives in pieces."""
    _read(line_items(_pieces(data), MOST_BYTES, {}))


def warc(data: bytes) -> None:
    """An archive that arrives in pieces, and each of its records."""
    _read(archive_items(_pieces(data), MOST_BYTES, {}))


def wacz(data: bytes) -> None:
    """A collection as bulk reads it from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.wacz"
        path.write_bytes(data)
        for page in pages([input_of(path)], {}, (0, 0), MOST_BYTES):
            if page.job is not None:
                _page(page.job)


def _pieces(data: bytes) -> Iterator[bytes]:
    """In pieces of the first byte's length, which is at least one."""
    size = sum(data[:1]) + 1
    return (data[at : at + size] for at in range(1, len(data), size))


def _read(items: Iterable[Item]) -> None:
    for item in items:
        if not isinstance(item.job, Refused):
            _page(item.job)


def _page(job: Job) -> None:
    try:
        document_of(read_job(job, MOST_BYTES)[0])
    except Refused:
        return


TARGETS: dict[str, Target] = {
    "intake": intake,
    "html": html,
    "text": text,
    "ndjson": ndjson,
    "warc": warc,
    "wacz": wacz,
}


def tried(target: Target, data: bytes) -> None:
    """Call the target; a refusal is an answer. Raises whatever else it raises."""
    try:
        target(data)
    except Refused:
        return


def seeds(name: str) -> list[bytes]:
    """Made-up inputs to begin with."""
    if name in ("html", "text"):
        ending = "html" if name == "html" else "txt"
        found = sorted((ROOT / "tests" / "pages").glob(f"*/page.{ending}"))
        return [path.read_bytes() for path in found]
    page = f"<title>Mill</title><p>{PROSE}</p>".encode()
    some = archive(record(http(page)), record(PROSE.encode(), "2", "conversion"))
    return {
        "intake": [b"\0\1" + page, b"\1\1" + gzip.compress(page), b"\0\x13" + _json(PROSE)],
        "ndjson": [b"\xff" + _json(PROSE) + b"\n\n" + _json("a", id="1") + b"\n", b"\0{}\n[1]\n"],
        "warc": [b"\xff" + some, b"\xff" + gzip.compress(some)],
        "wacz": [_collection(some), _collection(gzip.compress(some))],
    }[name]


def _json(page: str, **more: str) -> bytes:
    return encode({"text": page} | more)


def _collection(some: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("archive/pages.warc", some)
    return file.getvalue()
