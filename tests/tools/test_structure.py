"""What is kept of a page's structure, measured: the tool, and floors for its figures."""

import re
from functools import cache

import pytest

from tools.structure import PAGES, distance, figures, pages, parts, similarity, sluice

# Raise them with what is reached.
FLOORS = {
    "all": 0.99,
    "code": 1.0,
    "tables": 1.0,
    "lists": 1.0,
    "links": 0.99,
    "images": 1.0,
    "formulas": 1.0,
    "notes": 1.0,
}
# On these the lines differ of which the body is made, not how they are written: whose post it is
# stays, the heading of a quotation goes, the names of two tabs are read as one word.
OTHER_LINES = {
    "docs--mkdocs-tabs",
    "forum--discourse-quote",
    "forum--nested-quotes",
    "forum--task-list-ru",
}
LANGUAGE = re.compile(r'<html[^>]* lang="(\w+)')
FEWEST_PAGES, FEWEST_LANGUAGES = 120, 12
once = cache(sluice)


def test_pages_are_written_as_by_hand() -> None:
    """To the letter."""
    wrong = {name for name, html, expected in pages() if once(html) + "\n" != expected}
    assert wrong == OTHER_LINES


def test_figures_stay_above_their_floors() -> None:
    """No column falls."""
    found = figures(once)
    assert {kind: value for kind, value in found.items() if value < FLOORS[kind]} == {}


def test_folders_are_complete() -> None:
    """Each page has its Markdown, and the pages are of many kinds and languages."""
    names = [path.name for path in PAGES.iterdir()]
    assert len(names) >= FEWEST_PAGES
    assert len({name.partition("--")[0] for name in names}) >= 5
    languages = {LANGUAGE.search(html)[1] for _, html, _ in pages() if LANGUAGE.search(html)}
    assert len(languages) >= FEWEST_LANGUAGES
    for path in PAGES.iterdir():
        assert {file.name for file in path.iterdir()} == {"page.html", "body.md"}


DISTANCES = [("", "", 0), ("a b", "a b", 0), ("a b c", "a c", 1), ("a", "b", 1), ("a b", "", 2)]


@pytest.mark.parametrize(("one", "other", "expected"), DISTANCES)
def test_distance(one: str, other: str, expected: int) -> None:
    """Levenshtein's, over tokens."""
    assert distance(one.split(), other.split()) == expected


def test_parts_of_a_kind_are_found() -> None:
    """Each column looks at its own kind alone."""
    markdown = "See [a](b) and ![c](d).\n\n- `e`\n\n| f |\n\n$g$ and [^1]\n\n```\nh\n```\n"
    found = {kind: parts(markdown, kind) for kind in FLOORS if kind != "all"}
    assert found == {
        "code": "`e`\n```\nh\n```",
        "tables": "| f |",
        "lists": "- `e`",
        "links": "[a](b)",
        "images": "![c](d)",
        "formulas": "$g$",
        "notes": "[^1]",
    }
    assert similarity("a b", "a b") == 1.0
    assert similarity("a b", "a c") == 0.5
