"""A crawler: posts pages, at a rate or so many at a time, and notes what became of each."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from tools.measure.sent import Page


class Outcome(NamedTuple):
    """status: 0 where no answer came. retry: the Retry-After. seconds: from connect to the end."""

    page: int
    status: int
    retry: str
    body: bytes
    seconds: float


Ask = Callable[[int], Awaitable[Outcome]]


async def post(port: int, number: int, page: Page) -> Outcome:
    """One request on a connection of its own."""
    began = time.perf_counter()
    try:
        answer = await _exchange(port, page)
    except (OSError, asyncio.IncompleteReadError):
        return Outcome(number, 0, "", b"", time.perf_counter() - began)
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    status = int(lines[0].split()[1]) if lines[0] else 0
    retry = [line[12:].strip() for line in lines if line.lower().startswith("retry-after:")]
    return Outcome(number, status, "".join(retry), body, time.perf_counter() - began)


async def _exchange(port: int, page: Page) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(
            f"POST /v1/clean HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: "
            f"{page.media_type}\r\nContent-Length: {len(page.body)}\r\n\r\n".encode()
        )
        writer.write(page.body)
        return await reader.read()
    finally:
        writer.close()


async def one_by_one(port: int, pages: Sequence[Page], clients: int = 1) -> list[Outcome]:
    """So many clients, each with its next page as soon as it has its last answer."""
    left = iter(range(len(pages)))

    async def client() -> list[Outcome]:
        return [await post(port, number, pages[number]) for number in left]

    found = await asyncio.gather(*(client() for _ in range(clients)))
    return [outcome for each in found for outcome in each]


async def at_a_rate(port: int, pages: Sequence[Page], rate: float) -> list[Outcome]:
    """So many pages a second, whether there are answers or not."""
    began, tasks = time.perf_counter(), []
    for number, page in enumerate(pages):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(post(port, number, page)))
    return list(await asyncio.gather(*tasks))
