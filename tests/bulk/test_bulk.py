"""A crawl's files through the command line: every page once, whatever happens on the way."""

import errno
import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pyarrow
import pyarrow.parquet
import pytest
import zstandard
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from sluice.bulk import command, parquet, run
from sluice.model import Article, Source
from sluice.pipeline import Cleaner
from tests.archives import BODY, HTML, http, packed, record
from tests.judge.test_threads import THREADS, page_of

ROOT = Path(__file__).parents[2]
PAGE = f"Mill\n\n{BODY} It had stood still.\n\nThis website uses cookies."
Bulk = Callable[..., Result]


@pytest.fixture
def bulk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bulk:
    """Runs the command in an empty folder with two workers."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(
            command.bulk, ["--out", "out", "--workers", "2", *arguments]
        )

    return call


def results(out: Path = Path("out")) -> list[dict[str, Any]]:
    parts = sorted(out.glob("part-*.ndjson"))
    return [json.loads(row) for part in parts for row in part.read_bytes().splitlines()]


def failures(out: Path = Path("out")) -> list[dict[str, Any]]:
    return [json.loads(row) for row in (out / "_failures.ndjson").read_bytes().splitlines()]


def lines(pages: int, **fields: Any) -> bytes:
    rows = [{"id": f"{i}", "text": PAGE} | fields for i in range(pages)]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def write_lines(path: Path) -> None:
    packs = {".gz": gzip.compress, ".zst": zstandard.compress}
    body = lines(3, url="https://example.org/1")
    path.write_bytes(packs.get(path.suffix, bytes)(body))


def write_archive(path: Path) -> None:
    path.write_bytes(packed_records(3))


def write_text_archive(path: Path) -> None:
    path.write_bytes(packed(*(record(PAGE.encode(), "1", "conversion") for _ in range(3))))


def write_parquet(path: Path) -> None:
    rows = [
        {"html": HTML, "text": None, "id": "a", "url": "https://example.org/1"},
        {"html": None, "text": PAGE, "id": "b", "url": "https://example.org/1"},
        {"html": HTML, "text": PAGE, "id": None, "url": "https://example.org/1"},
    ]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)


def write_collection(path: Path) -> None:
    with ZipFile(path, "w") as packed:
        packed.writestr("archive/b.warc.gz", packed_records(2))
        packed.writestr("archive/a.warc", record(http(), "1"))
        packed.writestr("indexes/index.cdx", b"\x00 no index at all")
        packed.writestr("datapackage.json", "{}")


def packed_records(count: int) -> bytes:
    return packed(*(record(http(), "1") for _ in range(count)))


INPUTS: dict[str, Callable[[Path], None]] = {
    "a.ndjson": write_lines,
    "a.jsonl": write_lines,
    "a.b.ndjson.gz": write_lines,
    "a.ndjson.zst": write_lines,
    "a.warc.gz": write_archive,
    "a.WARC": write_archive,
    "a.warc.wet.gz": write_text_archive,
    "a.parquet": write_parquet,
    "a.wacz": write_collection,
}


@pytest.mark.parametrize("name", INPUTS)
def test_input(bulk: Bulk, name: str) -> None:
    """Every kind of input gives each of its pages, in order, with its place and address."""
    INPUTS[name](Path(name))
    done = bulk(name)
    assert done.exit_code == 0, done.output
    assert [(row["file"], row["position"]) for row in results()] == [(name, n) for n in (1, 2, 3)]
    assert {row["url"] for row in results()} == {"https://example.org/1"}
    assert all(row["body"].startswith(BODY) for row in results())
    assert failures() == []


def test_folder_and_pages(bulk: Bulk) -> None:
    """A folder's pages are named by their places in it, and a page may be given by itself."""
    Path("pages/below").mkdir(parents=True)
    Path("pages/b.html").write_text(HTML)
    Path("pages/below/a.txt").write_text(PAGE)
    Path("pages/picture.png").write_bytes(b"\x89PNG")
    Path("one.html.gz").write_bytes(gzip.compress(HTML.encode()))
    assert bulk("pages", "one.html.gz").exit_code == 0
    assert [row["id"] for row in results()] == ["b.html", "below/a.txt", "one.html.gz"]
    assert [row["file"] for row in results()] == ["pages", "pages", "one.html.gz"]


