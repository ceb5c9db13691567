"""Whether nothing is lost or made up on real pages: the words of every form, and every span.

    python -m tools.faithful CORPUS...

CORPUS is a folder with pages/<id>.html.gz. For each it prints on how many pages text, Markdown and
HTML have not the same words (pages with formulas or notes, which are counted apart, beside the
others), and for how many blocks the slice of the page says what the block says, says something
else, or is not given.
"""

import gzip
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from sluice import Article, InputKind, Refused, Source, clean
from sluice.render import Images, Output, body_of
from sluice.render.align import ink_of
from sluice.render.spans import spans_of
from tests.spoken import words_of_html, words_of_markdown, words_of_text

COLUMNS = ("pages", "other words", "with formulas, notes", "blocks", "right", "wrong", "no span")
TAG = re.compile(r"(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[A-Za-z!?][^>]*>")
APART = re.compile(r"\$|\[\^\w+\]")


def is_same(article: Article) -> bool:
    """Whether all forms have the same words, without images and their captions."""
    text, markdown, html = (
        body_of(article.judgement, output, images=Images.NONE) for output in Output
    )
    words = words_of_text(text)
    return words == words_of_markdown(markdown) == words_of_html(html)


def is_apart(article: Article) -> bool:
    """Whether there are words that are counted apart."""
    return APART.search(body_of(article.judgement, Output.MARKDOWN)) is not None


def spans_by_outcome(article: Article) -> Counter[str]:
    """How many of the blocks have a span that is right, one that is wrong, and none."""
    found: Counter[str] = Counter()
    for block, spans in zip(article.judgement.page.blocks, spans_of(article), strict=True):
        found["blocks"] += 1
        if spans is None:
            found["no span"] += 1
            continue
        slices = [article.document.text[start:end] for start, end in spans]
        if article.document.kind is InputKind.HTML:
            slices = [unescape(TAG.sub("", part)) for part in slices]
        own = ink_of("".join(block.cells) if block.cells else block.text)
        said = "".join(map(ink_of, slices))
        # What parts a power from its base is no character of the page.
        is_right = said == own or said.replace("^", "") == own.replace("^", "")
        found["right" if is_right else "wrong"] += 1
    return found


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(corpora: tuple[Path, ...]) -> None:
    """Print a row for each corpus, and the names of pages that are not as they should be."""
    table: Any = Table("", *COLUMNS)
    console = Console()
    for folder in corpora:
        found: Counter[str] = Counter()
        for path in sorted((folder / "pages").glob("*.html.gz")):
            try:
                article = clean(Source(gzip.decompress(path.read_bytes()), InputKind.HTML))
            except Refused:
                continue
            own = spans_by_outcome(article)
            if not is_same(article):
                own["with formulas, notes" if is_apart(article) else "other words"] += 1
            if own["other words"] or own["wrong"]:
                console.print(f"{folder.name}/{path.name}", dict(own))
            found += own + Counter(pages=1)
        table.add_row(folder.name, *(str(found[column]) for column in COLUMNS))
    console.print(table)


if __name__ == "__main__":
    main()
