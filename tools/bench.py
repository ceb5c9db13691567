"""What a text page costs: CPU time of the engine by stage, and its growth with the page.

    python -m tools.bench [PAGE]...

PAGE is a file with a page's text; without any, pages are made up. Each page is cleaned once, with
nothing remembered of the pages before, and once more with what the engine remembers of its lines.
"""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from service.blocks import page_from, words
from service.intake import document_of
from service.judge import facts, judge, phrases
from service.judge.rules.title import telling
from service.metadata import metadata_of
from service.model import InputKind, Source
from service.pipeline import clean

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
PAGE_BYTES = 20_000
PAGES = 40
CONSOLE = Console()
SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra ri".split()


@click.command(help=__doc__)
@click.argument("pages", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--bytes", "size", default=PAGE_BYTES, help="Bytes of a page that is made up.")
def main(pages: tuple[Path, ...], size: int) -> None:
    """Measure and print."""
    contents = [path.read_bytes() for path in pages] or [made_up(size, n) for n in range(PAGES)]
    _stages(contents)
    if not pages:
        _growth()


def made_up(size: int, seed: int, prose: float = 0.4) -> bytes:
    """A page of so many bytes: residue, headlines, and prose in invented words as a share."""
    dice = random.Random(seed)
    lines: list[str] = []
    written = 0
    while written < size:
        lines.append(_line(dice, prose))
        written += len(lines[-1]) + 1
    return "\n".join(lines).encode()[:size]


def _line(dice: random.Random, prose: float) -> str:
    chance = dice.random()
    if chance > prose + (1 - prose) * 0.8:
        return dice.choice(phrases.PHRASES).takes
    if chance > prose:
        return " ".join(_word(dice).capitalize() for _ in range(dice.randrange(1, 9)))
    return " ".join(_sentence(dice) for _ in range(dice.randrange(1, 5)))


def _sentence(dice: random.Random) -> str:
    return " ".join(_word(dice) for _ in range(dice.randrange(6, 24))).capitalize() + "."


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randrange(1, 4)))


def forget() -> None:
    """Empty every memory of lines, as if the engine had just started."""
    for remembering in (words.count_words, phrases.hits, facts.text_facts, telling):
        remembering.cache_clear()


def _stages(contents: list[bytes]) -> None:
    table = Table("stage", "first time, ms", "again, ms", title=_of(contents))
    first = [_timed(content) for content in track(_forgetting(contents), "Cold", len(contents))]
    again = [_timed(content) for content in track(contents, "Warm", len(contents))]
    for stage in first[0]:
        cold, warm = (median(page[stage] for page in pages) for pages in (first, again))
        table.add_row(stage, f"{cold:.2f}", f"{warm:.2f}")
    CONSOLE.print(table)


def _of(contents: list[bytes]) -> str:
    return f"CPU a page, median of {len(contents)} pages of {median(map(len, contents)):,.0f} bytes"


def _forgetting(contents: list[bytes]) -> Iterator[bytes]:
    for content in contents:
        forget()
        yield content


def _timed(content: bytes) -> dict[str, float]:
    """Milliseconds of CPU time by stage."""
    source = Source(content, InputKind.TEXT)
    found: dict[str, float] = {}

    def run(stage: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        found[stage] = (time.process_time() - start) * 1_000
        return result

    document = run("decode", lambda: document_of(source))
    page = run("blocks", lambda: page_from(document))
    judgement = run("judge", lambda: judge(page))
    run("metadata", lambda: metadata_of(judgement, source))
    return found | {"all": sum(found.values())}


def _growth() -> None:
    table = Table("bytes", "ms", "ms a 100 kB", title="Growth with the page's size")
    for size in track(SIZES, "Growth"):
        # Mostly prose: ten megabytes of short lines are more lines than one page may have.
        content = made_up(size, size, prose=0.8)
        forget()
        start = time.process_time()
        clean(Source(content, InputKind.TEXT))
        spent = (time.process_time() - start) * 1_000
        table.add_row(f"{size:,}", f"{spent:,.1f}", f"{spent / size * 100_000:,.1f}")
    CONSOLE.print(table)


if __name__ == "__main__":
    main()
