"""Clients that are slow, and clients that go away."""

import asyncio
import contextlib
import random
import socket
import struct

from tests.serving.conftest import eventually
from tools.chaos.seen import Seen, late, service, statuses
from tools.measure import client
from tools.measure.client import Outcome
from tools.measure.sent import Page, mixed

CLIENTS = 200
# Closed so that the other side is reset at once.
ABRUPT = struct.pack("ii", 1, 0)


def slow(times: float) -> Seen:
    """Connections that are silent, have sent half a head, or half a body."""
    count, pages = int(CLIENTS * times), mixed(100)
    with service(SLUICE_HEADER_SECONDS="60", SLUICE_BODY_SECONDS="60") as running_one:
        alone = _twice(running_one.port, pages)
        with contextlib.ExitStack() as stack:
            for number in range(count):
                sock = stack.enter_context(running_one.connect())
                sock.sendall(_part(number % 3))
            beside = asyncio.run(client.one_by_one(running_one.port, pages))
    same = [outcome.body for outcome in alone] == [outcome.body for outcome in beside]
    return Seen(
        f"{count} connections on which nothing more comes: silent, half a head, half a body",
        "pages beside them are answered with the same bytes",
        f"{statuses(beside)}; p99 {late(alone):.2f} s alone, {late(beside):.2f} s beside them.",
        same and {outcome.status for outcome in beside} == {200},
    )


def vanishing(times: float) -> Seen:
    """Clients that leave at any point of a request, half of them abruptly."""
    count, pages, dice = int(CLIENTS * times), mixed(50), random.Random(1)
    with service() as running_one:
        alone = _twice(running_one.port, pages)
        for number in range(count):
            request = _request(pages[number % len(pages)])
            with contextlib.suppress(OSError), running_one.connect() as sock:
                if number % 2:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPT)
                sock.sendall(request[: dice.randrange(len(request) + 1)])
        beside = asyncio.run(client.one_by_one(running_one.port, pages))
        free = eventually(lambda: running_one.figure("sluice_engines_busy") == 0, 20)
        faults = [line for line in running_one.lines() if "fault" in line]
    same = [outcome.body for outcome in alone] == [outcome.body for outcome in beside]
    return Seen(
        f"{count} clients that leave at any point of a request, every second abruptly",
        "pages after them get the same bytes, engines are free again, nothing is logged as a fault",
        f"{statuses(beside)}; {len(faults)} faults; engines {'free' if free else 'held'}.",
        same and free and not faults,
    )


def _twice(port: int, pages: list[Page]) -> list[Outcome]:
    """What loads with the first pages is loaded when they are sent again."""
    asyncio.run(client.one_by_one(port, pages, 4))
    return asyncio.run(client.one_by_one(port, pages))


def _request(page: Page) -> bytes:
    head = (
        f"POST /v1/clean HTTP/1.1\r\nHost: a\r\nContent-Type: {page.media_type}\r\n"
        f"Content-Length: {len(page.body)}\r\n\r\n"
    )
    return head.encode() + page.body


def _part(kind: int) -> bytes:
    half_a_body = _request(Page(b"The mill turns. " * 100, "text/plain"))[:-800]
    return (b"", b"POST /v1/clean HTTP/1.1\r\nX", half_a_body)[kind]
