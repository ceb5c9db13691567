"""Grow the text scorer's forest and cross-validate it by site.

    python -m tools.train CORPORA [--out FILE] [--corpus NAME]...

CORPORA is the folder with the development corpora (docs/training.md says what stands in it). The
forest that is shipped has seen all pages; the figures printed come from forests that had seen no
page of the site that they were tried on.
"""

import hashlib
import json
from multiprocessing import Pool
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from service.judge.learned.forest import Forest
from service.metadata.language import language_of
from tools.train import corpus, figures, grow, rows
from tools.train.words import Counter

PROCESSES = 2
CORPORA = ("news-dev", "wcxb-dev", "snippets-dev", "dates-dev")
# The others have silver bodies at best.
SCORED = ("news-dev", "wcxb-dev")
OUT = Path(__file__).parents[2] / "service" / "judge" / "learned" / "text.npz"
CONSOLE = Console(stderr=True)


@click.command(help=__doc__)
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=OUT, help="Where the weights go.")
@click.option("--corpus", "names", multiple=True, default=CORPORA, help="Which folders to use.")
def main(corpora: Path, out: Path, names: tuple[str, ...]) -> None:
    """Read, grow, write, cross-validate."""
    samples, digest = _read(corpora, names)
    counter = Counter(samples)
    grow.write(grow.grow(samples, counter), out)
    scores = _cross_validated(samples, counter)
    report = {"corpora": digest, "pages": len({s.page.id for s in samples}), "f1": scores}
    out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
    CONSOLE.print_json(data=report)


def _read(corpora: Path, names: tuple[str, ...]) -> tuple[list[rows.Sample], str]:
    digest = hashlib.sha256()
    work = []
    for name in names:
        digest.update((corpora / name / "gold.jsonl.gz").read_bytes())
        work += [(corpora / name, record) for record in corpus.records(corpora / name)]
    with Pool(PROCESSES) as pool:
        pages = track(
            pool.imap(_samples, work, chunksize=4), "Reading", total=len(work), console=CONSOLE
        )
        return [sample for page in pages for sample in page], digest.hexdigest()[:16]


def _samples(work: tuple[Path, dict]) -> list[rows.Sample]:
    return rows.samples(corpus.read(*work))


def _cross_validated(samples: list[rows.Sample], counter: Counter) -> dict[str, dict[str, float]]:
    found: list[figures.Row] = []
    for fold in track(range(corpus.FOLDS), "Cross-validating", console=CONSOLE):
        forest = grow.grow([s for s in samples if s.page.fold != fold], counter)
        tried = [s for s in samples if s.page.fold == fold and _is_scored(s)]
        jobs = [(forest, s.page.corpus, s.rendering, s.page.body, s.text) for s in tried]
        with Pool(PROCESSES) as pool:
            found += [row for scored in pool.imap(_scored, jobs, chunksize=16) for row in scored]
        CONSOLE.print_json(data=figures.table(found))
    return figures.table(found)


def _is_scored(sample: rows.Sample) -> bool:
    page = sample.page
    return page.corpus in SCORED and page.type == "article" and sample.rendering != rows.BRIEF


def _scored(job: tuple[Forest, str, str, str, str]) -> list[figures.Row]:
    forest, name, rendering, gold, text = job
    measure = figures.by_words if name == "wcxb-dev" else figures.by_runs
    scored = measure(gold, figures.body(forest, text))
    language = f"{name}, {language_of(gold) or 'unknown'}"
    return [(name, rendering, scored), (language, rendering, scored)]


if __name__ == "__main__":
    main()
