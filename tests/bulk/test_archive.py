"""Results as a web archive."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastwarc.warc import ArchiveIterator

from sluice.bulk import archive, command
from tests.archives import BODY, http, packed, record

Record = tuple[dict[str, str], bytes]
TEXT = f"Mill\n\n{BODY} It had stood still.\n\nThis website uses cookies."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def bulk(*arguments: str) -> None:
    call = ["--workers", "1", *arguments]
    done = CliRunner(env={"COLUMNS": "100"}).invoke(command.bulk, call)
    assert done.exit_code == 0, done.output


def records(path: str) -> list[Record]:
    with Path(path).open("rb") as file:
        found = ArchiveIterator(file, parse_http=False)
        return [(dict(each.headers.items()), each.reader.read()) for each in found]


def write_rows(*rows: dict[str, Any]) -> None:
    text = "\n".join(json.dumps({"text": TEXT} | row) for row in rows)
    Path("a.ndjson").write_text(text, encoding="utf-8")


def test_conversion_refers_to_its_page() -> None:
    """The body refers to the record of its page, and the rest of the answer to the body."""
    Path("a.warc.gz").write_bytes(packed(record(http(), "1"), record(http(), "2")))
    bulk("a.warc.gz", "--out", "lines")
    bulk("a.warc.gz", "--out", "out", "--format", "warc")
    body, about, *others = records("out/part-00001.warc.gz")
    assert body[0]["WARC-Type"] == "conversion"
    assert body[0]["WARC-Refers-To"] == "<urn:uuid:1>"
    assert body[0]["WARC-Target-URI"] == "https://example.org/1"
    assert body[0]["WARC-Date"] == "2024-11-12T10:00:00Z"
    assert body[1].decode() == BODY
    assert about[0]["WARC-Type"] == "metadata"
    assert about[0]["WARC-Refers-To"] == body[0]["WARC-Record-ID"]
    row = json.loads(Path("lines/part-00001.ndjson").read_bytes().splitlines()[0])
    assert json.loads(about[1]) | {"body": BODY} == row
    assert [head["WARC-Type"] for head, _ in others] == ["conversion", "metadata"]


def test_own_archive_is_read_again() -> None:
    """What was written is an input: each conversion once, by its own id, with its address."""
    Path("a.warc.gz").write_bytes(packed(record(http(), "1"), record(http(), "2")))
    bulk("a.warc.gz", "--out", "first", "--format", "warc")
    bulk("first/part-00001.warc.gz", "--out", "again")
    found = map(json.loads, Path("again/part-00001.ndjson").read_bytes().splitlines())
    told = [(row["id"], row["url"], row["crawled_at"], row["body"]) for row in found]
    ids = [head["WARC-Record-ID"] for head, _ in records("first/part-00001.warc.gz")[::2]]
    places = ["https://example.org/1", "https://example.org/2"]
    assert told == [
        (name, url, "2024-11-12T10:00:00Z", BODY) for name, url in zip(ids, places, strict=True)
    ]


def test_same_bytes_again() -> None:
    """Two runs over dated pages write the same archive."""
    write_rows({"crawled_at": "2024-11-12"}, {"crawled_at": "2024-11-12T10:00:00+02:00"})
    for out in ("one", "two"):
        bulk("a.ndjson", "--out", out, "--format", "warc")
    one, two = (Path(out, "part-00001.warc.gz").read_bytes() for out in ("one", "two"))
    assert one == two
    dates = [head["WARC-Date"] for head, _ in records("one/part-00001.warc.gz")[::2]]
    assert dates == ["2024-11-12T00:00:00Z", "2024-11-12T08:00:00Z"]


STRANGE: list[dict[str, Any]] = [
    {"id": "1>\r\nWARC-Type: response\r\n"},
    {"id": "<urn:uuid:1>\r\nX: y"},
    {"id": "<mill on the river>"},
    {"id": "<>"},
    {"url": "https://example.org/ \r\nX: y"},
    {"url": "https://example.org/mühle"},
    {"crawled_at": "0001-01-01T00:00:00+14:00"},
    {"id": "\u0000"},
]


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_names_write_no_head(strange: dict[str, Any]) -> None:
    """An id or address with line breaks or brackets of its own cannot add a field to a record."""
    write_rows(strange | {"output": "markdown"})
    Path("out").mkdir()
    call = ["--workers", "1", "a.ndjson", "--out", "out", "--format", "warc"]
    assert CliRunner().invoke(command.bulk, call).exit_code == 0
    (head, body), (_, about) = records("out/part-00001.warc.gz")
    assert head["WARC-Type"] == "conversion"
    assert head["Content-Type"] == "text/markdown; charset=utf-8"
    assert "X" not in head
    assert "WARC-Refers-To" not in head
    assert head.get("WARC-Target-URI") == (strange["url"] if "ü" in str(strange) else None)
    if "crawled_at" in strange:
        assert head["WARC-Date"] == "0001-01-01T00:00:00Z"
    assert body.decode().startswith("The mill")
    assert json.loads(about)["id"] == strange.get("id")


def test_moment_of_unknown_pages() -> None:
    """A page whose crawl is not dated gets the time of writing, to the second and in UTC."""
    assert archive._moment(None)[-1] == "Z"
    assert len(archive._moment(None)) == len("2024-11-12T10:00:00Z")
