"""The clients under examples/: against the service, and against one that answers badly."""

import importlib.util
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from tests.archives import http, record
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
with_node = pytest.mark.skipif(
    shutil.which("node") is None, reason="there is no node on this machine"
)
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
            if "Content-Length" in self.headers:
                self.rfile.read(int(self.headers["Content-Length"]))
            else:
                while (size := int(self.rfile.readline(), 16)) > 0:
                    self.rfile.read(size + 2)
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


def test_page_may_have_options_of_its_own(address: str) -> None:
    """Of many pages one may be sent with its own type and options, and they count before all's."""
    own = client.Sent(PAGE, "text/html", {"output": "html", "id": "2"})
    first, second = client.Sluice(address).clean_many([PAGE, own], output="markdown")
    assert (first["output"], second["output"], second["id"]) == ("markdown", "html", "2")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service that asks for a token."""
    file = tmp_path_factory.mktemp("token") / "token"
    file.write_text("open sesame", encoding="ascii")
    with serving(SLUICE_TOKEN_FILE=str(file)) as found:
        yield found


def test_token_is_shown(guarded: str) -> None:
    """With its token the client is answered, page by page and in a batch; without it is refused."""
    shown = client.Sluice(guarded, token="open sesame")
    assert shown.clean(PAGE)["body"] == BODY
    assert [answer["body"] for answer in shown.clean_batch([{"html": PAGE}])] == [BODY]
    assert "sesame" not in repr(shown)
    with pytest.raises(client.Refused, match=r"^unauthorized"):
        client.Sluice(guarded).clean(PAGE)
    with pytest.raises(client.Refused, match=r"^unauthorized"):
        list(client.Sluice(guarded).clean_batch([{"html": PAGE}]))


def test_batch_is_streamed_both_ways(address: str) -> None:
    """More pages than any buffer holds are sent while answers are read, each with its options."""
    long = " ".join(BODY for _ in range(300))
    pages = ({"text": f"{long} {i}", "id": str(i)} for i in range(400))
    found = list(client.Sluice(address).clean_batch(pages, removed="none"))
    assert [answer["id"] for answer in found] == [str(i) for i in range(400)]
    assert all(answer["removed"] == [] for answer in found)


def test_bad_page_does_not_end_a_batch(address: str) -> None:
    """A page that is refused has its refusal in its place, and the others their answers."""
    first, second, third = client.Sluice(address).clean_batch(
        [{"html": PAGE}, {"html": PAGE, "output": "pdf"}, {"text": BODY}]
    )
    assert first["body"] == third["body"] == BODY
    assert isinstance(second, client.Refused)
    assert (second.problem["code"], second.problem["position"]) == ("invalid-option", 2)


def test_batch_itself_may_be_refused(address: str) -> None:
    """What is wrong with all of it is raised, and so is an address that the client cannot use."""
    with pytest.raises(client.Refused, match=r"^invalid-option"):
        list(client.Sluice(address).clean_batch([{"html": PAGE}], output="pdf"))
    with pytest.raises(ValueError, match="over http"):
        list(client.Sluice("https://127.0.0.1:1").clean_batch([{"html": PAGE}]))


def test_page_of_a_batch_is_tried_again(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose refusal may pass is sent again by itself, and answered in its place."""
    busy = json.dumps({"code": "overloaded", "retryable": True, "status": 503}).encode()
    sent: list[tuple[bytes, str]] = []

    def again(self: object, page: bytes, media_type: str, **_: str) -> dict[str, str]:
        sent.append((page, media_type))
        return {"body": "again"}

    monkeypatch.setattr(client.Sluice, "clean", again)
    with scripted((200, busy + b"\n", {})) as (broken, _):
        found = list(client.Sluice(broken).clean_batch([{"html": PAGE}]))
    assert found == [{"body": "again"}]
    assert [(json.loads(page), kind) for page, kind in sent] == [
        ({"html": PAGE}, "application/json")
    ]


def test_batch_that_breaks_off_says_so() -> None:
    """Answers that end before the last page are no success."""
    with scripted((200, b'{"body": "a"}\n', {})) as (address, _):
        stream = client.Sluice(address, timeout=10).clean_batch([{"html": PAGE}] * 2)
        assert next(stream) == {"body": "a"}
        with pytest.raises(client.Refused, match=r"^unreachable"):
            next(stream)


def test_fault_of_the_pages_is_the_callers(address: str) -> None:
    """What goes wrong where the pages come from is raised where the answers are read."""

    def pages() -> Iterator[dict[str, str]]:
        yield {"html": PAGE}
        raise KeyError("no more")

    with pytest.raises(KeyError, match="no more"):
        list(client.Sluice(address).clean_batch(pages()))


