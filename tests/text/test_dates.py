"""Which lines are dates and nothing else, and which day they name."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from sluice.text.dates import is_date_line, month_names, read_date, weekday_names
from tests.rows import every_row

DATES = Path(__file__).parents[1] / "examples" / "dates.tsv"


def examples() -> list[dict[str, str]]:
    with DATES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


every_line = every_row("row", examples(), ids=lambda row: row["line"])


@every_line
def test_line_is_a_date_and_nothing_else(row: dict[str, str]) -> None:
    """A date line is told from a line that has a date, a number or a month's name in it."""
    assert is_date_line(row["line"]) is (row["is_date_line"] == "yes")


@every_row("row", [row for row in examples() if row["is_date_line"]], ids=lambda row: row["line"])
def test_day_of_a_date_line(row: dict[str, str]) -> None:
    """The day is read where a reader of that language has no choice, and else it is not."""
    found = read_date(row["line"], row["language"])
    assert (found.isoformat() if found else "") == row["date"]


# What reads differently in another language: month names, and the order of day and month.
ORDERED = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{4}\b")
SHARED = [
    row
    for row in examples()
    if row["date"] and row["language"] not in ("hr", "pl") and not ORDERED.search(row["line"])
]


@every_row("row", SHARED, ids=lambda row: row["line"])
def test_day_without_a_language(row: dict[str, str]) -> None:
    """A page whose language nobody has told gives the same day."""
    assert read_date(row["line"]) == date.fromisoformat(row["date"])


def test_month_of_two_languages_needs_the_language() -> None:
    """Where a name is October in one language and November in another, silence is the answer."""
    assert read_date("11 listopada 2023") is None
    assert read_date("11 listopada 2023", "en") is None
    assert read_date("11 listopada 2023", "hr") == date(2023, 10, 11)
    assert read_date("11 listopada 2023", "pl") == date(2023, 11, 11)


# (a line, its language, its day): a name that ends in figures beside the date, and near misses.
BESIDE_NAMES = [
    ("News24 13 Jan 2020, 22:11 GMT+10", "en", "2020-01-13"),
    ("5 March 2024 10:30 UTC -3", "en", "2024-03-05"),
    ("Redaktion Kanal12, 5. März 2024", "de", "2024-03-05"),
    ("Canal26 | 5 mars 2024", "fr", "2024-03-05"),
    ("Radio5 - 5 de marzo de 2024", "es", "2024-03-05"),
    ("Rete4, 5 marzo 2024", "it", "2024-03-05"),
    ("TVI24 5 de março de 2024", "pt", "2024-03-05"),
    ("Kanal75 5 mars 2024", "sv", "2024-03-05"),
    ("Polska24 5 marca 2024", "pl", "2024-03-05"),
    ("Канал24 5 марта 2024", "ru", "2024-03-05"),
    ("Haber7 5 Mart 2024", "tr", "2024-03-05"),
    ("Research7 April 2020", "en", "2020-04-07"),
    ("March5 2024", "en", "2024-03-05"),
    ("kl10 5 mars 2024", "sv", ""),
    ("Rooms 12 and 13, March 5, 2024", "en", ""),
    ("Canal24 2020", "es", ""),
]


def test_figures_of_a_name_are_no_day() -> None:
    """A station or a program whose name ends in figures does not hide the day beside it."""
    faults = [
        (line, found)
        for line, language, day in BESIDE_NAMES
        if (found := read_date(line, language)) != (date.fromisoformat(day) if day else None)
    ]
    assert not faults


@pytest.mark.parametrize("line", ["", " ", "0", "9" * 90, "1/" * 45, "年" * 90, "²⁰²⁴", "①②③④"])
def test_strange_digits_are_no_date(line: str) -> None:
    """Digits of all kinds that name no day are no date, and break nothing."""
    assert not is_date_line(line)
    assert read_date(line) is None


@pytest.mark.parametrize("line", ["May ² 2024", "1 May ²⁰²⁴", "May ① 2024", "2024年5月1日 ²"])
def test_raised_digits_beside_a_month_break_nothing(line: str) -> None:
    """A footnote's mark beside a date is no day."""
    assert read_date(line) in (None, date(2024, 5, 1))


def test_long_line_is_no_date_line() -> None:
    """A line longer than any date is none, however many dates it has."""
    assert not is_date_line("May 1, 2024 " * 10)


def test_names_come_from_many_languages() -> None:
    """Month and weekday names are there in lower case, each with the months that it means."""
    assert month_names()["mai"].keys() >= {"de", "fr"}
    assert {month for table in month_names().values() for month in table.values()} == {
        *range(1, 13)
    }
    assert {"monday", "montag", "понедельник", "الاثنين"} <= weekday_names()
