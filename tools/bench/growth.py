"""What a byte costs in small pages and in large ones."""

from pathlib import Path
from statistics import mean

from rich.progress import track
from rich.table import Table

from tools import made_up
from tools.bench.output import CONSOLE
from tools.bench.pages import Kind, Pages
from tools.bench.runner import Contender, Runner

# Bytes, and how many such pages: one small page alone says little.
SIZES = {100_000: 8, 1_000_000: 2, 10_000_000: 1}
MADE_UP = {Kind.TEXT: made_up.text_page, Kind.HTML: made_up.html_page}
# Mostly prose: ten megabytes of short lines are more lines than one page may have.
PROSE = 0.8


def measure(pages: Pages, kind: Kind | None) -> None:
    """Measure and print, for one kind or for both."""
    for one in (kind,) if kind else Kind:
        CONSOLE.print(_table(pages, one))


def _table(pages: Pages, kind: Kind) -> Table:
    table = Table("bytes", "ms", "ms a 100 kB", "growth a byte", "million characters/s")
    table.title = f"Growth with the page's size, {kind}"
    first = 0.0
    with Runner(Contender("sluice", kind)) as runner:
        runner.warm(pages.first[kind])
        for size, number in track(SIZES.items(), f"Growth, {kind}"):
            costs = [_cost(runner, pages.folder / "large", size + seed) for seed in range(number)]
            lengths, spent = map(mean, zip(*costs, strict=True))
            first = first or spent / lengths
            rate = f"{lengths / spent / 1e3:.3f}" if kind is Kind.TEXT else ""
            each = f"{spent / lengths * 100_000:,.1f}"
            table.add_row(
                f"{lengths:,.0f}", f"{spent:,.1f}", each, f"{spent / lengths / first:.2f}", rate
            )
    return table


def _cost(runner: Runner, path: Path, size: int) -> tuple[int, float]:
    """Bytes, which are characters in made-up pages, and milliseconds."""
    content = MADE_UP[Kind(runner.contender.kind)](size, size, prose=PROSE)
    path.write_bytes(content)
    return len(content), runner.measure(path).milliseconds
