"""Which of several days is the article's, decided from what each source says."""

from typing import Any

import pytest

from sluice.metadata.fields.days import forget_update, settle
from sluice.model import Block, Declared, InputKind, Mark, Page


def settled(
    day: str, source: str, answers: dict[str, dict[str, Any]], text: str = ""
) -> tuple[str, str]:
    """The day of publication, and who told it, after all sources were heard."""
    found, sources = {"date_published": day}, {"date_published": source}
    page = Page(InputKind.TEXT, (Block(text),), Declared())
    settle(page, found, sources, {"address": {}} | answers)
    return found["date_published"], sources["date_published"]


BELOW = {"headline": {"day_below": "2024-05-01"}}
AT_ITS_ADDRESS = {"address": {"date_published": "2024-05-01"}}
SEEN = [
    # A declared day long after the one at the headline is that of a last build.
    ("2024-05-09", "json-ld", BELOW, ("2024-05-01", "headline")),
    ("2024-05-09", "meta tags", BELOW, ("2024-05-01", "headline")),
    ("2024-05-08", "json-ld", BELOW, ("2024-05-08", "json-ld")),
    ("2024-04-01", "json-ld", BELOW, ("2024-04-01", "json-ld")),
    ("2024-05-09", "page", BELOW, ("2024-05-09", "page")),
    ("2024-05-09", "json-ld", AT_ITS_ADDRESS, ("2024-05-09", "json-ld")),
    # In UTC it may be the day before or behind.
    ("2024-05-02T01:00:00+00:00", "json-ld", BELOW, ("2024-05-01", "headline")),
    ("2024-04-30T23:00:00+00:00", "json-ld", BELOW, ("2024-05-01", "headline")),
    ("2024-05-02T01:00:00+00:00", "json-ld", AT_ITS_ADDRESS, ("2024-05-01", "address")),
    ("2024-05-02T01:00:00+00:00", "json-ld", {}, ("2024-05-02T01:00:00+00:00", "json-ld")),
    ("2024-05-02T01:00:00+02:00", "json-ld", BELOW, ("2024-05-02T01:00:00+02:00", "json-ld")),
    ("2024-05-03T01:00:00+00:00", "json-ld", BELOW, ("2024-05-03T01:00:00+00:00", "json-ld")),
    ("2024-05-01T01:00:00+00:00", "json-ld", BELOW, ("2024-05-01T01:00:00+00:00", "json-ld")),
    # Where the address has the declared day, the one that is shown is today's.
    (
        "2024-05-02T01:00:00+00:00",
        "json-ld",
        BELOW | {"address": {"date_published": "2024-05-02"}},
        ("2024-05-02T01:00:00+00:00", "json-ld"),
    ),
    (
        "2024-05-02T01:00:00+00:00",
        "json-ld",
        BELOW | {"address": {"date_published": "2024-05-03"}},
        ("2024-05-01", "headline"),
    ),
]
TIME = "2024-05-01T10:00:00+02:00"
OTHER_TIME = "2024-05-02T10:00:00+02:00"
TIMED = [
    (BELOW, TIME, (TIME, "time elements")),
    (AT_ITS_ADDRESS, TIME, (TIME, "time elements")),
    (BELOW, OTHER_TIME, ("2024-05-01", "headline")),
    (BELOW, "2024-05-01", ("2024-05-01", "headline")),
    ({}, TIME, ("2024-05-01", "headline")),
]
TOLD = {"json-ld": {"date_modified": "2023-02-01"}}
SHOWN = "Published 01/02/2023 by the Gazette"
SWAPPED = [
    ("2023-01-02", "page", TOLD, SHOWN, "2023-02-01"),
    ("2023-01-02", "headline", TOLD, "2-1-2023", "2023-02-01"),
    ("2023-01-02", "page", {"meta tags": {"date_published": "2023/02/01"}}, SHOWN, "2023-02-01"),
    # Nobody says the other day, no line shows the figures, or they can be read one way only.
    ("2023-01-02", "page", {"json-ld": {"date_modified": "2023-02-02"}}, SHOWN, "2023-01-02"),
    ("2023-01-02", "page", TOLD, "Published 01/02/2024, room 101/02/2023", "2023-01-02"),
    ("2023-01-02", "page", TOLD, "Published 2 January 2023", "2023-01-02"),
    ("2023-01-02", "json-ld", TOLD, SHOWN, "2023-01-02"),
    (
        "2023-01-13",
        "page",
        {"json-ld": {"date_modified": "2023-13-01"}},
        "13/01/2023",
        "2023-01-13",
    ),
]


