"""What a byte costs in small pages and in large ones."""

from pathlib import Path
from statistics import mean

from rich.progress import track
from rich.table import Table

from tools import made_up
from tools.measure.output import CONSOLE
from tools.measure.pages import Form, Kind, Pages
from tools.measure.runner import Contender, Runner

# Bytes, and how many such pages: one small page alone says little.
SIZES = {100_000: 8, 1_000_000: 2, 10_000_000: 1}
MADE_UP = {Kind.TEXT: made_up.text_page, Kind.HTML: made_up.html_page}
# Mostly prose: ten megabytes of short lines are more lines than one page may have.
PROSE = 0.8
# Real text costs more than made-up text: so much of the pages' own, where there is enough.
LEAST_JOINED, MOST_JOINED = 200_000, 1_000_000


def measure(pages: Pages, kind: Kind | None) -> None:
    """Measure and print, for one kind or for both."""
    for one in (kind,) if kind else Kind:
        CONSOLE.print(_table(pages, one))


def _table(pages: Pages, kind: Kind) -> Table:
    table = Table("bytes", "ms", "ms a 100 kB", "growth a byte", "million bytes/s")
    table.title = f"Growth with the page's size, {kind}"
    first = 0.0
    with Runner(Contender("sluice", kind)) as runner:
        runner.warm(pages.first[kind])
        for size, number in track(SIZES.items(), f"Growth, {kind}"):
            made = [_made(kind, size, seed) for seed in range(number)]
            length, spent = _cost(runner, pages.folder / "large", made)
            first = first or spent / length
            table.add_row(
                *_figures(length, spent), f"{spent / length / first:.2f}", _rate(length, spent)
            )
    joined = b"\n\n".join(path.read_bytes() for path in pages.files.get(Form.TEXT, ()))
    if kind is Kind.TEXT and len(joined) > LEAST_JOINED:
        with Runner(Contender("sluice", kind)) as runner:
            runner.warm(pages.first[kind])
            length, spent = _cost(runner, pages.folder / "large", [joined[:MOST_JOINED]])
        table.add_row(*_figures(length, spent), "the pages, joined", _rate(length, spent))
    return table


def _made(kind: Kind, size: int, seed: int) -> bytes:
    # An HTML page comes out at five eighths of the size that is asked for.
    wanted = size * 8 // 5 if kind is Kind.HTML else size
    return MADE_UP[kind](wanted, size + seed, prose=PROSE)


def _cost(runner: Runner, path: Path, contents: list[bytes]) -> tuple[float, float]:
    """Bytes and milliseconds of a page, in the mean."""
    spent = []
    for content in contents:
        path.write_bytes(content)
        spent.append(runner.measure(path).milliseconds)
    return mean(map(len, contents)), mean(spent)


def _figures(length: float, spent: float) -> tuple[str, str, str]:
    return f"{length:,.0f}", f"{spent:,.1f}", f"{spent / length * 100_000:,.1f}"


def _rate(length: float, spent: float) -> str:
    return f"{length / spent / 1e3:.3f}"
