"""A datatrove pipeline over a small crawl: pages in, articles out.

    python -m examples.datatrove_pipeline /tmp/crawl

Run it in this project's folder. It makes crawl/pages.jsonl there, if there is none, and writes
clean/ (articles) and failures/ (pages that could not be cleaned, each with its reason). Needs
datatrove and orjson.
"""

import json
import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from integrations.datatrove import Sluice

STORY = """<!doctype html><title>{name} opens - The Gazette</title>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{name} opens</h1><p>The {name} on the river was opened again on Monday.</p>
<p>It had stood still for {years} years, and half the town came to see it run.</p></article>
<div class="consent">This website uses cookies.</div>"""
BUILDINGS = ("mill", "bridge", "lock", "ferry")


def make(crawl: Path) -> None:
    """Pages as a crawler may have stored them; one of them is empty."""
    crawl.mkdir(parents=True)
    stories = [STORY.format(name=name, years=10 + i) for i, name in enumerate(BUILDINGS)]
    pages = dict(zip(BUILDINGS, stories, strict=True)) | {"nothing": "<!-- -->"}
    rows = [
        {"id": name, "html": html, "url": f"https://example.org/{name}", "date": "2024-11-12"}
        for name, html in pages.items()
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (crawl / "pages.jsonl").write_text(text, encoding="utf-8")


def main(folder: Path) -> None:
    """Make a crawl, and clean it."""
    if not (folder / "crawl").exists():
        make(folder / "crawl")
    pipeline = [
        JsonlReader(str(folder / "crawl"), text_key="html"),
        Sluice(timeout=10, failures=JsonlWriter(str(folder / "failures"), compression=None)),
        JsonlWriter(str(folder / "clean"), compression=None),
    ]
    LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(folder / "logs")).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
