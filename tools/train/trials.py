"""What the whole service makes of pages that it has not seen, in every way of sending text.

Bodies: F1 in each way. Short texts: which share of their paragraphs is lost. Clean bodies, posted
as text: which share of their words is lost, and how many pages lose much.
"""

import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sluice.blocks import gaps
from sluice.blocks.shape import undone
from sluice.features.weights import Weights
from sluice.metadata.fields.language import language_of
from tools.train import corpus, figures, shorts
from tools.train.corpus import GoldPage
from tools.train.labels import words
from tools.train.renderings import PLAIN, WAYS, missing, renderings

# Pages without a body of their own, or with one that nobody has looked at, are not measured.
SCORED = ("news-dev", "wcxb-dev")
SHORTS = ("news-dev", "magic-dev", "cnhand-dev")
MEASURED = tuple(dict.fromkeys((*SCORED, *SHORTS)))
CLEAN = "clean"
MUCH = 0.05
# Programs print a page in half a second each: so their ways are measured on one page in three.
ONE_IN = 3
# Gold bodies have headings, credits and cells among their lines; a paragraph of prose is longer.
ALL, PROSE = "all", "prose"
PROSE_WORDS = 15

Job = tuple[Weights, gaps.Weights, Path, dict]


class Cut(NamedTuple):
    """A short text: its form, its paragraphs, and those of them that were lost."""

    form: str
    paragraphs: list[str]
    lost: list[str]


class Trial(NamedTuple):
    """A page as tried. clean: how many words its body lost, posted as text, and how many it has."""

    corpus: str
    rows: list[figures.Row]
    cuts: list[Cut]
    clean: tuple[int, int]


class Service:
    """The whole service with weights that have not seen a page's site."""

    def __init__(self, weights: Weights, breaks: gaps.Weights) -> None:
        """weights: the scorer's. breaks: which restore line breaks."""
        self._weights = weights
        self._breaks = breaks

    def body(self, text: str) -> str:
        """The body that it makes of a text."""
        return figures.text_body(self._weights, undone(text, self._breaks)[0])


def tried(job: Job) -> Trial:
    """The page in every way in which it is measured."""
    weights, breaks, folder, record = job
    page = corpus.read(folder, record)
    service = Service(weights, breaks)
    rows = list(_rows(page, service)) if page.corpus in SCORED else []
    return posted(page, service)._replace(rows=rows)


def posted(page: GoldPage, service: Service) -> Trial:
    """What is lost of the page's body, and of its beginnings, where they are posted as text."""
    cuts = list(_cuts(page, service)) if page.corpus in SHORTS else []
    clean = service.body("\n\n".join(shorts.paragraphs_of(page.body)))
    before, after = Counter(words(page.body)), Counter(words(clean))
    return Trial(page.corpus, [], cuts, ((before - after).total(), before.total()))


def is_measured(record: dict) -> bool:
    """Whether the record is of an article that has a body."""
    return bool(record["body"]) and (record["type"] or "article") == "article"


def _rows(page: GoldPage, service: Service) -> Iterator[figures.Row]:
    ways = WAYS if zlib.crc32(page.id.encode()) % ONE_IN == 0 else PLAIN
    texts = renderings(page.html, page.id, [name for name in ways if name not in missing()])
    texts[CLEAN] = "\n\n".join(shorts.paragraphs_of(page.body))
    measure = figures.by_words if page.corpus == "wcxb-dev" else figures.by_runs
    language = f"{page.corpus}, {language_of(page.body) or 'unknown'}"
    for way, text in texts.items():
        gold = page.body.lower() if way == "lower" else page.body
        scored = measure(gold, service.body(text))
        yield page.corpus, way, scored
        yield language, way, scored


def _cuts(page: GoldPage, service: Service) -> Iterator[Cut]:
    if len(shorts.paragraphs_of(page.body)) < shorts.FEWEST_PARAGRAPHS:
        return
    plain = renderings(page.html, page.id, ["resiliparse"])["resiliparse"]
    article = shorts.article_of(plain, page.body)
    dice = random.Random(page.id + " tried")
    for size in shorts.FIRST:
        for interruptions in shorts.INTERRUPTIONS:
            made = shorts.short(article, size, interruptions, dice)
            for form, write in shorts.FORMS.items():
                body = service.body(write(made, dice))
                yield Cut(form, made.body, shorts.lost(made.body, body))


def report(trials: Iterable[Trial]) -> dict[str, object]:
    """The figures of all pages."""
    trials = list(trials)
    return {
        "f1": figures.table([row for trial in trials for row in trial.rows]),
        "paragraphs_lost": _lost([cut for trial in trials for cut in trial.cuts]),
        "clean_bodies": _clean(trials),
        "left_out": missing(),
    }


def _lost(cuts: Iterable[Cut]) -> dict[str, dict[str, float]]:
    """By form the share of paragraphs that are lost: by how many there are, and of prose alone."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for cut in cuts:
        for name in (f"first {len(cut.paragraphs)}", ALL):
            found[cut.form][name][0] += len(cut.lost)
            found[cut.form][name][1] += len(cut.paragraphs)
        found[cut.form][PROSE][0] += sum(map(_is_prose, cut.lost))
        found[cut.form][PROSE][1] += sum(map(_is_prose, cut.paragraphs))
    return {form: _shares(counts) for form, counts in found.items()}


def _is_prose(paragraph: str) -> bool:
    return len(words(paragraph)) >= PROSE_WORDS


def _shares(counts: Mapping[str, list[int]]) -> dict[str, float]:
    return {name: round(lost / max(1, total), 4) for name, (lost, total) in counts.items()}


def _clean(trials: Iterable[Trial]) -> dict[str, dict[str, float]]:
    """By corpus the share of words that clean bodies lose, and of pages that lose much."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for trial in trials:
        if trial.clean[1]:
            found[trial.corpus].append(trial.clean)
    return {
        name: {
            "words_lost": round(sum(lost for lost, _ in pages) / sum(n for _, n in pages), 4),
            "pages_that_lose_much": round(sum(a > MUCH * n for a, n in pages) / len(pages), 4),
        }
        for name, pages in found.items()
    }
