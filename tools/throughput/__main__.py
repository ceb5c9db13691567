"""What pages cost, beside other libraries, over HTTP, in batches and in bulk.

    python -m tools.throughput compare     other libraries, the engine, HTTP, batch and bulk
    python -m tools.throughput clients     pages a second and latency at 1 to 32 clients
    python -m tools.throughput size        CPU time over the page's size, 1 kB to 10 MB
    python -m tools.throughput length      time over the batch's length

Without --pages FOLDER pages are made up; with it the .html files of the folder are taken. The raw
text is what resiliparse makes of the same pages. All runs are repeated in turn and the median of
each is shown: on a machine that others use, compare the figures of one run with one another only.
--plots FOLDER draws them.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import click
from resiliparse.extract.html2text import extract_plain_text
from rich.console import Console
from rich.table import Table

from tools.made_up import text_page
from tools.stress import running
from tools.stress.pages import html_page
from tools.throughput import contenders, over_http, plots
from tools.throughput.contenders import Clean, Cost

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
KINDS = ("text/html", "text/plain")
CLIENTS = (1, 2, 4, 8, 16, 32)
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
WARMING = 1_000_000
LENGTHS = (1, 10, 100, 1_000)
CORES = 2
CONSOLE = Console()
WAITING = {"SLUICE_WAIT_SECONDS": "60", "SLUICE_ENGINES": str(CORES)}


class Setting:
    """What all commands share."""

    def __init__(self, folder: Path | None, count: int, rounds: int, drawn: Path | None) -> None:
        """The pages of this run, as HTML and as text."""
        self.rounds = rounds
        self.drawn = drawn
        if folder:
            html = [path.read_bytes() for path in sorted(folder.rglob("*.html"))[:count]]
        else:
            html = [html_page(40_000, seed).body for seed in range(count)]
        text = [_text(page) for page in html]
        self.pages = {"text/html": html, "text/plain": text}

    def draw(self, name: str) -> Path | None:
        """Where a plot goes, if it is wanted."""
        return self.drawn / f"{name}.png" if self.drawn else None


def _text(page: bytes) -> bytes:
    return extract_plain_text(page.decode("utf-8", "replace"), main_content=False).encode() or b"."


@click.group(help=__doc__)
@click.option("--pages", "folder", type=FOLDER)
@click.option("--count", default=200)
@click.option("--rounds", default=3)
@click.option("--plots", "drawn", type=FOLDER)
@click.pass_context
def main(context: click.Context, **asked: Any) -> None:
    """Take what all commands share."""
    context.obj = Setting(**asked)


@main.command()
@click.pass_obj
def compare(setting: Setting) -> None:
    """Everything on the same pages in the same run."""
    runs: dict[str, Callable[[], Cost]] = {}
    html, text = (setting.pages[kind] for kind in KINDS)
    for pages, named in ((html, contenders.HTML), (text, contenders.TEXT)):
        runs |= {name: _alone(clean, pages) for name, clean in named.items()}
    for kind, name in zip(KINDS, ("", ", text"), strict=True):
        lines = over_http.ndjson(setting.pages[kind], kind)
        runs[f"Sluice, bulk, 1 core{name}"] = lambda lines=lines: over_http.bulk(lines, 1)
        runs[f"Sluice, bulk, {CORES} cores{name}"] = lambda lines=lines: over_http.bulk(
            lines, CORES
        )
    with running.service(**WAITING) as (pid, port):
        for kind, name in zip(KINDS, ("", ", text"), strict=True):
            pages = setting.pages[kind]
            lines = over_http.ndjson(pages, kind)
            runs[f"Sluice, HTTP, 4 clients{name}"] = _singles((pid, port), pages, kind, 4)
            runs[f"Sluice, HTTP, batch{name}"] = lambda lines=lines: over_http.measured(
                pid, len(lines), lambda: over_http.batch(port, lines)
            )
        costs = _in_turn(runs, setting.rounds)
    _table(costs, f"{len(html)} pages, {sum(map(len, html)) / len(html) / 1000:.0f} kB in the mean")
    _ratios(costs)
    if path := setting.draw("throughput-compare"):
        rates = {name: median(cost.rate for cost in found) for name, found in costs.items()}
        plots.bars(path, rates, f"pages a second on {CORES} cores")


def _alone(clean: Clean, pages: list[bytes]) -> Callable[[], Cost]:
    return lambda: contenders.in_processes(clean, pages, CORES)


def _singles(
    service: tuple[int, int], pages: list[bytes], kind: str, clients: int
) -> Callable[[], Cost]:
    pid, port = service
    return lambda: over_http.measured(
        pid, len(pages), lambda: over_http.singles(port, pages, kind, clients)
    )


def _in_turn(runs: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """Every run once, then every run again: what else the machine does meets all of them."""
    costs: dict[str, list[Cost]] = defaultdict(list)
    for _ in range(rounds):
        for name, run in runs.items():
            costs[name].append(run())
            CONSOLE.print(f"{name}: {costs[name][-1].rate:,.1f} pages/s", style="dim")
    return costs


def _table(costs: dict[str, list[Cost]], title: str) -> None:
    table = Table("", "pages/s", "CPU ms a page", "MiB", "p50 ms", "p99 ms", title=title)
    for name, found in costs.items():
        rate = median(cost.rate for cost in found)
        spent = median(cost.milliseconds for cost in found)
        held = median(cost.memory for cost in found) / (1 << 20)
        table.add_row(
            *(name, f"{rate:,.1f}", f"{spent:.2f}", f"{held:,.0f}" if held else ""), *_late(found)
        )
    CONSOLE.print(table)


def _late(found: list[Cost]) -> tuple[str, str]:
    latencies = [1_000 * late for cost in found for late in cost.latencies]
    if len(latencies) < 2:
        return "", ""
    percents = quantiles(latencies, n=100)
    return f"{percents[49]:,.1f}", f"{percents[98]:,.1f}"


RATIOS = (
    ("Sluice, HTTP, 4 clients", "trafilatura", 2.2),
    ("Sluice, HTTP, batch", "trafilatura", 2.2),
    ("Sluice, HTTP, batch, text", "trafilatura", 10),
    ("Sluice, HTTP, batch", "Sluice, HTTP, 4 clients", 1.2),
    ("Sluice, HTTP, batch, text", "Sluice, HTTP, 4 clients, text", 1.2),
    ("Sluice, bulk, 2 cores", "Sluice, bulk, 1 core", 1.9),
    ("Sluice, bulk, 2 cores, text", "Sluice, bulk, 1 core, text", 1.9),
)


def _ratios(costs: dict[str, list[Cost]]) -> None:
    """Pairs of the same round; the ratio by CPU time does not see what else the machine does."""
    table = Table("ratio", "wanted", "by the clock", "by CPU time")
    for fast, slow, wanted in RATIOS:
        pairs = list(zip(costs[fast], costs[slow], strict=True))
        clock = median(a.rate / b.rate for a, b in pairs)
        spent = median(b.milliseconds / a.milliseconds for a, b in pairs)
        table.add_row(f"{fast} : {slow}", f"{wanted}", f"{clock:.2f}", f"{spent:.2f}")
    CONSOLE.print(table)


@main.command()
@click.pass_obj
def clients(setting: Setting) -> None:
    """1 to 32 clients, each with its next page as soon as it has its last answer."""
    with running.service(**WAITING) as service:
        runs = {
            f"{kind}, {number} clients": _singles(service, setting.pages[kind], kind, number)
            for kind in KINDS
            for number in CLIENTS
        }
        costs = _in_turn(runs, setting.rounds)
    _table(costs, "By clients")
    if path := setting.draw("throughput-clients"):
        series = {
            kind: [
                (number, median(cost.rate for cost in costs[f"{kind}, {number} clients"]))
                for number in CLIENTS
            ]
            for kind in KINDS
        }
        plots.plot(path, series, ("clients", "pages a second"), "linear")


@main.command()
@click.pass_obj
def size(setting: Setting) -> None:
    """CPU time of one page over its size."""
    named = {**contenders.HTML, **contenders.TEXT}
    series: dict[str, list[tuple[float, float]]] = {name: [] for name in named}
    table = Table("bytes", *named, title="CPU ms")
    # What is loaded, and compiled, with the first pages is no page's cost.
    for name, clean in named.items():
        clean(text_page(WARMING, 1) if name in contenders.TEXT else html_page(WARMING, 1).body)
    for count in SIZES:
        page = html_page(count, count).body
        text = text_page(count, count, prose=0.8)
        row = []
        for name, clean in named.items():
            content = text if name in contenders.TEXT else page
            spent = min(contenders.once(clean, content) for _ in range(setting.rounds))
            series[name].append((len(content), spent))
            row.append(f"{spent:,.1f}")
        table.add_row(f"{count:,}", *row)
    CONSOLE.print(table)
    _linear(series)
    if path := setting.draw("throughput-size"):
        plots.plot(path, series, ("bytes of the page", "ms of CPU time"))


def _linear(series: dict[str, list[tuple[float, float]]]) -> None:
    for name, points in series.items():
        costs = [spent / length for length, spent in points if length > 90_000]
        low = costs[0]
        CONSOLE.print(f"{name}: cost a byte from 100 kB on {min(costs) / low - 1:+.0%} to ", end="")
        CONSOLE.print(f"{max(costs) / low - 1:+.0%}")


@main.command()
@click.pass_obj
def length(setting: Setting) -> None:
    """Time and memory of batches of 1 to 1,000 pages."""
    series: dict[str, list[tuple[float, float]]] = defaultdict(list)
    table = Table("", "pages", "ms a page", "MiB of the service")
    with running.service(**WAITING) as (pid, port):
        for kind in KINDS:
            lines = over_http.ndjson(setting.pages[kind], kind)
            for count in LENGTHS:
                some = [lines[i % len(lines)] for i in range(count)]
                found = [
                    over_http.measured(pid, count, lambda some=some: over_http.batch(port, some))
                    for _ in range(setting.rounds)
                ]
                each = 1_000 * median(cost.seconds for cost in found) / count
                series[kind].append((count, each))
                held = max(cost.memory for cost in found) / (1 << 20)
                table.add_row(kind, f"{count:,}", f"{each:,.1f}", f"{held:,.0f}")
    CONSOLE.print(table)
    if path := setting.draw("throughput-length"):
        plots.plot(path, series, ("pages of the batch", "ms a page"))


if __name__ == "__main__":
    main()
