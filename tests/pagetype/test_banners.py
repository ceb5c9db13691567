"""Briefs of one or two paragraphs beside consent banners of every wording, in ten languages."""

import csv
from itertools import product
from pathlib import Path

import pytest

from sluice.model import InputKind, Source
from sluice.pagetype.kinds import WALLS
from sluice.pipeline import clean
from sluice.render import Output, body_of

TABLE = Path(__file__).with_name("modern") / "banners.tsv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
LANGUAGES = sorted({row["language"] for row in ROWS})
# Of 48 pages a language; the scorer may take the second, shorter paragraph of a text page.
MOST_WRONG = 4


def page_of(row: dict[str, str], form: str, order: tuple[str, ...], paragraphs: int) -> Source:
    """The brief's page: its parts in this order, as text or HTML."""
    brief = row["brief"].split(" ¶ ")[:paragraphs]
    buttons = row["buttons"].split(" ¶ ")
    if form == "text":
        menu = ["Home", "News", "Sport"]
        parts = {"brief": [row["title"], *brief], "banner": [row["banner"], *buttons], "menu": menu}
        return Source("\n".join(line for part in order for line in parts[part]), InputKind.TEXT)
    told = "".join(f"<p>{text}</p>" for text in brief)
    asked = "".join(f"<button>{text}</button>" for text in buttons)
    html = {
        "brief": f"<main><h1>{row['title']}</h1>{told}</main>",
        "banner": f'<div class="cb"><p>{row["banner"]}</p>{asked}</div>',
        "menu": '<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>',
    }
    return Source(f"<body>{''.join(html[part] for part in order)}</body>", InputKind.HTML)


@pytest.mark.parametrize("language", LANGUAGES)
def test_brief_beside_a_banner_is_kept(language: str) -> None:
    """A wall stands in place of an article: beside one, banner first or last, it is a notice."""
    orders = (
        *(("banner", "brief"), ("brief", "banner")),
        *(("banner", "menu", "brief"), ("menu", "brief", "banner")),
    )
    rows = [row for row in ROWS if row["language"] == language]
    emptied, wrong = [], []
    for row, form, order, paragraphs in product(rows, ("text", "html"), orders, (1, 2)):
        article = clean(page_of(row, form, order, paragraphs))
        body = " ".join(body_of(article.judgement, Output.TEXT).split())
        brief = row["brief"].split(" ¶ ")[:paragraphs]
        if article.verdict.page in WALLS or brief[0] not in body:
            emptied.append((form, order, body))
        elif brief[-1] not in body or row["banner"][:20] in body:
            wrong.append((form, order, body))
    assert emptied == []
    assert len(wrong) <= MOST_WRONG, wrong
