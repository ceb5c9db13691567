"""Hold the figures: none that is pinned may fall without a word.

    python -m tools.gate [CORPORA] [--pin] [--because TEXT]

Without CORPORA the cross-validated figures beside the weights are compared with the floors in
tools/floors.json. With the folder of the development corpora the service as it is cleans every HTML
page there, and every gold body posted as text, and its figures are compared too (they are better,
for it has learned from those pages; what they show is that nothing around the scorer broke). --pin
raises the floors to what was found; to lower one it wants --because, which is kept in the file.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from sluice.blocks import gaps
from sluice.features import weights
from tools.train import corpus, figures, trials
from tools.train.console import each

FLOORS = Path(__file__).with_name("floors.json")
LEARNED = weights.HTML.parent
CORPORA = ("news-dev", "snippets-dev", "wcxb-dev")
# A page that ends on the other side of a border moves a figure by so much.
SLACK = 0.001

Figures = dict[str, float]


@click.command(help=__doc__)
@click.argument("corpora", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--pin", is_flag=True, help="Raise the floors to the figures found.")
@click.option("--because", help="Why a floor may fall.")
def main(corpora: Path | None, *, pin: bool, because: str | None) -> None:
    """Compare, print, and pin or refuse."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = dict(learned(LEARNED))
    if corpora:
        found |= shipped(corpora) | posted(corpora)
    low = fallen(floors.get("figures", {}), found)
    _print(floors.get("figures", {}), found)
    if low and not because:
        raise SystemExit(f"gate: {', '.join(low)} fell. Mend it, or say why with --because.")
    if pin or low:
        write(floors, found, because if low else None)


def learned(folder: Path) -> Iterator[tuple[str, float]]:
    """The cross-validated figures that tools/train wrote beside the weights."""
    for path in sorted(folder.glob("*.json")):
        for name, by_way in json.loads(path.read_text(encoding="utf-8")).get("f1", {}).items():
            # By language a corpus has a few pages each, which say little.
            if "," not in name:
                yield from ((f"{path.stem} {name} {way}", f1) for way, f1 in by_way.items())


def shipped(corpora: Path) -> Figures:
    """The figures of the service as it is on the HTML pages of the corpora."""
    work = [(corpora / name, r) for name in CORPORA for r in corpus.records(corpora / name)]
    rows = [row for page in each(_scored, work, "Cleaning") for row in page]
    table = figures.table(rows)
    return {f"shipped {n} {way}": f1 for n, ways in table.items() for way, f1 in ways.items()}


def posted(corpora: Path) -> Figures:
    """Of gold bodies and short texts which shares the service as it is leaves in place."""
    of_all = (
        (corpora / name, r) for name in trials.MEASURED for r in corpus.records(corpora / name)
    )
    work = [(folder, record) for folder, record in of_all if trials.is_measured(record)]
    report = trials.report(each(_posted, work, "Posting"))
    return {f"posted {name}": round(1 - share, 4) for name, share in lost(report)}


def lost(report: Any) -> Iterator[tuple[str, float]]:
    """The shares of a report of trials that say what is lost, each by the name of what is left."""
    for name, shares in report["clean_bodies"].items():
        yield f"{name} words kept", shares["words_lost"]
        yield f"{name} bodies kept whole", shares["pages_that_lose_much"]
    for form, shares in report["paragraphs_lost"].items():
        yield f"short texts as {form}, prose kept", shares[trials.PROSE]


def _posted(work: tuple[Path, dict]) -> trials.Trial:
    return trials.posted(corpus.read(*work), trials.Service(weights.text(), gaps.weights()))


def _scored(work: tuple[Path, dict]) -> list[figures.Row]:
    page = corpus.read(*work)
    return list(figures.html_rows(page, figures.html_body(weights.html(), page.html)))


def fallen(floors: Figures, found: Figures) -> list[str]:
    """The names of the figures that are below their floors."""
    return [name for name, f1 in found.items() if f1 < floors.get(name, 0) - SLACK]


def write(floors: dict, found: Figures, because: str | None) -> None:
    """Pin the figures found; the reason for a lower one is added to those before."""
    reasons = floors.get("lowered", [])
    if because:
        reasons = [*reasons, f"{datetime.now(UTC):%Y-%m-%d}: {because}"]
    figures_now = dict(sorted((floors.get("figures", {}) | found).items()))
    content = {"figures": figures_now, "lowered": reasons}
    FLOORS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _print(floors: Figures, found: Figures) -> None:
    table = Table("figure", "floor", "found")
    for name, f1 in sorted(found.items()):
        table.add_row(name, f"{floors[name]:.4f}" if name in floors else "", f"{f1:.4f}")
    Console().print(table)


if __name__ == "__main__":
    main()
