"""A datatrove pipeline over a small crawl: pages in, articles out.

    python -m examples.datatrove_pipeline /tmp/crawl

Run it in this project's folder. It makes crawl/pages.jsonl there, if there is none, and writes
clean/ (articles) and excluded/ (pages that have none, each with its reason). Needs
datatrove and orjson.
"""

import json
import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from examples.pages import pages
from integrations.datatrove import Sluice


def make(crawl: Path) -> None:
    """Pages as a crawler may have stored them; one of them is empty."""
    crawl.mkdir(parents=True)
    rows = [
        {"id": url.rpartition("/")[2], "html": html, "url": url, "date": "2024-11-12"}
        for url, html in pages().items()
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (crawl / "pages.jsonl").write_text(text, encoding="utf-8")


def main(folder: Path) -> None:
    """Make a crawl, and clean it."""
    if not (folder / "crawl").exists():
        make(folder / "crawl")
    pipeline = [
        JsonlReader(str(folder / "crawl"), text_key="html"),
        Sluice(
            timeout=10, exclusion_writer=JsonlWriter(str(folder / "excluded"), compression=None)
        ),
        JsonlWriter(str(folder / "clean"), compression=None),
    ]
    LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(folder / "logs")).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
