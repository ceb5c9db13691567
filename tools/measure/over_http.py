"""Pages a second over HTTP, by clients and in a batch, and what the edge adds to a page.

CPU time is that of all the service's processes. Without --pages FOLDER pages are made up; with it
the .html and .txt files of the folder are sent. The median of the rounds is shown.
"""

import asyncio
import json
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

import click
from rich.console import Console
from rich.table import Table

from tools.measure import client, running
from tools.measure.sent import FOLDER, Page, html_page, mixed

TICKS = os.sysconf("SC_CLK_TCK")
WAITING = {"SLUICE_WAIT_SECONDS": "60"}
FIELDS = {"text/html": "html", "text/plain": "text"}
EDGE_BYTES, EDGE_ROUNDS = 100_000, 400


class Cost(NamedTuple):
    """Seconds of the clock, CPU seconds of the service, and the latency of each answer."""

    seconds: float
    cpu: float
    latencies: tuple[float, ...] = ()


@click.command(help=__doc__)
@click.option("--pages", "folder", type=FOLDER)
@click.option("--count", default=200, show_default=True, help="Pages of a round.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--clients", default="1,4,8", show_default=True, help="How many at once, by turns.")
def http(folder: Path | None, count: int, rounds: int, clients: str) -> None:
    """Measure and print."""
    pages = mixed(count, folder)
    size = sum(len(page.body) for page in pages) / count / 1_000
    table = Table("", "pages/s", "CPU ms a page", "p50 ms", "p99 ms")
    table.title = f"{count} pages, {size:.0f} kB in the mean"
    with running.service(**WAITING) as service:
        runs: dict[str, Callable[[], Cost]] = {
            f"{number} clients": lambda number=number: singles(service, pages, int(number))
            for number in clients.split(",")
        }
        runs["a batch"] = lambda: batch(service, pages)
        # What loads with the first pages is no page's cost.
        singles(service, pages[:50], 4)
        for name, run in runs.items():
            table.add_row(name, *figures(count, [run() for _ in range(rounds)]))
    Console().print(table)
    _edge()


def figures(count: int, costs: list[Cost]) -> tuple[str, ...]:
    """The cells of a row."""
    rate = count / median(cost.seconds for cost in costs)
    spent = 1_000 * median(cost.cpu for cost in costs) / count
    latencies = [1_000 * late for cost in costs for late in cost.latencies]
    late = quantiles(latencies, n=100) if len(latencies) > 1 else []
    shown = (f"{late[49]:,.1f}", f"{late[98]:,.1f}") if late else ("", "")
    return f"{rate:,.1f}", f"{spent:.2f}", *shown


def singles(service: tuple[int, int], pages: list[Page], clients: int) -> Cost:
    """Each page a request; so many clients, each with its next page once it has its answer."""
    pid, port = service
    before, began = cpu(pid), time.perf_counter()
    found = asyncio.run(client.one_by_one(port, pages, clients))
    seconds = time.perf_counter() - began
    return Cost(seconds, cpu(pid) - before, tuple(outcome.seconds for outcome in found))


def batch(service: tuple[int, int], pages: list[Page]) -> Cost:
    """All pages in one request, its answers read while it is sent."""
    pid, port = service
    body = b"".join(map(_line, pages))
    before, began = cpu(pid), time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as sock:
        head = (
            "POST /v1/clean/batch HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            f"Content-Type: application/x-ndjson\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        sender = threading.Thread(target=sock.sendall, args=(head.encode() + body,))
        sender.start()
        while sock.recv(1 << 20):
            pass
        sender.join()
    return Cost(time.perf_counter() - began, cpu(pid) - before)


def _line(page: Page) -> bytes:
    text = page.body.decode("utf-8", "replace")
    return json.dumps({FIELDS[page.media_type]: text}).encode() + b"\n"


def cpu(pid: int) -> float:
    """Seconds of CPU time of a process tree, and of what has ended below it."""
    spent = 0.0
    for process in running.tree(pid):
        try:
            row = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        spent += sum(map(int, row[11:15])) / TICKS
    return spent


def _edge() -> None:
    """The time of a request without its page's time in the engine."""
    page = html_page(EDGE_BYTES, 1)
    with (
        running.service(SLUICE_EDGES="1") as (_, port),
        socket.create_connection(("127.0.0.1", port)) as sock,
    ):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        added = [_overhead(port, sock, page) for _ in range(EDGE_ROUNDS)][EDGE_ROUNDS // 4 :]
    deciles = quantiles(added, n=10)
    print(
        f"The edge adds to {len(page.body)} bytes: median {1000 * median(added):.2f} ms, ", end=""
    )
    print(f"p10 {1000 * deciles[0]:.2f}, p90 {1000 * deciles[8]:.2f}")


def _overhead(port: int, sock: socket.socket, page: Page) -> float:
    before = running.figures(port)["sluice_engine_seconds_sum"]
    head = (
        f"POST /v1/clean?removed=summary HTTP/1.1\r\nHost: a\r\nContent-Type: {page.media_type}\r\n"
        f"Content-Length: {len(page.body)}\r\n\r\n"
    )
    began = time.perf_counter()
    sock.sendall(head.encode() + page.body)
    _read_answer(sock)
    took = time.perf_counter() - began
    return took - (running.figures(port)["sluice_engine_seconds_sum"] - before)


def _read_answer(sock: socket.socket) -> None:
    held = b""
    while b"\r\n\r\n" not in held:
        held += sock.recv(1 << 16)
    head, _, body = held.partition(b"\r\n\r\n")
    (length,) = (int(row[15:]) for row in head.split(b"\r\n") if row[:15] == b"Content-Length:")
    while len(body) < length:
        body += sock.recv(1 << 16)
