"""The scorer of text pages: read, grow, cross-validate."""

from functools import cache
from pathlib import Path

from rich.progress import track

from sluice.features.weights import Weights
from sluice.metadata.language import language_of
from tools.train import corpus, figures, grow, rows
from tools.train.console import CONSOLE, each
from tools.train.samples import Sample
from tools.train.words import Counter

CORPORA = ("news-dev", "wcxb-dev", "snippets-dev", "dates-dev")
# The others have silver bodies at best.
SCORED = ("news-dev", "wcxb-dev")


class Text:
    """All samples, and what is made of them."""

    def __init__(self, pages: list[tuple[Path, dict]]) -> None:
        """Read every page in several renderings."""
        read = each(_samples, pages, "Reading")
        self._samples = [sample for page in read for sample in page]
        tallies = [s.tally() for s in self._samples if s.form in rows.COUNTED]
        self._counter = Counter(tallies)
        self.unseen = cache(self._unseen)

    def grown(self) -> Weights:
        """The weights that have seen all pages."""
        return grow.grow(self._samples, self._counter)

    def cross_validated(self) -> dict[str, dict[str, float]]:
        """F1 of the whole service, each page with weights that have seen none of its site."""
        found: list[figures.Row] = []
        for fold in track(range(corpus.FOLDS), "Cross-validating", console=CONSOLE):
            weights = self.unseen(fold)
            tried = [s for s in self._samples if s.page.fold == fold and _is_scored(s)]
            jobs = [(weights, s.page.corpus, s.form, s.page.body, s.text) for s in tried]
            found += [row for scored in each(_scored, jobs, f"Fold {fold}") for row in scored]
        return figures.table(found)

    def _unseen(self, fold: int) -> Weights:
        """The weights that have seen no page of this fold."""
        return grow.grow([s for s in self._samples if s.page.fold != fold], self._counter)

    def samples(self, fold: int) -> list[Sample]:
        """The pages of this fold in their renderings."""
        return [sample for sample in self._samples if sample.page.fold == fold]


def _samples(work: tuple[Path, dict]) -> list[Sample]:
    return rows.samples(corpus.read(*work))


def _is_scored(sample: Sample) -> bool:
    page = sample.page
    is_whole = sample.form != rows.BRIEF and not sample.form.endswith(rows.AGAIN)
    return page.corpus in SCORED and page.type == "article" and is_whole


def _scored(job: tuple[Weights, str, str, str, str]) -> list[figures.Row]:
    weights, name, rendering, gold, text = job
    measure = figures.by_words if name == "wcxb-dev" else figures.by_runs
    scored = measure(gold, figures.text_body(weights, text))
    language = f"{name}, {language_of(gold) or 'unknown'}"
    return [(name, rendering, scored), (language, rendering, scored)]
