"""Words in attributes: the loops find what regular expressions find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks import attributes
from sluice.blocks.attributes import (
    CLASSES,
    LONGEST,
    classes_in,
    has_word,
    named,
    names_of,
    words_of,
)

VALUES = st.one_of(
    st.text(max_size=350),
    st.lists(
        st.sampled_from(["a", "Z9", "-", " ", "_", "byLine", "date", "İ", "\u212a", "é", "²"])
    ).map("".join),
)


@given(VALUES)
def test_names_and_words(value: str) -> None:
    """Names are runs of ASCII letters or figures, words runs of letters and figures."""
    start = value[:LONGEST].lower()
    assert names_of(value) == frozenset(re.findall("[a-z]+|[0-9]+", start))
    assert words_of(value) == frozenset(re.findall(r"[^\W_]+", start))


@given(VALUES)
def test_classes_are_counted(value: str) -> None:
    """Each of a mark's classes counts once, wherever it stands in the value."""
    held = sum(name in value.lower() for name in CLASSES)
    assert classes_in(value) == held
    if len(value) <= LONGEST:
        tokens: dict[str, int] = {}
        assert named(value, tokens) == named(value, tokens) == (names_of(value), held)


@given(st.text(alphabet="author \t\n\v\u00a0x"))
def test_words_are_set_apart_by_blanks(value: str) -> None:
    """Only what HTML calls white space parts the words of rel."""
    assert has_word(value, "author") is ("author" in re.split("[ \t\n\f\r]", value))


def test_surrogates_are_no_words() -> None:
    """A lone surrogate and a NUL stand between words and break nothing."""
    assert attributes.words_of("a\ud800b\x00c") == {"a", "b", "c"}
