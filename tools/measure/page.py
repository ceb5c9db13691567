"""What a page costs in CPU time, beside other libraries or beside another commit.

    python -m tools.measure page [PAGE]... [--kind html|text] [--sample N] [--growth]
    python -m tools.measure page [PAGE]... --against COMMIT [--rounds N]

PAGE is a page's file (.gz or not), or a folder of which --sample pages are taken by chance;
without any, pages are made up. What is measured runs in fresh processes, one for each library and
kind of page, turn by turn page by page; each page is cleaned once, after made-up ones that are not
counted. HTML pages are also cleaned as the text that BeautifulSoup makes of them, and as one
sentence of it. Without pages, or with --growth, the cost of large pages is measured too.
Example: what the work since a commit has gained on sixty real pages

    python -m tools.measure page ../shared/corpus/wcxb-dev/pages --sample 60 --against main
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tools.measure import against, growth, output, peers, start
from tools.measure.pages import PAGES, Kind, Pages, made_up, read
from tools.measure.runner import ROOT

EXISTING = click.Path(exists=True, path_type=Path)


@click.command(help=__doc__)
@click.argument(
    "paths", metavar="[PAGE]...", nargs=-1, type=click.Path(exists=True, path_type=Path)
)
@click.option("--kind", type=click.Choice([*map(str, Kind)]), help="What the files are.")
@click.option("--sample", default=PAGES, show_default=True, help="Pages taken of a folder.")
@click.option("--growth", "large", is_flag=True, help="Large pages as well.")
@click.option("--against", "commit", help="Measure beside this commit, not beside peers.")
@click.option("--rounds", default=7, show_default=True, help="How often, with --against.")
@click.option("--write", "page", type=click.Path(path_type=Path), help="A page for the tables.")
def page(paths: tuple[Path, ...], kind: str | None, sample: int, **asked: object) -> None:
    """Measure and print."""
    chosen = Kind(kind) if kind else None
    with TemporaryDirectory(prefix="bench-") as folder:
        found = read(paths, sample, chosen) if paths else made_up(sample, chosen)
        pages = Pages(Path(folder), found)
        if asked["commit"]:
            with against.checked_out(str(asked["commit"])) as tree:
                against.compare((ROOT, tree), pages, int(str(asked["rounds"])))
            return
        peers.compare(pages)
        start.measure(pages)
        if asked["large"] or not paths:
            growth.measure(pages, chosen)
    if isinstance(asked["page"], Path):
        output.write(asked["page"], " ".join(["python -m tools.measure", *sys.argv[1:]]))
