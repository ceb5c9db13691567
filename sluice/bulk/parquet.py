"""Parquet in and out; needs pyarrow, which is installed only where it is wanted."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sluice.bulk.places import opened
from sluice.errors import Problem, Refused
from sluice.formats.item import Item
from sluice.formats.ndjson import Query
from sluice.workers.job import Job

MISSING = (
    "Parquet needs pyarrow, which is not installed: pip install --require-hashes "
    "-r requirements-bulk.txt"
)
ROWS = 64
# Rows of one group: enough for columns to be worth their while, few enough to hold.
GROUP_ROWS = 1_000
GROUP_BYTES = 64 << 20
ARCHIVE = re.compile(r"\.(warc|wet|wacz)(\.gz|\.zst)?$", re.I)
CONTENTS = {"html": "text/html", "text": "text/plain"}
TOLD = ("id", "url", "language", "crawled_at")
# Common Crawl's name for when a page was crawled, where its table has not ours.
FETCH_TIME = "fetch_time"


def available() -> bool:
    """Whether pyarrow is installed; it is large, and not loaded to find out."""
    return find_spec("pyarrow") is not None


def _arrow() -> Any:
    try:
        import pyarrow.json  # noqa: PLC0415 - most runs need none of it
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise Refused(Problem.UNSUPPORTED_MEDIA_TYPE, MISSING) from None
    return pyarrow


def row_items(path: Path, query: Query) -> Iterator[tuple[Item, float]]:
    """A page for each row, and the share of the rows that has been read.

    Raises Refused, malformed-body, for what is no Parquet or has neither of the columns html, text.
    """
    arrow = _arrow()
    try:
        with opened(path) as source, arrow.parquet.ParquetFile(source) as file:
            for position, row in enumerate(_rows(file), 1):
                yield _item(row, position, query), position / file.metadata.num_rows
    except arrow.ArrowException:
        detail = "It is no Parquet file, or is broken from this row on."
        raise Refused(Problem.MALFORMED_BODY, detail) from None


def _rows(file: Any) -> Iterator[dict[str, Any]]:
    wanted = (*CONTENTS, *TOLD, FETCH_TIME)
    columns = [name for name in wanted if name in file.schema_arrow.names]
    if not CONTENTS.keys() & set(columns):
        raise Refused(Problem.MALFORMED_BODY, "It has neither a column html nor text.")
    for batch in file.iter_batches(ROWS, columns=columns):
        yield from batch.to_pylist()


def _item(row: dict[str, Any], position: int, query: Query) -> Item:
    row.setdefault("crawled_at", row.get(FETCH_TIME))
    told = {name: [_text(row[name])] for name in TOLD if row.get(name) is not None}
    (name, url) = (told.get(key, [None])[0] for key in ("id", "url"))
    for column, media_type in CONTENTS.items():
        content = row.get(column)
        if content is not None and not isinstance(content, str | bytes):
            refusal = Refused(Problem.MALFORMED_BODY, "The page is neither a string nor bytes.")
            return Item(position, refusal, name, url)
        if content is not None:
            body = content.encode("utf-8", "replace") if isinstance(content, str) else content
            charset = "utf-8" if isinstance(content, str) else None
            return Item(position, Job(body, media_type, charset, query=told | query), name, url)
    return Item(position, Refused(Problem.EMPTY_BODY, "The row has no page."), name, url)


def _text(value: object) -> str:
    """Dates and numbers as an option is written."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def schema(arrow: Any) -> Any:
    """The columns of a part: those of answers(), and beside them Common Crawl's names."""
    return arrow.unify_schemas([answers(arrow), arrow.schema(index_columns(arrow))])


def index_columns(arrow: Any) -> dict[str, Any]:
    """What is named as in Common Crawl's index of URLs, so that one query serves both."""
    text = ("url_protocol", "url_host_name", "url_path", "url_query")
    filed = {"content_charset": arrow.string(), "warc_filename": arrow.string()}
    moment = {FETCH_TIME: arrow.timestamp("ms", "UTC")}
    return dict.fromkeys(text, arrow.string()) | moment | filed


