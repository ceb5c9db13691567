"""The weights that are shipped, and their file."""

from pathlib import Path

import numpy as np
import pytest

from sluice.features import html, text
from sluice.features.context import context_signals
from sluice.features.html import first_signals, known
from sluice.features.lexicon import word_ids
from sluice.features.signals import Look, signals, word_signals
from sluice.features.weights import load, save
from sluice.judge.facts import facts_of
from sluice.model import Block, Declared
from sluice.resources import default_resources

LINE = Block("One line.")
LOOK = Look([LINE], [facts_of(LINE, default_resources().phrases)], [None])
WORDS = [word_ids(LINE.text)]


def text_names() -> set[str]:
    return {*signals(LOOK), *word_signals(WORDS, text.weights().lexicons["words"])}


def html_names() -> set[str]:
    page = known(LOOK, Declared())
    found = first_signals(page, html.weights())
    return {*found, *context_signals(page.tree, found, np.array([0.5]))}


SHIPPED = [
    pytest.param(text, text_names, ["first"], id="text"),
    pytest.param(html, html_names, ["first", "second"], id="html"),
]


@pytest.mark.parametrize(("scorer", "names", "forests"), SHIPPED)
def test_shipped_weights_ask_for_known_signals(scorer, names, forests) -> None:
    """Every signal that a shipped forest asks for is one that pages have."""
    shipped = scorer.weights().forests
    assert sorted(shipped) == forests
    for forest in shipped.values():
        assert set(forest.names) <= names()
        assert forest.asked.max() < len(forest.names)
        assert np.isfinite(forest.leaves).all()


@pytest.mark.parametrize("scorer", [text, html])
def test_shipped_weights_are_small(scorer) -> None:
    """The weights of a kind of page stay under one megabyte."""
    assert scorer.WEIGHTS.stat().st_size < 1_000_000


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    """Weights come back from their file as they were."""
    shipped = text.weights()
    save(shipped, tmp_path / "again.npz")
    again = load(tmp_path / "again.npz")
    assert again.forests.keys() == shipped.forests.keys()
    assert again.forests["first"].names == shipped.forests["first"].names
    assert np.array_equal(again.forests["first"].leaves, shipped.forests["first"].leaves)
    assert np.array_equal(again.lexicons["words"].odds, shipped.lexicons["words"].odds)


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    """A file that holds no weights is refused at start, not at the first page."""
    path = tmp_path / "text.npz"
    path.write_bytes(b"no forest")
    with pytest.raises(ValueError, match="pickle"):
        load(path)
