"""The running service under stress. It is started for each measurement, on this machine alone.

    python -m tools.stress overload    ten times what it can do; who is answered, and how late
    python -m tools.stress poison      endless and crashing pages among good ones
    python -m tools.stress soak        20,000 mixed pages in a row, and the memory over them
    python -m tools.stress edge        what the edge adds to the time of a page
    python -m tools.stress slow        pages beside thousands of slow clients

Without --pages FOLDER pages are made up; with it the .html and .txt files of the folder are sent.
"""

import asyncio
import contextlib
import socket
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import click

from tools.stress import client, running
from tools.stress.client import Outcome
from tools.stress.pages import Page, html_page, mixed

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
POISONED = "tests/serving/poisoned.conf.py"
MIB = 1 << 20


@click.group(help=__doc__)
@click.option("--pages", "folder", type=FOLDER)
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """Take what all commands share."""
    context.obj = folder


@main.command()
@click.option("--times", default=10.0, help="Offered load, in multiples of what it can do.")
@click.option("--seconds", default=20.0)
@click.pass_obj
def overload(folder: Path | None, times: float, seconds: float) -> None:
    """Ten times overload."""
    pages = mixed(300, folder)
    with running.service() as (_, port):
        asyncio.run(client.one_by_one(port, pages, 4))
        idle = asyncio.run(client.one_by_one(port, pages))
        began = time.perf_counter()
        asyncio.run(client.one_by_one(port, pages, 4))
        capacity = len(pages) / (time.perf_counter() - began)
        number = int(times * capacity * seconds)
        offered = [pages[i % len(pages)] for i in range(number)]
        loaded = asyncio.run(client.at_a_rate(port, offered, times * capacity))
    _report_overload(idle, loaded, capacity)


def _report_overload(idle: list[Outcome], loaded: list[Outcome], capacity: float) -> None:
    bodies = {outcome.page: outcome.body for outcome in idle}
    accepted = [outcome for outcome in loaded if outcome.status == 200]
    other = [outcome for outcome in accepted if outcome.body != bodies[outcome.page % len(bodies)]]
    retry = Counter(outcome.retry for outcome in loaded if outcome.status == 503)
    print(f"capacity {capacity:.0f} pages/s; {len(loaded)} offered")
    print("statuses", dict(Counter(outcome.status for outcome in loaded)))
    print("Retry-After", dict(retry))
    print(f"idle p50 {_p(idle, 50):.3f} p99 {_p(idle, 99):.3f} s")
    print(f"accepted p50 {_p(accepted, 50):.3f} p99 {_p(accepted, 99):.3f} s")
    print(f"bound: 2 x idle p99 + 1 s = {2 * _p(idle, 99) + 1:.3f} s")
    print(f"answers that differ from idle: {len(other)} of {len(accepted)}")


@main.command()
@click.pass_obj
def poison(folder: Path | None) -> None:
    """Good pages while one in twenty is endless or crashes its engine."""
    deadline = 2.0
    words = (b"poison: loop\n", b"poison: segfault\n", b"poison: memory\n", b"poison: loop in C\n")
    pages = mixed(600, folder)
    for i in range(0, len(pages), 20):
        pages[i] = Page(words[i // 20 % len(words)] + pages[i].body, "text/plain")
    with running.service(POISONED, SLUICE_PAGE_SECONDS=str(deadline), SLUICE_WAIT_SECONDS="30") as (
        _,
        port,
    ):
        outcomes = asyncio.run(client.one_by_one(port, pages, 4))
    bad = [outcome for outcome in outcomes if outcome.page % 20 == 0]
    good = [outcome for outcome in outcomes if outcome.page % 20]
    print(f"{len(bad)} poison pages", dict(Counter(outcome.status for outcome in bad)))
    print(f"{len(good)} good pages", dict(Counter(outcome.status for outcome in good)))
    print(
        f"longest poison page {max(o.seconds for o in bad):.2f} s, waiting for an engine included"
    )


@main.command()
@click.option("--count", default=20_000)
@click.option("--clients", default=4)
@click.pass_obj
def soak(folder: Path | None, count: int, clients: int) -> None:
    """Memory of the process tree over many pages, printed every thousand."""
    pages = mixed(1000, folder)
    held: list[int] = []
    with running.service() as (pid, port):
        for sent in range(0, count, len(pages)):
            found = asyncio.run(client.one_by_one(port, pages, clients))
            held.append(running.memory(pid))
            statuses = dict(Counter(outcome.status for outcome in found))
            print(f"{sent + len(pages)} pages, {held[-1] / MIB:.0f} MiB, {statuses}", flush=True)
        replaced = {k: v for k, v in running.figures(port).items() if "replaced" in k and v}
    after = held[1:]
    base = after[0]
    print(f"after 2,000: {base / MIB:.0f} MiB; then at most {max(after) / base - 1:+.1%}, ", end="")
    print(f"at the end {held[-1] / base - 1:+.1%}; engines replaced: {replaced}")


@main.command()
@click.option("--bytes", "size", default=100_000)
@click.option("--rounds", default=400)
def edge(size: int, rounds: int) -> None:
    """What the edge adds: the time of a request without its page's time in the engine."""
    page = html_page(size, 1)
    with running.service(SLUICE_EDGES="1") as (_, port), _connected(port) as sock:
        added = [_overhead(port, sock, page) for _ in range(rounds)][rounds // 4 :]
    deciles = quantiles(added, n=10)
    print(f"{len(page.body)} bytes: median {1000 * median(added):.2f} ms, ", end="")
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


@contextlib.contextmanager
def _connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port)) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield sock


@main.command()
@click.option("--count", default=4000)
@click.option("--config", default="gunicorn.conf.py", help="Another gunicorn configuration.")
@click.pass_obj
def slow(folder: Path | None, count: int, config: str) -> None:
    """Time of 100 pages alone, and beside connections of which half are silent, half dribble."""
    pages = mixed(100, folder)
    with running.service(config, SLUICE_HEADER_SECONDS="60") as (pid, port):
        asyncio.run(client.one_by_one(port, pages))
        alone, before = asyncio.run(client.one_by_one(port, pages)), running.memory(pid)
        with contextlib.ExitStack() as stack:
            for i in range(count):
                sock = stack.enter_context(socket.create_connection(("127.0.0.1", port), 30))
                sock.sendall(b"POST /v1/clean HTTP/1.1\r\nX" if i % 2 else b"")
            beside, after = asyncio.run(client.one_by_one(port, pages)), running.memory(pid)
    print("alone", dict(Counter(o.status for o in alone)), f"p99 {_p(alone, 99):.3f} s")
    print("beside", dict(Counter(o.status for o in beside)), f"p99 {_p(beside, 99):.3f} s")
    print(f"{(after - before) / count / 1024:.1f} kB a connection")


def _p(outcomes: list[Outcome], percent: int) -> float:
    return quantiles((outcome.seconds for outcome in outcomes), n=100)[percent - 1]


if __name__ == "__main__":
    main()
