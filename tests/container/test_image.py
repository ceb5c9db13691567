"""The image, built and run as production would run it. `make container-test` says how.

CONTAINER names a command that builds the Dockerfile as localhost/app (`build`), runs it with a
read-only root and without capabilities on the host's network (`run`), runs its HEALTHCHECK once
(`health`), and stops it with SIGTERM (`stop`).
"""

import contextlib
import gzip
import http.client
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.serving.conftest import PAGE, eventually, free_port

ROOT = Path(__file__).parents[2]
TOOL = os.environ.get("CONTAINER", "")
MOST_MEGABYTES = 560

pytestmark = pytest.mark.skipif(not TOOL, reason="needs CONTAINER, see make container-test")


def tool(*words: str) -> subprocess.CompletedProcess[str]:
    # Into files: what `run` leaves running would keep a pipe open.
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        done = subprocess.run(
            [TOOL, *words], cwd=ROOT, stdout=out, stderr=err, timeout=600, check=False
        )
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(words, done.returncode, out.read(), err.read())


def ask(port: int, method: str, path: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()


def is_ready(port: int) -> bool:
    with contextlib.suppress(OSError):
        return ask(port, "GET", "/readyz", b"")[0] == 200
    return False


@pytest.fixture(scope="module")
def image() -> None:
    built = tool("build", ".")
    assert built.returncode == 0, built.stderr[-3000:]


@pytest.fixture
def port(image: None) -> Iterator[int]:
    """A container that runs as a user nobody has heard of."""
    port = free_port()
    run = tool("run", "--user", "54321:0", "-e", f"SLUICE_BIND=127.0.0.1:{port}")
    assert run.returncode == 0, run.stderr
    assert eventually(lambda: is_ready(port), 60), str(tool("logs"))[-3000:]
    yield port
    tool("rm")


def test_all_kinds_of_request(port: int) -> None:
    """Health, text, HTML, JSON, a compressed body and a refusal, from a locked container."""
    assert tool("health").returncode == 0
    text, html = PAGE.encode(), f"<h1>Mill</h1><p>{PAGE}</p>".encode()
    for body, headers in (
        (text, {"Content-Type": "text/plain"}),
        (html, {"Content-Type": "text/html"}),
        (json.dumps({"html": html.decode()}).encode(), {"Content-Type": "application/json"}),
        (gzip.compress(text), {"Content-Type": "text/plain", "Content-Encoding": "gzip"}),
    ):
        status, answer = ask(port, "POST", "/v1/clean", body, **headers)
        assert status == 200, answer
        assert "opened again on Monday" in json.loads(answer)["body"]
    status, answer = ask(port, "POST", "/v1/clean", b"", **{"Content-Type": "text/plain"})
    assert (status, json.loads(answer)["code"]) == (400, "empty-body")
    assert b"sluice_pages_total" in ask(port, "GET", "/metrics", b"")[1]


def test_image_is_compiled(port: int) -> None:
    """The library runs compiled in the image, and says so in its figures and its first log line."""
    assert b'sluice_build_info{code="compiled"' in ask(port, "GET", "/metrics", b"")[1]
    assert '"code": "compiled"' in str(tool("logs"))


def test_documentation_is_in_it(port: int) -> None:
    """The image shows the documentation, its search and the reference."""
    for page, word in (("", b"Scraped pages in"), ("api.html", b"/v1/clean"), ("faq.html", b"?")):
        status, answer = ask(port, "GET", f"/docs/{page}", b"")
        assert (status, word in answer) == (200, True)
    assert ask(port, "GET", "/docs/search/search_index.json", b"")[0] == 200


def test_stop_under_load(port: int) -> None:
    """`docker stop` in the middle of requests costs none of them its answer."""
    page = (PAGE * 400).encode()
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(ask, port, "POST", "/v1/clean", page) for _ in range(8)]
        time.sleep(0.1)
        began = time.monotonic()
        tool("stop")
        took = time.monotonic() - began
        assert {future.result()[0] for future in futures} <= {200, 503}
    assert took < 9, "it was killed, not stopped"


def test_bad_setting_is_said(image: None) -> None:
    """A container with a bad setting ends, and its log has the sentence."""
    tool("run", "-e", "SLUICE_EDGES=none")
    assert eventually(lambda: "sluice: SLUICE_EDGES='none': " in str(tool("logs")), 20)
    tool("rm")


def test_size(image: None) -> None:
    """The image is no larger than it has to be; the figure is printed."""
    size = subprocess.run(
        ["podman", "image", "inspect", "localhost/app", "--format", "{{.Size}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if size.returncode:
        pytest.skip("podman is not there to tell the size")
    megabytes = int(size.stdout) / 1e6
    print(f"image: {megabytes:.0f} MB, base included")
    assert megabytes < MOST_MEGABYTES
