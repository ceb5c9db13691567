"""The document transformer, as LangChain calls it."""

import asyncio
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.poison import poisoned

if find_spec("langchain_core") is None:
    pytest.skip("LangChain is not installed: make integrations", allow_module_level=True)

from langchain_core.documents import Document

from integrations.langchain import SluiceTransformer

ROOT = Path(__file__).parents[2]
BODY = "The mill on the river was opened again on Monday. It had stood still for years."
HTML = f"<html lang=en><title>Mill</title><h1>Mill</h1><p>{BODY}</p><p>This website uses cookies."


def test_example_runs() -> None:
    """The example tells four articles, and of its empty page that there is none."""
    call = [sys.executable, "-m", "examples.langchain_documents"]
    done = subprocess.run(call, cwd=ROOT, check=True, timeout=120, capture_output=True, text=True)
    rows = done.stdout.splitlines()
    assert rows[:2] == [
        "https://example.org/mill: mill opens",
        "  The mill on the river was opened again on Monday.",
    ]
    assert (len(rows), rows[-1]) == (9, "https://example.org/nothing: empty")
    assert "cookies" not in done.stdout


def test_document_becomes_an_article() -> None:
    """Body, id and known metadata stay together; what came in is not changed."""
    known = {"source": "https://example.org/1", "title": "The loader's"}
    page = Document(HTML, metadata=dict(known), id="7")
    with SluiceTransformer() as transformer:
        (article,) = asyncio.run(transformer.atransform_documents([page]))
    assert (article.page_content, article.id) == (BODY, "7")
    assert article.metadata.items() >= (known | {"language": "en"}).items()
    facts = article.metadata["sluice"]
    assert facts["metadata"]["title"] == "Mill"
    assert facts["url"] == "https://example.org/1"
    assert "cookie_consent" in {row["reason"] for row in facts["removed"]}
    assert (page.page_content, page.metadata) == (HTML, known)


def test_poison_and_nonsense(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that hangs or kills, an empty one and a strange address cost themselves alone."""
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{poisoned(tmp_path)}")
    texts = [f"poison: loop\n{BODY}", BODY, f"poison: die\n{BODY}", "", f"{BODY}\ud800"]
    failed: list[Document] = []
    pages = [Document(text, metadata={"source": "mill", "n": n}) for n, text in enumerate(texts)]
    with SluiceTransformer("text", "text", seconds=2, failed=failed.append) as transformer:
        articles = transformer.transform_documents(pages)
    assert [article.metadata["n"] for article in articles] == [1, 4]
    codes = {page.metadata["n"]: page.metadata["sluice"]["code"] for page in failed}
    assert codes == {0: "page-too-costly", 2: "page-crashed-engine", 3: "empty-body"}
