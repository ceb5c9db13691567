"""What a page costs: CPU time of the engine by stage, beside its peers, and growth with the page.

    python -m tools.bench [PAGE]... [--kind html|text] [--sample N]

PAGE is a page's file (.gz or not), or a folder of which --sample pages are taken by chance; without
any, pages are made up. The first of two passes begins each page with nothing remembered of the
pages before, the second with what the engine remembers of its lines. HTML pages are also parsed
alone, which is the floor, and given to trafilatura, in the same run.
"""

import gzip
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table
from selectolax.lexbor import LexborHTMLParser
from trafilatura import extract

from sluice.blocks import page_from, words
from sluice.features import lexicon, signals
from sluice.intake import document_of
from sluice.judge import facts, judge, phrases
from sluice.judge.rules import repeats
from sluice.judge.rules.title import telling
from sluice.metadata import metadata_of
from sluice.model import InputKind, Source
from sluice.pagetype import page_verdict
from sluice.pipeline import clean
from sluice.render import Output, body_of
from sluice.resources import default_resources
from tools.made_up import html_page, text_page

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
PAGE_BYTES = {InputKind.TEXT: 20_000, InputKind.HTML: 100_000}
MADE_UP = {InputKind.TEXT: text_page, InputKind.HTML: html_page}
PAGES = 40
CONSOLE = Console()
REMEMBERING = (
    *(words.count_words, phrases.hits, facts.text_facts, telling),
    *(repeats._shingles, signals.telling, lexicon.word_ids),
)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)

Times = dict[str, float]


@click.command(help=__doc__)
@click.argument("pages", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--kind", type=click.Choice([*map(str, InputKind)]), default="text", show_default=True
)
@click.option("--sample", default=PAGES, show_default=True, help="Pages taken of a folder.")
def main(pages: tuple[Path, ...], kind: str, sample: int) -> None:
    """Measure and print."""
    contents = [content for path in pages for content in _read(path, sample)]
    chosen = InputKind(kind)
    made_up = (MADE_UP[chosen](PAGE_BYTES[chosen], n) for n in range(PAGES))
    _stages(contents or list(made_up), chosen)
    if not pages:
        _growth(chosen)


def _read(path: Path, sample: int) -> Iterator[bytes]:
    files = sorted(path.rglob("*.*")) if path.is_dir() else [path]
    for file in random.Random(sample).sample(files, min(sample, len(files))):
        content = file.read_bytes()
        yield gzip.decompress(content) if file.suffix == ".gz" else content


def forget() -> None:
    """Empty every memory of lines, as if the engine had just started."""
    for remembering in REMEMBERING:
        remembering.cache_clear()


def _stages(contents: Sequence[bytes], kind: InputKind) -> None:
    size = median(map(len, contents))
    title = f"CPU a page, milliseconds; {len(contents)} pages, half of them above {size:,.0f} bytes"
    table = Table("stage", "first, median", "first, mean", "again, median", title=title)
    # What is loaded with the first page is no page's cost.
    _timed(contents[0], kind)
    first = [
        _timed(content, kind) for content in track(_forgetting(contents), "Cold", len(contents))
    ]
    again = [_timed(content, kind) for content in track(contents, "Warm", len(contents))]
    for stage in first[0]:
        cold, warm = ([page[stage] for page in pages] for pages in (first, again))
        table.add_row(stage, f"{median(cold):.2f}", f"{mean(cold):.2f}", f"{median(warm):.2f}")
    CONSOLE.print(table)
    if kind is InputKind.HTML:
        ratio = sum(p["all"] for p in first) / sum(p["trafilatura"] for p in first)
        CONSOLE.print(f"Sluice takes {ratio:.2f} of trafilatura's CPU time on these pages.")


def _forgetting(contents: Sequence[bytes]) -> Iterator[bytes]:
    for content in contents:
        forget()
        yield content


def _timed(content: bytes, kind: InputKind) -> Times:
    """Milliseconds of CPU time by stage."""
    source = Source(content, kind)
    found: Times = {}

    def run(stage: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        found[stage] = (time.process_time() - start) * 1_000
        return result

    document = run("decode", lambda: document_of(source))
    page = run("blocks", lambda: page_from(document))
    judgement = run("judge", lambda: judge(page))
    judgement, _ = run(
        "verdict", lambda: page_verdict(document, judgement, default_resources().page_types)
    )
    run("metadata", lambda: metadata_of(judgement, source))
    run("render", lambda: body_of(judgement, Output.TEXT))
    found["all"] = sum(found.values())
    if kind is InputKind.HTML:
        run("parse alone", lambda: LexborHTMLParser(document.text))
        run("trafilatura", lambda: extract(content))
    return found


def _growth(kind: InputKind) -> None:
    table = Table("bytes", "ms", "ms a 100 kB", title="Growth with the page's size")
    for size in track(SIZES, "Growth"):
        # Mostly prose: ten megabytes of short lines are more lines than one page may have.
        content = MADE_UP[kind](size, size, prose=0.8)
        forget()
        start = time.process_time()
        clean(Source(content, kind))
        spent = (time.process_time() - start) * 1_000
        table.add_row(f"{size:,}", f"{spent:,.1f}", f"{spent / size * 100_000:,.1f}")
    CONSOLE.print(table)


if __name__ == "__main__":
    main()
