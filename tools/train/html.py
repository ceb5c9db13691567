"""The scorer of HTML pages: read, grow in two readings, cross-validate.

The second forest and the net read what the first forest says of pages that it has not seen: each
fold's first opinions come from a forest grown on the other folds. In cross-validation that forest
has not seen the fold under test either.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from sluice.features import schema
from sluice.features.forest import Forest
from sluice.features.matrix import Matrix, add_context
from sluice.features.schema import Feature
from sluice.features.sequence import SEEN, Net
from sluice.features.weights import Weights
from tools.train import corpus, figures, grow, sequence
from tools.train.console import CONSOLE, each
from tools.train.html_rows import html_sample
from tools.train.names import Names
from tools.train.samples import Sample, chosen, shares
from tools.train.sequence import Example, html_example
from tools.train.words import Counter

# Of these the types of pages are known too.
TYPED = ("news-dev", "wcxb-dev", "snippets-dev")
CORPORA = (
    *(*TYPED, "magic-dev", "newspaper-dev", "readability-dev"),
    *("cnhand-dev", "defuddle-dev", "webmainbench-dev"),
)
FIRST = {"iterations": 240, "learning_rate": 0.1}
SECOND = {"iterations": 200, "learning_rate": 0.1}
# Where the net begins.
SEED = 1

Folds = frozenset[int]
Odds = NDArray[np.float64]
Reading = Callable[[Sample, Folds], Matrix]


class Html:
    """All samples, and what is made of them."""

    def __init__(self, pages: list[tuple[Path, dict]]) -> None:
        """Read every page once."""
        self._samples = [s for s in each(_sample, pages, "Reading") if s is not None]
        self._counter = Counter(sample.tally() for sample in self._samples)
        self._names = Names(self._samples)
        self._lexicons = cache(self._lexicons_without)
        self._firsts = cache(self._first_without)
        self._without = cache(self._both_without)

    def grown(self) -> Weights:
        """The weights that have seen all pages."""
        return self._without(frozenset())

    def cross_validated(self) -> dict[str, dict[str, float]]:
        """F1 of the whole service, each page with weights that have seen none of its site."""
        pairs = [frozenset(pair) for pair in combinations(range(corpus.FOLDS), 2)]
        for pair in track(pairs, "First readings", console=CONSOLE):
            self._firsts(pair)
        found: list[figures.Row] = []
        for fold in range(corpus.FOLDS):
            weights = self._without(frozenset((fold,)))
            jobs = [(weights, s.page) for s in self._samples if s.page.fold == fold]
            found += [row for rows in each(_scored, jobs, f"Fold {fold}") for row in rows]
        return figures.table(found)

    def unseen(self, fold: int) -> Weights:
        """The weights that have seen no page of this fold."""
        return self._without(frozenset((fold,)))

    def pages(self, fold: int) -> list[corpus.GoldPage]:
        """The pages of this fold."""
        return [sample.page for sample in self._samples if sample.page.fold == fold]

    def _both_without(self, unseen: Folds) -> Weights:
        second = self._grown(unseen, SECOND, (schema.SECOND, self._second))
        forests = {"first": self._firsts(unseen), "second": second}
        net = self._net_without(unseen).bound(schema.names(schema.SECOND))
        return replace(self._lexicons(unseen), forests=forests, nets={"sequence": net})

    def _first_without(self, unseen: Folds) -> Forest:
        return self._grown(unseen, FIRST, (schema.FIRST, self._first))

    def _net_without(self, unseen: Folds) -> Net:
        samples = [s for s in self._samples if s.page.fold not in unseen and s.usable.any()]
        examples = [self._example(sample, unseen) for sample in samples]
        return sequence.train(examples, schema.names(SEEN), SEED)

    def _lexicons_without(self, unseen: Folds) -> Weights:
        words, names = self._counter.without(unseen), self._names.without(unseen)
        return Weights({}, {"words": words, "names": names})

    def _first(self, sample: Sample, unseen: Folds) -> Matrix:
        return sample.matrix(self._lexicons(unseen | {sample.page.fold}).lexicons)

    def _second(self, sample: Sample, unseen: Folds) -> Matrix:
        return self._both(sample, unseen)[0]

    def _both(self, sample: Sample, unseen: Folds) -> tuple[Matrix, Odds]:
        """The features of the second reading, and the first one's log odds."""
        columns = self._first(sample, unseen)
        first = self._firsts(unseen | {sample.page.fold}).log_odds(columns)[0]
        add_context(columns, sample.tree, 1 / (1 + np.exp(-first)))
        return columns, first

    def _example(self, sample: Sample, unseen: Folds) -> Example:
        return html_example(sample, *self._both(sample, unseen))

    def _grown(
        self,
        unseen: Folds,
        settings: dict[str, float],
        reading: tuple[Sequence[Feature], Reading],
    ) -> Forest:
        features, read = reading
        samples = [s for s in self._samples if s.page.fold not in unseen and s.usable.any()]
        parts = [read(s, unseen)[: len(features), chosen(s)].T for s in samples]
        labels = np.concatenate([s.labels[chosen(s)] > 0.5 for s in samples])
        weights = np.concatenate([shares(s, chosen(s)) for s in samples])
        table = np.concatenate(parts), labels, weights / weights.mean()
        return grow.fit(table, schema.names(features), settings)


def _sample(work: tuple[Path, dict]) -> Sample | None:
    return html_sample(corpus.read(*work))


def _scored(job: tuple[Weights, corpus.GoldPage]) -> list[figures.Row]:
    weights, page = job
    return list(figures.html_rows(page, figures.html_body(weights, page.html)))
