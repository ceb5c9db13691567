"""Clients that are slow, broken, hostile or gone: answered or dropped, and in nobody's way."""

import contextlib
import gzip
import http.client
import json
import re
import socket
import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
import zstandard

from tests.serving.conftest import PAGE, Service, eventually

BODY = PAGE.encode()
LIMIT = 2_000_000


def head(*lines: str, start: str = "POST /v1/clean HTTP/1.1") -> bytes:
    return "\r\n".join([start, "Host: sluice", *lines, "", ""]).encode("latin-1")


def post(*lines: str, body: bytes = BODY) -> bytes:
    return head("Content-Type: text/plain", *lines) + body


def sized(*lines: str, body: bytes = BODY) -> bytes:
    return post(f"Content-Length: {len(body)}", *lines, body=body)


def chunks(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


def chunked(body: bytes, *lines: str) -> bytes:
    return post("Transfer-Encoding: chunked", *lines, body=body)


def statuses(answer: bytes) -> list[int]:
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3}) ", answer)]


BOMB = bytes(50_000_000)
# A name, the bytes that a client sends before it closes its side, and the statuses that come back.
REQUESTS = {
    "plain": (sized(), [200]),
    "chunked": (chunked(chunks(BODY[:50], BODY[50:])), [200]),
    "chunked by the byte": (chunked(chunks(*(BODY[i : i + 1] for i in range(len(BODY))))), [200]),
    "chunk extensions": (chunked(b'5;a=b;c="d"\r\nThe m\r\n0\r\n\r\n'), [200]),
    "trailers": (chunked(chunks(BODY, end=b"0\r\nX-Sum: 1\r\n\r\n")), [200]),
    "two in one packet": (sized() + sized("Connection: close"), [200, 200]),
    "thirty in one packet": (sized() * 30, [200] * 30),
    "good after a refusal": (sized(body=b" ") + sized(), [400, 200]),
    "bare line ends": (sized().replace(b"\r\n", b"\n"), [400]),
    "blank line before": (b"\r\n" + sized(), [200]),
    "HTTP/1.0": (sized().replace(b"HTTP/1.1", b"HTTP/1.0"), [200]),
    "HTTP/1.0 without a length": (post().replace(b"HTTP/1.1", b"HTTP/1.0"), [400]),
    "HTTP/0.9": (b"GET /livez\r\n\r\n", [400]),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]),
    "HTTP/9.9": (sized().replace(b"HTTP/1.1", b"HTTP/9.9"), [400]),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100), []),
    "nonsense": (b"\x00\xff\xfe nonsense\r\n\r\n", [400]),
    "nothing": (b"", []),
    "half a head": (sized()[:40], []),
    "expects to continue": (sized("Expect: 100-continue"), [100, 200]),
    "expects the impossible": (sized("Expect: a-miracle"), [400]),
    # Bodies that are not what was announced.
    "body cut": (post(f"Content-Length: {len(BODY) + 1}"), [400]),
    "body missing": (post("Content-Length: 5", body=b""), [400]),
    "no body": (post("Content-Length: 0", body=b""), [400]),
    "no length": (post(body=b""), [400]),
    "chunks cut": (chunked(chunks(BODY, end=b"")), [400]),
    "chunk cut": (chunked(b"ff\r\nshort"), [400]),
    "last chunk without its end": (chunked(chunks(BODY, end=b"0\r\n")), [400]),
    "chunk of no number": (chunked(b"xyz\r\nabc\r\n0\r\n\r\n"), [400]),
    "chunk of a negative number": (chunked(b"-5\r\nabcde\r\n0\r\n\r\n"), [400]),
    "chunk with 0x": (chunked(b"0x5\r\nabcde\r\n0\r\n\r\n"), [400]),
    "chunk with an underscore": (chunked(b"1_0\r\n" + b"a" * 16 + b"\r\n0\r\n\r\n"), [400]),
    "chunk with a plus": (chunked(b"+5\r\nabcde\r\n0\r\n\r\n"), [400]),
    "chunk longer than it says": (chunked(b"2\r\nabcdef\r\n0\r\n\r\n"), [400]),
    "chunk of a monstrous number": (chunked(b"f" * 16 + b"\r\nabc"), [400]),
    "chunk size of a megabyte": (chunked(b"1" * 1_000_000), [400]),
    "chunk extension of a megabyte": (chunked(b"5;" + b"a" * 1_000_000), [400]),
    "trailers of a megabyte": (chunked(b"0\r\n" + b"A: b\r\n" * 170_000 + b"\r\n"), [400]),
    "length over the limit": (post(f"Content-Length: {LIMIT + 1}", body=b""), [413]),
    "body over the limit": (sized(body=b"a" * (LIMIT + 1)), [413]),
    "chunks over the limit": (chunked(chunks(*[b"a" * 65536] * 40)), [413]),
    "chunks without end": (chunked(chunks(*[b"a" * 65536] * 60, end=b"")), [413]),
    "length of a monstrous number": (post("Content-Length: " + "9" * 30), [413]),
    "length of ten thousand digits": (post("Content-Length: " + "9" * 10_000), [431]),
    # Smuggling: two readings of one request.
    "length and chunks": (chunked(chunks(BODY), "Content-Length: 5"), [400]),
    "two lengths": (sized("Content-Length: 5"), [400]),
    "same length twice": (sized(f"Content-Length: {len(BODY)}"), [400]),
    "a list of lengths": (post("Content-Length: 5, 5"), [400]),
    "negative length": (post("Content-Length: -5"), [400]),
    "length with a plus": (post("Content-Length: +5"), [400]),
    "length in hex": (post("Content-Length: 0x5"), [400]),
    "length with an underscore": (post("Content-Length: 1_0"), [400]),
    "length in other digits": (post("Content-Length: \xb2"), [400]),
    "unknown transfer coding": (post("Transfer-Encoding: cow"), [400]),
    "chunked twice": (chunked(chunks(BODY), "Transfer-Encoding: chunked"), [400]),
    "chunked and identity": (post("Transfer-Encoding: chunked, identity"), [400]),
    "chunked by another spelling": (post("Transfer-Encoding: xchunked"), [400]),
    "transfer coding with a tab": (post("Transfer-Encoding:\x0bchunked"), [400]),
    "chunked in HTTP/1.0": (chunked(chunks(BODY)).replace(b"HTTP/1.1", b"HTTP/1.0"), [400]),
    "folded header": (sized("X-A: b\r\n c"), [400]),
    "blank before the colon": (sized("X-A : b"), [400]),
    "header without a colon": (sized("nonsense"), [400]),
    "header with a zero byte": (sized("X-A: a\x00b"), [400]),
    "header with a bare return": (sized("X-A: a\rb"), [400]),
    "header with an odd name": (sized("X(A): b"), [400]),
    "header with an empty name": (sized(": b"), [400]),
    "underscored length": (sized("Content_Length: 5"), [200]),
    "script name": (sized("SCRIPT_NAME: /evil"), [200]),
    "script name with a dash": (sized("Script-Name: /evil"), [200]),
    "path info": (sized("PATH_INFO: /evil"), [200]),
    "forwarded scheme": (sized("X-Forwarded-Proto: gopher"), [200]),
    "forwarded schemes that differ": (
        sized("X-Forwarded-Proto: https", "X-Forwarded-Ssl: off"),
        [400],
    ),
    "proxy protocol": (b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + sized(), [400]),
    "many headers": (sized(*[f"X-{i}: a" for i in range(200)]), [431]),
    "long header": (sized("X-A: " + "a" * 20_000), [431]),
    "long address": (head(start=f"GET /{'a' * 9000} HTTP/1.1"), [414]),
    "long query": (head(start=f"POST /v1/clean?id={'a' * 9000} HTTP/1.1"), [414]),
    "other host's address": (head("Connection: close", start="GET http://b/livez HTTP/1.1"), [200]),
    "no host": (b"GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n", [200]),
    "two hosts": (head("Host: b", "Connection: close", start="GET /livez HTTP/1.1"), [400]),
    "odd host": (b"GET /livez HTTP/1.1\r\nHost: a b<>\r\n\r\n", [200]),
    "climbing path": (head("Connection: close", start="GET /../../etc/passwd HTTP/1.1"), [404]),
    "path with a zero byte": (head("Connection: close", start="GET /%00 HTTP/1.1"), [404]),
    "path in a wrong encoding": (head("Connection: close", start="GET /%ff%fe HTTP/1.1"), [404]),
    "path with a bare byte": (head("Connection: close", start="GET /\xff HTTP/1.1"), [400]),
    "connect": (head(start="CONNECT example.org:443 HTTP/1.1"), [404]),
    "trace": (head("Connection: close", start="TRACE / HTTP/1.1"), [405]),
    "lower-case method": (sized().replace(b"POST", b"post", 1), [400]),
    "unknown method": (sized("Connection: close").replace(b"POST", b"BREW", 1), [405]),
    "method of 9,000 letters": (b"A" * 9000 + b" / HTTP/1.1\r\n\r\n", [414]),
    "upgrade to h2c": (sized("Connection: Upgrade", "Upgrade: h2c"), [200]),
    "upgrade to a socket": (sized("Connection: Upgrade", "Upgrade: websocket"), [400]),
    # Bombs, and streams that are none.
    "gzip bomb": (sized("Content-Encoding: gzip", body=gzip.compress(BOMB)), [413]),
    "deflate bomb": (sized("Content-Encoding: deflate", body=zlib.compress(BOMB)), [413]),
    "brotli bomb": (sized("Content-Encoding: br", body=brotli.compress(BOMB, quality=3)), [413]),
    "zstd bomb": (sized("Content-Encoding: zstd", body=zstandard.compress(BOMB)), [413]),
    "gzip in gzip": (
        sized("Content-Encoding: gzip", body=gzip.compress(gzip.compress(BODY))),
        [415],
    ),
    "two codings": (sized("Content-Encoding: gzip, gzip"), [415]),
    "gzip cut": (sized("Content-Encoding: gzip", body=gzip.compress(BODY)[:-5]), [400]),
    "gzip that is none": (sized("Content-Encoding: gzip"), [400]),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_odd_request(service: Service, name: str) -> None:
    """Whatever bytes arrive, what comes back is what they deserve, and never a fault of ours."""
    sent, expected = REQUESTS[name]
    answer = service.raw(sent)
    assert statuses(answer) == expected, answer[:500]
    last = answer.rpartition(b"\r\n\r\n")[2]
    if expected and expected[-1] >= 400:
        assert json.loads(last)["status"] == expected[-1]
    assert b"Traceback" not in answer


