"""The table of names says what the Babel that is installed says."""

from sluice.text.calendar_names import TABLE
from tools.calendar_names import HEAD, rows


def test_the_table_is_what_babel_has() -> None:
    """Another version of CLDR shows here: write the table anew, and look at what it changes."""
    assert TABLE.read_text(encoding="utf-8").splitlines() == [HEAD, *rows()]