def test_folder_of_everything(bulk: Bulk) -> None:
    """Archives, lines and tables of a folder are inputs of their own; what is not read is told."""
    Path("crawl/.git").mkdir(parents=True)
    for name, write in INPUTS.items():
        write(Path("crawl") / name)
    Path("crawl/.git/x.html").write_text(HTML)
    Path("crawl/page.html.gz").write_bytes(gzip.compress(HTML.encode()))
    for name in ("a.pdf", "b.pdf", "LICENSE", "a.parquet.gz"):
        (Path("crawl") / name).write_bytes(b"x")
    done = bulk("crawl")
    assert done.exit_code == 0, done.output
    assert "Not read: 2 .pdf, 1 without an ending, 1 .gz." in " ".join(done.output.split())
    files = Counter(row["file"] for row in results())
    assert files == {f"crawl/{name}": 3 for name in INPUTS} | {"crawl": 1}


def test_results_are_no_input(bulk: Bulk) -> None:
    """A folder above the results of a run is read without them."""
    Path("a.ndjson").write_bytes(lines(2))
    assert bulk(".").exit_code == 0
    assert bulk(".", "--out", "again").exit_code == 0
    assert [row["file"] for row in results(Path("again"))] == ["a.ndjson"] * 2


def test_result_is_the_services_answer(bulk: Bulk, client: FlaskClient) -> None:
    """But for the place before it, a result is byte for byte what HTTP answers."""
    Path("a.ndjson").write_bytes(lines(1))
    bulk("a.ndjson")
    answer = client.post("/v1/clean", json={"id": "0", "text": PAGE}).data
    (row,) = Path("out/part-00001.ndjson").read_bytes().splitlines()
    assert row == b'{"file":"a.ndjson","position":1,"url":null,"crawled_at":null,' + answer[1:]


def test_options_are_for_all(bulk: Bulk) -> None:
    """The body's form and the report's length are those that were asked for."""
    Path("a.ndjson").write_bytes(lines(2))
    bulk("a.ndjson", "--output", "html", "--removed", "summary", "--language", "en")
    for row in results():
        assert row["output"] == "html"
        assert row["metadata"]["language"] == "en"
        assert row["removed"][0].keys() == {"reason", "blocks", "words"}


def test_comments_are_kept_where_asked_for(bulk: Bulk) -> None:
    """The option reaches what cleans, in its own processes."""
    thread = THREADS["en"]
    Path("a.ndjson").write_text(json.dumps({"html": page_of(thread)}), encoding="utf-8")
    bulk("a.ndjson", "--comments", "keep")
    (row,) = results()
    assert [text for text in thread.comments if text not in row["body"]] == []


@pytest.mark.parametrize("removed", ["full", "summary"])
def test_parquet_holds_what_lines_hold(bulk: Bulk, removed: str, tmp_path: Path) -> None:
    """A result in columns has the same values as a result in JSON."""
    Path("a.ndjson").write_bytes(lines(5) + json.dumps({"html": HTML}).encode())
    bulk("a.ndjson", "--removed", removed)
    expected = results()
    Path("out").rename("lines")
    done = bulk("a.ndjson", "--removed", removed, "--format", "parquet")
    assert done.exit_code == 0, done.output
    table = pyarrow.parquet.read_table(tmp_path / "out")
    assert table.schema.equals(parquet.schema(pyarrow))
    own = table.select(parquet.answers(pyarrow).names)
    assert list(map(without_nulls, own.to_pylist())) == list(map(without_nulls, expected))


def test_parquet_has_the_names_of_common_crawl(bulk: Bulk) -> None:
    """Beside ours stand the columns by which Common Crawl's index of URLs is asked."""
    Path("a.warc.gz").write_bytes(packed(record(http(), "1?page=2")))
    rows = [
        {"url": "http://[::1", "crawled_at": "2024-11-12T10:00:00+02:00"},
        {"url": "http://Mill.Example:8080", "crawled_at": "0001-01-01T00:00:00+14:00"},
    ]
    Path("b.ndjson").write_text("\n".join(json.dumps({"text": PAGE} | row) for row in rows))
    done = bulk("a.warc.gz", "b.ndjson", "--format", "parquet")
    assert done.exit_code == 0, done.output
    table = pyarrow.parquet.read_table("out").select(parquet.index_columns(pyarrow))
    first, broken, upper = table.to_pylist()
    address = {"url_protocol": "https", "url_host_name": "example.org", "url_path": "/1"}
    moment = datetime(2024, 11, 12, 10, tzinfo=UTC)
    assert first == address | {
        **{"url_query": "page=2", "fetch_time": moment, "content_charset": "utf-8"},
        "warc_filename": "a.warc.gz",
    }
    assert broken == dict.fromkeys(first) | {
        **{"fetch_time": moment.replace(hour=8), "content_charset": "utf-8"}
    }
    assert (upper["url_host_name"], upper["url_path"]) == ("mill.example", "")
    assert upper["fetch_time"] is None


