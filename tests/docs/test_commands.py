"""What the documentation tells people to type works, and what it links to is there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import Settings
from sluice.text.phrases import HEADER, Matcher, load, own_phrases
from sluice.workers.settings import from_environment
from tests.rows import every_row
from tests.web.service_process import serving

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
README = TEXTS["README.md"]
ADDING = TEXTS["docs/adding-a-phrase.md"]
CLIENTS = TEXTS["docs/clients.md"]
DECISIONS = TEXTS["docs/decisions/index.md"]
DEFAULT = "http://127.0.0.1:8080"
HTML = "<h1>Old mill opens</h1><p>The mill on the river was opened again on Monday, they say.</p>"

# Where each documented command is tried: a test of this file, or a line of .ci/run.
HERE, CI = "here", ".ci/run"
TRIED = {
    "make serve": CI,
    "make test": CI,
    "make test-processes": CI,
    "make test-serving": CI,
    "make sanitize": CI,
    "make lint": CI,
    "make types": CI,
    "make integrations": CI,
    "make docs": CI,
    "make site": CI,
    "make hooks": CI,
    "make measure": CI,
    "make gate": CI,
    "make container-test": CI,
    "make stores": CI,
    "make spark": CI,
    "pip install .": CI,
    "sluice page.html": CI,
    "sluice": HERE,
    "curl": HERE,
    ".venv/bin/python -m service bulk": HERE,
    ".venv/bin/python -m service learn": HERE,
    ".venv/bin/python -m service": HERE,
    ".venv/bin/python -m service why": HERE,
    "printf": HERE,
}
# And why these are not.
UNTRIED = {
    "make metadata": "it needs labelled pages; tests/tools/test_metadata.py measures made-up ones",
    "make mutants": "it runs for hours",
    "make train": "it needs the corpora, which are not part of this project",
    "make fuzz": "it runs for minutes; tests/tools/test_fuzz.py tries its targets",
    "make chaos": "it loads the machine for minutes; tests/tools/test_chaos.py tries its parts",
    "make same-bytes": "it takes half an hour; tests/tools/test_same_bytes.py tries its parts",
    "make release": "it moves the version; tests/tools/test_release.py tries its parts",
    "make lock": "it asks the package index, whose answer changes",
    "spark-submit": "it needs a cluster; tests/integrations/test_spark.py submits the same job",
    "helm install": "it needs a cluster; tests/integrations/test_chart.py renders the chart",
    "docker": "it needs a container engine; tests/test_packaging.py checks the image's parts",
}


def commands() -> list[tuple[str, str]]:
    """Every command of every shell block, with its page."""
    found = []
    for name, text in TEXTS.items():
        for block in re.findall(r"```sh\n(.*?)```", text, re.S):
            bare = re.sub(r"<<'(\w+)'\n.*?^\1$", "", block, flags=re.S | re.M)
            lines = bare.replace("\\\n", " ").splitlines()
            found += [(name, line.split("  #")[0].strip()) for line in lines if line.strip()]
    return found


@every_row(("page", "command"), commands())
def test_command_is_tried_somewhere(page: str, command: str) -> None:
    """Each documented command is run by a test or by .ci/run, or it is said why not."""
    known = [start for start in TRIED | UNTRIED if command.startswith(start)]
    assert known, f"{page}: nobody tries {command!r}"
    if TRIED.get(known[0]) == CI:
        script = re.sub(r"^\s*#.*", "", (ROOT / CI).read_text(encoding="utf-8"), flags=re.M)
        assert known[0].removeprefix("make ") in script


@every_row("page", TEXTS)
def test_make_target_exists(page: str) -> None:
    """Each make target that a page names is one of the Makefile's."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", TEXTS[page], re.M)) <= set(targets)


@every_row("page", TEXTS)
def test_link_leads_somewhere(page: str) -> None:
    """Each relative link and picture of a page is a file of this tree."""
    links = re.findall(r"\]\(([^)]+)\)|(?:src|srcset)=\"([^\"]+)\"", TEXTS[page])
    for target in ("".join(link).split("#")[0] for link in links):
        if "://" not in target and target:
            assert ((ROOT / page).parent / target).exists(), target


