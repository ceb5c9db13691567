"""The made-up crawl: its pages, and what profiles add on a small one."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.site_crawl import __main__ as tool

pytestmark = pytest.mark.processes

SITES, PAGES = 2, 24


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> tool.Result:
    made = tool.crawl(tool.stories((), PAGES), (SITES, PAGES))
    return tool.measured(made, tmp_path_factory.mktemp("crawl"))


def test_profiles_add_and_take_nothing(result: tool.Result) -> None:
    """On pages that were not learned from, bodies are better and no sentence of one is lost."""
    found = result.measured
    assert result.figures.profiles == SITES
    assert len(found.without) == SITES * PAGES // 2
    assert sum(found.with_profiles) > sum(found.without)
    assert (found.taken, found.lost) == (0, 0)
    assert found.template_blocks > 10 * len(found.without)
    assert found.titles[1] >= found.titles[0]


def test_profiles_are_small_and_near(result: tool.Result) -> None:
    """A profile takes a few kilobytes, and is found in less than a page's time of thousands."""
    assert result.file_bytes / SITES < 20_000
    assert 0 < result.microseconds[1] < 10_000


def test_crawl_is_the_same_each_time() -> None:
    """The same numbers give the same pages, and no two pages of a site the same body."""
    bodies = tool.stories((), PAGES)
    one, other = (tool.crawl(bodies, (SITES, PAGES)) for _ in range(2))
    pages = [site.pages() for site in one]
    assert pages == [site.pages() for site in other]
    assert len({page.body for page in pages[0]}) == PAGES
    assert pages[0][0].text != pages[1][0].text


def test_traps_are_laid() -> None:
    """Bodies hold what recurs and must stay, and some stand at several addresses."""
    made = tool.crawl(tool.stories((), PAGES), (SITES, PAGES))
    firsts = [page.body[0] for site in made for page in site.pages()]
    assert max(map(firsts.count, firsts)) > 1
    copies = made[0].copies()
    assert len({page.body for page in copies}) < len(copies) == len({page.url for page in copies})


def test_command_takes_bodies_from_a_corpus(tmp_path: Path) -> None:
    """Bodies of a folder in the form of the corpora are put into the templates."""
    rows = [
        {"title": f"House {n} was opened", "body": "\n\n".join(story.paragraphs)}
        for n, story in enumerate(tool.stories((), 8)[:24])
    ]
    with gzip.open(tmp_path / "gold.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    called = CliRunner().invoke(tool.main, [str(tmp_path), "--sites", "1", "--pages", "20"])
    assert called.exit_code == 0, called.output
    assert "10 pages cleaned twice" in called.output
    assert "F1 with profiles" in called.output
