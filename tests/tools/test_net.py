"""The training of the nets: slopes are the loss's, and what the sequence alone says is learned."""

import numpy as np
import pytest

from sluice.features.sequence import GROUPS
from tools.train import sequence
from tools.train.sequence import Example

NAMES = ("marked", "noise")


def example(seed: int, size: int = 24) -> Example:
    """Content are the blocks below a marked one, which nobody can tell from one block alone."""
    dice = np.random.default_rng(seed)
    marked = dice.integers(0, 2, size)
    labels = np.concatenate([[0], marked[:-1]]).astype(np.float32)
    return Example(
        np.array([marked, dice.normal(size=size)], dtype=np.float32),
        np.array([range(size)] * (GROUPS - 1) + [[0] * size], dtype=np.intp),
        np.zeros(size, np.float32),
        labels,
        np.full(size, 1 / size, np.float32),
        np.ones(size, np.float32),
    )


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps of a few pages, so that a few pages make many; long ones in pieces."""
    monkeypatch.setattr(sequence, "BATCH", 64)
    monkeypatch.setattr(sequence, "LONGEST", 32)


@pytest.mark.usefixtures("small_steps")
def test_net_learns_what_the_block_above_says() -> None:
    """A rule of the sequence is learned, and holds on pages that were not seen."""
    net = sequence.train([example(seed) for seed in range(60)], NAMES, 1)
    for new in (example(100), example(101, 90)):
        found = net.log_odds(new.columns, new.groups, new.first.astype(np.float64))
        assert ((found > 0) == (new.labels > 0.5)).all()


@pytest.mark.usefixtures("small_steps")
def test_same_pages_give_the_same_net() -> None:
    """Training is repeated to the last digit; another seed gives another net."""
    pages = [example(seed) for seed in range(8)]
    one, two, other = (sequence.train(pages, NAMES, seed) for seed in (1, 1, 2))
    assert all(np.array_equal(one.arrays()[name], own) for name, own in two.arrays().items())
    assert not np.array_equal(one.inside, other.inside)


def test_slopes_are_those_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small step in any weight changes the loss as its slope says."""
    for lost in ("FEATURES_LOST", "ANSWERS_LOST"):
        monkeypatch.setattr(sequence, lost, 0.0)
    dice = np.random.default_rng(1)
    pages = [example(seed, 9) for seed in range(3)]
    rows = [page.columns.T.astype(np.float64) for page in pages]
    pieces = [(0, slice(0, 9)), (2, slice(3, 9)), (1, slice(0, 9))]
    batch = sequence.together(pages, rows, pieces)
    parts = {k: own.astype(np.float64) for k, own in sequence.start(2, dice).items()}
    parts["outward"] += dice.normal(size=parts["outward"].shape)
    slopes = sequence.gradient(parts, batch, dice)
    for name, part in parts.items():
        for _ in range(4):
            at = tuple(int(dice.integers(0, size)) for size in part.shape)
            sides = []
            for step in (1e-5, -1e-5):
                part[at] += step
                sides.append(sequence.loss(parts, batch, dice))
                part[at] -= step
            assert slopes[name][at] == pytest.approx((sides[0] - sides[1]) / 2e-5, abs=1e-5), name
