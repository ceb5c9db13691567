"""Pages through the running service: one a request, or many."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tools.stress.running import memory, tree
from tools.throughput.contenders import Cost

TICKS = os.sysconf("SC_CLK_TCK")
FIELDS = {"text/html": "html", "text/plain": "text"}


def cpu(pid: int) -> float:
    """Seconds of CPU time of a process tree."""
    spent = 0.0
    for process in tree(pid):
        try:
            row = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # Of what has ended below it, too.
        spent += sum(map(int, row[11:15])) / TICKS
    return spent


def measured(pid: int, pages: int, send: Callable[[], tuple[float, ...]]) -> Cost:
    """The cost of what is sent to this service."""
    before, began = cpu(pid), time.perf_counter()
    latencies = send()
    seconds = time.perf_counter() - began
    return Cost(pages, seconds, cpu(pid) - before, memory(pid), latencies)


def singles(port: int, pages: list[bytes], kind: str, clients: int) -> tuple[float, ...]:
    """Each page a request; so many clients, each with a connection that it keeps."""
    left, took = iter(pages), []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        for page in left:
            began = time.perf_counter()
            status = 503
            while status == 503:
                connection.request(
                    "POST", "/v1/clean?removed=summary", page, {"Content-Type": kind}
                )
                response = connection.getresponse()
                response.read()
                status = response.status
            took.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tuple(took)


def batch(port: int, lines: list[bytes]) -> tuple[float, ...]:
    """All pages in one request, its answers read while it is sent."""
    body = b"".join(lines)
    with socket.create_connection(("127.0.0.1", port)) as sock:
        head = (
            "POST /v1/clean/batch?removed=summary HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            f"Content-Type: application/x-ndjson\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        sender = threading.Thread(target=sock.sendall, args=(head.encode() + body,))
        sender.start()
        while sock.recv(1 << 20):
            pass
        sender.join()
    return ()


def ndjson(pages: list[bytes], kind: str) -> list[bytes]:
    """The pages as the lines of a batch."""
    field = FIELDS[kind]
    return [json.dumps({field: page.decode("utf-8", "replace")}).encode() + b"\n" for page in pages]


def bulk(lines: list[bytes], workers: int) -> Cost:
    """The pages as a file through bulk, on so many cores; the time of its start is taken off."""
    with tempfile.TemporaryDirectory() as folder:
        whole, one = Path(folder) / "pages.ndjson", Path(folder) / "one.ndjson"
        whole.write_bytes(b"".join(lines))
        one.write_bytes(lines[0])
        start, cost = (_bulk(path, workers) for path in (one, whole))
    return Cost(len(lines), cost.seconds - start.seconds, cost.cpu - start.cpu)


def _bulk(source: Path, workers: int) -> Cost:
    cores = sorted(os.sched_getaffinity(0))[:workers]
    call = [sys.executable, "-m", "service", "bulk", str(source), "--removed", "summary"]
    call += ["--out", str(source.with_suffix("")), "--workers", str(workers)]
    before, began = os.times(), time.perf_counter()
    subprocess.run(
        call,
        check=True,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    after = os.times()
    spent = sum(after[2:4]) - sum(before[2:4])
    return Cost(1, time.perf_counter() - began, spent)
