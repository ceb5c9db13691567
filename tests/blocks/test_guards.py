"""Pages that are hard to parse become harmless, as the regular expressions before had it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks import guards
from tests.blocks import regex_guards

PIECES = [
    *("<", ">", "/", "<div>", "</div>", "<p>", "</p>", '<b x="1>2">', "<B>", "</B", "< b>", "<3"),
    *("<custom-x>", "</custom-x>", '<a href="<div>">', "<!-- <div> -->", "</", "x", "<p-x>", "é"),
    *("<br/>", "\x00", "\U00010428", "<é>", "<d\u212a>", '"', "'"),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TEXT, st.integers(500, 530))
def test_nesting_is_clamped_as_by_the_regex(text: str, depth: int) -> None:
    """Tags beyond the depth go, and nothing else."""
    html = "<div>" * depth + text * 200 + "<i>" * guards.HARMLESS_TAGS
    assert guards.clamp_nesting(html) == regex_guards._clamped(html)


@given(
    TEXT,
    st.sampled_from([9_990, 9_999, 10_000, 10_001, 10_010, 30_000]),
    st.sampled_from(["a", "b" * 9_990, "x" * 10_050, "3a", "", "A-b9"]),
    st.sampled_from([" x", ' x="y z"', "'q q' ", "="]),
)
def test_long_tags_lose_their_attributes(text: str, size: int, name: str, fill: str) -> None:
    """A tag with more than a thousand attributes keeps its name."""
    html = f"{text}<{name}{(fill * size)[:size]}>tail{text}"
    assert guards.tamed(html) == regex_guards.tamed(html)


HOSTILE = [
    ("<" + "a" * 9_999) * 200 + "<b" + " x" * 6_000,
    ("x" + " " * 50) * 20_000,
    "<div>" * 200_000,
    "<" * 1_000_000,
    "</" * 500_000,
    "<option>" * 50_000,
    ("<a" + " x" * 5_000) * 100,
]


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_taming_takes_no_longer_than_reading(html: str) -> None:
    """Whatever a page repeats, what comes out is no longer, and is tame already."""
    tame = guards.tamed(html)
    assert len(tame) <= len(html)
    assert guards.tamed(tame) == tame
