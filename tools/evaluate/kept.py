"""How many of an article's links, images and tables its Markdown keeps, beside trafilatura.

    python -m tools.evaluate kept CORPUS...

CORPUS is a folder with gold.jsonl.gz and pages/<id>.html.gz, as in docs/training.md. The gold has
an article's words alone, so what is expected is found on the page: a link in a block whose words
are the article's, an image in such a block or between two, a table most of whose cells are the
article's. It is kept where the Markdown has the same address, or most of the table's rows in
tables.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import click
import trafilatura
from rich.console import Console
from rich.table import Table
from selectolax.lexbor import LexborHTMLParser

from sluice import InputKind, Refused, Source, clean
from sluice.render import Output, body_of
from tools.train import corpus

BLOCKS = frozenset("p li h2 h3 h4 h5 h6 td th dd dt blockquote pre".split())
KINDS = ("links", "images", "tables")
# Shorter words stand on a page in many places.
FEWEST_LETTERS = 20
SMALLEST_IMAGE = 50
ADDRESS = r"\]\(((?:[^()\s]|\([^()\s]*\))+)"
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\]|!\[[^\]]*\]\([^)]*\))*" + ADDRESS)
IMAGE = re.compile(r"!\[[^\]]*" + ADDRESS)
ROW = re.compile(r"(?m)^\s*\|.*$")
# What of a row is no word of it: where its links lead, and elements.
TARGET = re.compile(r"\]\([^)]*\)|<[a-z/][^>]*>")
IMAGE_ATTRIBUTES = ("src", "data-src", "data-original", "data-lazy-src", "srcset", "data-srcset")


class Expected(NamedTuple):
    """What a page has of its article: addresses of links, of each image several, rows of tables."""

    links: frozenset[str]
    images: tuple[frozenset[str], ...]
    tables: tuple[tuple[str, ...], ...]


def letters(text: str) -> str:
    """What of a text does not depend on how it was written."""
    return "".join(filter(str.isalnum, text.casefold()))


def expected_of(html: str, body: str, url: str) -> Expected:
    """What of the page is the article's, by the words that are."""
    tree = LexborHTMLParser(html)
    article = letters(body)
    links: set[str] = set()
    images: list[frozenset[str]] = []
    waiting: list[frozenset[str]] = []
    behind = False
    for node in tree.root.traverse() if tree.root else ():
        if node.tag in BLOCKS:
            if (own := letters(node.text())) and not _holds_blocks(node):
                ahead = len(own) >= FEWEST_LETTERS and own in article
                images += waiting if behind and ahead else []
                behind, waiting = ahead, []
        elif node.tag == "a" and _is_told(node, article):
            links.add(urljoin(url, (node.attributes.get("href") or "").strip()))
        elif node.tag == "img" and (addresses := _addresses(node, url)):
            waiting.append(addresses)
    tables = tuple(rows for table in tree.css("table") if (rows := _rows(table, article)))
    return Expected(frozenset(links), tuple(dict.fromkeys(images)), tables)


def _holds_blocks(node: Any) -> bool:
    return node.css_first(", ".join(sorted(BLOCKS - {node.tag}))) is not None


def _is_told(link: Any, article: str) -> bool:
    href = (link.attributes.get("href") or "").strip()
    if not letters(link.text()) or not href or href.lower().startswith(("#", "javascript:")):
        return False
    block = link.parent
    while block is not None and block.tag not in BLOCKS:
        block = block.parent
    own = letters(block.text()) if block is not None else ""
    return len(own) >= FEWEST_LETTERS and own in article


def _addresses(image: Any, url: str) -> frozenset[str]:
    width = image.attributes.get("width") or ""
    if width.isdigit() and int(width) < SMALLEST_IMAGE:
        return frozenset()
    said = [image.attributes.get(name) or "" for name in IMAGE_ATTRIBUTES]
    found = {part.strip().split(" ")[0] for value in said for part in value.split(", ")}
    return frozenset(urljoin(url, each) for each in found if each and not each.startswith("data:"))


def _rows(table: Any, article: str) -> tuple[str, ...]:
    """The letters of each row of a table of data that is the article's; none of any other."""
    if table.css_first("table table") is not None or table.css_first("p, ul, h2, h3") is not None:
        return ()
    rows = [[letters(cell.text()) for cell in row.css("td, th")] for row in table.css("tr")]
    rows = [row for row in rows if sum(map(bool, row)) > 1]
    cells = [cell for row in rows for cell in row if cell]
    if len(rows) <= 1 or 2 * sum(cell in article for cell in cells) < len(cells):
        return ()
    return tuple("".join(row) for row in rows)


def counts(expected: Expected, markdown: str, url: str) -> Counter[str]:
    """How many of each kind the Markdown has."""
    links = {urljoin(url, address) for address in LINK.findall(markdown)}
    images = {urljoin(url, address) for address in IMAGE.findall(markdown)}
    rows = letters(TARGET.sub(" ", " ".join(ROW.findall(markdown))))
    return Counter(
        links=len(expected.links & links),
        images=sum(not images.isdisjoint(addresses) for addresses in expected.images),
        tables=sum(2 * sum(row in rows for row in table) > len(table) for table in expected.tables),
    )


def _markdowns(html: bytes, url: str) -> Iterator[tuple[str, str]]:
    try:
        article = clean(Source(html, InputKind.HTML, url=url))
        yield "sluice", body_of(article.judgement, Output.MARKDOWN, url)
    except Refused:
        yield "sluice", ""
    found = trafilatura.extract(
        html,
        url=url or None,
        output_format="markdown",
        include_links=True,
        include_images=True,
        include_formatting=True,
    )
    yield "trafilatura", found or ""


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def kept(corpora: tuple[Path, ...]) -> None:
    """Print of each corpus what is expected, and what each keeps."""
    table: Any = Table("", *KINDS)
    for folder in corpora:
        found: dict[str, Counter[str]] = {"expected": Counter()}
        for page in (corpus.read(folder, record) for record in corpus.records(folder)):
            html = page.html.decode("utf-8", "replace")
            expected = expected_of(html, page.body, page.url)
            found["expected"].update({kind: len(getattr(expected, kind)) for kind in KINDS})
            for name, markdown in _markdowns(page.html, page.url):
                found.setdefault(name, Counter()).update(counts(expected, markdown, page.url))
        for name, kinds in found.items():
            table.add_row(f"{folder.name} {name}", *(str(kinds[kind]) for kind in KINDS))
    Console().print(table)