def index_row(row: dict[str, Any]) -> dict[str, Any]:
    """The values of these columns for a result; None where the page's address is none."""
    found: dict[str, Any] = {"content_charset": row["input"]["encoding"]}
    found |= {"warc_filename": row["file"] if ARCHIVE.search(row["file"]) else None}
    found |= {FETCH_TIME: _moment(row["crawled_at"])}
    try:
        parts = urlsplit(row["url"] or "")
        host = parts.hostname
    except ValueError:
        return found
    if not host:
        return found
    address = {"url_protocol": parts.scheme, "url_host_name": host, "url_path": parts.path}
    return found | address | {"url_query": parts.query or None}


def _moment(crawled_at: str | None) -> datetime | None:
    """In UTC, as a time that says no zone is taken to be."""
    if crawled_at is None:
        return None
    when = datetime.fromisoformat(crawled_at)
    try:
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except OverflowError:
        return None


def answers(arrow: Any) -> Any:
    """The answer's fields (openapi.yaml), and where its page stood."""
    text, texts = arrow.string(), arrow.list_(arrow.string())
    several = ("authors", "contributors", "tags")
    single = "title byline agency dateline site_name date_published date_modified language"
    single += " description url image section license"
    metadata = dict.fromkeys(single.split(), text) | dict.fromkeys(several, texts)
    metadata["sources"] = _struct(arrow, dict.fromkeys(metadata, text))
    measured = ("title", "authors", "date_published", "language")
    metadata["confidence"] = _struct(arrow, dict.fromkeys(measured, arrow.float64()))
    removed = dict.fromkeys(("text", "reason", "rule", "step"), text)
    removed |= {"score": arrow.float64(), "block": arrow.int64()}
    counts = ("pages", "of_pages", "blocks", "words")
    removed |= dict.fromkeys(counts, arrow.int64())
    given = {"kind": text, "encoding": text, "encoding_from": text}
    given |= {"replaced_characters": arrow.int64(), "bytes": arrow.int64(), "shape": texts}
    verdict = {"page": text, "score": arrow.float64(), "signals": texts, "truncated": arrow.bool_()}
    engine = dict.fromkeys(("version", "rules", "model", "site_profiles"), text)
    return arrow.schema(
        {
            **{
                "file": text,
                "position": arrow.int64(),
                "url": text,
                "crawled_at": text,
                "id": text,
            },
            **{"input": _struct(arrow, given), "body": text, "output": text},
            "metadata": _struct(arrow, metadata),
            "removed": arrow.list_(_struct(arrow, removed)),
            **{"verdict": _struct(arrow, verdict), "engine": _struct(arrow, engine)},
        }
    )


def _struct(arrow: Any, fields: dict[str, Any]) -> Any:
    return arrow.struct(list(fields.items()))


class ParquetPart:
    """A part that is being written; rows are held until they make a group."""

    suffix = ".parquet"

    def __init__(self, path: Path) -> None:
        """path: of the file, which does not exist yet."""
        self._arrow = _arrow()
        self._schema = answers(self._arrow)
        self._columns = index_columns(self._arrow)
        whole = schema(self._arrow)
        self._writer = self._arrow.parquet.ParquetWriter(path, whole, compression="zstd")
        self._lines: list[bytes] = []
        self._bytes = 0

    def write(self, line: bytes) -> None:
        """One more row, as a line of JSON."""
        self._lines.append(line)
        self._bytes += len(line)
        if len(self._lines) >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._flush()

    def close(self) -> None:
        """The last group, and the file's end."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._lines:
            return
        body = b"".join(self._lines)
        json = self._arrow.json
        table = json.read_json(
            self._arrow.BufferReader(body),
            json.ReadOptions(use_threads=False, block_size=len(body) + 1),
            json.ParseOptions(explicit_schema=self._schema, unexpected_field_behavior="error"),
        )
        table = table.select(self._schema.names)
        names = ["file", "url", "crawled_at", "input"]
        rows = list(map(index_row, table.select(names).to_pylist()))
        for name, kind in self._columns.items():
            values = [row.get(name) for row in rows]
            table = table.append_column(name, self._arrow.array(values, kind))
        self._writer.write_table(table)
        self._lines, self._bytes = [], 0
