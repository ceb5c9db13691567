"""Bulk from and to an object store: servers on this machine, and what may happen on the way.

moto stands in for S3, gcp-storage-emulator for Google's. `make stores` runs these; without the two
and what speaks with them they are skipped.
"""

import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from sluice.bulk import inputs, places
from tests.archives import http, packed, record

if not all(map(find_spec, ("moto", "s3fs", "gcp_storage_emulator", "gcsfs"))):
    pytest.skip("no store is installed: make stores", allow_module_level=True)

import gcsfs
import s3fs

ROOT = Path(__file__).parents[2]
SECONDS = 120
PAGE = "Mill\n\nThe mill on the river was opened again on Monday. It had stood still for {} years."
PAGES = 200
GOES_ON = "The same command again goes on from here."


class Proxy:
    """Stands between a program and the store, and can cut all that goes through it."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.gone = Event()
        self._open: list[socket.socket] = []
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """The store is gone, in the middle of whatever it was saying."""
        self.gone.set()
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                one, _ = self._listener.accept()
                if self.gone.is_set():
                    one.close()
                    continue
                other = socket.create_connection(self._target)
                self._open += [one, other]
                for pair in ((one, other), (other, one)):
                    Thread(target=forward, args=pair, daemon=True).start()


def forward(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(1 << 16):
            target.sendall(piece)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def listening(call: list[str], port: int) -> Iterator[int]:
    """A server for as long as the block, once it answers; its port."""
    command = [sys.executable, "-m", *call]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.1)
        yield port
        process.terminate()


@pytest.fixture(scope="module")
def store() -> Iterator[int]:
    """The port of a store that is empty."""
    port = free_port()
    with listening(["moto.server", "-H", "127.0.0.1", "-p", str(port)], port) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all programs run, with a crawl of lines, an archive and pages."""
    folder = tmp_path_factory.mktemp("stores")
    crawl = folder / "crawl"
    (crawl / "pages").mkdir(parents=True)
    lines = [json.dumps({"id": f"{i}", "text": PAGE.format(i)}) for i in range(PAGES)]
    lines[7] = "{"
    (crawl / "a.ndjson").write_text("\n".join(lines))
    (crawl / "b.warc.gz").write_bytes(packed(*(record(http(), f"{i}") for i in range(30))))
    (crawl / "pages" / "c.html").write_text("<p>The mill was opened again on Monday.</p>")
    (crawl / "pages" / "d.pdf").write_bytes(b"%PDF")
    (crawl / ".hidden.ndjson").write_text("{}")
    return folder


