"""The forest of oblivious trees, and the weights that are shipped."""

import math
from pathlib import Path

import numpy as np
import pytest

from service.judge.facts import facts_of
from service.judge.learned.forest import Forest, load
from service.judge.learned.lexicon import Lexicon, word_ids
from service.judge.learned.signals import Look, signals, word_signals
from service.judge.learned.text import WEIGHTS, forest
from service.model import Block

FOREST = Forest(
    names=("words", "ends"),
    asked=np.array([[0, 1], [1, 0]], dtype=np.intp),
    borders=np.array([[5.5, 0.5], [0.5, np.inf]], dtype=np.float32),
    leaves=np.array([[-2, -1, 1, 2], [0, 0.5, 9, 9]], dtype=np.float32),
    bias=0.25,
    lexicon=Lexicon(np.array([1], dtype=np.uint32), np.array([0], dtype=np.float32)),
)
# (words, ends, the sum of both trees' leaves and the bias)
ROWS = [(3, 0, -2 + 0 + 0.25), (9, 0, -1 + 0 + 0.25), (3, 1, 1 + 0.5 + 0.25), (9, 1, 2 + 0.75)]


def test_probability_is_the_sum_of_leaves() -> None:
    """Each level's answer is a bit of the leaf's number, and the leaves add up to log-odds."""
    columns = np.array([[row[0] for row in ROWS], [row[1] for row in ROWS]], dtype=np.float32)
    expected = [1 / (1 + math.exp(-raw)) for *_, raw in ROWS]
    assert FOREST.probabilities(columns).tolist() == pytest.approx(expected)


def test_shipped_weights_ask_for_known_signals() -> None:
    """Every signal that the shipped forest asks for is one that pages have."""
    block = Block("One line.")
    shipped = forest()
    known = signals(Look([block], [facts_of(block)], [None]))
    known |= word_signals([word_ids(block.text)], shipped.lexicon)
    assert set(shipped.names) <= set(known)
    assert shipped.asked.max() < len(shipped.names)
    assert np.isfinite(shipped.leaves).all()


def test_shipped_weights_are_small() -> None:
    """The weights stay under three megabytes."""
    assert WEIGHTS.stat().st_size < 3_000_000


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    """A file that holds no forest is refused at start, not at the first page."""
    path = tmp_path / "text.npz"
    path.write_bytes(b"no forest")
    with pytest.raises(ValueError, match="pickle"):
        load(path)
