"""The compiled search for seams against the regular expressions that say what a seam is."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sluice.blocks.seams import seams_of, wide_blanks
from sluice.blocks.unglue import PARAGRAPH_SEAM, WIDE_BLANK, WORD_SEAM

# What seams are made of, and what stands beside it in Unicode: digits, letters and marks beyond.
PIECES = [
    *'aBzZ19 \t.!?…:)("“”’»«¿¡©_éÉßЁёЯяІΩωªº²½ⅷ漢かはअ٣०\u0301\u0345\ue000',
    *("\U0001d7cf", "\U00020000", "\ud800", "\x00", "\u00a0", "\u2028"),
    *("Whats", "You", "Linked", "Tik", "Snap", "Pay", "Tube", "Io", "ok.The", "3 May 2024"),
    *("12. Dezember 2024", "1 a 2024", "2 abcdefghijklm 2024", "st.”Da", "st.D.", "5Uhr"),
]


def matches(text: str) -> tuple[list[int], list[int]]:
    return (
        [match.start() for match in WORD_SEAM.finditer(text)],
        [match.start() for match in PARAGRAPH_SEAM.finditer(text)],
    )


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("said theMayor.The end")
@example("Linked" * 3 + "LinkedIn")
def test_seams_are_the_expressions_matches(text: str) -> None:
    """Word and paragraph seams stand exactly where the expressions match."""
    assert seams_of(text) == matches(text)


@given(st.text(max_size=60))
def test_any_text_has_the_expressions_seams(text: str) -> None:
    """The same for text of any characters."""
    assert seams_of(text) == matches(text)


@given(st.text(alphabet=" \ta", max_size=30))
def test_wide_blanks_are_the_expressions_matches(text: str) -> None:
    """Runs of blanks and tabs end exactly where the expression's matches do."""
    assert wide_blanks(text) == [match.end() for match in WIDE_BLANK.finditer(text)]


@pytest.mark.parametrize("first", range(0, 0x110000, 0x8000))
def test_every_character_is_classed_as_the_expressions_do(first: int) -> None:
    """Each character, in each place of a seam, makes or breaks it as in the expressions."""
    for around in ("ab%cc", "a%Bc", "ab.%cc", "a.%Bc", "9%ll", "a%B% ", "a3 %%% 2024", "xx%"):
        text = "  ".join(around.replace("%", chr(n)) for n in range(first, first + 0x8000, 3))
        assert seams_of(text) == matches(text)
