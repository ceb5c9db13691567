"""What a page costs: the measuring is done, in fresh processes, on a few tiny pages."""

import gzip
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tools.measure import against, growth, runner, start
from tools.measure.__main__ import main
from tools.measure.over_http import Cost, figures
from tools.measure.pages import Form, Kind, Pages, read, sentence
from tools.measure.runner import Contender, Runner
from tools.measure.soak import growth as growth_of

pytestmark = pytest.mark.processes

PROSE = "The old mill on the river was opened again on Monday. It turned all day long."
PAGE = f"<!doctype html><title>The mill turns</title><h1>The mill turns</h1><p>{PROSE}</p>"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two HTML pages, one of them packed."""
    monkeypatch.setattr(start, "STARTS", 1)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.html").write_text(PAGE)
    (folder / "two.html.gz").write_bytes(gzip.compress(PAGE.replace("Monday", "Friday").encode()))
    return folder


def run(*words: str) -> str:
    answer = CliRunner().invoke(main, ["page", *words], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return " ".join(answer.output.split())


def test_beside_peers(pages: Path) -> None:
    """All forms of the pages are measured beside the peers, and so is the start."""
    output = run(str(pages))
    for row in ("HTML │ sluice", "HTML │ trafilatura", "HTML │ lexbor", "text │ sluice"):
        assert f"│ {row} │" in output
    assert "CPU a page, ms; 2 pages" in output
    assert "│ one sentence, text │" in output
    assert "│ sluice, text │" in output


def test_missing_peer_is_said(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a library is not installed, its column says so."""
    monkeypatch.setattr(runner, "find_spec", lambda _: None)
    output = run(str(pages), "--sample", "1")
    assert "resiliparse is not installed: left out." in output
    assert "│ HTML │ left out │ left out │ left out │" in output


# A commit of the time before the library had its name, which has to be built.
COMMIT = {
    "setup.py": "import pathlib; pathlib.Path('service/built.py').write_text('')",
    "service/__init__.py": "",
    "service/pipeline.py": "import service.built\ndef clean(source): return source",
    "service/model.py": "InputKind = str\ndef Source(content, kind): return content",
    "service/wire/__init__.py": "",
    "service/wire/answer.py": "def answer(article, options): return {}",
    "service/wire/options.py": "Options = dict",
}


def test_beside_another_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit is checked out, built, measured in turn with this tree, and gone again."""
    repository, page = tmp_path / "repository", tmp_path / "page.txt"
    for name, code in COMMIT.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(code)
    page.write_text(PROSE)
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for call in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *call], cwd=repository, check=True)
    monkeypatch.setattr(against, "ROOT", repository)

    output = run(str(page), "--against", "HEAD", "--rounds", "1")

    assert "1 rounds of 1 pages" in output
    assert "│ one sentence," in output
    listed = subprocess.check_output(["git", "worktree", "list"], cwd=repository, text=True)
    assert len(listed.splitlines()) == 1


def test_growth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """Pages of several sizes, by kind."""
    monkeypatch.setattr(growth, "SIZES", {2_000: 2, 4_000: 1})
    growth.measure(Pages(tmp_path, []), Kind.TEXT)
    assert "│ 4,000 │" in " ".join(capsys.readouterr().out.split())


def test_forms_of_a_page(tmp_path: Path, pages: Path) -> None:
    """HTML is measured as HTML and as text; a file of text has no HTML."""
    (tmp_path / "written").mkdir()
    of_html = Pages(tmp_path / "written", read([pages], 9, None))
    assert list(of_html.files) == list(Form)
    assert of_html.files[Form.SENTENCE_TEXT][0].read_text().endswith(("Monday.", "Friday."))
    of_text = Pages(tmp_path / "written", [(Kind.TEXT, PROSE.encode())])
    assert list(of_text.files) == [Form.TEXT, Form.SENTENCE_TEXT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Menu\n{PROSE}\nHome", "The old mill on the river was opened again on Monday."),
        ("水磨" * 20 + "。水磨", "水磨" * 20 + "。"),
        ("Mill", "Mill"),
        ("", "Nothing."),
        ("mill " * 90, ("mill " * 60)),
    ],
)
def test_sentence_of_a_page(text: str, expected: str) -> None:
    """The first sentence of the longest line, whatever the page is."""
    assert sentence(text) == expected


def test_code_of_another_tree_is_no_answer(tmp_path: Path) -> None:
    """A tree without the code is an error, not a measure of what happens to be installed."""
    page = tmp_path / "page"
    page.write_text(PROSE)
    (tmp_path / "tree").mkdir()
    died = pytest.raises(click.ClickException, match="died of")
    with Runner(Contender("sluice", "text", tmp_path / "tree")) as process, died:
        process.measure(page)


def test_refusal_has_its_price(tmp_path: Path) -> None:
    """A page that is refused is measured, and the refusal named."""
    page = tmp_path / "page"
    page.write_bytes(b"\0" * 100)
    with Runner(Contender("sluice", "text")) as process:
        cost = process.measure(page)
    assert cost.refused == "Refused"


def test_figures_of_a_round() -> None:
    """Pages a second and CPU time are the median round's; a batch has no latencies."""
    costs = [Cost(2.0, 1.0, (0.1, 0.2)), Cost(4.0, 3.0, (0.1, 0.2)), Cost(1.0, 1.0, (0.1, 0.2))]
    assert figures(100, costs)[:2] == ("50.0", "10.00")
    assert figures(100, [Cost(2.0, 1.0)]) == ("50.0", "10.00", "", "")


def test_growth_is_that_of_the_most() -> None:
    """What was held in between counts, not what is held at the end."""
    assert growth_of([100, 104, 99]) == pytest.approx(0.04)
