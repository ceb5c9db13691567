"""Results as a web archive: what crawl tools read, and what this program reads again.

Each result is two records, each gzipped by itself: the body as a `conversion` that refers to the
record its page came from, and the rest of the answer as `metadata` that refers to the conversion.
"""

import contextlib
import gzip
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from fastwarc.warc import WarcRecord, WarcRecordType

from sluice.formats.json_codec import decode_object, encode

TYPES = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}
# What stands in a record's head is one line, and an id there is an address in brackets.
RECORD_ID = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+>")
ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f]+")
Head = dict[str, str]


class ArchivePart:
    """A part that is being written."""

    suffix = ".warc.gz"

    def __init__(self, path: Path) -> None:
        """path: of the file, which does not exist yet."""
        self._file = path.open("xb", buffering=1 << 20)

    def write(self, line: bytes) -> None:
        """One more result, as a line of JSON."""
        answer = decode_object(line)
        body = answer.pop("body").encode("utf-8")
        # The same result is the same record, whoever writes it and however often.
        name = uuid5(NAMESPACE_URL, line.decode("utf-8"))
        shared = {"WARC-Date": _moment(answer["crawled_at"])} | _target(answer["url"])
        refers = {"WARC-Refers-To": answer["id"]} if _is_record(answer["id"]) else {}
        content = {"Content-Type": f"{TYPES[answer['output']]}; charset=utf-8"}
        self._write(WarcRecordType.conversion, name, shared | refers | content, body)
        about = {"WARC-Refers-To": f"<{name.urn}>", "Content-Type": "application/json"}
        beside = uuid5(name, "metadata")
        self._write(WarcRecordType.metadata, beside, shared | about, encode(answer))

    def close(self) -> None:
        """No more."""
        self._file.close()

    def _write(self, kind: WarcRecordType, name: UUID, head: Head, block: bytes) -> None:
        record = WarcRecord()
        record.init_headers(kind)
        for field, value in {"WARC-Record-ID": f"<{name.urn}>", **head}.items():
            record.headers[field] = value
        record.set_bytes_content(block)
        written = io.BytesIO()
        record.write(written, checksum_data=True)
        self._file.write(gzip.compress(written.getvalue(), mtime=0))


def _moment(crawled_at: str | None) -> str:
    """When the page was crawled, as archives write it; of one that does not say it, now."""
    when = datetime.fromisoformat(crawled_at) if crawled_at else datetime.now(UTC)
    # The first and the last hours of the calendar are none in another zone.
    with contextlib.suppress(OverflowError):
        when = when.astimezone(UTC) if when.tzinfo else when
    return when.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _target(url: Any) -> Head:
    return {"WARC-Target-URI": url} if url and ADDRESS.fullmatch(url) else {}


def _is_record(name: Any) -> bool:
    return bool(name) and RECORD_ID.fullmatch(name) is not None
