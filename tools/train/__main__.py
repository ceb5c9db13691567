"""Grow a scorer's weights and cross-validate them by site.

    python -m tools.train CORPORA [--kind html|text|pages|gaps] [--out FILE] [--corpus NAME]...

CORPORA is the folder with the development corpora (docs/training.md says what stands in it). The
weights that are shipped have seen all pages; the figures printed come from weights that had seen no
page of the site that they were tried on.
"""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import click

from sluice.blocks import gaps as breaks
from sluice.features import schema, weights
from sluice.features.weights import save
from sluice.pagetype import learned
from tools.train import corpus, gaps, html, judged, pages, reliability, text
from tools.train.console import CONSOLE

KINDS = {
    "html": (html.Html, html.CORPORA, weights.HTML, schema.SECOND),
    "text": (text.Text, text.CORPORA, weights.TEXT, schema.TEXT),
}
PAGES = "pages"
GAPS = "gaps"
ALL_KINDS = (*KINDS, PAGES, GAPS)


@click.command(help=__doc__)
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--kind", type=click.Choice([*KINDS, PAGES, GAPS]), default="html", help="Of which pages."
)
@click.option("--out", type=click.Path(path_type=Path), help="Where the weights go.")
@click.option("--corpus", "names", multiple=True, help="Which folders to use; by default all.")
def main(corpora: Path, kind: str, out: Path | None, names: tuple[str, ...]) -> None:
    """Read, grow, write, cross-validate."""
    if kind == PAGES:
        _grow_page_model(corpora, names or html.TYPED, out or learned.WEIGHTS)
        return
    if kind == GAPS:
        _grow_gaps(corpora, names or gaps.CORPORA, out or breaks.WEIGHTS)
        return
    pages_of, all_names, path, features = KINDS[kind]
    work, digest = _pages(corpora, names or all_names)
    out = out or path
    learning = pages_of(work)
    save(learning.grown(), out, features)
    scores = learning.cross_validated()
    report = {"corpora": digest, "pages": len(work), "f1": scores}
    out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
    CONSOLE.print_json(data=report)


def _grow_page_model(corpora: Path, names: tuple[str, ...], out: Path) -> None:
    work, digest = _pages(corpora, names)
    read = judged.judged_pages(work)
    trials = pages.tried(read)
    numbers = {"scale": reliability.scale_of(trials)}
    save(replace(pages.grow(read).weights, numbers=numbers), out, learned.FEATURES)
    report = {"corpora": digest, "pages": len(read)} | reliability.report(trials)
    out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
    CONSOLE.print_json(data=report)


def _grow_gaps(corpora: Path, names: tuple[str, ...], out: Path) -> None:
    work, digest = _pages(corpora, names)
    learning = gaps.Gaps(work)
    gaps.save(learning.grown(), out)
    report = {"corpora": digest, "pages": len(work), "breaks": learning.cross_validated()}
    out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
    CONSOLE.print_json(data=report)


def _pages(corpora: Path, names: tuple[str, ...]) -> tuple[list[tuple[Path, dict]], str]:
    digest = hashlib.sha256()
    work = []
    for name in names:
        digest.update((corpora / name / "gold.jsonl.gz").read_bytes())
        work += [(corpora / name, record) for record in corpus.records(corpora / name)]
    return work, digest.hexdigest()[:16]


if __name__ == "__main__":
    main()
