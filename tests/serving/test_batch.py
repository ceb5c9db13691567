"""Batches against the running service: streamed, bounded, and in nobody's way."""

import contextlib
import json
import signal
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from tests.serving.conftest import PAGE, Service, eventually

LONGEST_LINE = 2_000_000


def line(text: str, name: str) -> bytes:
    return json.dumps({"text": text, "id": name}).encode() + b"\n"


def chunk(piece: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(piece), piece)


HEAD = b"POST /v1/clean/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


class Talk:
    """One batch over one connection, spoken by hand."""

    def __init__(self, sock: socket.socket, head: bytes = CHUNKED) -> None:
        self.sock = sock
        self._file = sock.makefile("rb")
        sock.sendall(head)

    def head(self) -> bytes:
        return b"".join(iter(self._file.readline, b"\r\n"))

    def piece(self) -> bytes:
        """One chunk of the answer; nothing at its end."""
        size = int(self._file.readline() or b"0", 16)
        body = self._file.read(size)
        self._file.readline()
        return body

    def answers(self) -> list[dict]:
        return [json.loads(row) for row in b"".join(iter(self.piece, b"")).splitlines()]


@pytest.fixture
def talk(service: Service) -> Iterator[Talk]:
    with service.connect() as sock:
        yield Talk(sock)


def test_first_answer_leaves_before_the_last_line_arrives(talk: Talk) -> None:
    """Each line is answered at once, while the batch is still open."""
    for name in "abc":
        talk.sock.sendall(chunk(line(PAGE, name)))
        if name == "a":
            assert b"200 OK" in talk.head()
        assert json.loads(talk.piece())["id"] == name
    talk.sock.sendall(b"0\r\n\r\n")
    assert talk.piece() == b""


def test_batch_of_a_known_length_is_streamed_too(service: Service) -> None:
    """A line shorter than any buffer is answered before the rest of the length is there."""
    first, last = line(PAGE, "first"), line(PAGE, "last")
    head = HEAD + b"Content-Length: %d\r\n\r\n" % len(first + last)
    with service.connect() as sock:
        talk = Talk(sock, head)
        sock.sendall(first)
        talk.head()
        assert json.loads(talk.piece())["id"] == "first"
        sock.sendall(last)
        assert [answer["id"] for answer in talk.answers()] == ["last"]
        # The connection can be used on.
        sock.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"200 OK" in talk.head()


POISON = [
    ("poison: loop", "page-too-costly"),
    ("poison: segfault", "page-crashed-engine"),
    ("poison: memory at once", "page-too-costly"),
    ("poison: fault", "internal-error"),
]


def test_poisonous_lines_cost_no_other(talk: Talk) -> None:
    """Lines that kill their engines are told in their places, and all others are answered."""
    pages = [(PAGE, f"{i}") for i in range(30)]
    for i, (poison, code) in enumerate(POISON):
        pages.insert(5 * i + 3, (f"{poison}\n{PAGE}", code))
    for page in pages:
        talk.sock.sendall(chunk(line(*page)))
    talk.sock.sendall(b"0\r\n\r\n")
    talk.head()
    found = talk.answers()
    assert [entry["id"] for entry in found] == [name for _, name in pages]
    codes = {entry["id"]: entry["code"] for entry in found if "code" in entry}
    assert codes == {code: code for _, code in POISON}


def test_client_that_does_not_read_is_not_read_from(service: Service) -> None:
    """What a client may send without taking its answers is bounded; then it is taken up again."""
    page = line(PAGE * 50, "a")
    with service.connect(2) as sock:
        talk, sent = Talk(sock), 0
        with contextlib.suppress(TimeoutError):
            while sent < 100_000_000:
                sock.sendall(chunk(page))
                sent += 1
        assert sent * len(page) < 50_000_000
        sock.settimeout(30)
        talk.head()
        for _ in range(20):
            assert json.loads(talk.piece())["id"] == "a"
    assert eventually(lambda: service.clean()[0] == 200)


