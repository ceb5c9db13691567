"""The weights that are shipped, and their file."""

from pathlib import Path

import numpy as np
import pytest

from sluice.features import schema, weights
from sluice.features.schema import FIRST, SECOND, TEXT
from sluice.features.sequence import GROUPS, ROUNDS, SEEN, WIDTH, Net
from sluice.features.weights import Weights, load, save
from sluice.pagetype import learned

SHIPPED = [
    pytest.param(weights.text(), {"first": TEXT}, id="text"),
    pytest.param(weights.html(), {"first": FIRST, "second": SECOND}, id="html"),
    pytest.param(
        learned.model().weights, {"types": learned.FEATURES, "score": learned.FEATURES}, id="pages"
    ),
]


@pytest.mark.parametrize(("shipped", "asked"), SHIPPED)
def test_shipped_weights_ask_for_known_features(shipped: Weights, asked: dict) -> None:
    """Every feature that a shipped forest asks for is one that it can be told."""
    assert sorted(shipped.forests) == sorted(asked)
    for name, forest in shipped.forests.items():
        assert set(forest.compact().names) <= set(schema.names(asked[name]))
        assert np.isfinite(forest.leaves).all()


@pytest.mark.parametrize("path", [weights.TEXT, weights.HTML, learned.WEIGHTS])
def test_shipped_weights_are_small(path: Path) -> None:
    """The weights of a kind of page stay under one megabyte."""
    assert path.stat().st_size < 1_000_000


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    """Weights come back from their file as they were."""
    shipped = learned.model().weights
    save(shipped, tmp_path / "again.npz", learned.FEATURES)
    again = load(tmp_path / "again.npz", learned.FEATURES)
    assert again.numbers == shipped.numbers
    for name, forest in shipped.forests.items():
        assert again.forests[name].names == forest.names
        for field in ("asked", "borders", "leaves", "bias"):
            assert np.array_equal(getattr(again.forests[name], field), getattr(forest, field))
    for name, lexicon in shipped.lexicons.items():
        assert np.array_equal(again.lexicons[name].keys, lexicon.keys)
        assert np.array_equal(again.lexicons[name].odds, lexicon.odds)


def test_nets_are_saved_with_the_forests(tmp_path: Path) -> None:
    """A net comes back as it was, to the last digit, and knows the rows that it reads."""
    size = len(SEEN)
    arrays = (
        np.ones(size),
        np.full((size, WIDTH), 0.25),
        np.ones(WIDTH),
        np.full((ROUNDS, 3 + GROUPS, WIDTH, WIDTH), 0.1),
        np.zeros((ROUNDS, WIDTH)),
        np.ones(WIDTH),
        np.array([0.5, 1]),
    )
    net = Net(schema.names(SEEN), *(own.astype(np.float32) for own in arrays)).rounded()
    save(Weights({}, {}, nets={"sequence": net}), tmp_path / "again.npz", SECOND)
    again = load(tmp_path / "again.npz", SECOND).nets["sequence"]
    assert again.rows == tuple(schema.rows(net.names))
    for part, own in net.arrays().items():
        assert np.array_equal(again.arrays()[part], own)


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    """A file that was grown for another schema is refused at start, not misread at every page."""
    path = tmp_path / "text.npz"
    save(weights.text(), path, TEXT)
    with pytest.raises(ValueError, match="other features"):
        load(path, SECOND)


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    """A file that holds no weights is refused at start, not at the first page."""
    path = tmp_path / "text.npz"
    path.write_bytes(b"no forest")
    with pytest.raises(ValueError, match="pickle"):
        load(path, TEXT)
    np.savez(path, other=np.zeros(3))
    with pytest.raises(ValueError, match="other features"):
        load(path, TEXT)
