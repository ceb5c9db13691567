"""The extractor in real datatrove pipelines."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.poison import poisoned

if find_spec("datatrove") is None:
    pytest.skip("datatrove is not installed: make integrations", allow_module_level=True)

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.writers import JsonlWriter

from integrations.datatrove import Sluice
from sluice import compat

ROOT = Path(__file__).parents[2]
BODY = "The mill on the river was opened again on Monday. It had stood still for years."
HTML = f"<title>Mill</title><h1>Mill</h1><p>{BODY}</p><p>This website uses cookies.</p>"


def rows(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_bytes().splitlines()]


def cleaned(step: Sluice, *documents: Document) -> list[Document]:
    return list(step.run(iter(documents)))


def test_example_runs(tmp_path: Path) -> None:
    """The example's pages come out as articles, and its empty one, as it was, with the reason."""
    call = [sys.executable, "-m", "examples.datatrove_pipeline", str(tmp_path)]
    subprocess.run(call, cwd=ROOT, check=True, timeout=120)
    articles = rows(tmp_path / "clean")
    assert [row["id"] for row in articles] == ["mill", "bridge", "lock", "ferry"]
    assert articles[0]["text"].startswith("The mill on the river was opened again on Monday.")
    assert "cookies" not in articles[0]["text"]
    facts = articles[0]["metadata"]["sluice"]
    assert facts["metadata"]["title"] == "mill opens"
    assert facts["url"] == "https://example.org/mill"
    assert {row["reason"] for row in facts["removed"]} >= {"cookie_consent", "title"}
    (stats,) = (tmp_path / "logs").glob("stats.json")
    assert "verdict_brief" in stats.read_text() or "verdict_article" in stats.read_text()
    assert "removed_cookie_consent" in stats.read_text()
    (excluded,) = rows(tmp_path / "excluded")
    assert (excluded["id"], excluded["text"]) == ("nothing", "<!-- -->")
    assert excluded["metadata"]["filter_reason"] == "empty"


def test_their_step_for_trafilatura_runs_on_sluice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sluice in trafilatura's place: datatrove's own extractor gives our text."""
    monkeypatch.setitem(sys.modules, "trafilatura", compat)
    step = Trafilatura(favour_precision=False)
    assert step.extract(HTML) == BODY


def test_text_alone() -> None:
    """Their interface's one method gives the body, and silence for what is none."""
    step = Sluice()
    assert step.extract(HTML) == BODY
    assert step.extract("") == ""
    assert Sluice(kind="text").extract(f"Mill\n\n{BODY}\n\nThis website uses cookies.") == BODY


def test_strange_metadata() -> None:
    """A document's address or date that is none costs it nothing but that."""
    strange: dict[str, Any] = {"url": "mill", "date": "yesterday"}
    good, bad = cleaned(
        Sluice(),
        Document(HTML, "1", metadata={"url": "https://example.org/1", "date": "2024-11-12"}),
        Document(HTML, "2", metadata=dict(strange)),
    )
    assert good.metadata["sluice"]["url"] == "https://example.org/1"
    assert bad.text == good.text == BODY
    assert bad.metadata.items() >= strange.items()


def test_half_characters() -> None:
    """A lone surrogate, as readers of broken JSON hand over, is cleaned with its page."""
    (document,) = cleaned(Sluice(), Document(HTML.replace("years", "years\ud800"), "1"))
    assert document.text.startswith("The mill on the river")


@pytest.fixture
def poison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{poisoned(tmp_path)}")
    return iter(())


@pytest.mark.usefixtures("poison")
def test_poison_costs_its_own_page(tmp_path: Path) -> None:
    """Pages that hang or kill go to the failures with their reasons; all others are there."""
    texts = [BODY, f"poison: loop\n{BODY}", BODY, f"poison: die\n{BODY}", "", BODY]
    documents = [Document(text, f"{n}") for n, text in enumerate(texts)]
    step = Sluice(2, "text", exclusion_writer=JsonlWriter(str(tmp_path / "out"), compression=None))
    pipeline = [documents, step, JsonlWriter(str(tmp_path / "clean"), compression=None)]
    LocalPipelineExecutor(pipeline, logging_dir=str(tmp_path / "logs")).run()
    assert [row["id"] for row in rows(tmp_path / "clean")] == ["0", "2", "5"]
    codes = {row["id"]: row["metadata"]["filter_reason"] for row in rows(tmp_path / "out")}
    assert codes == {"1": "page-too-costly", "3": "page-crashed-engine", "4": "empty-body"}
