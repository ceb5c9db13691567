"""Which days short lines tell, and of what."""

import csv
from pathlib import Path

import pytest

from sluice.metadata.sources.dated_lines import NOTHING, told, with_labels
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


EDITORS = {
    "en": ("Edited by Ada Stone", "7 May 2024"),
    "en, a colon": ("Edited by: Ada Stone", "7 May 2024"),
    "es": ("Modificado por Ana Ruiz", "7 de mayo de 2024"),
    "pt": ("Modificado por Ana Rocha", "7 de maio de 2024"),
    "fr": ("Modifié par Zoé Morel", "7 mai 2024"),
    "de": ("Überarbeitet von Ada Stein", "7. Mai 2024"),
    "nl": ("Bijgewerkt door Ada Steen", "7 mei 2024"),
}


@pytest.mark.parametrize("case", EDITORS)
def test_editor_labels_no_day(case: str) -> None:
    """Who edited a text says nothing of the day below or behind it."""
    editor, day = EDITORS[case]
    assert list(with_labels([editor, day])) == [editor, day]
    assert told(day, case[:2])[:2] == ("2024-05-07", None)


@pytest.mark.parametrize("case", ["en", "es", "pt", "fr", "de"])
def test_editor_beside_a_day(case: str) -> None:
    """A day on the editor's own line is the publication's."""
    assert told(" | ".join(EDITORS[case]), case)[:2] == ("2024-05-07", None)


@pytest.mark.parametrize(
    "lines",
    [
        ["Modificado por última vez", "7 de mayo de 2024"],
        ["Last edited by Ada Stone on 7 May 2024"],
        ["Updated by Ada Stone, 7 May 2024"],
        ["Last edited", "7 May 2024"],
    ],
)
def test_update_of_somebody(lines: list[str]) -> None:
    """A label of an update stays one where a day stands beside its person."""
    assert told(list(with_labels(lines))[-1], "en")[:2] == (None, "2024-05-07")
