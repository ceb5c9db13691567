"""Titles without the site's name."""

import csv
from pathlib import Path

import pytest

from sluice.metadata.titles import bare_title, declared_titles, sites_of, without_site
from sluice.model import Declared
from tests.rows import every_row

TITLES = Path(__file__).parents[1] / "examples" / "titles.tsv"
BARE = Path(__file__).parents[1] / "examples" / "bare_titles.tsv"


def examples() -> list[tuple[str, str, str]]:
    with TITLES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["title"], row["site"], row["bare"]) for row in rows]


@pytest.mark.parametrize(("title", "site", "bare"), examples())
def test_title_without_the_site(title: str, site: str, bare: str) -> None:
    """The site's name goes from a title's ends and from nowhere else."""
    assert without_site(title, site) == bare


def known_sites() -> list[pytest.param]:
    with BARE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    fails = pytest.mark.xfail(strict=True, reason="a known failure")
    return [pytest.param(row, marks=[fails] if row["known_failure"] else []) for row in rows]


@every_row("row", known_sites())
def test_title_without_the_known_site(row: dict[str, str]) -> None:
    """A site known by its name or its address goes from the title's ends, in any form."""
    url = f"https://{row['host']}/a" if row["host"] else None
    sites = sites_of(Declared(), row["site"], url)
    assert bare_title(row["title"], sites, "|»:–") == row["bare"]


def test_declared_titles_and_their_parts() -> None:
    """Each declared title is given whole and without what stands before or after a mark."""
    declared = Declared(
        title="Old mill - and new | The Gazette", meta=(("og:title", "Mill"), ("og:title", "No"))
    )
    assert declared_titles(declared) == [
        "Mill",
        "Old mill - and new | The Gazette",
        "Old mill",
        "and new | The Gazette",
        "Old mill - and new",
        "The Gazette",
    ]


def test_nothing_declared_has_no_title() -> None:
    """A head without a title gives none."""
    assert declared_titles(Declared()) == []


def test_title_of_marks_is_read_in_time(within) -> None:
    """A title of nothing but marks and blanks costs next to nothing."""
    with within(5):
        declared_titles(Declared(title=" | " * 300))
        without_site(" |" * 3_000 + "The", "The Gazette")
