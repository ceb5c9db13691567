"""Days of other calendars, rewritten as Gregorian ones: Persian, Buddhist, and eras of reigns."""

import re
from datetime import date, timedelta

_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_THAI = "ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค".split()
# What year stands before the first of each era.
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
PERSIAN_YEARS = range(1370, 1480)
# Words that no day without these calendars has beside it.
WORDS = frozenset(
    (*_PERSIAN, *".".join(_THAI).split("."), *_ERAS, *(f"{era}元年" for era in _ERAS))
)
_JOINED = "\u200c"
PERSIAN_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})[{_JOINED}\s]*(?P<month>{'|'.join(_PERSIAN)})(?:[{_JOINED}\s]*ماه)?"
    r"[\s،,]*(?:سال\s*)?(?P<year>1[34]\d\d)(?!\d)"
)
PERSIAN_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<year>1[34]\d\d)([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d/])"
)
# Figures and letters that Arabic does not have.
PERSIAN_SIGN = re.compile("[\u06f0-\u06f9پچژگکی]")
THAI_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})\s*(?P<month>{'|'.join(map(re.escape, _THAI))})\.?\s*(?:พ\.ศ\.\s*)?"
    r"(?P<year>\d{4}|\d{2})(?!\d)"
)
ERA = re.compile(rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<year>\d{{1,3}}|元)\s*年")
BUDDHIST = 543
BUDDHIST_CENTURY = 2500
# The Persian year 1370 began with this day; of its leap years one is each fourth, but after 29 or
# 33 years the fifth.
_NEW_YEAR = date(1991, 3, 21)
LEAP_CYCLE = 33
LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
LONG_MONTHS, LONG = 6, 31


def gregorian(line: str, figures: str) -> str:
    """The line with its days in figures of our calendar.

    line: as it stands; figures: the same in lower case with digits 0-9.
    """
    if max(line) >= "\u0600" and PERSIAN_SIGN.search(line):
        figures = PERSIAN_DAY.sub(_persian, figures)
        figures = PERSIAN_FIGURES.sub(_persian, figures)
    elif "." in figures:
        figures = THAI_DAY.sub(_thai, figures)
    return ERA.sub(_of_era, figures) if "年" in figures else figures


def persian_day(year: int, month: int, day: int) -> date | None:
    """The day of a Persian one; None for what that calendar does not have."""
    if year not in PERSIAN_YEARS or not 1 <= month <= len(_PERSIAN) or day < 1:
        return None
    is_leap = year % LEAP_CYCLE in LEAPS
    last = LONG if month <= LONG_MONTHS else LONG - 1
    if day > last - (month == len(_PERSIAN) and not is_leap):
        return None
    years = range(PERSIAN_YEARS.start, year)
    days = 365 * len(years) + sum(one % LEAP_CYCLE in LEAPS for one in years)
    months = LONG * (month - 1) - max(0, month - 1 - LONG_MONTHS)
    return _NEW_YEAR + timedelta(days + months + day - 1)


def _persian(match: re.Match[str]) -> str:
    month = match["month"]
    number = int(month) if month.isdecimal() else _PERSIAN.index(month) + 1
    found = persian_day(int(match["year"]), number, int(match["day"]))
    return found.isoformat() if found else match[0]


def _thai(match: re.Match[str]) -> str:
    stated = int(match["year"])
    # A year in two figures is one of the Buddha's.
    year = stated if stated > len(_THAI) * 100 else stated + BUDDHIST_CENTURY
    year -= BUDDHIST if year > BUDDHIST_CENTURY else 0
    return f"{year}-{_THAI.index(match['month']) + 1:02}-{int(match['day']):02}"


def _of_era(match: re.Match[str]) -> str:
    year = 1 if match["year"] == "元" else int(match["year"])
    return f"{_ERAS[match['era']] + year}年"
