"""More than it can do, just what it can do, and for long."""

import asyncio
import time

from service.settings import settings
from tools.chaos.seen import Seen, late, service, statuses
from tools.measure import client, running
from tools.measure.sent import mixed
from tools.measure.soak import growth

OVERLOAD = 10
MOST_GROWTH = 0.05


def overload(times: float) -> Seen:
    """Ten times as many pages a second as it cleans."""
    wait, seconds = settings.wait_seconds, 5 * times
    pages = mixed(60)
    with service() as running_one:
        port = running_one.port
        asyncio.run(client.one_by_one(port, pages, 4))
        idle = asyncio.run(client.one_by_one(port, pages))
        began = time.perf_counter()
        asyncio.run(client.one_by_one(port, pages, 4))
        rate = OVERLOAD * len(pages) / (time.perf_counter() - began)
        offered = [pages[i % len(pages)] for i in range(int(rate * seconds))]
        loaded = asyncio.run(client.at_a_rate(port, offered, rate))
    bodies = {outcome.page: outcome.body for outcome in idle}
    accepted = [outcome for outcome in loaded if outcome.status == 200]
    same = all(outcome.body == bodies[outcome.page % len(pages)] for outcome in accepted)
    told = all(outcome.retry for outcome in loaded if outcome.status == 503)
    only = {outcome.status for outcome in loaded} <= {200, 503}
    bound = 2 * late(idle) + wait
    return Seen(
        f"{len(offered):,} pages in {seconds:.0f} s, ten times what it can clean",
        f"200 with the bytes of a quiet day, or 503 with `Retry-After`; the 99th percentile of the "
        f"accepted under twice the idle one and the {wait:g} s of waiting",
        f"{statuses(loaded)}; accepted p99 {late(accepted):.2f} s, bound {bound:.2f} s.",
        same and told and only and late(accepted) < bound,
    )


def eight_clients(times: float) -> Seen:
    """Eight clients on two engines, each with its next page once it has its answer."""
    pages = mixed(int(300 * times))
    with service(SLUICE_ENGINES="2") as running_one:
        found = asyncio.run(client.one_by_one(running_one.port, pages, 8))
    return Seen(
        f"Eight clients that never rest, two engines, {len(pages):,} mixed pages",
        "nobody is refused",
        f"{statuses(found)}; p99 {late(found):.2f} s.",
        {outcome.status for outcome in found} == {200},
    )


def many_pages(times: float) -> Seen:
    """The memory of all its processes over many pages."""
    pages, rounds = mixed(500), max(3, int(8 * times))
    held = []
    with service() as running_one:
        for _ in range(rounds):
            asyncio.run(client.one_by_one(running_one.port, pages, 4))
            held.append(running.memory(running_one.process.pid))
    more = growth(held[2:] if rounds > 3 else held[1:])
    return Seen(
        f"{rounds * len(pages):,} mixed pages in a row",
        "after the first thousand the memory of all processes stays within 5 %",
        f"{held[-1] / (1 << 20):.0f} MiB at the end, at most {more:+.1%}.",
        more <= MOST_GROWTH,
    )