def test_no_odd_request_was_a_fault(service: Service) -> None:
    """Nothing that a client sent, in any test before this one, is in the log as an error."""
    faults = [line for line in service.lines() if line.get("status") == 500]
    assert [line for line in faults if "poison" not in line.get("fault", "poisoned")] == []
    assert "Traceback" not in service.output.read_text(encoding="utf-8", errors="replace")


def test_what_follows_a_refused_body_is_not_a_request(service: Service) -> None:
    """After a body whose end is unknown the connection closes: nothing in it can pass for more."""
    smuggled = head("Connection: close", start="GET /livez HTTP/1.1")
    assert statuses(service.raw(chunked(b"zz\r\n" + smuggled))) == [400]
    assert statuses(service.raw(post(f"Content-Length: {LIMIT + 9}", body=smuggled))) == [413]


def test_slow_clients_cost_nobody_else(service: Service) -> None:
    """With 600 connections that say nothing or dribble, a page is cleaned as fast as ever."""
    idle = [service.connect() for _ in range(300)]
    dribble = [service.connect() for _ in range(300)]
    for sock in dribble[::2]:
        sock.sendall(b"POST /v1/clean HTTP/1.1\r\nHost: a\r\nX")
    for sock in dribble[1::2]:
        sock.sendall(head("Content-Length: 1000") + b"a")
    try:
        began = time.monotonic()
        assert [service.clean()[0] for _ in range(20)] == [200] * 20
        assert time.monotonic() - began < 3
        assert service.get("/livez")[0] == 200
        for sock in dribble:
            # Half of them are cut while the head is missing, half while the body is.
            assert statuses(sock.recv(4096)) == [408]
    finally:
        for sock in idle + dribble:
            sock.close()


