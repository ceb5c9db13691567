"""Days in a page's scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.metadata.sources.scripts import DAY, LONGEST, NAMES, read

SIGNS = ('"', '":"', "':'", '\\":\\"', ": ", "publish", "first", "date", "Date", "x" * 40)
DAYS = ("2024-05-01", "2024-05-02T10:00", "1850-01-01")
PIECES = st.sampled_from([*NAMES, *SIGNS, *DAYS])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_days_are_those_of_one_search_over_all(html: str) -> None:
    """To look around some words finds what the expression finds in the whole text."""
    days = {match["day"] for match in DAY.finditer(html)}
    assert read(html) == ({"date_published": days.pop()} if len(days) == 1 else {})


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_found(name: str) -> None:
    """Every name has one of the words that are looked for, at the page's start and later."""
    for before in ("", "x" * 100):
        html = f'{before}"{name}":"2024-05-01T10:00"'
        assert read(html) == {"date_published": "2024-05-01"}


def test_only_the_beginning_is_read() -> None:
    """What stands behind two million characters, or over that border, is not looked at."""
    stated = '"datePublished":"2024-05-01"'
    assert read("x" * LONGEST + stated) == {}
    assert read("x" * (LONGEST - 20) + stated) == {}
