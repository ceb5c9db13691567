"""Grows the weights that restore line breaks: pages are their own labels.

The blocks of an HTML page are its lines, so that of each gap between two words it is known whether
a line ended there; pages without gold teach as much as others. By stochastic gradient descent with
a rate a weight (AdaGrad, Duchi et al. 2011).
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from sluice.blocks import gaps, page_from
from sluice.blocks.borders import BREAK
from sluice.errors import Refused
from sluice.intake import document_of
from sluice.model import InputKind, Source
from tools.train import corpus
from tools.train.console import CONSOLE, each

CORPORA = (
    *("news-dev", "wcxb-dev", "snippets-dev", "dates-dev", "magic-dev", "newspaper-dev"),
    *("readability-dev", "cnhand-dev", "recipes-dev", "postlight-dev", "goose-dev"),
    "snacktory-dev",
)
# Of one page so many words: a long thread says the same again and again.
MOST_WORDS = 3_000
FEWEST_WORDS = 20
PASSES, AT_ONCE, RATE = 4, 8_192, 0.25
# A feature that is met less often has no weight. So many gaps, by chance, are shown without what
# words say, so that languages which are in no corpus are judged by the shapes of theirs.
FEWEST_MET, STRANGE = 4, 0.3
# Weights are kept as whole numbers in a byte.
MOST = 127


class Lines(NamedTuple):
    """A page's words, and for each gap between two whether a line ended there."""

    corpus: str
    fold: int
    words: list[str]
    ended: NDArray[np.bool_]


class Gaps:
    """All pages as lines, and what is made of them."""

    def __init__(self, pages: list[tuple[Path, dict]]) -> None:
        """Read every page."""
        self._pages = [page for page in each(_lines, pages, "Reading lines") if page is not None]
        self.unseen = cache(self._unseen)

    def grown(self) -> gaps.Weights:
        """The weights that have seen all pages."""
        return _fit(self._pages)

    def cross_validated(self) -> dict[str, dict[str, float]]:
        """By corpus the precision and recall of breaks on pages of sites never seen."""
        counts: dict[str, NDArray[np.float64]] = {}
        for fold in track(range(corpus.FOLDS), "Cross-validating", console=CONSOLE):
            weights = self.unseen(fold)
            for page in self._pages:
                if page.fold == fold:
                    found = gaps.probabilities(page.words, weights) >= BREAK
                    hits = (found & page.ended).sum(), found.sum(), page.ended.sum()
                    counts[page.corpus] = counts.get(page.corpus, np.zeros(3)) + hits
        return {name: _shares(*c.tolist()) for name, c in sorted(counts.items())}

    def _unseen(self, fold: int) -> gaps.Weights:
        """The weights that have seen no page of this fold."""
        return _fit([page for page in self._pages if page.fold != fold])


def _shares(right: float, found: float, true: float) -> dict[str, float]:
    return {"precision": round(right / max(1, found), 4), "recall": round(right / max(1, true), 4)}


def _lines(work: tuple[Path, dict]) -> Lines | None:
    page = corpus.read(*work)
    try:
        blocks = page_from(document_of(Source(page.html, InputKind.HTML))).blocks
    except Refused:
        return None
    lines = [line.split() for block in blocks for line in block.text.split("\n")]
    words = [word for line in lines for word in line]
    if len(words) < FEWEST_WORDS:
        return None
    ended = np.zeros(len(words), dtype=bool)
    ended[np.cumsum([len(line) for line in lines if line]) - 1] = True
    most = min(len(words), MOST_WORDS)
    return Lines(page.corpus, page.fold, words[:most], ended[: most - 1])


def _fit(pages: Sequence[Lines]) -> gaps.Weights:
    """The weights; the same pages give the same."""
    hashes = np.concatenate([gaps.features(page.words) for page in pages])
    ended = np.concatenate([page.ended for page in pages])
    marks, places = _owned(hashes)
    dice = np.random.default_rng(1)
    # Behind all others stands the weight of features that have none.
    weights = np.zeros(gaps.SIZE + 1, dtype=np.float32)
    squares = np.full(gaps.SIZE + 1, 1e-3, dtype=np.float32)
    for _ in range(PASSES):
        order = dice.permutation(len(ended))
        for start in range(0, len(order), AT_ONCE):
            chosen = order[start : start + AT_ONCE]
            some = places[chosen]
            strange = np.flatnonzero(dice.random(len(chosen)) < STRANGE)
            some[np.ix_(strange, gaps.OF_WORDS)] = gaps.SIZE
            likely = 1 / (1 + np.exp(-weights[some].sum(axis=1)))
            wrong = np.repeat(likely - ended[chosen], some.shape[1])
            slopes = np.bincount(some.ravel(), wrong, gaps.SIZE + 1).astype(np.float32)
            slopes *= np.float32(100 / AT_ONCE)
            slopes[gaps.SIZE] = 0
            seen = np.flatnonzero(slopes)
            squares[seen] += slopes[seen] ** 2
            weights[seen] -= RATE * slopes[seen] / np.sqrt(squares[seen])
    steps = np.clip(np.round(weights[: gaps.SIZE] * gaps.STEPS), -MOST, MOST)
    return gaps.Weights((steps / gaps.STEPS).astype(np.float32), marks)


def _owned(hashes: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Each place's mark, that of the feature which is met most there; and each feature's place.

    What is met seldom, or has its place taken by another, has none: gaps.SIZE.
    """
    places = (hashes & (gaps.SIZE - 1)).astype(np.int64)
    both = (places << 8 | hashes >> 24).ravel()
    met = np.bincount(both, minlength=gaps.SIZE << 8).reshape(gaps.SIZE, 256)
    marks = met.argmax(axis=1).astype(np.uint8)
    often = met.max(axis=1) >= FEWEST_MET
    owned = often[places] & (marks[places] == hashes >> 24)
    return marks, np.where(owned, places, gaps.SIZE).astype(np.int32)


def save(weights: gaps.Weights, path: Path) -> None:
    """Write the weights as a file that sluice.blocks.gaps reads."""
    steps = np.round(weights.values * gaps.STEPS).astype(np.int8)
    np.savez_compressed(path, allow_pickle=False, weights=steps, marks=weights.marks)
