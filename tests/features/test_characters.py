"""Counts of characters and words, against what a reader would count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features.characters import count

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
def test_counts(text: str, expected: dict[str, int]) -> None:
    """Words, letters and marks are counted in every script."""
    found = count([text])
    assert {name: float(found[name][0]) for name in expected} == expected


@given(st.lists(st.text(max_size=30), min_size=1, max_size=12))
def test_text_is_counted_by_itself(texts: list[str]) -> None:
    """A text's counts are the same alone and among others."""
    together = count(texts)
    for n, text in enumerate(texts):
        alone = count([text])
        assert {name: column[0] for name, column in alone.items()} == {
            name: column[n] for name, column in together.items()
        }
