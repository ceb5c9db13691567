"""sluice diff: two versions, or two settings, over the same pages."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sluice.cli import main
from sluice.text.phrases import HEADER

MILL = "The old mill on the river was opened again on Monday, after it had stood still for years."
STONE = "We kept every stone that could be kept, said Jan Berg, who led the work on the wheel."
LETTER = "Get our harbour letter"
ROW = ("en", "line", "sure", LETTER.lower(), LETTER)
GONE = {"text": LETTER, "rule": "newsletter/line"}
Run = Callable[..., Result]


@pytest.fixture
def diff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder with two pages and a table of one phrase."""
    for folder in ("pages", "phrases"):
        (tmp_path / folder).mkdir()
    story = f"{MILL}\n\n{LETTER}\n\n{STONE}\n"
    (tmp_path / "pages" / "story.txt").write_text(story, encoding="utf-8")
    (tmp_path / "pages" / "plain.txt").write_text(f"{STONE}\n\n{MILL}\n", encoding="utf-8")
    table = "\n".join("\t".join(row) for row in (HEADER, ROW))
    (tmp_path / "phrases" / "newsletter.tsv").write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner(env={"COLUMNS": "100"}).invoke(main, ["diff", *arguments])


def answer(name: str, body: str, *removed: tuple[str, str], **more: object) -> dict[str, object]:
    """An answer as a version may have given it."""
    report = [{"text": text, "reason": rule.split("/")[0], "rule": rule} for text, rule in removed]
    return {"file": name, "body": body, "removed": report, "metadata": {}} | more


def written(name: str, *answers: dict[str, object]) -> str:
    lines = [json.dumps(each) + "\n" for each in answers]
    Path(name).write_text("".join(lines), encoding="utf-8")
    return name


def test_setting_is_told_with_its_rule(diff: Run) -> None:
    """A phrase that takes a line is named as the rule, with the page and the line."""
    done = diff("pages", "--b", "phrases=phrases", "--json", "--workers", "1")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, "1 of 2 pages have another body")
    (change,) = map(json.loads, done.stdout.splitlines())
    assert change["page"] == "story.txt"
    assert [line["text"] for line in change["gone"]] == [LETTER]
    assert change["gone"][0]["rule"].startswith("newsletter/")
    assert change["back"] == []


def test_same_setting_is_the_same(diff: Run) -> None:
    """Where a setting changes no body the exit code says so."""
    done = diff("pages", "--a", "second_opinion=none")
    assert (done.exit_code, done.stdout) == (0, "0 of 2 pages have another body\n")


def test_answers_of_two_versions(diff: Run) -> None:
    """Of two files of answers the pages are matched by name, in whatever order they stand."""
    a = written(
        "a",
        answer("one.html", f"{MILL}\n\n{LETTER}"),
        answer("two.html", MILL, (STONE, "not_content/scorer")),
        answer("three.html", STONE),
    )
    b = written(
        "b",
        answer("three.html", STONE),
        answer("two.html", f"{MILL}\n\n{STONE}"),
        answer("one.html", MILL, (LETTER, "newsletter/line")),
    )
    done = diff(a, b, "--all")
    assert done.exit_code == 1
    assert f"one.html\n  - {LETTER}  [newsletter/line]\n" in done.stdout
    assert f"two.html\n  + {STONE}  [not_content/scorer]\n" in done.stdout
    assert "three.html" not in done.stdout
    assert "2 of 3 pages have another body" in done.stdout
    assert "      1      0      1  not_content/scorer\n" in done.stdout


def test_answers_of_bulk_runs(diff: Run) -> None:
    """Two folders of bulk runs are compared, pages that could not be cleaned with the rest."""
    for folder, code in (("a", None), ("b", "page-too-costly")):
        Path(folder).mkdir()
        lines = [{"file": "c.warc", "position": i, **answer("", MILL)} for i in (1, 2)]
        lines = [line | {"file": "c.warc"} for line in lines]
        if code:
            refusal = {"file": "c.warc", "position": 2, "id": None, "url": None, "code": code}
            written(f"{folder}/_failures.ndjson", refusal)
            lines.pop()
        written(f"{folder}/part-00001.ndjson", *lines)
    done = diff("a", "b", "--all")
    assert done.exit_code == 1
    assert "c.warc:2\n  - page-too-costly  [(refused)]" in done.stdout
    assert "1 of 2 pages" in done.stdout
    assert diff("a", "a").exit_code == 0


