"""The smaller subcommands, and pages by the hundred."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sluice.cli import COMMANDS, main, serve
from sluice.cli.crew import on_all_cores
from tests.judge.test_threads import THREADS, page_of
from tests.web.service_process import ROOT

MILL = "The old mill on the river was opened again on Monday, after it had stood still for years."
PAGE = f"{MILL}\n\nThis website uses cookies.\n"
Run = Callable[..., Result]


@pytest.fixture
def sluice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in a folder with a page and a folder of thirty, one of them empty."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages").mkdir()
    for i in range(29):
        (tmp_path / "pages" / f"{i:02}.txt").write_text(f"{PAGE}\n\nNumber {i}.", encoding="utf-8")
    (tmp_path / "pages" / "empty.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments)


def test_many_pages_keep_their_order(sluice: Run) -> None:
    """On several cores each page of a folder has its answer, in the order of the names."""
    done = sluice("clean", "pages", "--json", "--workers", "2")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    names = [*(f"{i:02}.txt" for i in range(29)), "empty.txt"]
    assert [answer["file"] for answer in answers] == names
    assert all(answer["body"].startswith(MILL) for answer in answers[:-1])
    assert answers[-1]["problem"] == "empty-body"
    assert done.exit_code == 1


def test_comments_are_kept_where_asked_for(sluice: Run, tmp_path: Path) -> None:
    """The option reaches what cleans."""
    thread = THREADS["en"]
    (tmp_path / "page.html").write_text(page_of(thread), encoding="utf-8")
    kept = sluice("clean", "page.html", "--output", "text", "--comments", "keep").stdout
    assert [text for text in thread.comments if text not in kept] == []
    assert thread.comments[0] not in sluice("clean", "page.html", "--output", "text").stdout


def test_summary_has_ten_lines_at_most(sluice: Run) -> None:
    """Of many pages it is told how many are what; with --all each has a row."""
    done = sluice("clean", "pages")
    assert len((done.stdout + done.stderr).splitlines()) <= 10
    assert "30 pages, 1 refused" in done.stderr
    assert "28.txt" in sluice("clean", "pages", "--all").stdout


def test_files_are_cleaned_beside_folders(sluice: Run) -> None:
    """Several files and folders can be named at once."""
    done = sluice("page.txt", "pages/00.txt", "--json")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [
        "page.txt",
        "pages/00.txt",
    ]


def test_report_of_one_page_is_short(sluice: Run, tmp_path: Path) -> None:
    """Many removed lines are told by reason, and with --all one by one."""
    lines = [f"Read more: the ferry runs at night, part {i}" for i in range(30)]
    (tmp_path / "long.txt").write_text("\n\n".join([MILL, *lines]), encoding="utf-8")
    done = sluice("long.txt")
    assert len(done.stderr.strip().splitlines()) <= 10
    assert "part 29" not in done.stderr
    assert "part 29" in sluice("long.txt", "--all").stderr


def dies(number: int) -> int:
    """The square, but for the number of which a process dies."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_page_that_kills_its_process_costs_itself() -> None:
    """Every other page has its answer, in order, and the one is said to have failed."""
    found = list(on_all_cores(dies, range(40), 2))
    assert found == [(i, None if i == 13 else i * i) for i in range(40)]


def test_why_shows_the_rule(sluice: Run) -> None:
    """Each line has its decisions, and words pick the lines that hold them."""
    done = sluice("why", "page.txt")
    assert done.exit_code == 0
    assert "cookie_consent/" in done.stdout
    assert MILL[:40] in done.stdout
    picked = sluice("why", "page.txt", "uses  COOKIES")
    assert "cookie_consent/" in picked.stdout
    assert MILL[:40] not in picked.stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["pages/empty.txt"], 1, "The request has no body."),
        (["page.txt", "ferry"], 1, "no line holds these words"),
        (["nothing.txt"], 2, "does not exist"),
        (["pages"], 2, "is a directory"),
    ],
)
def test_why_refuses(sluice: Run, words: list[str], code: int, sentence: str) -> None:
    """A page that is refused, words that stand nowhere and a folder end with a sentence."""
    done = sluice("why", *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert sentence in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(sluice: Run, shell: str) -> None:
    """Each shell gets a script that asks this command."""
    assert "_SLUICE_COMPLETE" in sluice("completion", shell).stdout
    assert sluice("completion", "csh").exit_code == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sluice ", {*COMMANDS}),
        ("sluice di", {"diff"}),
        ("sluice clean --out", {"--output"}),
        ("sluice clean --output ", {"text", "markdown", "html"}),
        ("sluice page.html --js", {"--json"}),
    ],
)
def test_completion_knows_the_words(words: str, found: set[str]) -> None:
    """What the shell asks for is answered with commands, options and values."""
    run = subprocess.run(
        [sys.executable, "-c", "from sluice.cli import main; main(prog_name='sluice')"],
        cwd=ROOT,
        env=os.environ
        | {"_SLUICE_COMPLETE": "bash_complete", "COMP_WORDS": words}
        | {"COMP_CWORD": str(len(words.split(" ")) - 1)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told = {line.split(",")[1] for line in run.stdout.splitlines() if line.startswith("plain,")}
    assert told == found


def test_serve_hands_its_process_over(sluice: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It becomes gunicorn, with this tree's recipe and what was asked for in its environment."""
    became: list[list[str]] = []
    monkeypatch.setattr(serve.os, "execv", lambda _, words: became.append(words))
    monkeypatch.setenv("SLUICE_BIND", "127.0.0.1:1")
    monkeypatch.setenv("SLUICE_ENGINES", "1")
    assert sluice("serve", "--bind", "127.0.0.1:18081", "--engines", "3").exit_code == 0
    assert became[0][1:4] == ["-m", "gunicorn", "--config"]
    assert Path(became[0][4]).read_text(encoding="utf-8").startswith('"""How the service is')
    assert (os.environ["SLUICE_BIND"], os.environ["SLUICE_ENGINES"]) == ("127.0.0.1:18081", "3")


def test_serve_without_the_service(sluice: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the library is installed it says what is missing."""
    monkeypatch.setattr(serve, "find_spec", lambda _: None)
    done = sluice("serve")
    assert done.exit_code == 1
    assert "pip install 'sluice[service]'" in done.stderr


def test_interrupt_has_a_code_of_its_own(sluice: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a subcommand as it ends any program."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.os, "execv", interrupted)
    done = sluice("serve")
    assert (done.exit_code, done.stderr) == (130, "Interrupted.\n")


def test_extra_that_is_missing_is_named(sluice: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A subcommand that needs more than the library says what to install."""
    monkeypatch.setitem(sys.modules, "sluice.bulk.command", None)
    done = sluice("bulk", "pages", "--out", "clean")
    assert done.exit_code == 1
    assert "pip install 'sluice[bulk]'" in done.stderr
