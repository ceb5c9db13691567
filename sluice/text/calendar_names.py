"""Months and weekdays by their names in the languages below.

`calendar_names.tsv` has them from the Unicode CLDR by way of Babel, written by
`python -m tools.calendar_names`: to read them from there at run time takes a third of a second and
66 MB. Its columns are what a name is of, its language, its number (of a month 1-12, of a weekday
0-6 from Monday) and the name as CLDR spells it.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sluice.text.date_words import MARKS

TABLE = Path(__file__).with_suffix(".tsv")
LANGUAGES = """
    en de fr es it pt nl sv da nb nn fi is pl cs sk sl hr sr bs hu ro bg ru uk be el tr az sq mk
    lt lv et ca eu gl ga cy mt ar ar_SY fa ur he hi bn ta te mr gu id ms vi th fil sw af hy ka kk
    uz zh ja ko""".split()
MONTH, WEEKDAY, SHORT_WEEKDAY = "month", "weekday", "short weekday"
PART = re.compile(rf"[^\s\d{re.escape(MARKS)}]{{2,}}|\d{{2,}}")


@cache
def month_names() -> dict[str, dict[str, int]]:
    """Each month name, and the language in which it means which month, 1-12."""
    names: dict[str, dict[str, int]] = {}
    for _, language, month, name in _rows(MONTH):
        names.setdefault(name, {})[language] = month
        if language == "he":
            # Hebrew writes the "in" of "1 in May" onto the month.
            names.setdefault("ב" + name, {})[language] = month
    return names


@cache
def weekday_names() -> frozenset[str]:
    """The weekday names of all the languages, and the parts of those of several words."""
    names = frozenset(name for *_, name in _rows(WEEKDAY, SHORT_WEEKDAY))
    # "thứ hai", "segunda-feira".
    parts = {part for name in names for part in PART.findall(name)}
    # Thai writes the "the" of "Tuesday the 5th" onto the weekday.
    return names | parts | {f"{part}ที่" for part in parts if part.startswith("วัน")}


@cache
def weekday_numbers() -> dict[str, frozenset[int]]:
    """Each weekday name in full, and which day it means in some language, 0-6 from Monday."""
    numbers: dict[str, set[int]] = {}
    for _, _, number, name in _rows(WEEKDAY):
        numbers.setdefault(name, set()).add(number)
    return {name: frozenset(found) for name, found in numbers.items()}


def _rows(*kinds: str) -> Iterator[tuple[str, str, int, str]]:
    """The rows of these kinds, in the table's order, names case folded."""
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        kind, language, number, name = line.split("\t")
        if kind in kinds:
            yield kind, language, int(number), name.casefold()