def test_slow_head_is_cut_though_it_goes_on(service: Service) -> None:
    """A head that arrives a byte at a time is over when its time is."""
    with service.connect() as sock:
        began = time.monotonic()
        sock.settimeout(0.1)
        answer = b""
        for byte in sized()[:60]:
            try:
                sock.sendall(bytes([byte]))
                answer = sock.recv(4096)
                break
            except TimeoutError:
                continue
        assert statuses(answer) == [408]
        assert 1 < time.monotonic() - began < 4


def test_idle_connection_is_closed_quietly(service: Service) -> None:
    """Who says nothing gets nothing, and is let go."""
    with service.connect() as sock:
        assert sock.recv(100) == b""


def test_client_that_does_not_read(service: Service) -> None:
    """A client that never takes its answers keeps one connection and nothing else."""
    with service.connect() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.settimeout(0.5)
        try:
            for _ in range(2000):
                sock.sendall(sized())
        except TimeoutError:
            pass
        assert service.clean()[0] == 200


@pytest.mark.parametrize("abrupt", [0, 1])
def test_client_that_left_is_logged_as_499(service: Service, abrupt: int) -> None:
    """Who leaves before the answer is noted as having left, and costs nobody anything."""
    name = f"gone-{abrupt}"
    with service.connect() as sock:
        slow = b"costly: one second\n" + BODY
        sock.sendall(sized(f"X-Request-ID: {name}", body=slow))
        if abrupt:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        time.sleep(0.2)
    assert service.clean()[0] == 200

    def noted() -> list[int]:
        return [line["status"] for line in service.lines() if line.get("request_id") == name]

    assert eventually(noted)
    assert noted() == [499]


def test_hundreds_that_leave(service: Service) -> None:
    """Clients that leave at every point of a request leave nothing behind."""
    request = sized()
    for cut in [*range(0, len(request), 3), len(request)] * 3:
        with service.connect() as sock:
            sock.sendall(request[:cut])
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", cut % 2, 0))
    assert eventually(lambda: service.clean()[0] == 200)
    assert eventually(lambda: service.figure("sluice_engines_busy") == 0)


def test_keep_alive(service: Service) -> None:
    """One connection serves one request after the other, until the client is done."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    with contextlib.closing(connection):
        connection.connect()
        ours = connection.sock
        for _ in range(20):
            connection.request("POST", "/v1/clean", BODY, {"Content-Type": "text/plain"})
            response = connection.getresponse()
            assert (response.status, response.read()[:1]) == (200, b"{")
        assert connection.sock is ours


def test_answers_are_the_same_bytes_at_any_time(service: Service) -> None:
    """Eight clients at once get the bytes that one alone gets, whatever stands beside them."""
    pages = [f"{PAGE}\n\nParagraph {i} of the page has a few words of its own. " for i in range(12)]
    alone = [service.clean(page)[1] for page in pages]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda page: service.clean(page)[1], pages * 5))
    assert together == alone * 5
