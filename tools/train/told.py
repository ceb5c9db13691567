"""The figures of text pages as tables of docs/texts.md, between two marks in it.

    python -m tools.train.told

writes what stands beside the weights that are shipped.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from sluice.features import weights

PAGE = Path(__file__).parents[2] / "docs" / "texts.md"
BEGIN, END = "<!-- figures: made by tools.train.told -->", "<!-- end of figures -->"
CORPORA = {"wcxb-dev": "wcxb-dev articles", "news-dev": "news-dev"}
# What a way is called, in the order of the table.
WAYS = {
    "bs4": "BeautifulSoup's lines, a text node each",
    "bs4_raw": "BeautifulSoup's text as it stands",
    "inscriptis": "inscriptis",
    "resiliparse": "resiliparse",
    "wrapped": "wrapped at 60 to 100 columns",
    "markdown": "a few marks of Markdown",
    "one_line": "one line",
    "piped": "one line, bars between",
    "entities": "signs as entities",
    "lower": "small letters",
    "html2text": "html2text",
    "html2text_wrapped": "html2text, wrapped at 78",
    "markdownify": "markdownify",
    "pandoc": "pandoc, `gfm-raw_html`",
    "lynx": "Lynx, links numbered",
    "lynx_nolist": "Lynx, 120 columns, no numbers",
    "w3m": "w3m, 100 columns",
    "clean": "the gold body alone",
}
FORMS = {"lines": "lines", "markdown": "Markdown", "one_line": "one line"}


def tables(report: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the tables, as far as the report has their figures."""
    by_way = report["f1"]
    yield from _row("F1 on unseen sites", *CORPORA.values())
    yield "|---|" + "---|" * len(CORPORA)
    for way, name in WAYS.items():
        found = [by_way.get(corpus, {}).get(way) for corpus in CORPORA]
        if any(found):
            yield from _row(name, *("-" if f1 is None else f"{f1:.3f}" for f1 in found))
    yield from _shorts(report.get("paragraphs_lost", {}))
    yield from _clean(report.get("clean_bodies", {}))


def _shorts(lost: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    if not lost:
        return
    sizes = list(next(iter(lost.values())))
    yield ""
    yield from _row("short texts: paragraphs lost", *sizes)
    yield "|---|" + "---|" * len(sizes)
    for form, name in FORMS.items():
        if form in lost:
            yield from _row(name, *(f"{100 * lost[form][size]:.1f} %" for size in sizes))


def _clean(bodies: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    if not bodies:
        return
    yield ""
    yield from _row("clean bodies as text", "words lost", "pages that lose over 5 %")
    yield "|---|---|---|"
    for name, found in bodies.items():
        lost, much = found["words_lost"], found["pages_that_lose_much"]
        yield from _row(name, f"{100 * lost:.2f} %", f"{100 * much:.1f} %")


def _row(*cells: str) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"


def written(page: str, report: Mapping[str, Any]) -> str:
    """The page with these figures between its marks."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return "\n".join([before + BEGIN, "", *tables(report), "", END + after])


@click.command(help=__doc__)
def main() -> None:
    """Write the figures into the page."""
    report = json.loads(weights.TEXT.with_suffix(".json").read_text(encoding="utf-8"))
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), report), encoding="utf-8")


if __name__ == "__main__":
    main()
