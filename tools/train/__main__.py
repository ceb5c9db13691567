"""Grow weights and cross-validate them by site.

    python -m tools.train CORPORA [--kind html|text|pages|gaps]... [--corpus NAME]...

CORPORA is the folder with the development corpora (docs/training.md says what stands in it). All
weights are grown where no --kind is named, and each page is read once for that. The weights that
are shipped have seen all pages; the figures printed come from weights that had seen no page of the
site that they were tried on.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from sluice.blocks import gaps as breaks
from sluice.features import schema, weights
from sluice.features.weights import save
from sluice.pagetype import learned
from tools.train import corpus, gaps, html, judged, pages, reliability, text
from tools.train.console import CONSOLE

Report = dict[str, Any]


class Training:
    """All that is learned from the corpora of a folder; what two kinds need is made once."""

    def __init__(self, corpora: Path, names: tuple[str, ...]) -> None:
        """names: of the corpora to use; none for those that each kind learns from."""
        self._corpora = corpora
        self._names = names

    @cached_property
    def _html(self) -> html.Html:
        return html.Html(self._work(html.CORPORA)[0])

    @cached_property
    def _text(self) -> text.Text:
        return text.Text(self._work(text.CORPORA)[0])

    def html(self, out: Path | None) -> Report:
        """The scorer of HTML pages."""
        save(self._html.grown(), out or weights.HTML, schema.SECOND)
        return self._report(html.CORPORA, f1=self._html.cross_validated())

    def text(self, out: Path | None) -> Report:
        """The scorer of text pages."""
        save(self._text.grown(), out or weights.TEXT, schema.TEXT)
        return self._report(text.CORPORA, f1=self._text.cross_validated())

    def pages(self, out: Path | None) -> Report:
        """The page model, of pages that both scorers judge without having seen their sites."""
        read = judged.judged_pages(self._html, self._text)
        trials = pages.tried(read)
        numbers = {"scale": reliability.scale_of(trials)}
        model = replace(pages.grow(read).weights, numbers=numbers)
        save(model, out or learned.WEIGHTS, learned.FEATURES)
        return self._report(html.TYPED, **reliability.report(trials))

    def gaps(self, out: Path | None) -> Report:
        """The weights that restore line breaks."""
        learning = gaps.Gaps(self._work(gaps.CORPORA)[0])
        gaps.save(learning.grown(), out or breaks.WEIGHTS)
        return self._report(gaps.CORPORA, breaks=learning.cross_validated())

    def _report(self, names: tuple[str, ...], **figures: object) -> Report:
        work, digest = self._work(names)
        return {"corpora": digest, "pages": len(work)} | figures

    def _work(self, names: tuple[str, ...]) -> tuple[list[tuple[Path, dict]], str]:
        digest = hashlib.sha256()
        work = []
        for name in self._names or names:
            folder = self._corpora / name
            digest.update((folder / "gold.jsonl.gz").read_bytes())
            work += [(folder, record) for record in corpus.records(folder)]
        return work, digest.hexdigest()[:16]


KINDS: dict[str, tuple[Callable[[Training, Path | None], Report], Path]] = {
    "html": (Training.html, weights.HTML),
    "text": (Training.text, weights.TEXT),
    "pages": (Training.pages, learned.WEIGHTS),
    "gaps": (Training.gaps, breaks.WEIGHTS),
}


@click.command(help=__doc__)
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--kind", "kinds", multiple=True, type=click.Choice([*KINDS]), help="Which weights.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the weights of one kind go.")
@click.option("--corpus", "names", multiple=True, help="Which folders to use; by default all.")
def main(corpora: Path, kinds: tuple[str, ...], out: Path | None, names: tuple[str, ...]) -> None:
    """Read, grow, write, cross-validate."""
    if out and len(kinds) != 1:
        raise click.UsageError("--out is for one --kind.")
    training = Training(corpora, names)
    for kind in kinds or KINDS:
        grow, usual = KINDS[kind]
        report = grow(training, out)
        path = (out or usual).with_suffix(".json")
        path.write_text(json.dumps(report, indent=1) + "\n")
        CONSOLE.print_json(data={kind: report})


if __name__ == "__main__":
    main()
