"""The forest of oblivious trees."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features import forest
from sluice.features.forest import Forest

FOREST = Forest(
    names=("words", "ends"),
    asked=np.array([[0, 1], [1, 0]], dtype=np.intp),
    borders=np.array([[5.5, 0.5], [0.5, np.inf]], dtype=np.float32),
    leaves=np.array([[-2, -1, 1, 2], [0, 0.5, 9, 9]], dtype=np.float32)[:, :, None],
    bias=np.array([0.25]),
)
# (words, ends, the sum of both trees' leaves and the bias)
ROWS = [(3, 0, -2 + 0 + 0.25), (9, 0, -1 + 0 + 0.25), (3, 1, 1 + 0.5 + 0.25), (9, 1, 2 + 0.75)]
COLUMNS = np.array([[row[0] for row in ROWS], [row[1] for row in ROWS]], dtype=np.float32)


def test_probability_is_the_sum_of_leaves() -> None:
    """Each level's answer is a bit of the leaf's number, and the leaves add up to log-odds."""
    expected = [1 / (1 + math.exp(-raw)) for *_, raw in ROWS]
    assert FOREST.probabilities(COLUMNS).tolist() == pytest.approx(expected)


def test_features_are_found_by_their_names() -> None:
    """A forest reads the rows that it asks for, whatever else is known and in any order."""
    bound = FOREST.bound(("other", "ends", "words"))
    columns = np.stack([np.full(len(ROWS), 7, np.float32), COLUMNS[1], COLUMNS[0]])
    assert np.array_equal(bound.log_odds(columns), FOREST.log_odds(COLUMNS))
    assert bound.compact().names == ("ends", "words")
    with pytest.raises(ValueError, match="ends"):
        FOREST.bound(("words",))


def test_each_class_has_its_own_values() -> None:
    """Of a forest with several values a leaf each is added up by itself."""
    leaves = np.concatenate([FOREST.leaves, -FOREST.leaves], axis=2)
    both = Forest(FOREST.names, FOREST.asked, FOREST.borders, leaves, np.array([0.25, 0.0]))
    first, second = both.log_odds(COLUMNS)
    assert np.array_equal(first, FOREST.log_odds(COLUMNS)[0])
    assert np.array_equal(second, -(first - 0.25))


def test_nothing_is_known_where_nothing_is_a_number() -> None:
    """What is not a number is above no border."""
    columns = np.full((2, 3), np.nan, dtype=np.float32)
    assert FOREST.log_odds(columns).tolist() == [[-1.75] * 3]


WRONG = [
    {"asked": np.array([[0, 2], [1, 0]])},
    {"asked": np.array([[0, -1], [1, 0]])},
    {"leaves": np.zeros((2, 3, 1), dtype=np.float32)},
    {"borders": np.zeros((1, 2), dtype=np.float32)},
]


@pytest.mark.parametrize("change", WRONG)
def test_trees_that_do_not_fit_are_refused(change: dict[str, np.ndarray]) -> None:
    """A question without a figure, or an answer without a leaf, is an error and no crash."""
    fields = {name: getattr(FOREST, name) for name in ("asked", "borders", "leaves")} | change
    broken = Forest(FOREST.names, bias=FOREST.bias, **fields)
    with pytest.raises(ValueError, match=r"fit|asks"):
        broken.log_odds(COLUMNS)


def test_too_few_figures_are_refused() -> None:
    """A matrix that lacks rows is none for this forest."""
    with pytest.raises(ValueError, match="asked"):
        FOREST.log_odds(COLUMNS[:1])


@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 511, 513]))
def test_compiled_trees_add_as_numpy_does(seed: int, blocks: int) -> None:
    """Both ways to read a forest give the same sums, to the last digit."""
    dice = np.random.default_rng(seed)
    grown = Forest(
        tuple("abcde"),
        dice.integers(0, 5, (7, 4)),
        dice.standard_normal((7, 4)).astype(np.float32),
        dice.standard_normal((7, 16, 2)).astype(np.float32),
        np.array([0.1, -0.2]),
    )
    columns = dice.standard_normal((5, blocks)).astype(np.float32)
    by_numpy = forest._by_numpy(grown._arrays, columns) + grown.bias[:, None]
    assert np.array_equal(grown.log_odds(columns), by_numpy)
    assert np.array_equal(
        grown.log_odds_of_one(np.ascontiguousarray(columns[:, 0])), by_numpy[:, 0]
    )
