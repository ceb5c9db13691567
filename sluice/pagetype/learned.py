"""The learned page model: which type a page with content is of, and how sure its body is.

Two small boosted forests of oblivious trees (Prokhorenkova et al. 2018), one with a value a type in
each leaf. The probability that the body is right is put on its scale by a logistic function
(Platt 1999) that was fitted to pages of sites that the forests had not seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sluice.features.schema import Feature, Needs
from sluice.features.weights import Weights, load
from sluice.pagetype.clue_sums import says
from sluice.pagetype.figures import FIGURES, SCORED, values_of
from sluice.pagetype.reading import Reading
from sluice.pagetype.words import SOURCES, Clues, clues_of
from sluice.reasons import PageKind

WEIGHTS = Path(__file__).with_name("pages.npz")
TYPES = (
    *(PageKind.ARTICLE, PageKind.LISTING, PageKind.FORUM),
    *(PageKind.PRODUCT, PageKind.DOCUMENTATION, PageKind.SERVICE),
)
# More digits would only show how the machine adds.
DIGITS = 3

# Of each source: how many clues are known; and for each type what they say together, what the
# strongest say in the mean, and what the strongest says.
CLUES = ("known", *(f"{name}_{kind}" for name in ("sum", "mean", "most") for kind in TYPES))
# What the forests may ask of a page, in the order of a row.
FEATURES = (
    *(Feature(name, "figures", Needs.FIRST_PASS) for name in FIGURES),
    *(Feature(f"{of}_{name}", of, Needs.LEXICON) for of in SOURCES for name in CLUES),
)
_SCORED = np.array([FIGURES.index(name) for name in SCORED])

Row = NDArray[np.float32]


@dataclass(frozen=True)
class PageModel:
    """What tools/train has learned of whole pages.

    weights: forests "types", with a value a type, and "score"; for each of SOURCES a lexicon with
    log-odds for each type; the numbers "scale": slope and offset of the score's log-odds.
    """

    weights: Weights

    def row(self, figures: Mapping[str, float], clues: Clues) -> Row:
        """All that is known of a page, in the order of FEATURES."""
        said = [says(self.weights.lexicons[name], clues[name]) for name in SOURCES]
        return np.concatenate((_own(figures), *said))

    def row_of(self, values: Sequence[float], reading: Reading) -> Row:
        """The same row, made of a page; values: of the figures, in the order of FIGURES."""
        row = np.zeros(len(FEATURES), dtype=np.float32)
        row[: len(FIGURES)] = values
        at = len(FIGURES)
        for name, ids in clues_of(reading).items():
            if len(ids):
                row[at : at + len(CLUES)] = says(self.weights.lexicons[name], ids)
            at += len(CLUES)
        return row

    def kinds(self, row: Row) -> NDArray[np.float64]:
        """The probability of each type."""
        values = self.weights.forests["types"].log_odds_of_one(row)
        odds = np.exp(values - values.max())
        return np.asarray(odds / odds.sum())

    def log_odds(self, figures: Mapping[str, float]) -> float:
        """How likely the body is right, on no scale yet."""
        return float(self.weights.forests["score"].log_odds_of_one(score_row(figures))[0])

    def certainty(self, row: Row) -> float:
        """The probability that the body is right, 0-1; row: of the score's figures alone."""
        slope, offset = self.weights.numbers["scale"]
        log_odds = float(self.weights.forests["score"].log_odds_of_one(row)[0])
        return float(1 / (1 + np.exp(-(slope * log_odds + offset))))


def _own(figures: Mapping[str, float]) -> Row:
    return np.array([figures[name] for name in FIGURES], dtype=np.float32)


def score_row(figures: Mapping[str, float]) -> Row:
    """The figures that the score is made of, at their places among FEATURES; the others are 0."""
    return _scored(_own(figures))


def _scored(figures: Row) -> Row:
    row = np.zeros(len(FEATURES), dtype=np.float32)
    row[_SCORED] = figures[_SCORED]
    return row


@dataclass(frozen=True)
class PageOpinion:
    """The model's word on one page: its type, that type's probability, and the body's score."""

    kind: PageKind
    probability: float
    score: float


def opinion_of(reading: Reading, learned: PageModel) -> PageOpinion:
    """What the model says of a page with content."""
    row = learned.row_of(values_of(reading), reading)
    kinds = learned.kinds(row)
    best = int(kinds.argmax())
    score = round(learned.certainty(_scored(row)), DIGITS)
    return PageOpinion(TYPES[best], float(kinds[best]), score)


@cache
def model() -> PageModel:
    """The package's own, read once."""
    return PageModel(load(WEIGHTS, FEATURES))
