"""One page, block by block, each with the trail of verdicts that it gathered.

    python -m tools.why PAGE

PAGE is a file, or - for standard input. The last verdict of a trail counts; + marks what stays.
"""

from pathlib import Path
from typing import BinaryIO

import click

from sluice.blocks import page_from
from sluice.cli import KINDS
from sluice.intake import document_of
from sluice.judge import judge
from sluice.model import Source


@click.command(help=__doc__)
@click.argument("page", type=click.File("rb"))
def main(page: BinaryIO) -> None:
    """Print the page's blocks with their trails."""
    kind = KINDS.get(Path(page.name).suffix.lower())
    judgement = judge(page_from(document_of(Source(page.read(), kind))))
    for i, (block, trail) in enumerate(zip(judgement.page.blocks, judgement.trails, strict=True)):
        mark = "-" if judgement.reason(i) else "+"
        print(f"{mark}{i:4} {block.kind:10} {block.text[:110]!r}")
        for verdict in trail:
            score = "" if verdict.score is None else f"  {verdict.score:.2f}"
            print(f"{'':18}{verdict.step}: {verdict.rule}{score}")


if __name__ == "__main__":
    main()