def test_every_page_is_reached_from_the_readme() -> None:
    """No page of docs/ is without a link from the README, or from the list of decisions."""
    linked = set(re.findall(r"\]\((docs/[^)#]+)\)", README))
    linked |= {f"docs/decisions/{name}" for name in re.findall(r"\]\((\w+\.md)\)", DECISIONS)}
    assert {name for name in TEXTS if name.startswith("docs/")} <= linked


def sentences(text: str) -> set[str]:
    """Those of a page, code and what generated pages begin with left out."""
    bare = re.sub(r"```.*?```|<!--.*?-->", "", text, flags=re.S)
    paragraphs = (" ".join(each.split()) for each in re.split(r"\n\s*\n|\n\|", bare))
    found = {each for text in paragraphs for each in re.split(r"(?<=[.:;!?]) ", text)}
    return {each for each in found if len(each.split()) >= 8 and "---" not in each}


def test_no_sentence_stands_in_two_places() -> None:
    """What one page says another links to."""
    told: dict[str, list[str]] = {}
    for name, text in TEXTS.items():
        for sentence in sentences(text):
            told.setdefault(sentence, []).append(name)
    assert {s: names for s, names in told.items() if len(names) > 1} == {}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


def run(command: list[str], folder: Path = ROOT) -> str:
    """What the command prints; it must succeed."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        check=True,
        timeout=300,
        text=True,
    ).stdout


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


@pytest.mark.processes
@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
def test_curl_example_is_answered(address: str) -> None:
    """The README's curl command, typed into a shell, is answered with an article."""
    (block,) = [block for block in blocks(README, "sh") if "/v1/clean " in block]
    answer = json.loads(run(["bash", "-c", block.replace(DEFAULT, address)]))
    assert "mill on the river" in answer["body"]


@pytest.mark.processes
def test_library_example_runs() -> None:
    """The README's Python example prints the title and the body."""
    (code,) = blocks(README, "python")
    printed = run([sys.executable, "-c", code])
    assert printed == "Old mill opens\nThe mill on the river was opened again on Monday.\n"


@pytest.mark.processes
def test_python_client_example_runs(address: str) -> None:
    """The Python client's example prints the body, titles, and the name of a page of a batch."""
    (code,) = (block for block in blocks(CLIENTS, "python") if "examples" in block)
    printed = run([sys.executable, "-c", code.replace(DEFAULT, address)])
    body = "The mill on the river was opened again on Monday."
    assert printed == f"{body}\nOld mill opens\nOld mill opens\n17\n"


