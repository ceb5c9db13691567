"""Titles without the site's name."""

import csv
from pathlib import Path

import pytest

from sluice.model import Declared
from sluice.text.titles import (
    bare_title,
    declared_titles,
    is_site,
    parts,
    sites_named,
    sites_of,
    without_last_part,
    without_site,
)
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


@pytest.mark.parametrize("site", ["istanbul", "İstanbul", "ıstanbul", "ISTANBUL"])
@pytest.mark.parametrize("shown", ["istanbul", "İstanbul", "ıstanbul", "ISTANBUL"])
def test_every_i_of_a_site_is_the_same(site: str, shown: str) -> None:
    """A site's name is its name with a dot on its i and without, as in Turkish capitals."""
    assert without_site(f"Old mill – {shown}", site) == "Old mill"


def test_parts_of_a_title() -> None:
    """Parts stand between the marks and around each, the longest first; no mark, no parts."""
    assert parts("Old mill - and new | The Gazette") == [
        *("and new | The Gazette", "Old mill - and new", "The Gazette"),
        *sorted(("Old mill", "and new"), key=len, reverse=True),
    ]
    assert parts("Old mill and new") == []


# (a title, the title without what may be the site's name)
GLUED = [
    ("渡轮冬季继续运行_港口新闻网", "渡轮冬季继续运行"),
    ("渡輪冬季繼續運行！_港口日報", "渡輪冬季繼續運行！"),
    ("渡し船、冬も運航継続へ_港町新聞", "渡し船、冬も運航継続へ"),
    ("나룻배 겨울에도 계속 운항_항구일보", "나룻배 겨울에도 계속 운항"),
    # A hyphen may be the title's own; the shorter half is the site's; files have such names.
    ("渡轮冬季继续运行-港口新闻网", "渡轮冬季继续运行-港口新闻网"),
    ("渡轮_港口新闻网冬季继续运行", "渡轮_港口新闻网冬季继续运行"),
    ("The ferry_plan of winter", "The ferry_plan of winter"),
    ("Паром_план на зиму", "Паром_план на зиму"),
]


@pytest.mark.parametrize(("title", "bare"), GLUED)
def test_title_that_a_site_is_glued_on(title: str, bare: str) -> None:
    """Scripts without blanks set a mark between title and site without any."""
    assert without_last_part(title) == bare


def test_parts_of_a_title_without_blanks() -> None:
    """A hyphen between such words parts them too, where the page shows which part is its title."""
    assert "渡轮冬季继续运行" in parts("渡轮冬季继续运行-港口-新闻网")
    assert parts("比分3-0的比赛") == []
    assert parts("Old-mill_and new") == []


def test_site_without_a_name_is_no_site() -> None:
    """Where nobody names the site no text is its name."""
    assert sites_named(None) == sites_named("") == sites_named("…") == frozenset()
    assert not is_site("XXXX", sites_named(None))
    assert is_site("The Gazette", sites_named("the gazette"))


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
