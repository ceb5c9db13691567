"""Where lines ended, by the compiled loops and by the plain ones."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks import gaps

WORDS = "Home News the mill, again. «Jan» 12:30 МИР и мир 日本の朝。 İ ß …  \ud800 😀 A.".split()


@pytest.fixture(scope="module")
def plain() -> object:
    """The same module, from its source."""
    spec = importlib.util.spec_from_file_location("plain_gaps", Path("sluice/blocks/gaps.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["plain_gaps"] = module
    spec.loader.exec_module(module)
    return module


@given(st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=5), max_size=12))
def test_places_are_those_of_the_plain_loop(plain: object, words: list[str]) -> None:
    """Compiled and uncompiled see the same features, whatever the words."""
    found = gaps.features(words)
    assert found.shape == (max(0, len(words) - 1), gaps.FEATURES)
    assert np.array_equal(found, plain.features(words))


def test_each_gap_has_a_probability() -> None:
    """One word has no gap, and more words have one between each two."""
    nothing = gaps.Weights(np.zeros(gaps.SIZE, np.float32), np.zeros(gaps.SIZE, np.uint8))
    assert gaps.probabilities(["word"], nothing).tolist() == []
    assert gaps.probabilities(["a", "b", "c"], nothing).tolist() == [0.5, 0.5]
    assert len(gaps.weights().values) == len(gaps.weights().marks) == gaps.SIZE
