"""The scorer: what the weights make of a page's features."""

import numpy as np
from numpy.typing import NDArray

from sluice.features.matrix import (
    Look,
    Matrix,
    add_context,
    add_names,
    add_words,
    html_matrix,
    text_matrix,
)
from sluice.features.sequence import groups_of
from sluice.features.weights import Weights
from sluice.model import Declared

# More digits would only show how the machine adds.
STEPS = 10_000


def text_probabilities(look: Look, weights: Weights) -> list[float]:
    """For each block of a text page the probability that it is content, 0-1."""
    out = text_matrix(look)
    add_words(out, look.measures.vocabulary, weights.lexicons["words"])
    return _rounded(weights.forests["first"].probabilities(out))


def html_probabilities(look: Look, head: Declared, weights: Weights) -> list[float]:
    """For each block of an HTML page the probability that it is content, 0-1."""
    out = html_matrix(look, head)
    first_reading(out, look, weights)
    first = weights.forests["first"].log_odds(out)[0]
    add_context(out, look.tree, _probabilities(first))
    second = weights.forests["second"].log_odds(out)[0]
    left = np.flatnonzero([reason is None for reason in look.reasons])
    # A net reads the blocks that no rule has taken; of the others nobody asks.
    for net in weights.nets.values() if len(left) else ():
        groups = groups_of(look.tree.at[left], look.tree.kinds)
        found = net.log_odds(out.take(net.rows, axis=0)[:, left], groups, first[left])
        second[left] = (second[left] + found) / 2
    return _rounded(_probabilities(second))


def _probabilities(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))


def first_reading(out: Matrix, look: Look, weights: Weights) -> None:
    """Fill the rows that need the lexicons."""
    add_words(out, look.measures.vocabulary, weights.lexicons["words"])
    add_names(out, look.tree, weights.lexicons["names"])


def _rounded(values: NDArray[np.float64]) -> list[float]:
    rounded: list[float] = (np.rint(values * STEPS) / STEPS).tolist()
    return rounded
