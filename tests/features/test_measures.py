"""What is measured of blocks, against regular expressions and against what a reader would count."""

import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features import measures
from sluice.features.measures import NAMES, NO_WORD, measure, vocabulary_of
from sluice.text.classes import CLOSING_MARKS, SENTENCE_MARKS, UNSPACED
from sluice.text.words import BETWEEN_SENTENCES, WORD
from tests.pace import allowed

LETTERS = re.compile(r"[^\W\d_]{2,}")
KEY = re.compile(r"[^\W_]+")
ENDS = re.compile(f"[{re.escape(SENTENCE_MARKS)}](?:\\s?[{re.escape(CLOSING_MARKS)}])*$")
# Of every kind of character several, and what compiled code may stumble over.
PIECES = [
    *"aBz_1.!?。।؟\"'”)» \n\t(“水车ก’-@éÉ²Ⅷßİŉ|:/wα\0",
    *("\u00a0", "\u0e31", "\u0301", "\u0345", "\ud800", "\U0001d400", "\U00010400", "\U0001f600"),
    *("Dr.", "Mrs.", " Prof. ", "vs.", "U.S. ", "www.", "://", "word ", "Über ", "..."),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=24)
TEXTS = st.lists(TEXT, min_size=1, max_size=8)
COUNTS = [
    ("Old mill opens.", {"words": 3, "capitalised": 1, "small": 2, "stops": 1, "short": 1}),
    ("Ödön ist da", {"words": 3, "capitalised": 1, "small": 2, "letters": 9}),
    ("12 May 1998", {"words": 3, "digits": 6, "characters": 9, "capitalised": 1}),
    ("水车转了。", {"words": 2, "unspaced": 4, "stops": 1, "letters": 4}),
    ("川の水車小屋が、", {"words": 4, "commas": 1}),
    ("नदी पर बनी।", {"words": 3, "stops": 1, "capitalised": 0, "small": 0}),
    ("أعيد فتح المطحنة؟", {"words": 3, "stops": 1}),
    ("“No,” she said", {"quotes": 2, "commas": 1, "words": 3}),
    ("Home | News » Sport", {"bars": 2, "words": 3}),
    ("(and [so] on)", {"brackets": 4, "words": 3}),
    ("😀 fine", {"others": 1, "words": 1}),
    ("extraordinarily long", {"long": 1, "words": 2}),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_characters_are_counted_by_kind(text: str, expected: dict[str, int]) -> None:
    """Words, letters and marks are counted in every script."""
    counts = measure([text]).counts
    assert {name: float(counts[NAMES.index(name), 0]) for name in expected} == expected


@given(TEXTS)
def test_text_is_measured_by_itself(texts: list[str]) -> None:
    """What is measured of a text is the same alone and among others."""
    together = measure(texts)
    for n, text in enumerate(texts):
        alone = measure([text])
        assert np.array_equal(alone.counts[:, 0], together.counts[:, n])
        assert (alone.words, alone.flags, alone.keys) == (
            together.words[n : n + 1],
            together.flags[n : n + 1],
            together.keys[n : n + 1],
        )


@given(TEXTS)
def test_words_and_keys_are_those_of_the_expressions(texts: list[str]) -> None:
    """Words are counted as readers do, and a key is the letters and digits, case folded."""
    found = measure(texts)
    for text, words, letters in zip(texts, found.words, found.keys, strict=True):
        spare = len(UNSPACED.findall(text))
        assert words == len(WORD.findall(UNSPACED.sub(" ", text))) + -(-spare // 2)
        assert letters == "".join(KEY.findall(text.casefold()))
    by_key = dict(zip(found.keys, found.key_hashes.tolist(), strict=True))
    assert found.key_hashes.tolist() == [by_key[letters] for letters in found.keys]
    assert len(set(by_key.values())) == len(by_key)


@given(TEXTS)
def test_flags_are_what_they_say(texts: list[str]) -> None:
    """Each flag is the answer to a question that an expression or a method of str answers."""
    for text, flags in zip(texts, measure(texts).flags, strict=True):
        first, last = text[:1], text[-1:]
        expected = {
            measures.ENDS_SENTENCE: bool(ENDS.search(text[-12:])),
            measures.BETWEEN_SENTENCES: bool(BETWEEN_SENTENCES.search(text)),
            measures.UNSPACED: len(UNSPACED.findall(text)) * 3 > len(text),
            measures.ASCII: text.isascii(),
            measures.ENDS_OPEN: last in ":：,，;",
            measures.ENDS_ASKING: last in "?？؟!！",
            measures.ENDS_BROKEN: text.endswith(("…", "...", "…]", "...]")),
            measures.OPEN_ENDED: bool(text) and last in ".,;:-–—，、；：。",
            measures.STARTS_SMALL: first.islower(),
            measures.STARTS_DIGIT: first.isdigit(),
            measures.STARTS_ALNUM: first.isalnum(),
            measures.HAS_AT: "@" in text,
            measures.ADDRESS: "@" in text or "://" in text or "www." in text,
        }
        assert {flag: bool(flags & flag) for flag in expected} == expected


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


def test_numbers_are_those_that_the_weights_know() -> None:
    """The hash is the one that the shipped lexicons were grown with."""
    assert ids(["The mill", "水车"]) == [NUMBERS["The mill"], NUMBERS["水车"]]


NUMBERS = {"The mill": [945993155, 1647059972], "水车": [73927407]}


def test_longer_words_are_telling() -> None:
    """Four letters and more, or a pair of characters, say what a text is about."""
    found = vocabulary_of(["the mill on a river", "水车"])
    telling = [int((part & 1).sum()) for part in np.split(found.ids, found.starts[1:])]
    assert telling == [2, 1]


@given(st.text("abcXYZäßéДжλ 12.,_-"))
def test_words_are_runs_of_letters(text: str) -> None:
    """As many numbers as there are different runs of letters."""
    assert len(ids([text])[0]) == len(set(LETTERS.findall(text.casefold())))


@given(TEXTS, st.data())
def test_measures_are_taken_of_some(texts: list[str], data: st.DataObject) -> None:
    """Of some blocks the measures are those that they would have on a page of their own."""
    positions = data.draw(st.lists(st.integers(0, len(texts) - 1)))
    taken, alone = measure(texts).take(positions), measure([texts[n] for n in positions])
    assert taken.keys == alone.keys
    for name in ("counts", "word_counts", "flag_bits", "key_hashes", "letters", "key_starts"):
        assert np.array_equal(getattr(taken, name), getattr(alone, name)), name
    assert np.array_equal(taken.vocabulary.ids, alone.vocabulary.ids)
    assert np.array_equal(taken.vocabulary.starts, alone.vocabulary.starts)


def test_no_texts_have_no_measures() -> None:
    """Of nothing there is nothing to say."""
    found = measure([])
    assert len(found) == 0
    assert found.keys == found.words == found.flags == []


def test_every_character_is_measured() -> None:
    """No code point, in lines or alone, is one too many for the arrays."""
    every = [chr(point) for point in range(0, 0x110000, 5)]
    lines = ["".join(every[n : n + 3_000]) for n in range(0, len(every), 3_000)]
    for texts in (every, lines):
        assert measure(texts).keys == ["".join(KEY.findall(text.casefold())) for text in texts]


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "ab " * 700_000, "\u0301" * 500_000, "水" * 500_000, "İ" * 500_000]
)
def test_floods_are_measured_in_time(text: str) -> None:
    """Millions of characters take a fraction of a second."""
    start = time.process_time()
    ids([text])
    assert time.process_time() - start < allowed(5)
