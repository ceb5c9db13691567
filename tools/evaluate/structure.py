"""How much of a page's structure its Markdown keeps, beside other libraries.

    python -m tools.evaluate structure [--pages FOLDER]

A page is a folder with page.html and body.md, the Markdown that a person wrote of it. Each column
is a similarity: 1 - d / n, where d is the edit distance (Levenshtein, over words and marks) between
what both have of a kind, and n the length of the longer (as the *_edit columns of WebMainBench
define it: https://github.com/opendatalab/WebMainBench). A column is the mean over the pages whose
body.md has any of its kind. Converters that look for no article are given the article's element.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

PAGES = Path(__file__).parents[2] / "tests" / "structure"
TOKEN = re.compile(r"\w+|[^\w\s]")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
KINDS = {
    "all": re.compile(r"(?s).+"),
    "code": re.compile(r"(?ms)^ *```.*?^ *```|(?<!`)`[^`\n]+`(?!`)"),
    "tables": re.compile(r"(?m)^\|.*$"),
    "lists": re.compile(r"(?m)^ *(?:[-*+]|\d+[.)]) .*$"),
    "links": re.compile(r"(?<!!)\[[^\]^]*\]\([^)]*\)"),
    "images": IMAGE,
    "formulas": re.compile(r"(?s)\$\$.*?\$\$|\$[^$\n]+\$"),
    "notes": re.compile(r"\[\^\w+\]"),
}
CONTENT = tuple(
    re.compile(rf"(?s)<({tags})[^>]*{named}.*</\1>")
    for tags, named in (("article|div", 'id="content"'), ("article|main", ""))
)
Convert = Callable[[str], str]


def sluice(html: str) -> str:
    """This library."""
    return body_of(clean(Source(html, InputKind.HTML)).judgement, Output.MARKDOWN)


def trafilatura(html: str) -> str:
    """With all that it can keep."""
    extract = import_module("trafilatura").extract
    kept = {"include_links": True, "include_images": True, "include_formatting": True}
    return str(extract(html, output_format="markdown", **kept) or "")


def markdownify(html: str) -> str:
    """Of the article alone."""
    options = {"heading_style": "atx", "bullets": "-"}
    return str(import_module("markdownify").markdownify(_content(html), **options))


def html_to_markdown(html: str) -> str:
    """Of the article alone."""
    found = import_module("html_to_markdown").convert(_content(html))
    return str(getattr(found, "content", found))


TOOLS: dict[str, Convert] = {
    "sluice": sluice,
    "trafilatura": trafilatura,
    "markdownify": markdownify,
    "html-to-markdown": html_to_markdown,
}


def _content(html: str) -> str:
    """The article's element without its headline, which stands in no body.md."""
    match = next(filter(None, (content.search(html) for content in CONTENT)), None)
    return re.sub(r"(?s)<h1\b.*?</h1>", "", match[0]) if match else html


def similarity(found: str, expected: str) -> float:
    """1 where both are the same, 0 where nothing is."""
    one, other = TOKEN.findall(found), TOKEN.findall(expected)
    longer = max(len(one), len(other))
    return 1 - distance(one, other) / longer if longer else 1.0


def distance(one: list[str], other: list[str]) -> int:
    """Levenshtein's: insertions, deletions and replacements from the one to the other."""
    before = list(range(len(other) + 1))
    for i, token in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (token != its)))
        before = row
    return before[-1]


def parts(markdown: str, kind: str) -> str:
    """All that a text has of a kind."""
    return "\n".join(match[0] for match in KINDS[kind].finditer(markdown))


def pages(folder: Path = PAGES) -> Iterator[tuple[str, str, str]]:
    """The name, the HTML and the Markdown of each page."""
    for path in sorted(folder.iterdir()):
        yield (
            path.name,
            (path / "page.html").read_text("utf-8"),
            (path / "body.md").read_text("utf-8"),
        )


def figures(convert: Convert, of: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """The columns of one tool over these pages."""
    scores: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _, html, expected in of:
        found = convert(html)
        for kind, all_of_it in scores.items():
            if wanted := parts(expected, kind):
                all_of_it.append(similarity(parts(found, kind), wanted))
    return {kind: mean(values) for kind, values in scores.items() if values}


@click.command(help=__doc__)
@click.option("--pages", "folder", type=click.Path(exists=True, path_type=Path), default=PAGES)
def structure(folder: Path) -> None:
    """Print a row for each tool that is installed."""
    table: Any = Table("", *KINDS)
    for name, convert in TOOLS.items():
        try:
            row = figures(convert, pages(folder))
        except ImportError:
            continue
        table.add_row(name, *(f"{row.get(kind, 0):.3f}" for kind in KINDS))
    Console().print(table)
