"""The measure of the metadata: what counts as right, and the command around it."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.evaluate import metadata

pytestmark = pytest.mark.processes

TITLES = [
    ("The old mill turns again", "The Old Mill Turns Again!", True),
    ("The old mill turns again | Gazette", "The old mill turns again", True),
    ("The old mill turns", "The old mill turns again", True),
    ("The old mill turns again and all that is known of it today", "The old mill turns", False),
    ("Mill", "Mill today", False),
    ("Gazette", "The old mill turns again", False),
]
AUTHORS = [
    (("Ada Stone",), ["Ada Stone"], True),
    (("ada stone",), ["Ada Stone"], True),
    (("Ada Stone", "Jan Berg"), ["Ada Stone"], True),
    (("Ada Stone", "Jan Berg", "Eva Lind"), ["Ada Stone"], False),
    (("Ada Stone",), ["Ada Stone", "Jan Berg"], False),
    (("Jan Berg",), ["Ada Stone"], False),
    (("—",), ["—"], False),
]


@pytest.mark.parametrize(("answer", "gold", "expected"), TITLES)
def test_titles_are_compared_by_their_words(answer: str, gold: str, expected: bool) -> None:
    """A title is right with the label's words, but for a short piece at one end."""
    assert metadata.is_title(answer, gold) is expected


@pytest.mark.parametrize(("answer", "gold", "expected"), AUTHORS)
def test_authors_are_compared_by_name(
    answer: tuple[str, ...], gold: list[str], expected: bool
) -> None:
    """Every labelled name has to be there, and not a crowd around it."""
    assert metadata.are_authors(answer, gold) is expected


def test_figures_of_a_corpus(tmp_path: Path) -> None:
    """Right, wrong and silent answers are counted, and errors listed with their source."""
    folder = tmp_path / "mills"
    (folder / "pages").mkdir(parents=True)
    html = "<h1>The old mill turns again</h1><p>It is so.</p>"
    gold = {"id": "a", "url": None, "type": None, "body": "", "with": [], "without": []}
    gold |= {"title": "The old mill turns again", "authors": ["Ada Stone"], "date": None}
    other = gold | {"title": "Another headline", "authors": None}
    records = "\n".join(map(json.dumps, (gold, other)))
    (folder / "gold.jsonl.gz").write_bytes(gzip.compress(records.encode()))
    (folder / "pages" / "a.html.gz").write_bytes(gzip.compress(html.encode()))

    result = CliRunner().invoke(metadata.metadata, [str(folder), "--errors", "title"])

    assert result.exit_code == 0, result.output
    rows = [" ".join(line.strip("│").split("│")).split() for line in result.output.splitlines()]
    assert ["title", "2", "0.500", "0.500", "0.000"] in rows
    assert ["authors", "1", "0.000", "0.000", "1.000"] in rows
    assert "a wrong 'Another headline' 'The old mill turns again'" in result.output


def test_missing_corpus_is_explained(tmp_path: Path) -> None:
    """A folder that is no corpus is named, and nothing is measured."""
    result = CliRunner().invoke(metadata.metadata, [str(tmp_path / "absent")])
    assert result.exit_code == 1
    assert "is no corpus" in result.output
    assert "not part of this project" in result.output
