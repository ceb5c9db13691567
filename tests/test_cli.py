"""The command line: a file, standard input or a folder, for people and for programs."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from sluice.cli import main

ROOT = Path(__file__).parents[1]
TEXT = """Old mill opens again
By Ada Stone

The old mill on the river was opened again on Monday, after it had stood still for eleven years.

"We kept every stone that could be kept," said Jan Berg, who led the work.

***
"""
BODY = TEXT[TEXT.index("The old mill") : TEXT.index("\n\n***")]
HTML = "<!doctype html><title>Old mill opens again</title><h1>Old mill opens again</h1>" + "".join(
    f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n")
)
PDF = b"%PDF-1.7\n" + bytes(100)
Run = Callable[..., Result]


@pytest.fixture
def sluice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder with an article, a page, a PDF and an empty file."""
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "page.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "latin.txt").write_bytes(("Für Zoë: " + TEXT * 2).encode("cp1252"))
    (tmp_path / "paper.pdf").write_bytes(PDF)

    def run(*arguments: str, stdin: str = "") -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, input=stdin)

    monkeypatch.chdir(tmp_path)
    return run


def test_file_for_people(sluice: Run) -> None:
    """The body goes to standard output, and what was removed beside it."""
    done = sluice("story.txt")
    assert done.exit_code == 0
    assert BODY in done.stdout
    assert "Old mill opens again" in done.stdout
    assert "Ada Stone" in done.stdout
    assert "***" not in done.stdout
    assert "3 blocks removed" in done.stderr
    assert "separator" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "media_type"), [("story.txt", "text/plain"), ("page.html", "text/html")]
)
def test_json_is_that_of_http(
    sluice: Run, client: FlaskClient, tmp_path: Path, name: str, media_type: str
) -> None:
    """The JSON on the command line is byte for byte the answer over HTTP."""
    done = sluice(name, "--json")
    body = (tmp_path / name).read_bytes()
    response = client.post("/v1/clean", data=body, content_type=media_type)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == response.text + "\n"


@pytest.mark.parametrize("output", ["text", "markdown", "html"])
def test_output(sluice: Run, output: str) -> None:
    """The form of the body can be chosen as over HTTP."""
    answer = json.loads(sluice("page.html", "--json", "--output", output).stdout)
    assert answer["output"] == output
    assert answer["body"].startswith("<p>" if output == "html" else "The old mill")


@pytest.mark.parametrize("output", ["text", "markdown", "html"])
def test_output_alone_is_the_body(sluice: Run, output: str) -> None:
    """With --output and nothing else the body goes to standard output, to the letter."""
    done = sluice("page.html", "--output", output)
    body = json.loads(sluice("page.html", "--json", "--output", output).stdout)["body"]
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == body + "\n"


def test_pretty_output_tells_what_was_removed(sluice: Run) -> None:
    """Who asks for both gets the body in that form, for people."""
    done = sluice("page.html", "--pretty", "--output", "markdown")
    assert "blocks removed" in done.stderr


def test_front_matter(sluice: Run) -> None:
    """The metadata can stand above the body, as files of Markdown have them."""
    done = sluice("page.html", "--output", "markdown", "--front-matter", "yaml")
    assert done.stdout.startswith('---\ntitle: "Old mill opens again"\n')


def test_standard_input(sluice: Run) -> None:
    """A page may come through a pipe."""
    done = sluice("-", "--json", stdin=HTML)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["body"] == BODY


def test_url(sluice: Run) -> None:
    """The page's address resolves what the page says relatively."""
    page = HTML.replace("<title>", '<link rel="canonical" href="/mill"><title>')
    done = sluice("-", "--json", "--url", "https://example.org/a/b", stdin=page)
    assert json.loads(done.stdout)["metadata"]["url"] == "https://example.org/mill"


@pytest.mark.processes
def test_folder_as_json(sluice: Run) -> None:
    """A folder gives one object a line, in the order of the names, folders below included."""
    done = sluice(".", "--json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [answer["file"] for answer in answers] == ["page.html", "story.txt", "sub/latin.txt"]
    assert all("on Monday" in answer["body"] for answer in answers)


@pytest.mark.processes
def test_folder_for_people(sluice: Run) -> None:
    """A folder gives a table with a row for each page."""
    done = sluice(".")
    assert done.exit_code == 0
    assert [name for name in ("page.html", "story.txt") if name not in done.stdout] == []
    assert "3 pages, 0 refused" in done.stderr


@pytest.mark.processes
def test_refused_page_in_a_folder(sluice: Run, tmp_path: Path) -> None:
    """A page that is refused costs none of the others, and the exit code says so."""
    (tmp_path / "broken.html").write_bytes(PDF)
    (tmp_path / "empty.txt").write_bytes(b"")
    done = sluice(".", "--json")
    answers = {answer["file"]: answer for answer in map(json.loads, done.stdout.splitlines())}
    assert done.exit_code == 1
    assert answers["broken.html"]["problem"] == "unsupported-media-type"
    assert answers["empty.txt"]["problem"] == "empty-body"
    assert len(answers) == 5
    assert "2 refused" in done.stderr


@pytest.mark.parametrize("arguments", [["paper.pdf"], ["paper.pdf", "--json"]])
def test_refused_page(sluice: Run, arguments: list[str]) -> None:
    """A refusal says what is wrong and what to do, and leaves standard output empty."""
    done = sluice(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "PDF document" in done.stderr
    assert "Traceback" not in done.stderr


def test_empty_input(sluice: Run) -> None:
    """Nothing through the pipe is refused like nothing over HTTP."""
    done = sluice("-")
    assert (done.exit_code, done.stdout) == (1, "")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing.html"],
        ["story.txt", "-"],
        ["story.txt", "--output", "pdf"],
        ["story.txt", "--nonsense"],
    ],
)
def test_wrong_usage(sluice: Run, arguments: list[str]) -> None:
    """A wrong call ends with 2 and one line on what is wrong."""
    done = sluice(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


def test_folder_without_pages(sluice: Run, tmp_path: Path) -> None:
    """A folder in which there is nothing to clean is said to be one."""
    (tmp_path / "none").mkdir()
    done = sluice("none")
    assert done.exit_code != 0
    assert done.stdout == ""
    assert "none" in done.stderr


def test_help_and_version(sluice: Run) -> None:
    """The command explains itself and names its version."""
    assert "Examples:" in sluice("--help").stdout
    assert re.search(r"0\.1\.0 \((un)?compiled\)$", sluice("--version").stdout.strip())


def test_terminal_marks_of_a_page_are_text(sluice: Run) -> None:
    """What looks like the terminal library's markup, or like a control sequence, is only text."""
    page = "It costs \x1b[31m[bold red]nothing[/bold red] to see the mill [/] on the river. "
    done = sluice("-", stdin=f"{page}{BODY}")
    assert done.exit_code == 0
    assert "[bold red]nothing[/bold red]" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.processes
def test_as_a_process(tmp_path: Path) -> None:
    """Started by its name it cleans, exits with 1 for a refused page, and stands a closed pipe."""
    (tmp_path / "long.txt").write_text((BODY + "\n\n") * 5_000, encoding="utf-8")
    (tmp_path / "paper.pdf").write_bytes(PDF)
    command = f"""
        {sys.executable} -m service long.txt --json | head -c 10
        {sys.executable} -m service paper.pdf
        echo $? >&2"""
    done = subprocess.run(
        command,
        shell=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stdout == '{"id":null'
    assert "PDF document" in done.stderr
    assert done.stderr.endswith("\n1\n")
    assert "Traceback" not in done.stderr
