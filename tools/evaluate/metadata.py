"""How good the metadata are: right, wrong and silent answers by field, on pages with labels.

    python -m tools.evaluate metadata CORPUS... [--errors FIELD] [--confidence FILE]

CORPUS is a folder with gold.jsonl.gz and pages/<id>.html.gz, as in docs/training.md; its records
have a title, authors (a list), a date and a language, each null where the label is missing.
--errors lists the answers to one field that are not the label's, with the source that gave them.
--confidence writes sluice/metadata/fields/confidence.json: how often each source is right, where
another says the same, where no other says anything, and where all others say something else.
"""

import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from sluice.blocks import page_from
from sluice.intake import document_of
from sluice.judge import judge
from sluice.metadata import answered_of, metadata_of
from sluice.metadata.fields import confidence
from sluice.model import Metadata, Source
from sluice.pagetype.verdict import page_verdict
from sluice.resources import default_resources
from tools.train import corpus

CONSOLE = Console()
WORD = re.compile(r"\w+")
ANSWERS = {
    "title": "title",
    "authors": "authors",
    "date": "date_published",
    "language": "language",
}
# So many answers count as much as what all of a field's sources have in common.
PRIOR = 5
# A title may lack or have a piece at its end, as a site's name, if that is the smaller part.
LONG_ENOUGH, SHARE = 12, 0.6


@dataclass(frozen=True)
class Shown:
    """What one page's answer was to one field, next to the label."""

    page: str
    field: str
    outcome: str
    gold: Any
    answer: Any
    source: str | None
    support: str


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, type=click.Path(path_type=Path))
@click.option("--errors", type=click.Choice(list(ANSWERS)), help="List what is not right.")
@click.option("--confidence", "table", type=click.Path(path_type=Path), help="Write the table.")
@click.option("--limit", type=int, help="Take so many pages of each corpus, evenly.")
def metadata(
    corpora: tuple[Path, ...], errors: str | None, table: Path | None, limit: int | None
) -> None:
    """Measure and print."""
    everything: list[Shown] = []
    folders = [folder for folder in corpora if (folder / "gold.jsonl.gz").is_file()]
    for folder in set(corpora) - set(folders):
        click.echo(f"{folder} is no corpus: it has no gold.jsonl.gz.", err=True)
    if not folders:
        sys.exit("No corpus to measure on. Labelled pages are not part of this project.")
    for folder in folders:
        pages = corpus.records(folder)
        with ProcessPoolExecutor() as pool:
            seen = list(pool.map(partial(judged, folder), thinned(pages, limit), chunksize=8))
        shown = [one for page, _ in seen for one in page]
        everything += shown
        CONSOLE.print(figures(folder.name, shown), f"{median(ms for _, ms in seen):.1f} ms of CPU")
        for one in shown:
            if one.field == errors and one.outcome != "right":
                click.echo(f"{one.page} {one.outcome} {one.gold!r} {one.answer!r} {one.source}")
    if table:
        table.write_text(json.dumps(shares(everything), indent=1) + "\n", encoding="utf-8")


def thinned(pages: list[Any], limit: int | None) -> list[Any]:
    """So many of the pages, evenly, or all of them."""
    step = max(1, len(pages) / limit) if limit else 1
    return [pages[int(n * step)] for n in range(int(len(pages) / step))]


def judged(folder: Path, record: dict[str, Any]) -> tuple[list[Shown], float]:
    """The answers to the labelled fields of one page, and what they cost in milliseconds."""
    source = Source(corpus.read(folder, record).html)
    document = document_of(source)
    judgement, _ = page_verdict(
        document, judge(page_from(document)), default_resources().page_types
    )
    start = time.process_time()
    found = metadata_of(judgement, source)
    spent = (time.process_time() - start) * 1_000
    answers = answered_of(judgement, source).answers
    return list(compared(record, found, answers)), spent


def compared(
    record: dict[str, Any], found: Metadata, answers: dict[str, dict[str, Any]]
) -> Iterator[Shown]:
    """One line for each field that the record has a label for."""
    for field, name in ANSWERS.items():
        gold, answer = record.get(field), getattr(found, name)
        if gold:
            outcome = ("right" if RIGHT[field](answer, gold) else "wrong") if answer else "silent"
            source = found.sources.get(name)
            support = confidence.support(name, answer, source, answers) if source else ""
            yield Shown(record["id"], field, outcome, gold, answer, source, support)


def shares(shown: list[Shown]) -> dict[str, dict[str, dict[str, float]]]:
    """By field, source and what the others say, how often it is right; few answers count less."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for field, name in ANSWERS.items():
        answered = [one for one in shown if one.field == field and one.source]
        usual = share(answered, 0.5)
        found[name] = {
            source: {
                support: round(
                    share([one for one in of_source if one.support == support], usual), 2
                )
                for support in confidence.SUPPORT
            }
            for source in sorted({one.source for one in answered if one.source})
            if (of_source := [one for one in answered if one.source == source])
        }
    return {name: by_source for name, by_source in found.items() if by_source}


def share(shown: list[Shown], usual: float) -> float:
    """The share of right answers, as if there had been a few more of the usual kind."""
    right = sum(one.outcome == "right" for one in shown)
    return (right + PRIOR * usual) / (len(shown) + PRIOR)


def figures(name: str, shown: list[Shown]) -> Table:
    """The shares of right, wrong and silent answers by field."""
    table = Table("field", "pages", "right", "wrong", "silent", title=name)
    for field in ANSWERS:
        outcomes = Counter(one.outcome for one in shown if one.field == field)
        pages = outcomes.total()
        if pages:
            shares = [f"{outcomes[kind] / pages:.3f}" for kind in ("right", "wrong", "silent")]
            table.add_row(field, str(pages), *shares)
    return table


def is_title(answer: str, gold: str) -> bool:
    """Whether two titles have the same words, but for a short piece at the end of one."""
    short, long = sorted((words(answer), words(gold)), key=len)
    ends = len(words(gold)) > LONG_ENOUGH and long.startswith(short)
    return bool(short) and (short == long or (ends and len(short) > SHARE * len(long)))


def are_authors(answer: tuple[str, ...], gold: list[str]) -> bool:
    """Whether each labelled name is among the answered ones, which are at most twice as many."""
    given, labelled = ({words(name) for name in names} - {""} for names in (answer, gold))
    named = (any(name in one or one in name for one in given) for name in labelled)
    return bool(labelled) and len(given) <= 2 * len(labelled) and all(named)


def is_day(answer: str, gold: str) -> bool:
    """Whether two dates or times name the same day."""
    return answer[:10] == gold[:10]


def is_language(answer: str, gold: str) -> bool:
    """Whether two codes name the same language."""
    return answer[:2] == gold[:2]


def words(text: str) -> str:
    """The words of a text in lower case, one blank between them."""
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text).lower()))


RIGHT: dict[str, Callable[[Any, Any], bool]] = {
    "title": is_title,
    "authors": are_authors,
    "date": is_day,
    "language": is_language,
}