def test_client_that_leaves_costs_nothing(service: Service) -> None:
    """When clients leave in the middle of their batches the engines are free again."""
    for _ in range(10):
        with service.connect() as sock:
            talk = Talk(sock)
            sock.sendall(chunk(line(PAGE, "a") * 20))
            talk.head()
    began = time.monotonic()
    assert service.clean()[0] == 200
    assert time.monotonic() - began < 3
    left = [entry for entry in service.lines() if entry.get("path") == "/v1/clean/batch"]
    assert 499 in {entry["status"] for entry in left}


def test_silent_client_is_told(talk: Talk) -> None:
    """A batch in which nothing more arrives is answered, and ended with the reason."""
    talk.sock.sendall(chunk(line(PAGE, "a")) + b"5\r\n")
    talk.head()
    answer, problem = talk.answers()
    assert answer["id"] == "a"
    assert (problem["code"], problem["position"]) == ("request-timeout", 2)
    assert talk.sock.recv(1) == b""


@pytest.mark.parametrize("end", [b"", b"zz\r\n", b"5\r\nab"])
def test_body_that_breaks_off(service: Service, end: bytes) -> None:
    """Lines before the break are answered, and the break is told."""
    answer = service.raw(CHUNKED + chunk(line(PAGE, "a")) + end)
    rows = [json.loads(row) for row in answer.splitlines() if row.startswith(b"{")]
    assert rows[0]["id"] == "a"
    assert rows[-1]["code"] in {"incomplete-body", "bad-request"}


def test_long_batch_in_constant_memory(service: Service) -> None:
    """Ten times the pages take no more memory at the edges."""

    def held() -> int:
        rows = [
            row
            for row in service.get("/metrics")[1].decode().splitlines()
            if row.startswith('sluice_resident_bytes{process="edge"}')
        ]
        return int(float(rows[0].split()[-1]))

    def send(pages: int) -> int:
        body = b"".join(line(PAGE * 20, f"{i}") for i in range(pages))
        headers = {"Content-Type": "application/x-ndjson"}
        status, answer, _ = service.ask("POST", "/v1/clean/batch?removed=none", body, headers)
        assert status == 200
        return len(answer.splitlines())

    assert send(100) == 100
    before = max(held() for _ in range(8))
    assert send(1_000) == 1_000
    assert max(held() for _ in range(8)) - before < 10_000_000


def test_one_log_line_a_batch(service: Service) -> None:
    """The log has a batch as one request, with its pages and bytes, and no word of them."""
    body = line(PAGE, "a") + b"{\n"
    headers = {"Content-Type": "application/x-ndjson", "X-Request-ID": "batch-7"}
    _, answer, _ = service.ask("POST", "/v1/clean/batch", body, headers)

    def entries() -> list[dict]:
        return [entry for entry in service.lines() if entry.get("request_id") == "batch-7"]

    assert eventually(entries)
    (entry,) = entries()
    assert (entry["status"], entry["pages"]) == (200, 2)
    assert (entry["bytes_in"], entry["bytes_out"]) == (len(body), len(answer))


def test_stopping_service_says_where_it_stopped(serve: Callable[..., Service]) -> None:
    """On SIGTERM what was read is answered, and the place is told from which to go on."""
    service = serve(SLUICE_ENGINES="1", SLUICE_LINGER_SECONDS="0").wait_until_ready()
    with service.connect() as sock:
        talk = Talk(sock)
        sock.sendall(chunk(line(PAGE, "a")))
        talk.head()
        assert json.loads(talk.piece())["id"] == "a"
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        sock.sendall(chunk(line(PAGE, "b") * 3))
        (problem,) = talk.answers()
    assert (problem["code"], problem["position"]) == ("overloaded", 2)
    assert problem["retryable"] is True
    assert service.process.wait(20) == 0
