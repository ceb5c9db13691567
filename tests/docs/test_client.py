"""The clients under examples/: against the service, and against one that answers badly."""

import importlib.util
import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from tests.web.service_process import serving

pytestmark = pytest.mark.processes

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = "<h1>Old mill opens</h1><p>The mill on the river was opened again on Monday, they say.</p>"
BODY = "The mill on the river was opened again on Monday, they say."


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("client", EXAMPLES / "client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["client"] = module
    spec.loader.exec_module(module)
    return module


client = load()
OVERLOADED = (503, {"code": "overloaded", "retryable": True, "status": 503}, {})


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@contextmanager
def scripted(*answers: tuple[int, object, dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """A service that gives these answers in turn, the last for ever; and the paths it was asked."""
    left, asked = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(self.path)
            status, document, headers = left.pop(0) if len(left) > 1 else left[0]
            content = document if isinstance(document, bytes) else json.dumps(document).encode()
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def impatient(address: str, attempts: int = 3) -> object:
    return client.Sluice(address, timeout=10, attempts=attempts, first_wait=0.01)


def test_page_is_cleaned(address: str) -> None:
    """The service's answer comes back, and the options have arrived."""
    answer = client.Sluice(address).clean(PAGE, "text/html", output="markdown", id="page-17")
    assert (answer["body"], answer["id"], answer["output"]) == (BODY, "page-17", "markdown")


def test_text_travels_as_utf8(address: str) -> None:
    """A str is sent as UTF-8 though its page declares another encoding; bytes go as they are."""
    html = "<meta charset=windows-1252><p>Die Mühle am Fluß wurde am Montag wieder geöffnet.</p>"
    sluice = client.Sluice(address)
    for page in (html, html.encode("windows-1252")):
        assert "Mühle am Fluß" in sluice.clean(page, "text/html")["body"]


def test_refusal_is_raised_with_its_problem(address: str) -> None:
    """A page that is refused for good is sent once, and the problem document says why."""
    with pytest.raises(client.Refused, match=r"^invalid-option: ") as refused:
        client.Sluice(address).clean(PAGE, ouput="html")
    assert refused.value.problem["remedy"]


def test_retryable_problem_is_tried_again() -> None:
    """Where the service says "later" the page is sent again until it is answered."""
    with scripted(OVERLOADED, OVERLOADED, (200, {"body": "a"}, {})) as (address, asked):
        assert impatient(address).clean(PAGE) == {"body": "a"}
    assert len(asked) == 3


def test_wait_is_the_services(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait is the one that Retry-After names; without one it doubles."""
    waits: list[float] = []
    monkeypatch.setattr(client.time, "sleep", waits.append)
    later = (*OVERLOADED[:2], {"Retry-After": "7"})
    dated = (*OVERLOADED[:2], {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})
    with scripted(later, dated, OVERLOADED, (200, {}, {})) as (address, _):
        client.Sluice(address, attempts=4, first_wait=1).clean(PAGE)
    assert waits[0] == 7
    assert 1.5 <= waits[1] <= 2.5
    assert 3 <= waits[2] <= 5


@pytest.mark.parametrize(
    ("answer", "code", "attempts"),
    [
        (OVERLOADED, "overloaded", 3),
        ((422, {"code": "page-too-costly", "retryable": False, "status": 422}, {}), "page-", 1),
        ((502, b"<h1>Bad Gateway</h1>", {}), "http-502", 3),
        ((503, b"[]", {}), "http-503", 3),
        ((404, b"", {}), "http-404", 1),
        ((500, {"code": "internal-error", "retryable": False, "status": 500}, {}), "internal", 1),
    ],
)
def test_page_is_given_up(answer: tuple, code: str, attempts: int) -> None:
    """What cannot help is not tried again, and what does not help is tried so often only."""
    with scripted(answer) as (address, asked), pytest.raises(client.Refused, match=f"^{code}"):
        impatient(address).clean(PAGE)
    assert len(asked) == attempts


def test_broken_connection_is_given_up() -> None:
    """A service that is not there is tried for, and then named as unreachable."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(client.Refused, match=r"^unreachable: "):
        impatient(f"http://127.0.0.1:{port}").clean(PAGE)


def test_stream_keeps_its_order_and_survives_a_bad_page(address: str) -> None:
    """Answers come in the pages' order, a refused page's refusal in its place."""
    pages = [f"The mill number {i} was opened again on Monday, they say." for i in range(9)]
    found = list(client.Sluice(address).clean_many([*pages[:4], " ", *pages[4:]]))
    assert isinstance(found[4], client.Refused)
    assert [answer["body"] for answer in found[:4] + found[5:]] == pages


def test_stream_holds_few_pages() -> None:
    """Of an endless stream no more pages are taken than are being cleaned or waiting."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield PAGE

    with scripted((200, {"body": ""}, {})) as (address, _):
        stream = impatient(address).clean_many(endless(), at_once=2)
        for _ in range(5):
            next(stream)
        assert taken <= 5 + 2 * 2
        stream.close()


def test_script_cleans_files(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run with file names it prints an answer a line; the address is the default one's."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    code = f"""
import runpy, sys, urllib.request
opened = urllib.request.urlopen
def moved(request, **more):
    request.full_url = request.full_url.replace("http://127.0.0.1:8080", {address!r})
    return opened(request, **more)
urllib.request.urlopen = moved
sys.argv = ["client.py", {str(path)!r}]
runpy.run_path({str(EXAMPLES / "client.py")!r}, run_name="__main__")
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert json.loads(run.stdout)["body"] == BODY


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node on this machine")
def test_node_client_cleans_files(address: str, tmp_path: Path) -> None:
    """The Node client prints the title and the body of the file that it is given."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    assert node(path, address).stdout == f"Old mill opens\n\n{BODY}\n"


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node on this machine")
def test_node_client_tries_again(tmp_path: Path) -> None:
    """The Node client waits where the service says so, and gives up where it cannot help."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    good = {"body": "a", "metadata": {"title": None}}
    later = (*OVERLOADED[:2], {"Retry-After": "1"})
    with scripted(later, (200, good, {})) as (address, asked):
        assert node(path, address).stdout == f"{path}\n\na\n"
    assert len(asked) == 2
    with scripted((422, {"code": "invalid-option", "retryable": False}, {})) as (address, asked):
        assert "invalid-option" in node(path, address).stderr
    assert len(asked) == 1


def node(path: Path, address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", EXAMPLES / "client.mjs", path],
        env={"SLUICE_ADDRESS": address, "PATH": str(Path(shutil.which("node")).parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