def test_page_of_one_side_differs(diff: Run) -> None:
    """A page that the other side lacks is a difference, and is said to be missing there."""
    a = written("a", answer("one.html", MILL), answer("two.html", STONE))
    b = written("b", answer("one.html", MILL))
    done = diff(a, b, "--all")
    assert done.exit_code == 1
    assert "two.html\n  - only A has this page" in done.stdout


def test_other_fields_are_counted_apart(diff: Run) -> None:
    """Other metadata with the same body are counted, and are no difference."""
    a = written("a", answer("one.html", MILL))
    b = written("b", answer("one.html", MILL, metadata={"title": "Mill"}))
    done = diff(a, b)
    assert done.exit_code == 0
    assert "1 pages have the same body and another report, verdict or metadata" in done.stdout


def test_line_without_a_rule_is_written_otherwise(diff: Run) -> None:
    """What no report explains is named so, and a line that one explains is not told twice."""
    a = written("a", answer("one.html", f"<p>{MILL}</p>\n<p>{STONE}</p>"))
    b = written("b", answer("one.html", f"# {MILL}", (STONE, "teaser/card")))
    done = diff(a, b, "--all")
    assert done.stdout.count(STONE) == 1
    assert f"- <p>{MILL}</p>  [(written otherwise)]" in done.stdout
    assert f"+ # {MILL}  [(written otherwise)]" in done.stdout


def test_summary_has_ten_lines_at_most(diff: Run) -> None:
    """However many rules there are, a summary is short, and says how to see them all."""
    pages = range(30)
    a = written("a", *(answer(f"{i}", f"{MILL}\n\n{STONE}") for i in pages))
    b = written("b", *(answer(f"{i}", MILL, (STONE, f"teaser/rule-{i}")) for i in pages))
    done = diff(a, b)
    assert len(done.stdout.splitlines()) <= 10
    assert "--all" in done.stdout
    assert len(diff(a, b, "--all").stdout.splitlines()) > 60


def test_terminal_marks_are_not_shown(diff: Run) -> None:
    """Control characters of a page do not reach the terminal."""
    a = written("a", answer("one\x1b[31m", f"{MILL}\n\n\x1b[2J{STONE}"))
    b = written("b", answer("one\x1b[31m", MILL, (f"\x1b[2J{STONE}", "teaser/card")))
    assert "\x1b" not in diff(a, b, "--all").stdout


WRONG = [
    (["pages", "--b", "ouput=markdown"], "Did you mean 'output'?"),
    (["pages", "--b", "output"], "KEY=VALUE"),
    (["pages", "--b", "output=pdf"], "'output' must be one of"),
    (["pages", "--b", "output=html", "--b", "output=text"], "more than once"),
    (["pages", "--b", "most_blocks=many"], "'most_blocks' cannot be 'many'"),
    (["pages", "--b", "second_opinion=oracle"], "'second_opinion' cannot be 'oracle'"),
    (["pages", "--b", "phrases=nowhere"], "nowhere"),
    (["phrases", "--b", "output=html"], "no file here ends in"),
    (["pages"], "two files of answers"),
    (["pages", "pages", "pages"], "two files of answers"),
    (["pages/story.txt", "pages/plain.txt"], "is no file of answers"),
    (["pages", "pages"], "no parts of a bulk run"),
    (["nothing", "pages"], "does not exist"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG)
def test_wrong_call(diff: Run, arguments: list[str], sentence: str) -> None:
    """What cannot be compared ends with 2 and a sentence that says why."""
    done = diff(*arguments)
    assert done.exit_code == 2
    assert sentence in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["[]", "{}", "\xff", '{"body": "a"}', "nothing"])
def test_file_that_is_no_answers(diff: Run, line: str) -> None:
    """A line that is no answer is named by its number, and the comparison is not half made."""
    a = written("a", answer("one.html", MILL))
    Path("b").write_bytes((json.dumps(answer("one.html", MILL)) + "\n" + line).encode("latin-1"))
    done = diff(a, "b")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "b is no file of answers" in done.stderr
    assert "line 2" in done.stderr
