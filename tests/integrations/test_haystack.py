"""The converter in real Haystack pipelines."""

import logging
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.poison import poisoned

if find_spec("haystack") is None:
    pytest.skip("Haystack is not installed: make integrations", allow_module_level=True)

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

from haystack import Pipeline
from haystack.dataclasses import ByteStream

from integrations.haystack import SluiceConverter

ROOT = Path(__file__).parents[2]
BODY = "The mill by the café was opened again on Monday. It had stood still for years."
HTML = f"<title>Mill</title><h1>Mill</h1><p>{BODY}</p><p>This website uses cookies.</p>"


def test_example_runs() -> None:
    """The example's store holds four articles, and its empty page is told apart."""
    call = [sys.executable, "-m", "examples.haystack_pipeline"]
    done = subprocess.run(call, cwd=ROOT, check=True, timeout=120, capture_output=True, text=True)
    rows = done.stdout.splitlines()
    assert rows[0] == "https://example.org/mill: mill opens"
    assert (len(rows), rows[-1]) == (9, "https://example.org/nothing: empty")
    assert "cookies" not in done.stdout


def test_files_and_streams(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Files and bytes in any charset are cleaned in order; one that is missing costs itself."""
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    latin = ByteStream(
        HTML.encode("windows-1252"), meta={"url": "https://example.org/1"}, mime_type="text/html"
    )
    sources = [tmp_path / "a.html", tmp_path / "missing.html", latin, ByteStream(b"")]
    with SluiceConverter(output="text") as converter, caplog.at_level(logging.WARNING):
        found = converter.run(sources, meta={"crawl": 7})
    assert [document.content for document in found["documents"]] == [BODY, BODY]
    assert found["documents"][1].meta.items() >= {"crawl": 7, "title": "Mill"}.items()
    assert found["documents"][1].meta["sluice"]["url"] == "https://example.org/1"
    assert [each.meta["sluice"]["code"] for each in found["failed"]] == ["empty-body"]
    assert "missing.html cannot be read" in caplog.text


def test_pipeline_is_written_down() -> None:
    """A pipeline with the converter can be stored, and gives the same one when it is loaded."""
    pipeline = Pipeline()
    pipeline.add_component("converter", SluiceConverter("text", "html", 3))
    trusted = ["integrations.haystack"]
    loaded = Pipeline.loads(pipeline.dumps(), allowed_modules=trusted).get_component("converter")
    assert loaded.to_dict()["init_parameters"] == {"kind": "text", "output": "html", "seconds": 3}


def test_poison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that hangs and one that kills are failures by name, and the next is cleaned."""
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{poisoned(tmp_path)}")
    pages = [f"poison: loop\n{BODY}", f"poison: die\n{BODY}", BODY]
    with SluiceConverter("text", "text", seconds=2) as converter:
        found = converter.run([ByteStream(page.encode()) for page in pages])
    codes = [each.meta["sluice"]["code"] for each in found["failed"]]
    assert codes == ["page-too-costly", "page-crashed-engine"]
    assert [document.content for document in found["documents"]] == [BODY]