@pytest.fixture(scope="module")
def environment(store: int, folder: Path) -> dict[str, str]:
    """Of a program that finds the store, and nobody's credentials."""
    keys = {"AWS_ACCESS_KEY_ID": "mill", "AWS_SECRET_ACCESS_KEY": "river"}
    keys |= {"AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": f"http://127.0.0.1:{store}"}
    keys |= {"AWS_MAX_ATTEMPTS": "2"}
    paths = {"PATH": os.defpath, "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    return paths | {"COLUMNS": "400"} | keys


@pytest.fixture(scope="module", autouse=True)
def crawl(store: int, folder: Path) -> None:
    """The bucket `crawl` holds what the folder does; `out` is for the runs."""
    system = files(store)
    system.mkdir("crawl")
    system.mkdir("out")
    system.put(f"{folder}/crawl/", "crawl/", recursive=True)


@pytest.fixture(scope="module")
def expected(environment: dict[str, str], folder: Path) -> dict[str, bytes]:
    """What the run on this machine writes, with the store's names for its inputs."""
    code, told = bulk(environment, folder, "crawl", "--out", "expected")
    assert code == 0, told
    written = {path.name: path.read_bytes() for path in (folder / "expected").iterdir()}
    del written["_journal.ndjson"]
    here, there = b'"file":"crawl', b'"file":"s3://crawl'
    return {name: rows.replace(here, there) for name, rows in written.items()}


def files(store: int) -> Any:
    return s3fs.S3FileSystem(
        key="mill",
        secret="river",
        endpoint_url=f"http://127.0.0.1:{store}",
        use_listings_cache=False,
        skip_instance_cache=True,
    )


def start(environment: dict[str, str], folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    call = [sys.executable, "-m", "service", "bulk", "--workers", "1", "--part-pages", "40"]
    return subprocess.Popen(
        [*call, *arguments], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )


def ended(process: "subprocess.Popen[str]") -> str:
    """What it told until its end, on one line."""
    return " ".join(process.communicate(timeout=SECONDS)[1].split())


def bulk(environment: dict[str, str], folder: Path, *arguments: str) -> tuple[int, str]:
    process = start(environment, folder, *arguments)
    told = ended(process)
    return process.returncode, told


def stored(store: int, out: str) -> dict[str, bytes]:
    system = files(store)
    paths = system.find(f"out/{out}")
    found = {path.rpartition("/")[2]: system.cat_file(path) for path in paths}
    found.pop("_journal.ndjson")
    return found


def parts(store: int, out: str) -> int:
    return len([name for name in files(store).find(f"out/{out}") if "/part-" in name])


def wait_until(done: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + SECONDS
    while not done():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


def test_killed_run_goes_on(
    environment: dict[str, str], store: int, expected: dict[str, bytes], folder: Path
) -> None:
    """From the store to the store, killed in the middle: the folder of the run on this machine."""
    call = ("s3://crawl", "--out", "s3://out/runs/killed")
    first = start(environment, folder, *call)
    wait_until(lambda: parts(store, "runs/killed") >= 1, first)
    first.kill()
    first.communicate()
    assert 1 <= parts(store, "runs/killed") < len(expected) - 1
    code, told = bulk(environment, folder, *call)
    assert code == 0, told
    assert "Not read: 1 .pdf." in told
    assert "had been done before" in told
    assert stored(store, "runs/killed") == expected
    # Results are no input, and what is complete is not done again.
    code, told = bulk(environment, folder, "s3://out/runs", "--out", "none")
    assert (code, "0 pages" in told) == (0, True), told
    assert bulk(environment, folder, *call)[0] == 0
    assert stored(store, "runs/killed") == expected


def test_store_goes_away(
    environment: dict[str, str], store: int, expected: dict[str, bytes], folder: Path
) -> None:
    """A store that is cut off ends the run with a sentence; nothing is lost, nothing twice."""
    call = ("s3://crawl", "--out", "s3://out/gone")
    proxy = Proxy(store)
    process = start(environment | {"AWS_ENDPOINT_URL": proxy.url}, folder, *call)
    wait_until(lambda: parts(store, "gone") >= 1, process)
    proxy.cut()
    told = ended(process)
    proxy.close()
    assert process.returncode == 1
    assert "Error: s3://out/gone/" in told
    assert GOES_ON in told
    assert "Traceback" not in told, told
    assert bulk(environment, folder, *call)[0] == 0
    assert stored(store, "gone") == expected


def test_input_goes_away(environment: dict[str, str], store: int, folder: Path) -> None:
    """An input that breaks off ends the run, and is no failure of its pages."""
    page = f"<!-- {'x' * 50_000} --><p>The mill was opened again on Monday.</p>"
    lines = json.dumps({"html": page}) + "\n"
    files(store).pipe_file("out/large/a.ndjson", (lines * 400).encode())
    proxy = Proxy(store)
    call = ("s3://out/large/a.ndjson", "--out", "broken")
    process = start(environment | {"AWS_ENDPOINT_URL": proxy.url}, folder, *call)
    wait_until(lambda: bool(list((folder / "broken").glob("part-*.ndjson"))), process)
    proxy.cut()
    told = ended(process)
    proxy.close()
    assert process.returncode == 1
    assert "s3://out/large/a.ndjson: " in told
    assert GOES_ON in told
    assert (folder / "broken" / "_failures.ndjson").read_bytes() == b""
    assert bulk(environment, folder, *call)[0] == 0
    written = [part.read_bytes() for part in sorted((folder / "broken").glob("part-*"))]
    found = [json.loads(row)["position"] for part in written for row in part.splitlines()]
    assert found == list(range(1, 401))


class Refusing(BaseHTTPRequestHandler):
    """A store that knows nobody."""

    def do_GET(self) -> None:
        body = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
        self.send_response(403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_PUT = do_GET  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        pass


def test_store_refuses(environment: dict[str, str], folder: Path) -> None:
    """A store that refuses is told in a sentence, and not taken for an empty one."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        refused = environment | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}"}
        for call in (
            ("s3://crawl", "--out", "refused"),
            ("crawl/a.ndjson", "--out", "s3://out/refused"),
        ):
            code, told = bulk(refused, folder, *call)
            assert code == 1, told
            assert "Error: s3://" in told
            assert "Traceback" not in told, told
        server.shutdown()
    assert not (folder / "refused").exists()


def test_two_runs_at_one_folder(environment: dict[str, str], store: int, folder: Path) -> None:
    """A folder is one run's: another is refused, and one that was overtaken stops."""
    call = ("s3://crawl", "--out", "s3://out/two")
    process = start(environment, folder, *call)
    wait_until(lambda: parts(store, "two") >= 1, process)
    process.send_signal(signal.SIGSTOP)
    code, told = bulk(environment, folder, *call, "--removed", "none")
    assert (code, "it holds the results of another run" in told) == (2, True), told
    files(store).pipe_file("out/two/_journal.ndjson", b"{}\n")
    process.send_signal(signal.SIGCONT)
    assert "another run is writing there" in ended(process)
    assert process.returncode == 2


WRONG = {
    "s3://crawl/missing.ndjson": "does not exist",
    "s3://no-such-bucket-at-all/x.ndjson": "does not exist",
    "https://example.org/x.ndjson": "https:// is none of s3, gs",
    "s3://crawl/pages/d.pdf": "does not say what it is",
}


@pytest.mark.parametrize(("source", "sentence"), WRONG.items(), ids=WRONG)
def test_wrong_call(environment: dict[str, str], folder: Path, source: str, sentence: str) -> None:
    """What is not there, or cannot be asked, ends with 2 and a sentence."""
    code, told = bulk(environment, folder, source, "--out", "wrong")
    assert code == 2, told
    assert sentence in told


def test_store_whose_library_is_missing(environment: dict[str, str], folder: Path) -> None:
    """What speaks with a store is named where it is not installed."""
    (folder / "sitecustomize.py").write_text("import sys; sys.modules['gcsfs'] = None")
    paths = {"PYTHONPATH": f"{folder}:{ROOT}"}
    code, told = bulk(environment | paths, folder, "gs://mill/x.ndjson", "--out", "wrong")
    assert (code, "pip install 'sluice[gs]'" in told) == (2, True), told


def test_googles_store(folder: Path, environment: dict[str, str]) -> None:
    """From gs:// to gs:// and once more: the rows of S3, done once; what is not there is told."""
    port = free_port()
    call = ["gcp_storage_emulator", "start", "--host", "127.0.0.1", "--port", str(port)]
    address = {"STORAGE_EMULATOR_HOST": f"http://127.0.0.1:{port}"}
    # Asks for a bucket's kind over another protocol, which the server does not speak.
    address |= {"GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT": "false"}
    with listening([*call, "--in-memory", "--default-bucket", "crawl"], port):
        system = gcsfs.core.GCSFileSystem(
            token="anon", endpoint_url=address["STORAGE_EMULATOR_HOST"]
        )
        system.put_file(str(folder / "crawl" / "a.ndjson"), "crawl/a.ndjson")
        arguments = ("gs://crawl/a.ndjson", "--out", "gs://crawl/out")
        for sentence in (f"{PAGES} pages now", f"{PAGES} pages had been done before"):
            code, told = bulk(environment | address, folder, *arguments)
            assert (code, sentence in told) == (0, True), told
        parts = [name for name in sorted(system.find("crawl/out")) if "/part-" in name]
        rows = b"".join(map(system.cat_file, parts)).splitlines()
        assert [json.loads(row)["id"] for row in rows] == [f"{i}" for i in range(PAGES) if i != 7]
        code, told = bulk(environment | address, folder, "gs://crawl/b", "--out", "gs://crawl/b")
        assert (code, "gs://crawl/b does not exist" in told) == (2, True), told


def test_tables_and_archives(environment: dict[str, str], store: int, folder: Path) -> None:
    """Tables, which are read from their ends, and packed archives are read and written there."""
    table = pyarrow.Table.from_pylist([{"html": "<p>The mill was opened again.</p>"}] * 3)
    pyarrow.parquet.write_table(table, folder / "a.parquet")
    files(store).put_file(str(folder / "a.parquet"), "out/tables/a.parquet")
    sources = ("s3://out/tables", "s3://crawl/b.warc.gz")
    code, told = bulk(environment, folder, *sources, "--out", "s3://out/warc", "--format", "warc")
    assert (code, "33 pages" in told) == (0, True), told
    code, told = bulk(environment, folder, "s3://out/warc/part-00001.warc.gz", "--out", "again")
    assert (code, "33 pages" in told) == (0, True), told


def test_places_travel(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An input in a store is the same on another node, and so is what went wrong there."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = inputs.input_of(places.place_of("s3://crawl/a.ndjson"))
    there = pickle.loads(pickle.dumps(found))
    assert (there.mark, str(there.path)) == (found.mark, "s3://crawl/a.ndjson")
    assert inputs.input_of(there.path).mark == found.mark
    with places.opened(there.path) as file:
        assert file.read(12) == b'{"id": "0", '
    error = pickle.loads(pickle.dumps(places.StoreError("s3://crawl", "gone")))
    assert (type(error), error.strerror) == (OSError, "s3://crawl: gone")
