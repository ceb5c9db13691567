"""What words say, by a lexicon of a few."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features.lexicon import NEUTRAL_WORDS, Lexicon, word_ids
from sluice.features.signals import word_signals

SAID = {"mill": 2.0, "river": 1.0, "cookies": -3.0, "水车": 1.5}
PAIRS = sorted((word_ids(word)[0], odds) for word, odds in SAID.items())
LEXICON = Lexicon(
    np.array([key for key, _ in PAIRS], dtype=np.uint32),
    np.array([odds for _, odds in PAIRS], dtype=np.float32),
)


def said(text: str) -> dict[str, float]:
    columns = LEXICON.columns([word_ids(text)])
    return {name: float(column[0]) for name, column in columns.items()}


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
    assert found["odds"] == pytest.approx(mean)
    assert (found["odds_least"], found["odds_most"]) == (least, most)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=10))
def test_block_is_read_by_itself(texts: list[str]) -> None:
    """What a block's words say does not depend on the blocks around it."""
    together = LEXICON.columns([word_ids(text) for text in texts])
    alone = [said(text) for text in texts]
    for name, column in together.items():
        assert column.tolist() == pytest.approx([one[name] for one in alone])


def test_neighbours_words_are_heard() -> None:
    """A block knows what the words of the blocks around it say."""
    words = [word_ids(text) for text in ("the mill", "two", "these cookies")]
    found = word_signals(words, LEXICON)
    assert found["odds@-1"][1] > 0 > found["odds@+1"][1]
    assert found["odds~2"].shape == (3,)
