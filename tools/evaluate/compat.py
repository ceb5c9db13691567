"""What trafilatura's functions give when Sluice answers them, beside trafilatura itself.

    python -m tools.evaluate compat CORPUS... [--sample N]

CORPUS is a folder with gold.jsonl.gz and pages/<id>.html.gz, as in docs/training.md; of each
--sample pages are taken, evenly. The answers are compared with one another, not with any label.
Example: python -m tools.evaluate compat path/to/wcxb-dev path/to/news-dev --sample 250
"""

import logging
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import click
import trafilatura
from rich.console import Console
from rich.progress import track
from rich.table import Table

from sluice.compat import bare_extraction
from tools.train import corpus
from tools.train.figures import overlap
from tools.train.labels import words

CONSOLE = Console()
FIELDS = ("title", "author", "date", "sitename", "description", "language")
Outcomes = dict[str, str]
SAME, OTHER, OURS, THEIRS, NONE = "same", "other", "Sluice only", "trafilatura only", "neither"


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--sample", default=250, show_default=True, help="Pages of each corpus.")
def compat(corpora: tuple[Path, ...], sample: int) -> None:
    """Run both, and print how their answers differ."""
    logging.disable(logging.CRITICAL)
    work = []
    for folder in corpora:
        records = corpus.records(folder)
        work += [(folder, record) for record in records[:: max(1, len(records) // sample)][:sample]]
    with ProcessPoolExecutor() as pool:
        found = list(track(pool.map(_beside, work, chunksize=8), total=len(work)))
    table = Table("", SAME, OTHER, OURS, THEIRS, NONE, title=f"{len(work)} pages")
    for name in ("text", *FIELDS):
        counts = Counter(outcomes[name] for outcomes, _ in found)
        table.add_row(name, *(str(counts[o]) for o in (SAME, OTHER, OURS, THEIRS, NONE)))
    CONSOLE.print(table)
    shared = [f1 for _, f1 in found if f1 is not None]
    CONSOLE.print(f"Words of the two texts, F1 in the median: {median(shared):.3f}")


def _beside(work: tuple[Path, dict[str, Any]]) -> tuple[Outcomes, float | None]:
    page = corpus.read(*work)
    url = page.url or None
    ours = bare_extraction(page.html, url, with_metadata=True, include_comments=False)
    theirs = trafilatura.bare_extraction(page.html, url, with_metadata=True, include_comments=False)
    outcomes = {
        name: _outcome(*(getattr(d, name, None) for d in (ours, theirs))) for name in FIELDS
    }
    texts = [words(str(getattr(d, "text", None) or "")) for d in (ours, theirs)]
    outcomes["text"] = _outcome(*(tuple(text) for text in texts))
    f1 = overlap(Counter(texts[0]), Counter(texts[1]))[2] if all(texts) else None
    return outcomes, f1


def _outcome(ours: object, theirs: object) -> str:
    if not ours or not theirs:
        return OURS if ours else THEIRS if theirs else NONE
    return SAME if ours == theirs else OTHER
