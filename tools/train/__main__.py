"""Grow weights and cross-validate them by site.

    python -m tools.train CORPORA [--kind html|text|pages|gaps]... [--corpus NAME]...
    python -m tools.train CORPORA --kind text --figures [--most 300]

CORPORA is the folder with the development corpora (docs/training.md says what stands in it). All
weights are grown where no --kind is named, and each page is read once for that. The weights that
are shipped have seen all pages; the figures printed come from weights that had seen no page of the
site that they were tried on. With --figures nothing is written, and no weights are grown but those
of the figures.
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
from tools.train import corpus, gaps, html, judged, pages, reliability, text, told, trials
from tools.train.console import CONSOLE

Report = dict[str, Any]


class Training:
    """All that is learned from the corpora of a folder; what two kinds need is made once."""

    def __init__(self, corpora: Path, names: tuple[str, ...], most: int | None) -> None:
        """names: of the corpora to use; none for those that each kind learns from.

        most: pages of each corpus, spread over it; None for all.
        """
        self._corpora = corpora
        self._names = names
        self._most = most

    @cached_property
    def _html(self) -> html.Html:
        return html.Html(self._work(html.CORPORA)[0])

    @cached_property
    def _text(self) -> text.Text:
        measured = self._work(trials.MEASURED)[0]
        return text.Text(self._work(text.CORPORA)[0], measured, self._gaps.unseen)

    @cached_property
    def _gaps(self) -> gaps.Gaps:
        return gaps.Gaps(self._work(gaps.CORPORA)[0])

    def html(self, out: Path | None) -> Report:
        """The scorer of HTML pages."""
        if out:
            save(self._html.grown(), out, schema.SECOND)
        return self._report(html.CORPORA, f1=self._html.cross_validated())

    def text(self, out: Path | None) -> Report:
        """The scorer of text pages."""
        if out:
            save(self._text.grown(), out, schema.TEXT)
        return self._report(text.CORPORA, **self._text.cross_validated())

    def pages(self, out: Path | None) -> Report:
        """The page model, of pages that both scorers judge without having seen their sites."""
        read = judged.judged_pages(self._html, self._text)
        trials = pages.tried(read)
        numbers = {"scale": reliability.scale_of(trials)}
        model = replace(pages.grow(read).weights, numbers=numbers)
        if out:
            save(model, out, learned.FEATURES)
        return self._report(html.TYPED, **reliability.report(trials))

    def gaps(self, out: Path | None) -> Report:
        """The weights that restore line breaks."""
        if out:
            gaps.save(self._gaps.grown(), out)
        return self._report(gaps.CORPORA, breaks=self._gaps.cross_validated())

    def _report(self, names: tuple[str, ...], **figures: object) -> Report:
        work, digest = self._work(names)
        return {"corpora": digest, "pages": len(work)} | figures

    def _work(self, names: tuple[str, ...]) -> tuple[list[tuple[Path, dict]], str]:
        digest = hashlib.sha256()
        work = []
        for name in self._names or names:
            folder = self._corpora / name
            digest.update((folder / "gold.jsonl.gz").read_bytes())
            records = corpus.records(folder)
            step = max(1.0, len(records) / (self._most or len(records)))
            chosen = [records[int(n * step)] for n in range(int(len(records) / step))]
            work += [(folder, record) for record in chosen]
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
@click.option("--most", type=click.IntRange(min=1), help="So many pages of each; by default all.")
@click.option("--figures", is_flag=True, help="Cross-validate alone; write nothing.")
def main(  # noqa: PLR0913, PLR0917
    corpora: Path,
    kinds: tuple[str, ...],
    out: Path | None,
    names: tuple[str, ...],
    most: int | None,
    *,
    figures: bool,
) -> None:
    """Read, grow, write, cross-validate."""
    if out and len(kinds) != 1:
        raise click.UsageError("--out is for one --kind.")
    training = Training(corpora, names, most)
    for kind in kinds or KINDS:
        grow, usual = KINDS[kind]
        path = None if figures else out or usual
        report = grow(training, path)
        CONSOLE.print_json(data={kind: report})
        if path:
            path.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
        if kind == "text":
            click.echo("\n".join(told.tables(report)))


if __name__ == "__main__":
    main()
