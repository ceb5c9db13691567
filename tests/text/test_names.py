"""Which lines name people, and whom."""

import csv
from pathlib import Path

import pytest

from sluice.text.names import (
    MOST_NAMES,
    byline_names,
    contributor_names,
    is_byline,
    is_name,
    lowered_names,
    names_alone,
    people,
)
from tests.rows import every_row

NAMES = Path(__file__).parents[1] / "examples" / "names.tsv"


def examples(*kinds: str) -> list[tuple[str, tuple[str, ...]]]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (row["line"], tuple(filter(None, row["names"].split("; "))))
            for row in rows
            if row["kind"] in kinds
        ]


@every_row(("line", "names"), examples("byline"))
def test_names_of_a_byline(line: str, names: tuple[str, ...]) -> None:
    """A byline gives its people, without the words and places around them."""
    assert byline_names(line) == names


@every_row("line", [line for line, names in examples("byline") if names])
def test_byline_is_told(line: str) -> None:
    """A line that names people is a byline if it says so, else a name alone."""
    assert is_byline(line) or is_name(line)


@every_row("line", [line for line, _ in examples("none")])
def test_near_miss_is_no_byline(line: str) -> None:
    """A line that only begins as a byline does is none."""
    assert not is_byline(line)


@every_row(("line", "names"), examples("contributor", "no contributor"))
def test_names_of_a_reporting_line(line: str, names: tuple[str, ...]) -> None:
    """A reporting line gives the people before its verb, a sentence about rain gives none."""
    assert contributor_names(line) == names


# (declared authors, the people in them)
DECLARED = [
    (("Ada Stone",), ("Ada Stone",)),
    (("By Ada Stone",), ("Ada Stone",)),
    (("Ada Stone, Jan Berg",), ("Ada Stone", "Jan Berg")),
    (("Ada Stone and Jan Berg",), ("Ada Stone", "Jan Berg")),
    (("Ada Stone", "Ada Stone"), ("Ada Stone",)),
    (("Madonna",), ("Madonna",)),
    (("王小明",), ("王小明",)),
    (("admin", "Editor", "STAFF", "Ada Stone"), ("Ada Stone",)),
    (("https://example.org/ada", "ada@example.org", "@ada"), ()),
    (("Ada Stone 2",), ("Ada Stone",)),
    (("Reuters", "Ada Stone", "dpa"), ("Ada Stone",)),
    (("Ada Stone, Senior Editor",), ("Ada Stone",)),
    (("Ada Stone | The Gazette",), ("Ada Stone",)),
    (("Ada Stone (Author)",), ("Ada Stone",)),
    (("Maria &amp; Jan",), ("Maria & Jan",)),
    (("page.head.author", "null", "Redaktion", "editorial team"), ()),
    (("x" * 61,), ()),
    (("", " ", "."), ()),
    ((), ()),
    (("Byron Vaughn",), ("Byron Vaughn",)),
    (("Ana de Armas",), ("Ana de Armas",)),
    (("Andy Holland",), ("Andy Holland",)),
]


@every_row(("declared", "names"), DECLARED)
def test_declared_authors(declared: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Declared authors are people's names, once each, without accounts and addresses."""
    assert people(declared) == names


# (line, the people of whom it is nothing but the names)
ALONE = [
    ("Ada Stone", ("Ada Stone",)),
    ("Ada Stone and Jan Berg", ("Ada Stone", "Jan Berg")),
    ("Ewa Nowak i Jan Lis", ("Ewa Nowak", "Jan Lis")),
    ("Eva Malá a Jan Novák", ("Eva Malá", "Jan Novák")),
    ("Ana Ruiz y Luis Gil", ("Ana Ruiz", "Luis Gil")),
    ("Nguyễn Thu Hà và Trần Văn An", ("Nguyễn Thu Hà", "Trần Văn An")),
    ("Kiss Anna és Nagy Péter", ("Kiss Anna", "Nagy Péter")),
    ("佐藤花子", ("佐藤花子",)),
    ("王小明", ("王小明",)),
    ("김하늘", ("김하늘",)),
    ("社会", ()),
    ("北海道", ()),
    ("사회면", ()),
    ("Share Tweet Email", ()),
    ("Teilen Merken Drucken", ()),
    ("Dela Spara Lyssna", ()),
    ("Ada Stone went home", ()),
    ("Staff Writer and Ada Stone", ()),
]


@every_row(("line", "names"), ALONE)
def test_names_alone(line: str, names: tuple[str, ...]) -> None:
    """A line of nothing but full names gives them, a section's and buttons' give none."""
    assert names_alone(line) == names


# (byline without capitals, the people as they stand there)
LOWERED = [
    ("by ada stone", ("ada stone",)),
    ("par zoé lefèvre et jean petit", ("zoé lefèvre", "jean petit")),
    ("автор: анна иванова", ("анна иванова",)),
    ("tekst: ewa nowak i jan lis", ("ewa nowak", "jan lis")),
    ("by ada stone in rome", ("ada stone",)),
    ("by train", ()),
    ("it was found by ada stone", ()),
    ("By Ada Stone", ()),
]


@every_row(("line", "names"), LOWERED)
def test_names_without_capitals(line: str, names: tuple[str, ...]) -> None:
    """Where a text has no capitals, what stands behind the "by" is read as names."""
    assert lowered_names(line) == names


def declared_rows() -> list[pytest.param]:
    fails = pytest.mark.xfail(strict=True, reason="a known failure")
    return [
        *(pytest.param(line, names) for line, names in examples("declared")),
        *(pytest.param(*row, marks=fails) for row in examples("declared known failure")),
    ]


@every_row(("line", "names"), declared_rows())
def test_people_of_a_declared_author(line: str, names: tuple[str, ...]) -> None:
    """One declared text gives its people, in every language, and no role, agency or account."""
    assert people((line,)) == names


def test_endless_byline_is_cut() -> None:
    """A text of many names gives a bounded number of them."""
    assert len(people((", ".join(f"A{chr(97 + n % 26)} Stone" for n in range(999)),))) <= MOST_NAMES
    assert byline_names("By " + ", ".join(["Ada Stone"] * 99)) == ()


@pytest.mark.parametrize(
    "line", ["By " + "A" * 100_000, "A " * 50_000, "By " + "A-" * 75, "Ada " * 75 + "contributed"]
)
def test_names_are_read_in_time(line: str, within) -> None:
    """No line, however odd, keeps the names' patterns busy."""
    with within(5):
        byline_names(line)
        contributor_names(line)
        people((line,))