@pytest.mark.processes
@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node on this machine")
def test_node_example_runs(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Node client's example prints the body, and the name of a page of a batch."""
    monkeypatch.setenv("SLUICE_ADDRESS", address)
    (code,) = blocks(CLIENTS, "js")
    printed = run(["node", "--input-type=module", "-e", code])
    assert printed == "The mill on the river was opened again on Monday.\n17\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder in which the commands of the documentation find what they name."""
    (tmp_path / "pages").mkdir()
    for name in ("page.html", "page.txt", "pages/one.html"):
        (tmp_path / name).write_text(HTML, encoding="utf-8")
    return tmp_path


LOCAL = sorted(
    {
        c
        for _, c in commands()
        if c.startswith(".venv/bin/python") and " bulk " not in c and " learn " not in c
    }
)


@pytest.mark.processes
@pytest.mark.parametrize("command", LOCAL)
def test_local_command_runs(desk: Path, command: str) -> None:
    """The command line's examples do what they are there for."""
    command = command.replace(".venv/bin/python", sys.executable)
    printed = run(["bash", "-c", command], desk)
    written = desk / "articles.ndjson"
    assert "mill on the river" in (written.read_text("utf-8") if written.exists() else printed)


@pytest.mark.processes
@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
def test_page_is_uploaded_as_told(address: str, desk: Path) -> None:
    """The guide's curl commands, for a page in a file, are each answered with the article."""
    (block,) = blocks(CLIENTS, "sh")
    for command in block.strip().splitlines():
        printed = run(["bash", "-c", command.replace(DEFAULT, address)], desk)
        assert "mill on the river" in printed, command


@pytest.mark.processes
def test_commands_of_the_installed_package_run(desk: Path) -> None:
    """The guide to the command runs from top to bottom, each line on what those above it made."""
    (block,) = blocks(TEXTS["docs/command.md"], "sh")
    line = f'sluice() {{ {sys.executable} -m sluice "$@"; }}; set -e'
    printed = run(["bash", "-c", f"{line}\n{block}"], desk)
    assert "0 of 1 pages have another body" in printed
    assert "mill on the river" in printed
    assert "_SLUICE_COMPLETE" in (desk / "completion.sh").read_text(encoding="utf-8")


@pytest.mark.processes
def test_bulk_command_runs(desk: Path) -> None:
    """The documented bulk run, with the files it names, cleans them all."""
    (command,) = [c for page, c in commands() if " bulk " in c and page == "docs/bulk.md"]
    (desk / "crawl").mkdir()
    command = command.replace("crawl/*.warc.gz more.ndjson.zst ", "page.txt ")
    run(["bash", "-c", command.replace(".venv/bin/python", sys.executable)], desk)
    written = "".join(p.read_text("utf-8") for p in (desk / "clean").glob("part*.ndjson"))
    assert written.count("mill on the river was opened") >= 2


@pytest.mark.processes
def test_learn_and_follow_as_told(desk: Path) -> None:
    """The guide's commands make a file of profiles and clean pages by it."""
    (learn,) = [c for page, c in commands() if " learn " in c and page == "docs/site-profiles.md"]
    (bulk,) = [c for page, c in commands() if " bulk " in c and page == "docs/site-profiles.md"]
    rows = [{"url": "https://gazette.example/", "text": "The mill was opened. "}] * 2
    (desk / "crawl").mkdir()
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (desk / "crawl" / "one.ndjson").write_text(text, encoding="utf-8")
    for command in (learn, bulk):
        here = command.replace("crawl/*.warc.gz", "crawl/one.ndjson")
        run(["bash", "-c", here.replace(".venv/bin/python", sys.executable)], desk)
    (answer, _) = (desk / "clean" / "part-00001.ndjson").read_text("utf-8").splitlines()
    assert re.fullmatch("[0-9a-f]{16}", json.loads(answer)["engine"]["site_profiles"])


def test_first_phrase_is_added_as_told(tmp_path: Path) -> None:
    """The row in the guide takes its line, leaves the guide's near miss, and is needed."""
    (near_miss,), (row,) = (block.splitlines() for block in blocks(ADDING, "tsv"))
    table = "\n".join(["\t".join(HEADER), row])
    (tmp_path / "newsletter.tsv").write_text(table, encoding="utf-8")
    phrases = load(tmp_path)
    matcher, (phrase,) = Matcher(phrases), phrases
    assert matcher.hits(phrase.takes) == (phrase,)
    assert matcher.hits(near_miss.split("\t")[1]) == ()
    assert Matcher(own_phrases()).hits(phrase.takes) == ()


@pytest.mark.processes
def test_page_of_the_guide_shows_the_line_that_stays(tmp_path: Path) -> None:
    """The guide's first step prints the block that a new phrase would take as kept."""
    (block,) = [b for b in blocks(ADDING, "sh") if "printf" in b]
    printed = run(["bash", "-c", block.replace(".venv/bin/python", sys.executable)], tmp_path)
    assert re.search(r"^\+ +\d+ paragraph +'Get our harbour letter'$", printed, re.M)


@pytest.mark.parametrize("name", [n for n in Settings.model_fields if getattr(Settings(), n)])
def test_setting_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each documented variable that has a default is another when the environment says so."""
    default = getattr(Settings(), name)
    value = default + 1 if isinstance(default, int | float) else default[:-1]
    monkeypatch.setenv(f"SLUICE_{name.upper()}", str(value))
    assert getattr(from_environment(Settings), name) == value
