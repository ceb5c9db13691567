"""Which days short lines tell, and of what."""

import csv
from pathlib import Path

import pytest

from sluice.metadata.sources.dated_lines import NOTHING, told
from tests.rows import every_row

DAYS = Path(__file__).parents[2] / "examples" / "told_days.tsv"


def examples() -> list[pytest.param]:
    with DAYS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    fails = pytest.mark.xfail(strict=True, reason="a known failure")
    return [
        pytest.param(row, marks=[fails] if row["known_failure"] else [], id=row["line"][:50])
        for row in rows
    ]


@every_row("row", examples())
def test_days_of_a_line(row: dict[str, str]) -> None:
    """A line tells the day of publication, of the last change, both or none."""
    said = told(row["line"], row["language"])
    assert (said.published or "", said.modified or "") == (row["published"], row["modified"])


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\n",
        "1" * 160,
        "|" * 160,
        "updated " * 20,
        "1 updated" * 17,
        "(" * 99_999,
        "1. " * 99_999,
        "This post was published " * 9_999,
        "Posted 1 May " + "2024" * 9_999,
    ],
)
def test_strange_line_tells_nothing_in_time(line: str, within) -> None:
    """A line of marks, figures or words without end tells no day and costs no time."""
    with within(2):
        assert told(line, "en")[:2] == NOTHING[:2]
