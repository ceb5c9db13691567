"""Pages that are not there, in their site's frame: a menu, recent posts, a search, a banner."""

import pytest

from sluice.model import InputKind, Source
from sluice.pagetype.kinds import WALLS
from sluice.pipeline import clean
from sluice.reasons import PageKind
from sluice.render import Output, body_of
from tests.pagetype.framed import BANNERS, FRAMES, framed, posts, table
from tests.rows import every_row

ROWS = table("missing")
STOCK = [row for row in ROWS if row["kind"] == "wordpress"]
SEARCH = '<form role="search"><input type="search"><button>Search</button></form>'
EXCERPTS = "".join(
    f"<article><h2><a href='/p/{n}'>Story {n}</a></h2><p>The council met on Monday and voted on "
    "the harbour wall, which has leaked for years.</p></article>"
    for n in range(3)
)


def cleaned(html: str) -> tuple[str, str]:
    article = clean(Source(html, InputKind.HTML))
    return article.verdict.page, " ".join(body_of(article.judgement, Output.TEXT).split())


def missing(row: dict[str, str], frame: str, asking: str, *beside: str, names: str = "") -> str:
    """The row's page. beside: what the site puts below its words."""
    body = f"<p>{row['text']}</p>{SEARCH}{''.join(beside)}"
    title = row["title"]
    return framed(
        frame, row["headline"], body, row["language"], banner=asking, title=title, names=names
    )


@pytest.mark.parametrize("asking", ["", *BANNERS])
@pytest.mark.parametrize("frame", FRAMES)
@every_row("row", ROWS, ids=lambda row: f"{row['kind']} {row['language']}")
def test_page_that_says_so_is_an_error(row: dict[str, str], frame: str, asking: str) -> None:
    """By its words alone, whatever links and banner stand beside them."""
    assert cleaned(missing(row, frame, asking, posts())) == (PageKind.ERROR_PAGE, "")


@pytest.mark.parametrize("asking", ["", *BANNERS])
@every_row("row", STOCK, ids=lambda row: row["language"])
def test_page_that_is_named_so_is_an_error(row: dict[str, str], asking: str) -> None:
    """Where the body's class says so too, stories with their beginnings may stand below."""
    html = missing(row, "wordpress", asking, posts(), EXCERPTS, names="error404 wp-custom-logo")
    assert cleaned(html) == (PageKind.ERROR_PAGE, "")


TOLD = (
    "The band's second record is out. It has eleven songs, all of them played in one take.",
    "Two of them were written on the ferry, and you can hear its engine below the drums.",
)
NEAR = (
    ("Error 404: the record", "", TOLD),
    ("Page not found", "", TOLD),
    ("Why a page is not found", "", ("Servers answer 404 where a page is gone.", *TOLD)),
    ("How to word a 404 page", "page page-id-404", ("Say that the page was not found.", *TOLD)),
    ("Members", "error404 buddypress", TOLD),
    ("Bus 404", "", ("The bus stops at the mill again.",)),
    ("Opening hours", "postid-404 single", ("We open at nine.",)),
)


@pytest.mark.parametrize("asking", ["", *BANNERS])
@every_row("near", NEAR, ids=lambda near: near[0])
def test_page_that_tells_something_is_none(
    near: tuple[str, str, tuple[str, ...]], asking: str
) -> None:
    """A text below such a headline, or under such a class, is a text."""
    headline, names, lines = near
    body = "".join(f"<p>{line}</p>" for line in lines) + posts()
    page, text = cleaned(framed("wordpress", headline, body, "en", banner=asking, names=names))
    assert page not in WALLS
    assert all(line in text for line in lines)