def test_parquet_with_the_names_of_common_crawl(bulk: Bulk) -> None:
    """A table that says when a page was crawled as Common Crawl does is understood."""
    row = {"html": HTML, "url": "https://example.org/1"}
    row |= {"fetch_time": datetime(2024, 11, 12, 10, tzinfo=UTC)}
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([row]), "a.parquet")
    assert bulk("a.parquet").exit_code == 0
    assert results()[0]["crawled_at"] == "2024-11-12T10:00:00+00:00"


def without_nulls(value: Any) -> Any:
    """Columns have a place for every field, also where a result has none."""
    if isinstance(value, dict):
        return {key: without_nulls(each) for key, each in value.items() if each is not None}
    return [without_nulls(each) for each in value] if isinstance(value, list) else value


def test_parquet_where_pyarrow_is_missing(bulk: Bulk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the rest works, and Parquet is refused at once with what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    Path("a.ndjson").write_bytes(lines(1))
    for arguments in (["a.ndjson", "--format", "parquet"], ["a.parquet"]):
        Path("a.parquet").write_bytes(b"")
        done = bulk(*arguments)
        assert done.exit_code == 2
        assert "requirements-bulk.txt" in done.output
    assert not Path("out").exists()
    assert bulk("a.ndjson").exit_code == 0


def test_failures_have_a_file_of_their_own(bulk: Bulk) -> None:
    """A page that cannot be cleaned is listed with its reason, and costs no other."""
    Path("a.ndjson").write_bytes(lines(2) + b'{"id": "x"}\n{\n' + lines(2))
    done = bulk("a.ndjson")
    assert done.exit_code == 0
    assert [row["position"] for row in results()] == [1, 2, 5, 6]
    first, second = failures()
    assert (first["id"], first["position"], first["code"]) == ("x", 3, "malformed-json")
    assert (second["id"], second["file"]) == (None, "a.ndjson")
    assert re.search(r"failures\W+malformed-json\W+2", done.output)
    assert re.search(r"page verdicts\W+brief\W+4", done.output)
    assert re.search(r"blocks removed\W+\w+\W+\d", done.output)


def test_summary_is_short_unless_all_is_asked_for(bulk: Bulk) -> None:
    """However many reasons there are, a summary has at most ten lines; with --all each has one."""
    residue = [
        *("Skip to content", "By Ada Stone", "Share this article", "Advertisement", "***"),
        *("Sign up for our newsletter", "This website uses cookies.", "Read more: the ferry"),
        *("Log in", "© 2024 Gazette. All rights reserved.", "Leave a comment", "May 1, 2024"),
    ]
    page = {"text": "\n\n".join([PAGE, *residue, PAGE])}
    Path("a.ndjson").write_text(json.dumps(page) + "\n{\n", encoding="utf-8")
    short, whole = bulk("a.ndjson").output, bulk("a.ndjson", "--all").output
    assert len(short.splitlines()) <= 10
    assert re.search(r"and \d+ more \(--all\)", short)
    assert len(whole.splitlines()) > 12
    assert "more (--all)" not in whole


def zipped(name: str, content: bytes, method: int = ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with ZipFile(held, "w", method) as packed_file:
        packed_file.writestr(name, content)
    return held.getvalue()


def spoilt(whole: bytes) -> bytes:
    """The same with other bytes where its content is packed."""
    return whole[:60] + bytes(60) + whole[120:]


def misnamed(whole: bytes) -> bytes:
    """The same with a name that says it is UTF-8 and is not."""
    return whole[:6] + b"\0\x08" + whole[8:30] + b"\x8b" + whole[31:]


DAMAGED = {
    "cut.ndjson.gz": (gzip.compress(lines(60))[:-30], "malformed-body"),
    "cut.warc": (record(http()) + record(http())[:-30], "incomplete-body"),
    "cut.warc.gz": (packed(record(http()), record(http()))[:-20], "malformed-body"),
    "no.warc.gz": (b"no archive", "malformed-body"),
    "no.parquet": (b"no parquet", "malformed-body"),
    "no.ndjson.zst": (b"no zstd at all", "malformed-body"),
    "no.wacz": (b"no zip at all", "malformed-body"),
    "cut.wacz": (zipped("archive/a.warc", record(http()))[:-40], "malformed-body"),
    "spoilt.wacz": (spoilt(zipped("archive/a.warc", record(http()))), "malformed-body"),
    "lzma.wacz": (spoilt(zipped("archive/a.warc", record(http()), ZIP_LZMA)), "malformed-body"),
    "misnamed.wacz": (misnamed(zipped("archive/a.warc", record(http()))), "malformed-body"),
    "half.wacz": (zipped("archive/a.warc", record(http())[:-30]), "incomplete-body"),
    "empty.wacz": (zipped("pages/pages.jsonl", b"{}"), "malformed-body"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_input(bulk: Bulk, name: str) -> None:
    """What is whole is cleaned, the damage is told, other inputs follow, and the exit code is 1."""
    body, code = DAMAGED[name]
    Path(name).write_bytes(body)
    Path("good.ndjson").write_bytes(lines(2))
    assert bulk(name, "good.ndjson").exit_code == 1
    assert [(row["file"], row["code"]) for row in failures()] == [(name, code)]
    assert [row["id"] for row in results() if row["file"] == "good.ndjson"] == ["0", "1"]
    whole = [row["position"] for row in results() if row["file"] == name]
    assert whole == ([1] if name.startswith("cut.warc") else list(range(1, len(whole) + 1)))


REFUSED = {
    "unknown name": (["a.pdf"], "does not say what it is"),
    "no name": (["Makefile"], "does not say what it is"),
    "packed Parquet": (["a.parquet.gz"], "does not say what it is"),
    "missing": (["missing.ndjson"], "does not exist"),
    "no language": (["a.ndjson", "--language", "?"], "language"),
    "no workers": (["a.ndjson", "--workers", "0"], "--workers"),
    "nothing": ([], "Missing argument"),
    "folder of nothing known": (["other"], "none of its files is read: 2 .pdf"),
}


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED.values(), ids=REFUSED)
def test_wrong_call(bulk: Bulk, arguments: list[str], sentence: str) -> None:
    """A wrong call ends with 2 and says what is wrong, before anything is written."""
    for name in ("a.pdf", "Makefile", "a.parquet.gz", "a.ndjson"):
        Path(name).write_bytes(lines(1))
    Path("other").mkdir()
    for name in ("a.pdf", "B.PDF"):
        (Path("other") / name).write_bytes(b"%PDF")
    done = bulk(*arguments)
    assert done.exit_code == 2
    assert sentence in done.output
    assert not Path("out").exists()


def test_inputs_without_pages(bulk: Bulk) -> None:
    """Nothing in, nothing out, and no fault."""
    Path("empty").mkdir()
    Path("a.ndjson").write_bytes(b"\n\n")
    assert bulk("empty", "a.ndjson").exit_code == 0
    assert results() == failures() == []


real_clean = Cleaner.clean


def poisoned(self: Cleaner, source: Source) -> Article:
    """As the service's, but that some words are poison."""
    word = str(source.content).partition("\n")[0]
    if word == "poison: loop":
        time.sleep(3600)
    if word == "poison: die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "poison: exit":
        os._exit(0)
    if word == "poison: memory":
        bytearray(1 << 42)
    return real_clean(self, source)


def test_poison_costs_its_own_page(bulk: Bulk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that kill, block or fill their process fail by name; all others are there, in order."""
    monkeypatch.setattr(Cleaner, "clean", poisoned)
    monkeypatch.setenv("SLUICE_PAGE_SECONDS", "2")
    poisons = {5: "die", 6: "exit", 40: "loop", 70: "memory", 99: "die"}
    codes = {"loop": "page-too-costly", "memory": "page-too-costly"}
    rows = [
        {"id": f"{i}", "text": f"poison: {poisons[i]}\n{PAGE}" if i in poisons else PAGE}
        for i in range(100)
    ]
    Path("a.ndjson").write_text("\n".join(map(json.dumps, rows)))
    assert bulk("a.ndjson").exit_code == 0
    assert [row["id"] for row in results()] == [f"{i}" for i in range(100) if i not in poisons]
    assert {int(row["id"]): row["code"] for row in failures()} == {
        i: codes.get(poison, "page-crashed-engine") for i, poison in poisons.items()
    }


def test_workers_retire(bulk: Bulk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that has cleaned its share is replaced, and no page pays for it."""
    monkeypatch.setenv("SLUICE_ENGINE_PAGES", "30")
    Path("a.ndjson").write_bytes(lines(300))
    assert bulk("a.ndjson").exit_code == 0
    assert [row["id"] for row in results()] == [f"{i}" for i in range(300)]
    assert failures() == []


def test_parts(bulk: Bulk) -> None:
    """A part holds as many pages as was asked for, failures included."""
    Path("a.ndjson").write_bytes(lines(7) + b"{\n" + lines(3))
    bulk("a.ndjson", "--part-pages", "4")
    parts = sorted(path.name for path in Path("out").glob("part-*"))
    assert parts == [f"part-0000{n}.ndjson" for n in (1, 2, 3)]
    assert [len((Path("out") / name).read_bytes().splitlines()) for name in parts] == [4, 3, 3]


def test_finished_run_is_not_done_again(bulk: Bulk) -> None:
    """The same command again does nothing and shows the same summary."""
    Path("a.ndjson").write_bytes(lines(4))
    first = bulk("a.ndjson")
    before = Path("out/part-00001.ndjson").stat().st_mtime_ns
    again = bulk("a.ndjson")
    assert again.exit_code == 0
    assert "4 pages had been done before" in again.output
    assert first.output.splitlines()[0] == again.output.splitlines()[0]
    assert Path("out/part-00001.ndjson").stat().st_mtime_ns == before


def test_folder_of_another_run(bulk: Bulk) -> None:
    """Results of other inputs or options are neither mixed with these nor overwritten."""
    Path("a.ndjson").write_bytes(lines(4))
    bulk("a.ndjson")
    before = results()
    other = bulk("a.ndjson", "--output", "html")
    Path("a.ndjson").write_bytes(lines(5))
    changed = bulk("a.ndjson")
    assert (other.exit_code, changed.exit_code) == (2, 2)
    assert "other options" in other.output
    assert "other inputs" in changed.output
    assert results() == before


def test_names_that_are_no_text(bulk: Bulk) -> None:
    """A file's name may be any bytes: its page is cleaned, and the name is shown as it can be."""
    Path("pages").mkdir()
    Path(os.fsdecode(b"pages/\xff.txt")).write_text(PAGE)
    for _ in range(2):
        done = bulk("pages")
        assert done.exit_code == 0, done.output
    assert [row["id"] for row in results()] == ["\ufffd.txt"]


STRANGE_ROWS = {
    "numbers": ({"html": 5, "id": 7}, "malformed-body", "7"),
    "lists": ({"text": ["a"], "id": "x"}, "malformed-body", "x"),
    "nothing": ({"html": None, "id": "x"}, "empty-body", "x"),
    "no page": ({"body": "a", "id": "x"}, "malformed-body", None),
    "no address": ({"text": PAGE, "id": "x", "url": "example.org"}, "invalid-option", "x"),
}


@pytest.mark.parametrize(("row", "code", "name"), STRANGE_ROWS.values(), ids=STRANGE_ROWS)
def test_strange_rows(bulk: Bulk, row: dict[str, Any], code: str, name: str | None) -> None:
    """A row that holds no page is a failure by itself, whatever it holds instead."""
    table = pyarrow.Table.from_pylist([row, row])
    pyarrow.parquet.write_table(table, "a.parquet")
    bulk("a.parquet")
    assert {(failure["code"], failure["id"]) for failure in failures()} == {(code, name)}
    assert results() == []


def test_full_disk(bulk: Bulk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing more can be written the run ends with a sentence, and goes on later."""
    Path("a.ndjson").write_bytes(lines(6))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(run, "settle", full)
        done = bulk("a.ndjson", "--part-pages", "2")
    assert done.exit_code == 1
    assert "No space left on device" in done.output
    assert "Traceback" not in done.output
    assert bulk("a.ndjson", "--part-pages", "2").exit_code == 0
    assert [row["id"] for row in results()] == [f"{i}" for i in range(6)]


INTERRUPTED_AT = [0, 1, 2, 3]


@pytest.mark.parametrize("whole", INTERRUPTED_AT)
def test_resumed_after_a_half_written_part(bulk: Bulk, whole: int) -> None:
    """Whatever a kill left half done is dropped and made again, and the results are the same."""
    Path("a.ndjson").write_bytes(lines(4) + b"{\n" + lines(3))
    Path("b.ndjson").write_bytes(lines(5))
    arguments = ["a.ndjson", "b.ndjson", "--part-pages", "4"]
    bulk(*arguments)
    expected = results(), failures()
    journal = Path("out/_journal.ndjson")
    rows = journal.read_bytes().splitlines(keepends=True)
    # Killed while the next line was being written: its part and failures are there, it is not.
    journal.write_bytes(b"".join(rows[: 1 + whole]) + rows[min(1 + whole, len(rows) - 1)][:20])
    Path(f"out/part-0000{whole + 2}.ndjson.unfinished").write_bytes(b'{"half": ')
    with Path("out/_failures.ndjson").open("ab") as file:
        file.write(b'{"half": ')
    assert bulk(*arguments).exit_code == 0
    assert (results(), failures()) == expected
    assert list(Path("out").glob("*.unfinished")) == []


def test_killed_and_resumed(tmp_path: Path) -> None:
    """Killed twice without warning and started again, a run has every page once, and no orphans."""
    pages = 3_000
    (tmp_path / "a.ndjson").write_bytes(lines(pages))
    call = [sys.executable, "-m", "service", "bulk", "a.ndjson", "--out", "out", "--workers", "2"]
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    out = tmp_path / "out"
    for kill_at in (3, 8, None):
        process = subprocess.Popen(
            [*call, "--part-pages", "200"],
            cwd=tmp_path,
            env=env,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while kill_at and len(list(out.glob("part-*.ndjson"))) < kill_at:
            assert process.poll() is None
            time.sleep(0.01)
        if kill_at:
            process.kill()
        assert process.wait(300) == (-signal.SIGKILL if kill_at else 0)
        until = time.monotonic() + 20
        while members(process.pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert members(process.pid) == []
    assert [row["id"] for row in results(out)] == [f"{i}" for i in range(pages)]
    assert failures(out) == []


ENDLESS = """
import sys, time
from sluice.pipeline import Cleaner
from sluice.workers.page import KNOWN_PAGE
real = Cleaner.clean
Cleaner.clean = lambda self, source: (
    real(self, source) if source.content == KNOWN_PAGE else time.sleep(3600)
)
from sluice.bulk.command import bulk
bulk(sys.argv[1:])
"""


def test_no_orphan_goes_on_with_a_page_without_end(tmp_path: Path) -> None:
    """A run that is killed takes its workers with it, also from the middle of an endless page."""
    (tmp_path / "a.ndjson").write_bytes(lines(1))
    call = [sys.executable, "-c", ENDLESS, "a.ndjson", "--out", "out", "--workers", "2"]
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    process = subprocess.Popen(
        call, cwd=tmp_path, env=env, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while len(members(process.pid)) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.5)
    process.kill()
    process.wait()
    until = time.monotonic() + 5
    while members(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    left = members(process.pid)
    for each in left:
        os.kill(int(each), signal.SIGKILL)
    assert left == []


def members(group: int) -> list[str]:
    """Living processes of a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        found += [stat.parent.name] if int(pgrp) == group and state != "Z" else []
    return found


def test_one_run_at_a_time(tmp_path: Path) -> None:
    """A second run at the same folder is refused while the first is at it."""
    (tmp_path / "a.ndjson").write_bytes(lines(5_000))
    call = [sys.executable, "-m", "service", "bulk", "a.ndjson", "--out", "out"]
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    first = subprocess.Popen(call, cwd=tmp_path, env=env, stderr=subprocess.DEVNULL)
    try:
        while not (tmp_path / "out" / "_failures.ndjson").exists():
            assert first.poll() is None
            time.sleep(0.01)
        second = subprocess.run(call, cwd=tmp_path, env=env, capture_output=True, check=False)
        assert second.returncode == 2
        assert b"another run is writing there" in second.stderr
    finally:
        first.kill()
        first.wait()
