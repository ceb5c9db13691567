"""The forest of oblivious trees."""

import math

import numpy as np
import pytest

from sluice.features.forest import Forest

FOREST = Forest(
    names=("words", "ends"),
    asked=np.array([[0, 1], [1, 0]], dtype=np.intp),
    borders=np.array([[5.5, 0.5], [0.5, np.inf]], dtype=np.float32),
    leaves=np.array([[-2, -1, 1, 2], [0, 0.5, 9, 9]], dtype=np.float32),
    bias=0.25,
)
# (words, ends, the sum of both trees' leaves and the bias)
ROWS = [(3, 0, -2 + 0 + 0.25), (9, 0, -1 + 0 + 0.25), (3, 1, 1 + 0.5 + 0.25), (9, 1, 2 + 0.75)]


def test_probability_is_the_sum_of_leaves() -> None:
    """Each level's answer is a bit of the leaf's number, and the leaves add up to log-odds."""
    columns = np.array([[row[0] for row in ROWS], [row[1] for row in ROWS]], dtype=np.float32)
    expected = [1 / (1 + math.exp(-raw)) for *_, raw in ROWS]
    assert FOREST.probabilities(columns).tolist() == pytest.approx(expected)


def test_signals_are_found_by_their_names() -> None:
    """A forest reads the signals that it asks for, whatever else is known and in any order."""
    known = {
        "other": np.array([7.0] * len(ROWS)),
        "ends": np.array([float(ends) for _, ends, _ in ROWS]),
        "words": np.array([float(words) for words, *_ in ROWS]),
    }
    expected = [1 / (1 + math.exp(-raw)) for *_, raw in ROWS]
    assert FOREST.read(known).tolist() == pytest.approx(expected)
