"""The scorer: what the weights make of a page's features."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.matrix import (
    Look,
    Matrix,
    add_context,
    add_names,
    add_words,
    html_matrix,
    text_matrix,
)
from sluice.features.sequence import groups_of, groups_of_lines
from sluice.features.weights import Weights
from sluice.model import Block, Declared

# How much a net has to say beside the forest, 0-1.
NET_SAYS = 0.3
# More digits would only show how the machine adds.
STEPS = 10_000


def text_probabilities(look: Look, weights: Weights) -> list[float]:
    """For each block of a text page the probability that it is content, 0-1."""
    out = text_matrix(look)
    add_words(out, look.measures.vocabulary, weights.lexicons["words"])
    found = weights.forests["first"].log_odds(out)[0]
    left = _left(look)
    for net in weights.nets.values() if len(left) else ():
        groups = groups_of_text(out, look.blocks, left)
        said = net.log_odds(out.take(net.rows, axis=0)[:, left], groups, np.zeros(len(left)))
        found[left] = _together(found[left], said)
    return _rounded(_probabilities(found))


def html_probabilities(look: Look, head: Declared, weights: Weights) -> list[float]:
    """For each block of an HTML page the probability that it is content, 0-1."""
    out = html_matrix(look, head)
    first_reading(out, look, weights)
    first = weights.forests["first"].log_odds(out)[0]
    add_context(out, look.tree, _probabilities(first))
    second = weights.forests["second"].log_odds(out)[0]
    left = _left(look)
    for net in weights.nets.values() if len(left) else ():
        groups = groups_of(look.tree.at[left], look.tree.kinds)
        said = net.log_odds(out.take(net.rows, axis=0)[:, left], groups, first[left])
        second[left] = _together(second[left], said)
    return _rounded(_probabilities(second))


def groups_of_text(
    columns: Matrix, blocks: Sequence[Block], left: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The groups in which a net reads these blocks of a text. columns: of TEXT."""
    own = [blocks[i] for i in left.tolist()]
    words = columns[schema.row("words"), left]
    return groups_of_lines(words, [block.gap for block in own], [block.kind for block in own])


def _left(look: Look) -> NDArray[np.intp]:
    """The blocks that no rule has taken: a net reads these, for of the others nobody asks."""
    return np.flatnonzero([reason is None for reason in look.reasons])


def _together(forest: NDArray[np.float64], net: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log odds of both, the net's by its say."""
    return (1 - NET_SAYS) * forest + NET_SAYS * net


def _probabilities(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))


def first_reading(out: Matrix, look: Look, weights: Weights) -> None:
    """Fill the rows that need the lexicons."""
    add_words(out, look.measures.vocabulary, weights.lexicons["words"])
    add_names(out, look.tree, weights.lexicons["names"])


def _rounded(values: NDArray[np.float64]) -> list[float]:
    rounded: list[float] = (np.rint(values * STEPS) / STEPS).tolist()
    return rounded
