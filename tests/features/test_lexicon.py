"""What words say, by a lexicon of a few."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features.lexicon import NEUTRAL_WORDS, Lexicon, Said
from sluice.features.measures import vocabulary_of

SAID = {"mill": 2.0, "river": 1.0, "cookies": -3.0, "水车": 1.5}


def word_id(word: str) -> int:
    return int(vocabulary_of([word]).ids[1])


PAIRS = sorted((word_id(word), odds) for word, odds in SAID.items())
LEXICON = Lexicon(
    np.array([key for key, _ in PAIRS], dtype=np.uint32),
    np.array([odds for _, odds in PAIRS], dtype=np.float32),
)


def said(*texts: str) -> Said:
    words = vocabulary_of(texts)
    return LEXICON.said(words.ids, words.starts)


SAYINGS = [
    ("The mill on the river", 3 / (2 + NEUTRAL_WORDS), 0, 2),
    ("MILL mill Mill", 2 / (1 + NEUTRAL_WORDS), 0, 2),
    ("These cookies", -3 / (1 + NEUTRAL_WORDS), -3, 0),
    ("水车转了", 1.5 / (1 + NEUTRAL_WORDS), 0, 1.5),
    ("nothing known", 0, 0, 0),
    ("***", 0, 0, 0),
]


@pytest.mark.parametrize(("text", "mean", "least", "most"), SAYINGS)
def test_words_say_together(text: str, mean: float, least: float, most: float) -> None:
    """Known words are averaged with a few that say nothing, and the strongest two are told."""
    found = said(text)
    assert found.mean[0] == pytest.approx(mean)
    assert (found.least[0], found.most[0]) == (least, most)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=10))
def test_block_is_read_by_itself(texts: list[str]) -> None:
    """What a block's words say does not depend on the blocks around it."""
    together = said(*texts)
    for n, text in enumerate(texts):
        assert [column[n] for column in together] == [column[0] for column in said(text)]


@given(st.lists(st.integers(1, 40), max_size=30, unique=True), st.lists(st.integers(1, 40)))
def test_known_words_are_found(keys: list[int], ids: list[int]) -> None:
    """Each key is found among the others, and nothing else is."""
    ordered = sorted(keys)
    odds = np.arange(1, len(ordered) + 1, dtype=np.float32)
    lexicon = Lexicon(np.array(ordered, dtype=np.uint32), odds)
    flat = np.array([number for word in ids for number in (0, word)], dtype=np.uint32)
    found = lexicon.said(flat, np.arange(0, len(flat), 2))
    expected = [ordered.index(word) + 1 if word in keys else 0 for word in ids]
    assert found.most.tolist() == expected


def test_empty_lexicon_says_nothing() -> None:
    """Grown on a handful of sites a lexicon knows no word."""
    nothing = Lexicon(np.array([], dtype=np.uint32), np.array([], dtype=np.float32))
    words = vocabulary_of(["the mill", ""])
    assert nothing.said(words.ids, words.starts).mean.tolist() == [0, 0]
