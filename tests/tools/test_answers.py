"""The tool that says what a change did to the answers."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sluice.errors import Problem, Refused
from tools import answers

pytestmark = pytest.mark.processes

PROSE = "The old mill on the river was opened again on Monday, and it turned all day long."
PAGE = f"<title>The mill turns</title><h1>The mill turns</h1><p>{PROSE}</p><p>{PROSE[::-1]}</p>"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two golden pages and a corpus of one, and none of this machine's."""
    for name, content in (("one", PROSE), ("two", "\0" * 90)):
        (tmp_path / "tests/pages" / name).mkdir(parents=True)
        (tmp_path / "tests/pages" / name / "page.txt").write_text(content)
    corpus = tmp_path / "corpora" / "mills-dev"
    (corpus / "pages").mkdir(parents=True)
    gold = {"id": "a", "url": None, "type": None, "body": "", "with": [], "without": []}
    (corpus / "gold.jsonl.gz").write_bytes(gzip.compress(json.dumps(gold).encode()))
    (corpus / "pages" / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    monkeypatch.setattr(answers, "TESTS", tmp_path / "tests")
    monkeypatch.setattr(answers, "SHARED", tmp_path / "nothing")
    answers._hostile.cache_clear()
    return tmp_path


def run(room: Path, command: str, *words: str) -> tuple[int, str]:
    call = [command, str(room / "kept"), "--corpora", str(room / "corpora"), *words]
    answer = CliRunner().invoke(answers.main, call, catch_exceptions=False)
    return answer.exit_code, " ".join(answer.output.split())


def test_same_code_gives_the_same_answers(room: Path) -> None:
    """Every page of every set is cleaned again, as HTML and as two texts, refusals included."""
    code, kept = run(room, "keep")
    assert code == 0
    assert [", ".join((name, count)) in kept for name, count in SETS.items()] == [True] * 3
    code, output = run(room, "compare")
    assert code == 0
    assert "golden │ 2 │" in output
    assert "mills-dev │ 3 │" in output


SETS = {"golden": "2 pages", "hostile": "5 pages", "mills-dev": "1 pages"}


def test_change_is_counted_and_shown(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that differs is named with its fields, and the exit code tells."""
    run(room, "keep")
    real = answers.named("clean")

    def clean(source):
        if b"turns" in source.content:
            raise Refused(Problem.PAGE_TOO_COSTLY, "The mill turns too long.")
        return real(source)

    monkeypatch.setattr(answers, "named", lambda n: clean if n == "clean" else NAMED(n))
    code, output = run(room, "compare", "--show", "1")
    assert code == 1
    assert "mills-dev │ │ 3 │ │ 1 html, 1 lines, 1 raw" in output
    assert "golden │ 2 │ │ │" in output
    assert "mills-dev, a, html" in output
    assert "-text: The old mill" in output
    assert "3 answers differ in problem" in output


NAMED = answers.named


def test_field_may_be_left_out(room: Path) -> None:
    """What is meant to change can be taken out of the comparison, alone or with its object."""
    before = {"body": "a", "metadata": {"title": "a", "url": None}}
    after = {"body": "a", "metadata": {"title": "b", "url": None, "byline": "c"}}
    assert answers._differing(before, after, ()) == ("metadata.title", "metadata.byline")
    assert answers._differing(before, after, ("metadata.title",)) == ("metadata.byline",)
    assert answers._differing(before, after, ("metadata",)) == ()


def test_some_pages_only(room: Path) -> None:
    """--every takes a part of each set; what was not kept is said, and is no change."""
    run(room, "keep", "--every", "2")
    code, output = run(room, "compare")
    assert code == 0
    assert "golden │ 1 │ │ 1 │" in output


def test_nothing_kept_is_no_success(room: Path) -> None:
    """A folder without answers does not pass for a run without changes."""
    code, output = run(room, "compare")
    assert code == 1
    assert "holds no answer" in output