@pytest.mark.parametrize(("day", "source", "answers", "expected"), SEEN)
def test_seen_day_comes_before_a_declared_one(
    day: str, source: str, answers: dict, expected: tuple[str, str]
) -> None:
    """What readers see is the day where a system declares the last change, or counts in UTC."""
    assert settled(day, source, answers) == expected


@pytest.mark.parametrize(("answers", "time", "expected"), TIMED)
def test_seen_day_is_answered_with_its_time(
    answers: dict, time: str, expected: tuple[str, str]
) -> None:
    """A time element that states the seen day more exactly is the answer."""
    timed = answers | {"time elements": {"date_published": time}}
    assert settled("2024-05-01", "headline", timed) == expected


@pytest.mark.parametrize(("day", "source", "answers", "text", "expected"), SWAPPED)
def test_figures_are_read_as_another_source_reads_them(
    day: str, source: str, answers: dict, text: str, expected: str
) -> None:
    """Day and month of a line change places where another source says so and the line allows it."""
    assert settled(day, source, answers, text) == (expected, source)


def test_figures_are_read_as_a_marked_element_states_them() -> None:
    """A time element that no source answers with tells the order of a line's figures too."""
    mark = Mark("time", "10/12/2023", "2023-10-12T19:38:01Z")
    for marks, expected in (((mark,), "2023-10-12"), ((), "2023-12-10")):
        found, sources = {"date_published": "2023-12-10"}, {"date_published": "headline"}
        page = Page(InputKind.TEXT, (Block("10/12/2023 7:38 PM"),), Declared(marks=marks))
        settle(page, found, sources, {"address": {}})
        assert found["date_published"] == expected


# (who told the day of publication, who that of the last change, what others say, what is left)
DAY = "2026-01-12"
UPDATES = [
    ("time elements", "headline", {}, None),
    ("time elements", "meta tags", {}, None),
    ("time elements", "json-ld", {"meta tags": {"date_modified": DAY}}, None),
    # A second voice, a day of the elements' own, another source.
    ("time elements", "meta tags", {"headline": {"date_published": DAY}}, DAY),
    ("time elements", "json-ld", {"address": {"date_published": DAY}}, DAY),
    ("time elements", "time elements", {}, DAY),
    ("headline", "meta tags", {}, DAY),
    ("json-ld", "json-ld", {}, DAY),
]


@pytest.mark.parametrize(("published", "modified", "others", "left"), UPDATES)
def test_marked_day_of_an_update_is_no_day_of_publication(
    published: str, modified: str, others: dict, left: str | None
) -> None:
    """A page that shows its update alone marks that day up as any other."""
    found = {"date_published": DAY, "date_modified": f"{DAY}T16:29:48+00:00"}
    sources = {"date_published": published, "date_modified": modified}
    answers = {"time elements": {"date_published": DAY}} | others
    forget_update(found, sources, answers)
    assert found.get("date_published") == left
    assert ("date_published" in sources) is (left is not None)


def test_marked_day_before_an_update_stays() -> None:
    """Published on one day and changed on another are two facts."""
    found = {"date_published": DAY, "date_modified": "2026-01-13"}
    sources = {"date_published": "time elements", "date_modified": "meta tags"}
    forget_update(found, sources, {"time elements": {"date_published": DAY}})
    assert found["date_published"] == DAY
