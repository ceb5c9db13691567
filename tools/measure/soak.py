"""The service's memory over many mixed pages in a row.

The proportional memory of the whole process tree is printed every thousand pages; what comes after
the first two thousand is held against them. Without --pages FOLDER pages are made up.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from tools.measure import client, running
from tools.measure.sent import FOLDER, Page, mixed

MIB = 1 << 20
AT_ONCE = 1_000


@click.command(help=__doc__)
@click.option("--pages", "folder", type=FOLDER)
@click.option("--count", default=20_000, show_default=True, type=click.IntRange(min=2 * AT_ONCE))
@click.option("--clients", default=4, show_default=True)
def soak(folder: Path | None, count: int, clients: int) -> None:
    """Send, and print."""
    with running.service() as (pid, port):
        held = [*_held(mixed(AT_ONCE, folder), (pid, port), count, clients)]
        replaced = {k: v for k, v in running.figures(port).items() if "replaced" in k and v}
    print(f"{held[0] / MIB:.0f} MiB, then at most {growth(held):+.1%}, ", end="")
    print(f"at the end {held[-1] / held[0] - 1:+.1%}; engines replaced: {replaced}")


def growth(held: list[int]) -> float:
    """By how much the most of these measures is above the first, as a share of it."""
    return max(held) / held[0] - 1


def _held(pages: list[Page], service: tuple[int, int], count: int, clients: int) -> Iterator[int]:
    """Bytes after each thousand pages but the first, in which everything is loaded."""
    pid, port = service
    for sent in range(0, count, len(pages)):
        found = asyncio.run(client.one_by_one(port, pages, clients))
        held = running.memory(pid)
        statuses = dict(Counter(outcome.status for outcome in found))
        print(f"{sent + len(pages)} pages, {held / MIB:.0f} MiB, {statuses}", flush=True)
        if sent:
            yield held
