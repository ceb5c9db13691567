"""The scorer of text pages: read, grow, cross-validate."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from rich.progress import track

from sluice.blocks import gaps
from sluice.features.weights import Weights
from tools.train import corpus, grow, rows
from tools.train.console import CONSOLE, each
from tools.train.samples import Sample
from tools.train.trials import Trial, is_measured, report, tried
from tools.train.words import Counter

CORPORA = (
    *("news-dev", "wcxb-dev", "snippets-dev", "dates-dev", "magic-dev", "newspaper-dev"),
    *("readability-dev", "defuddle-dev", "cnhand-dev", "webmainbench-dev", "recipes-dev"),
    *("postlight-dev", "goose-dev", "snacktory-dev", *corpus.BARE),
)
Work = list[tuple[Path, dict]]


class Text:
    """All samples, and what is made of them."""

    def __init__(self, pages: Work, measured: Work, breaks: Callable[[int], gaps.Weights]) -> None:
        """Read every page in several ways.

        measured: the pages that figures are of. breaks: by fold the weights that restore line
        breaks and have seen no page of it.
        """
        self._breaks = breaks
        self._measured = [(folder, record) for folder, record in measured if is_measured(record)]
        jobs = [(work, breaks(corpus.fold_of(work[1]))) for work in pages]
        read = each(_samples, jobs, "Reading")
        self._samples = [sample for page in read for sample in page]
        tallies = [s.tally() for s in self._samples if s.form in rows.COUNTED]
        self._counter = Counter(tallies)
        self.unseen = cache(self._unseen)

    def grown(self) -> Weights:
        """The weights that have seen all pages."""
        return grow.grow(self._samples, self._counter)

    def cross_validated(self) -> dict[str, object]:
        """Figures of the whole service, each page with weights that have seen none of its site."""
        found: list[Trial] = []
        for fold in track(range(corpus.FOLDS), "Cross-validating", console=CONSOLE):
            own = [work for work in self._measured if corpus.fold_of(work[1]) == fold]
            jobs = [(self.unseen(fold), self._breaks(fold), *work) for work in own]
            found += each(tried, jobs, f"Fold {fold}")
        return report(found)

    def _unseen(self, fold: int) -> Weights:
        """The weights that have seen no page of this fold."""
        return grow.grow([s for s in self._samples if s.page.fold != fold], self._counter)

    def samples(self, fold: int) -> list[Sample]:
        """The pages of this fold in their renderings."""
        return [sample for sample in self._samples if sample.page.fold == fold]


def _samples(job: tuple[tuple[Path, dict], gaps.Weights]) -> list[Sample]:
    work, breaks = job
    return rows.samples(corpus.read(*work), breaks)
