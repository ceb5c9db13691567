"""What is kept of a page's structure, measured: the tool, and floors for its figures."""

import re
from functools import cache

import pytest

from tools.evaluate.structure import PAGES, distance, figures, pages, parts, similarity, sluice

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
# Written before the writer had seen any of them, with what it then lost of lists, tables and links.
LATER = frozenset(
    """docs--asciidoctor-blocks docs--confluence-page docs--docusaurus-tabs docs--github-alerts
    docs--hljs-line-table-ru docs--hugo-chroma-table docs--jekyll-rouge-gutter
    docs--notion-toggles-ja docs--org-export docs--prism-toolbar docs--sphinx-linenos-de
    docs--vitepress-zh forum--discourse-details forum--phpbb-viewtopic-de
    forum--stack-exchange-kbd long-read--aozora-ruby long-read--ghost-cards-hi
    long-read--google-docs-published long-read--gutenberg-blocks-he long-read--mediawiki-fr
    long-read--medium-code long-read--project-gutenberg long-read--substack-letters
    long-read--word-filtered-pl maths--katex-auto-es maths--latexml-paper
    maths--mathjax2-rendered-fr maths--mathjax3-svg maths--mathml-annotated-uk
    recipe--wprm-ar""".split()
)
LATER_FLOORS = FLOORS | {"all": 0.96, "tables": 0.94, "lists": 0.94, "links": 0.88}
# On these the lines differ of which the body is made, not how they are written: a post's or a
# paper's author stays, a teaser, a subheading, a label or the lines of a colophon; a list, a table,
# the names of tabs or who is quoted goes.
OTHER_LINES = {
    "docs--mkdocs-tabs",
    "docs--org-export",
    "forum--phpbb-viewtopic-de",
    "long-read--aozora-ruby",
    "long-read--ghost-cards-hi",
    "long-read--mediawiki-fr",
    "long-read--medium-code",
    "long-read--project-gutenberg",
    "long-read--substack-letters",
    "maths--latexml-paper",
    "recipe--wprm-ar",
}
LANGUAGE = re.compile(r'<html[^>]* lang="(\w+)')
FEWEST_PAGES, FEWEST_LANGUAGES = 150, 12
once = cache(sluice)


def test_pages_are_written_as_by_hand() -> None:
    """To the letter."""
    wrong = {name for name, html, expected in pages() if once(html) + "\n" != expected}
    assert wrong == OTHER_LINES


@pytest.mark.parametrize(("floors", "is_later"), [(FLOORS, False), (LATER_FLOORS, True)])
def test_figures_stay_above_their_floors(floors: dict[str, float], is_later: bool) -> None:
    """No column falls."""
    found = figures(once, (page for page in pages() if (page[0] in LATER) is is_later))
    assert {kind: value for kind, value in found.items() if value < floors[kind]} == {}


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
