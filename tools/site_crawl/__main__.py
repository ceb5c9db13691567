"""What site profiles add on the text path, on a crawl that is made up.

    python -m tools.site_crawl [CORPUS]... [--sites N] [--pages N] [--keep FOLDER]

Sites are built from made-up templates around bodies from the CORPUS folders (docs/training.md), or
around invented words without any. Half of each site's pages are learned from, with copies of some
of the others under further addresses; the other half is cleaned without and with the profiles.
"""

import json
import random
import tempfile
import time
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from sluice.bulk.inputs import input_of
from sluice.judge.facts import key
from sluice.learn.run import Figures, Plan, Run
from sluice.learn.template import USUAL, Thresholds
from sluice.model import Article, InputKind, Judgement, Source
from sluice.pipeline import Cleaner, default_cleaner
from sluice.reasons import Reason
from sluice.render import Output, body_of
from sluice.site_profiles.library import Library, site_of
from sluice.text.words import sentences
from tools import made_up
from tools.site_crawl.sites import Made, Site, Story
from tools.train.corpus import records
from tools.train.figures import by_words

SITES, PAGES = 50, 40
WORDS = range(60, 3_000)
PARAGRAPHS = 2
LOOKS = 2_000
# Characters of a key that stand inside other lines by chance.
SHORT = 30
CONSOLE = Console()


@dataclass
class Measured:
    """Figures over all pages that were cleaned twice.

    taken: sentences of bodies that went as the site's template and for no other reason. lost: that
    stayed without the profiles and went with them, for any reason. gained: the other way round.
    """

    without: list[float] = field(default_factory=list)
    with_profiles: list[float] = field(default_factory=list)
    titles: list[int] = field(default_factory=lambda: [0, 0])
    template_blocks: int = 0
    sentences: int = 0
    taken: int = 0
    lost: int = 0
    gained: int = 0


