"""Months and weekdays by their names."""

from sluice.text.calendar_names import month_names, weekday_names, weekday_numbers


def test_names_come_from_many_languages() -> None:
    """Month and weekday names are there in lower case, each with the months that it means."""
    assert month_names()["mai"].keys() >= {"de", "fr"}
    assert {month for table in month_names().values() for month in table.values()} == {
        *range(1, 13)
    }
    assert {"monday", "montag", "понедельник", "الاثنين"} <= weekday_names()


def test_names_of_several_words_are_known_by_each_of_them() -> None:
    """A line is read word by word, and so is the day on it; Thai writes "the" onto it."""
    assert {"thứ hai", "thứ", "hai"} <= weekday_names()
    assert {"วันจันทร์", "วันจันทร์ที่"} <= weekday_names()


def test_a_weekday_in_full_has_its_numbers() -> None:
    """0-6 from Monday; abbreviations, which mean many other things, have none."""
    numbers = weekday_numbers()
    assert (numbers["monday"], numbers["воскресенье"]) == ({0}, {6})
    assert "mon" not in numbers
