"""Which lines are dates and nothing else, and which day they name."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from sluice.text.dates import is_date_line, read_date
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
    ("kl10 5 mars 2024", "sv", "2024-03-05"),
    ("kv10 5 mars 2024", "sv", ""),
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


# (a line, its language, its day): a clock that says the hour alone, and near misses.
FULL_HOURS = [
    ("Publié le mercredi 6 novembre 2024 à 8 h 30", "fr", "2024-11-06"),
    ("Publié le 6 novembre 2024 à 8h", "fr", "2024-11-06"),
    ("6 novembre 2024, 8 h 05 min", "fr", "2024-11-06"),
    ("6. November 2024, 8 Uhr", "de", "2024-11-06"),
    ("6. November 2024 um 20 Uhr 15", "de", "2024-11-06"),
    ("6 de novembro de 2024 às 9h", "pt", "2024-11-06"),
    ("6 de novembro de 2024 às 9h30min", "pt", "2024-11-06"),
    ("6 nov 2024 às 9 h 30", "pt", "2024-11-06"),
    ("6 de noviembre de 2024 a las 9 h", "es", "2024-11-06"),
    ("6 noviembre 2024 a las 9 de la mañana", "es", "2024-11-06"),
    ("6 novembre 2024 alle ore 9", "it", "2024-11-06"),
    ("6 novembre 2024 ore 9,30", "it", "2024-11-06"),
    ("6 novembre 2024 alle 9", "it", "2024-11-06"),
    ("6 november 2024 om 9 uur", "nl", "2024-11-06"),
    ("6 november 2024 om 9u30", "nl", "2024-11-06"),
    ("6 november 2024 kl. 9", "sv", "2024-11-06"),
    ("6 november 2024 klockan 9", "sv", "2024-11-06"),
    ("6. november 2024 kl. 9", "da", "2024-11-06"),
    ("6. november 2024 kl. 0915", "nb", "2024-11-06"),
    ("6. marraskuuta 2024 kello 9", "fi", "2024-11-06"),
    ("6 listopada 2024, godz. 9", "pl", "2024-11-06"),
    ("6 listopada 2024 o godzinie 9", "pl", "2024-11-06"),
    ("6. listopadu 2024 v 9 hodin", "cs", "2024-11-06"),
    ("2024. november 6. 9 óra", "hu", "2024-11-06"),
    ("6 noiembrie 2024, ora 9", "ro", "2024-11-06"),
    ("6 ноября 2024 в 9 часов", "ru", "2024-11-06"),
    ("6 ноября 2024, 9 ч. 15 мин.", "ru", "2024-11-06"),
    ("6 листопада 2024 о 9 годині", "uk", "2024-11-06"),
    ("6 November 2024 at 9am", "en", "2024-11-06"),
    ("6 November 2024 at 9 a.m.", "en", "2024-11-06"),
    ("November 6th, 2024 9 o'clock", "en", "2024-11-06"),
    ("Nov. 6, 2024 12 noon", "en", "2024-11-06"),
    ("6 November 2024 0915 GMT", "en", "2024-11-06"),
    ("6 Kasım 2024 saat 9", "tr", "2024-11-06"),
    ("6 Νοεμβρίου 2024 στις 9", "el", "2024-11-06"),
    ("6 November 2024 pukul 9", "id", "2024-11-06"),
    ("6 tháng 11 năm 2024, 9 giờ 15", "vi", "2024-11-06"),
    ("6 نوفمبر 2024 الساعة 9", "ar", "2024-11-06"),
    ("۶ نوامبر 2024 ساعت ۹", "fa", "2024-11-06"),
    ("6 בנובמבר 2024 בשעה 9", "he", "2024-11-06"),
    ("6 नवंबर 2024, सुबह 9 बजे", "hi", "2024-11-06"),
    ("6 พฤศจิกายน 2567 เวลา 9 น.", "th", "2024-11-06"),
    ("By Ada Stone, 6 November 2024, 3 days ago", "en", "2024-11-06"),
    ("6 and 9 November 2024", "en", ""),
    ("6 November 2024, at 9 Mill Street", "en", ""),
    ("le 6 et le 8 novembre 2024", "fr", ""),
    ("6., 9. November 2024", "de", ""),
    ("6 november 2024, klass 9", "sv", ""),
    ("6 ноября 2024, школа 9", "ru", ""),
    ("6 noviembre 2024, calle 9", "es", ""),
    ("6 listopada 2024, tom 9", "pl", ""),
    ("6 november 2024, unit 9", "nl", ""),
]


def test_hour_beside_a_day_is_no_other_day() -> None:
    """What a clock says without a colon, in each language's way, hides no date."""
    faults = [
        (line, found)
        for line, language, day in FULL_HOURS
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
