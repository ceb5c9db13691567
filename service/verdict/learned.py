"""The learned page model: which type a page with content is of, and how sure its body is.

Two small boosted forests of oblivious trees (Prokhorenkova et al. 2018), one with a value a type in
each leaf. The probability that the body is right is put on its scale by a logistic function
(Platt 1999) that was fitted to pages of sites that the forests had not seen.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.reasons import PageKind
from service.verdict.clues import SOURCES, clues_of
from service.verdict.figures import SCORED, figures_of
from service.verdict.reading import Reading

WEIGHTS = Path(__file__).with_name("pages.npz")
TYPES = (
    *(PageKind.ARTICLE, PageKind.LISTING, PageKind.FORUM),
    *(PageKind.PRODUCT, PageKind.DOCUMENTATION, PageKind.SERVICE),
)
# More digits would only show how the machine adds.
DIGITS = 3
# Words without a say that are added to each page: a few clues prove little.
NEUTRAL = 5
# So many of the clues that say most for a type are also heard apart from the others.
MOST = 3

Row = NDArray[np.float32]


@dataclass(frozen=True)
class Trees:
    """Per tree and level the figure that is asked and its border; per leaf a value a class."""

    asked: NDArray[np.intp]
    borders: Row
    leaves: Row
    bias: Row

    def values(self, row: Row) -> NDArray[np.float64]:
        """The log-odds of each class for one page."""
        trees, levels = self.asked.shape
        above = row[self.asked] > self.borders
        leaf = above @ (1 << np.arange(levels))
        chosen = self.leaves[np.arange(trees), leaf]
        return np.asarray(chosen.sum(axis=0, dtype=np.float64) + self.bias)


@dataclass(frozen=True)
class Clues:
    """For each clue's id, in rising order, its log-odds for each type."""

    keys: NDArray[np.uint32]
    odds: Row
    known: frozenset[int]

    def says(self, ids: set[int]) -> Row:
        """What the page's clues say: how many are known, their sum, and the most for each type."""
        found = ids & self.known
        if not found:
            return np.zeros(1 + 3 * len(TYPES), dtype=np.float32)
        hits = np.fromiter(found, np.uint32, len(found))
        hits.sort()
        odds = self.odds[self.keys.searchsorted(hits)]
        total = odds.sum(axis=0) / math.sqrt(len(hits) + NEUTRAL)
        odds.partition(max(0, len(hits) - MOST), axis=0)
        most = odds[-MOST:]
        heads = (total, most.mean(axis=0), most.max(axis=0))
        return np.concatenate(([len(hits)], *heads)).astype(np.float32)


@dataclass(frozen=True)
class PageModel:
    """What tools/train has learned. scale: slope and offset of the score's log-odds."""

    clues: Mapping[str, Clues]
    types: Trees
    score: Trees
    scale: tuple[float, float]

    def row(self, figures: Mapping[str, float], clues: Mapping[str, set[int]]) -> Row:
        """All that is known of a page, in the order in which the trees ask."""
        own = np.fromiter(figures.values(), np.float32, len(figures))
        return np.concatenate((own, *(self.clues[name].says(clues[name]) for name in SOURCES)))

    def kinds(self, row: Row) -> NDArray[np.float64]:
        """The probability of each type."""
        values = self.types.values(row)
        odds = np.exp(values - values.max())
        return np.asarray(odds / odds.sum())

    def certainty(self, figures: Mapping[str, float]) -> float:
        """The probability that the body is right, 0-1."""
        row = score_row(figures)
        slope, offset = self.scale
        return float(1 / (1 + np.exp(-(slope * self.score.values(row)[0] + offset))))


def score_row(figures: Mapping[str, float]) -> Row:
    """The figures that the score is made of, in the order in which its trees ask."""
    return np.array([figures[name] for name in SCORED], dtype=np.float32)


@dataclass(frozen=True)
class PageOpinion:
    """The model's word on one page: its type, that type's probability, and the body's score."""

    kind: PageKind
    probability: float
    score: float


def opinion_of(reading: Reading) -> PageOpinion:
    """What the model says of a page with content."""
    learned = model()
    figures = figures_of(reading)
    kinds = learned.kinds(learned.row(figures, clues_of(reading)))
    best = int(kinds.argmax())
    score = round(learned.certainty(figures), DIGITS)
    return PageOpinion(TYPES[best], float(kinds[best]), score)


@cache
def model() -> PageModel:
    """The weights that tools/train has written, read once."""
    return load(WEIGHTS)


def load(path: Path) -> PageModel:
    """The weights of a file. Raises OSError, KeyError or ValueError where it cannot be read."""
    with np.load(path, allow_pickle=False) as file:
        slope, offset = file["scale"].tolist()
        clues = {name: _clues(file, name) for name in SOURCES}
        return PageModel(clues, _trees(file, "types"), _trees(file, "score"), (slope, offset))


def _clues(file: Mapping[str, NDArray[Any]], name: str) -> Clues:
    keys = file[f"{name}.keys"]
    odds = file[f"{name}.odds"].astype(np.float32)
    return Clues(keys, odds, frozenset(keys.tolist()))


def _trees(file: Mapping[str, NDArray[Any]], name: str) -> Trees:
    return Trees(
        file[f"{name}.asked"].astype(np.intp),
        file[f"{name}.borders"],
        file[f"{name}.leaves"].astype(np.float32),
        file[f"{name}.bias"],
    )


def save(learned: PageModel, path: Path) -> None:
    """Write the weights as a file that `load` reads."""
    arrays: dict[str, NDArray[Any]] = {"scale": np.array(learned.scale)}
    for name, clues in learned.clues.items():
        arrays |= {f"{name}.keys": clues.keys, f"{name}.odds": clues.odds.astype(np.float16)}
    for name, trees in (("types", learned.types), ("score", learned.score)):
        arrays |= {
            f"{name}.asked": trees.asked.astype(np.int16),
            f"{name}.borders": trees.borders,
            f"{name}.leaves": trees.leaves.astype(np.float16),
            f"{name}.bias": trees.bias,
        }
    np.savez_compressed(path, allow_pickle=False, **arrays)
