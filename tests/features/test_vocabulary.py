"""The words of a page as numbers."""

import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features import vocabulary
from sluice.features.lexicon import NO_WORD
from sluice.features.vocabulary import vocabulary_of

LETTERS = re.compile(r"[^\W\d_]{2,}")


def ids(texts: list[str]) -> list[list[int]]:
    found = vocabulary_of(texts)
    return [part[1:].tolist() for part in np.split(found.ids, found.starts[1:])]


SAME = [
    ("The mill", "the MILL, the mill!"),
    ("Straße", "STRASSE"),
    ("мельница у реки", "У реки Мельница"),
    ("水车转", "水车转。水车"),
    ("a b 1234 x1y", "..."),
    ("", "\0"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_words_have_the_same_numbers(one: str, other: str) -> None:
    """Capitals, order, repeats, digits and single letters change nothing."""
    first, second = ids([one, other])
    assert first == second == sorted(set(first))


def test_other_words_have_other_numbers() -> None:
    """Words that share letters, and parts of words, are other words."""
    words = "mill mills mil lim smill millmill wheel wheels Müller Muller 水车 车水 水水".split()
    numbers = [number for own in ids(words) for number in own]
    assert len(numbers) == len(set(numbers)) == len(words)
    assert NO_WORD not in numbers


def test_longer_words_are_telling() -> None:
    """Four letters and more, or a pair of characters, say what a text is about."""
    found = vocabulary_of(["the mill on a river", "水车"])
    assert found.telling.sum() == 3
    assert np.bincount(found.blocks[found.telling]).tolist() == [2, 1]


def test_vocabulary_is_parted() -> None:
    """The words of the first texts, and those of the others, as if found alone."""
    texts = ["the mill", "", "the river", "wheel"]
    first, rest = vocabulary_of(texts).parted(3)
    for found, alone in ((first, vocabulary_of(texts[:3])), (rest, vocabulary_of(texts[3:]))):
        assert np.array_equal(found.ids, alone.ids)
        assert np.array_equal(found.starts, alone.starts)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8), st.integers(1, 60))
def test_texts_are_read_alike_alone_and_together(texts: list[str], at_once: int) -> None:
    """A text's words do not depend on the texts beside it, nor on how many are read at once."""
    together = ids(texts)
    assert together == [ids([text])[0] for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "AT_ONCE", at_once)
        assert ids(texts) == together


@given(st.text("abcXYZäßéДжλ 12.,_-"))
def test_words_are_runs_of_letters(text: str) -> None:
    """As many numbers as there are different runs of letters."""
    words = set(LETTERS.findall(text.casefold()))
    assert len(ids([text])[0]) == len(words)


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "ab " * 700_000, "\u0301" * 500_000, "水" * 500_000]
)
def test_floods_are_read_in_time(text: str) -> None:
    """Millions of characters take a fraction of a second."""
    start = time.process_time()
    ids([text])
    assert time.process_time() - start < 5