@dataclass(frozen=True)
class Result:
    """What one run of the tool has found."""

    figures: Figures
    learn_seconds: float
    file_bytes: int
    microseconds: tuple[float, float]
    measured: Measured


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--sites", default=SITES, show_default=True)
@click.option("--pages", default=PAGES, show_default=True, help="Of each site.")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder for pages and profiles.")
def main(corpora: tuple[Path, ...], sites: int, pages: int, keep: Path | None) -> None:
    """Build, learn, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        made = crawl(stories(corpora, pages), (sites, pages))
        _show(measured(made, keep or Path(folder)))


def stories(corpora: Sequence[Path], at_least: int) -> list[Story]:
    """The bodies of the corpora, or invented ones."""
    found = [story for folder in corpora for story in _of_corpus(folder)]
    return found or [_invented(n) for n in range(3 * at_least)]


def _of_corpus(folder: Path) -> Iterator[Story]:
    for record in records(folder):
        lines = [line.strip() for line in str(record["body"] or "").split("\n") if line.strip()]
        title = " ".join(str(record.get("title") or "").split())
        if title and len(lines) > PARAGRAPHS and len(" ".join(lines).split()) in WORDS:
            yield Story(title, tuple(line for line in lines if line != title))


def _invented(number: int) -> Story:
    dice = random.Random(number)
    text = made_up.text_page(dice.randrange(2_000, 9_000), number, prose=1.0).decode()
    title = " ".join(text.split()[:7]).rstrip(".")
    return Story(f"{title} again", tuple(text.split("\n")[1:-1]))


def crawl(bodies: Sequence[Story], size: tuple[int, int]) -> list[Site]:
    """So many sites with so many pages; a body may stand on several sites, and once on each."""
    sites, pages = size
    dice = random.Random(sites)
    return [Site(n, dice.sample(bodies, pages)) for n in range(sites)]


def measured(sites: Sequence[Site], folder: Path, needed: Thresholds = USUAL) -> Result:
    """Learn from every other page, and clean the rest without and with what was learned."""
    made = [(site.pages(), site.copies()) for site in sites]
    crawled, profiles = folder / "crawl.ndjson", folder / "site-profiles.sqlite"
    learned_from = (page for pages, copies in made for page in (*pages[::2], *copies))
    with crawled.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"url": p.url, "text": p.text}) + "\n" for p in learned_from)
    began = time.perf_counter()
    run = Run(Plan([input_of(crawled)], profiles, 1, needed=needed), lambda *_: None)
    try:
        run.go()
    finally:
        run.close()
    seconds = time.perf_counter() - began
    found, loaded, cleaner = Measured(), Library(profiles), Cleaner(site_profiles=profiles)
    held_out = [page for pages, _ in made for page in pages[1::2]]
    for page in track(held_out, "Cleaning twice", console=CONSOLE, transient=True):
        _measure(page, cleaner, found)
    size = profiles.stat().st_size
    return Result(run.figures, seconds, size, look_up(loaded, held_out), found)


def _measure(page: Made, profiled_by: Cleaner, found: Measured) -> None:
    plain, profiled = _cleaned(page, default_cleaner()), _cleaned(page, profiled_by)
    gold = "\n\n".join(page.body)
    found.without.append(by_words(gold, body_of(plain.judgement, Output.TEXT))[2])
    found.with_profiles.append(by_words(gold, body_of(profiled.judgement, Output.TEXT))[2])
    for n, article in enumerate((plain, profiled)):
        found.titles[n] += key(article.metadata.title or "") == key(page.title)
    gone = _said(profiled.judgement, {Reason.SITE_TEMPLATE})
    otherwise = _said(profiled.judgement, {*Reason} - {Reason.SITE_TEMPLATE})
    before, after = _said(plain.judgement, {None}), _said(profiled.judgement, {None})
    found.template_blocks += len(gone)
    for sentence in (key(s) for line in page.body for s in sentences(line)):
        was, is_there = _is_in(sentence, before), _is_in(sentence, after)
        found.sentences += 1
        found.taken += _is_in(sentence, gone) and not (is_there or _is_in(sentence, otherwise))
        found.lost += was and not is_there
        found.gained += is_there and not was


def _cleaned(page: Made, cleaner: Cleaner) -> Article:
    return cleaner.clean(Source(page.text, InputKind.TEXT, url=page.url))


def _said(judgement: Judgement, reasons: Container[Reason | None]) -> list[str]:
    blocks = enumerate(judgement.page.blocks)
    return [key(block.text) for i, block in blocks if judgement.reason(i) in reasons]


def _is_in(sentence: str, blocks: Sequence[str]) -> bool:
    if len(sentence) < SHORT:
        return sentence in blocks
    return any(sentence in block for block in blocks)


def look_up(profiles: Library, pages: Sequence[Made]) -> tuple[float, float]:
    """Microseconds to find a page's profile: read from the file, and at hand."""
    urls = [page.url for page in pages]
    spent = [0.0, 0.0]
    for url in (urls[n % len(urls)] for n in range(LOOKS)):
        profiles.forget()
        for n in (0, 1):
            began = time.perf_counter()
            site_of(profiles, url)
            spent[n] += time.perf_counter() - began
    return spent[0] * 1e6 / LOOKS, spent[1] * 1e6 / LOOKS


def _show(result: Result) -> None:
    found, figures = result.measured, result.figures
    table = Table("what", "figure", title=f"{len(found.without)} pages cleaned twice")
    rows = {
        "F1 without profiles": f"{mean(found.without):.4f}",
        "F1 with profiles": f"{mean(found.with_profiles):.4f}",
        "titles right without, with": f"{found.titles[0]}, {found.titles[1]}",
        "blocks gone as site_template": f"{found.template_blocks:,}",
        "sentences of bodies": f"{found.sentences:,}",
        "of them gone as site_template": f"{found.taken:,}",
        "of them kept without, gone with profiles": f"{found.lost:,}",
        "of them gone without, kept with profiles": f"{found.gained:,}",
        "hosts, hosts with a profile": f"{figures.hosts:,}, {figures.profiles:,}",
        "bytes a host, in the file": f"{result.file_bytes / max(1, figures.profiles):,.0f}",
        "lines a profile": f"{figures.lines / max(1, figures.profiles):,.0f}",
        "microseconds to find a profile, read and at hand": (
            f"{result.microseconds[0]:.0f}, {result.microseconds[1]:.1f}"
        ),
        "pages learned from a second": f"{figures.pages / result.learn_seconds:,.0f}",
    }
    for name, figure in rows.items():
        table.add_row(name, figure)
    CONSOLE.print(table)


if __name__ == "__main__":
    main()
