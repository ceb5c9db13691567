"""The compiled counts of characters, against the regular expressions that say the same."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sluice.intake.composed import composed
from sluice.intake.counting import (
    COMPOSED,
    above_ascii,
    controls,
    escaped,
    has_flood,
    is_plainly_composed,
    signs,
)

TEXT = st.text() | st.text(alphabet="aZ0 \t\x00\x0b\x1b\x1f~!\x7f\ufffd\udc80\udc99é\u0301漢\u3000")


def seconds() -> set[int]:
    """The characters that compose with one before them."""
    pairs = (unicodedata.decomposition(chr(n)).split() for n in range(0x110000))
    jamo = {*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}
    return jamo | {int(pair[1], 16) for pair in pairs if len(pair) == 2 and pair[0][0] != "<"}


def test_plainly_composed_characters_never_change() -> None:
    """No character of the spans is decomposed, has a combining class, or composes with another."""
    second = seconds()
    for first, last in (*COMPOSED, (0x1F000, 0x1FAFF)):
        for n in range(first, last + 1):
            assert unicodedata.normalize("NFC", chr(n)) == chr(n), hex(n)
            assert not unicodedata.combining(chr(n)), hex(n)
            assert n not in second, hex(n)


@given(TEXT)
def test_plainly_composed_text_is_composed(text: str) -> None:
    """What is called composed is, and has no lone surrogate."""
    if is_plainly_composed(text):
        assert unicodedata.is_normalized("NFC", text)
        assert text.encode("utf-8").decode("utf-8") == text


@given(st.text() | st.text(alphabet="a\u0301\n\u1161\u1100ก\u0327é "))
def test_lines_are_composed_apart(text: str) -> None:
    """Line by line a text is composed as it is in one piece."""
    assert composed(text) == unicodedata.normalize("NFC", text)


@given(TEXT)
def test_counts_are_those_of_the_expressions(text: str) -> None:
    """Control characters, characters above ASCII and escaped bytes are counted as they match."""
    assert controls(text) == len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f]", text))
    assert above_ascii(text) == len(re.findall("[^\x00-\x7f\ufffd]", text))
    alien = re.findall("[\udc80-\udcff]", text)
    known = sum(character in "\udc80" for character in alien)
    assert escaped(text, "\udc80") == (len(alien), known, above_ascii(text) - len(alien))


@given(TEXT, st.integers(1, 5))
def test_signs_are_those_of_the_expressions(text: str, long: int) -> None:
    """Runs, marks and replacement characters are counted as the expressions match them."""
    assert signs(text, long) == (
        len(text) - sum(map(str.isspace, text)),
        sum(map(len, re.findall(rf"[!-~]{{{long},}}", text))),
        len(re.findall(r"[!-/:-@\[-`{-~\ufffd]", text)),
        text.count("\ufffd"),
    )


@given(TEXT, st.integers(1, 5))
def test_floods_are_those_of_the_expression(text: str, long: int) -> None:
    """A flood is a run of marks as the expression has it."""
    assert has_flood(text, long) == bool(re.search(rf"[^\w\s\x00-\x7f]{{{long},}}", text))