def test_batch_that_is_left_ends(address: str) -> None:
    """Who stops reading leaves no thread behind that sends on without end."""
    before = threading.active_count()
    stream = client.Sluice(address).clean_batch({"text": BODY} for _ in iter(int, 1))
    next(stream)
    stream.close()
    for _ in range(100):
        if threading.active_count() <= before:
            break
        time.sleep(0.1)
    assert threading.active_count() <= before


def test_archive_is_cleaned(address: str) -> None:
    """The pages of a web archive are answered, with the addresses that it gives them."""
    archive = io.BytesIO(record(http(PAGE), "mill"))
    (answer,) = client.Sluice(address).clean_archive(archive)
    assert answer["body"] == BODY
    assert answer["metadata"]["url"] == "https://example.org/mill"


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


@with_node
def test_node_client_cleans_files(address: str, tmp_path: Path) -> None:
    """The Node client prints the title and the body of the file that it is given."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    assert node(path, address).stdout == f"Old mill opens\n\n{BODY}\n"


@with_node
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


SCRIPT = """
import { Refused, Sluice } from "CLIENT";
const page = PAGE, told = { address: process.env.SLUICE_ADDRESS, token: process.env.TOKEN };
const sluice = new Sluice(told);
const say = (value) => console.log(JSON.stringify(value));
"""


def script(code: str, address: str, **environment: str) -> list[object]:
    """What a module that has the Node client prints, a value a line."""
    head = SCRIPT.replace("CLIENT", str(EXAMPLES / "client.mjs")).replace("PAGE", json.dumps(PAGE))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", head + code],
        env={"SLUICE_ADDRESS": address, "PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@with_node
def test_node_client_cleans_many(address: str) -> None:
    """Pages are answered in order, each with its own options, and a refusal ends nothing."""
    code = """
    async function* pages() {
      yield page;
      yield new TextEncoder().encode(page);
      yield { page, type: "text/html", output: "html", id: "3" };
      yield " ";
      yield page;
    }
    for await (const each of sluice.cleanMany(pages(), { output: "markdown", atOnce: 2 })) {
      const { problem, output, id, body } = each;
      say(each instanceof Refused ? problem.code : [output, id, body.length]);
    }"""
    assert script(code, address) == [
        ["markdown", None, len(BODY)],
        ["markdown", None, len(BODY)],
        ["html", "3", len(BODY) + len("<p></p>")],
        "empty-body",
        ["markdown", None, len(BODY)],
    ]


@with_node
def test_node_client_streams_a_batch(address: str) -> None:
    """More pages than any buffer holds are sent while answers are read."""
    code = """
    function* pages() {
      for (let i = 0; i < 400; i += 1) yield { text: `${page} `.repeat(200), id: String(i) };
      yield { html: page, output: "pdf" };
    }
    let count = 0;
    for await (const each of sluice.batch(pages(), { removed: "none" })) {
      if (each instanceof Refused) say([count, each.problem.code, each.problem.position]);
      else if (each.id === String(count)) count += 1;
    }"""
    assert script(code, address) == [[400, "invalid-option", 401]]


@with_node
def test_node_client_says_what_went_wrong(address: str, guarded: str) -> None:
    """A refusal is thrown with its problem; a service that is not there is named unreachable."""
    code = """
    const codes = (asked) => asked.then(() => say(""), (error) => say(error.problem.code));
    await codes(sluice.clean(page, { output: "pdf" }));
    await codes(sluice.batch([{ html: page }], { output: "pdf" }).next());
    const nobody = new Sluice({ address: "http://127.0.0.1:9", attempts: 2, firstWait: 0.01 });
    await codes(nobody.clean(page));
    await codes(nobody.batch([{ html: page }]).next());"""
    assert script(code, address) == ["invalid-option"] * 2 + ["unreachable"] * 2
    body = "say((await sluice.clean(page)).body);"
    assert script(body, guarded, TOKEN="open sesame") == [BODY]
    refused = "await sluice.clean(page).catch((error) => say(error.problem.code));"
    assert script(refused, guarded) == ["unauthorized"]


@with_node
def test_node_client_tries_a_page_of_a_batch_again() -> None:
    """A page whose refusal may pass is sent again, and answers that end early are no success."""
    line = json.dumps(OVERLOADED[1]).encode() + b"\n"
    code = """
    try {
      for await (const each of sluice.batch([{ html: page }, { html: page }])) say(each.body);
    } catch (error) { say(error.problem.code); }"""
    with scripted((200, line, {}), (200, {"body": "again"}, {})) as (address, asked):
        assert script(code, address) == ["again", "unreachable"]
    assert asked == ["/v1/clean/batch", "/v1/clean"]


def node(path: Path, address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", EXAMPLES / "client.mjs", path],
        env={"SLUICE_ADDRESS": address, "PATH": str(Path(shutil.which("node")).parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
