"""The byline as it stands: the line that names people, desks or papers, and no other line."""

import json

import pytest

from sluice.blocks import page_from
from sluice.metadata import metadata_of
from sluice.model import Document, InputKind, Judgement, Metadata, Source
from tests.rows import every_row

TITLE = "Old mill opens again after eleven years"
PROSE = "<p>" + "The old mill on the river was opened again, after eleven years. " * 5 + "</p>"


def metadata(body: str, head: str = "") -> Metadata:
    """The metadata of an HTML page, every block of which is kept."""
    html = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{body}{PROSE}</body></html>"
    page = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    return metadata_of(Judgement(page, ((),) * len(page.blocks)), Source(b""))


def ld(*names: str) -> str:
    """A head whose JSON-LD names these authors."""
    authors = [{"@type": "Person", "name": name} for name in names]
    node = {"@type": "NewsArticle", "headline": TITLE, "author": authors}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


# (what stands below the headline, the byline, the authors)
BYLINES = {
    "a by": ("<p>By Ada Stone</p>", "By Ada Stone", ("Ada Stone",)),
    "with a paper": (
        "<p>By Ada Stone and Jan Berg, Coastal Press</p>",
        "By Ada Stone and Jan Berg, Coastal Press",
        ("Ada Stone", "Jan Berg"),
    ),
    "with a day": (
        "<p>By Ada Stone | 7 May 2024 | 4 min read</p>",
        "By Ada Stone | 7 May 2024 | 4 min read",
        ("Ada Stone",),
    ),
    "on two lines": ("<p>Written by</p><p>Ada Stone</p>", "Written by Ada Stone", ("Ada Stone",)),
    "a trade and a day": (
        "<p>Ada Stone | Senior writer | May 7, 2024</p>",
        "Ada Stone | Senior writer | May 7, 2024",
        ("Ada Stone",),
    ),
    "German": ("<p>Von Ada Stein</p>", "Von Ada Stein", ("Ada Stein",)),
    "German with a day": (
        "<p>Ada Stein | 7. Mai 2024</p>",
        "Ada Stein | 7. Mai 2024",
        ("Ada Stein",),
    ),
    "French": ("<p>Par Ada Roche</p>", "Par Ada Roche", ("Ada Roche",)),
    "Spanish": (
        "<p>Ana Ruiz | 7 de mayo de 2024 | 18:42</p>",
        "Ana Ruiz | 7 de mayo de 2024 | 18:42",
        ("Ana Ruiz",),
    ),
    "Polish": ("<p>Autor: Ada Kamień</p>", "Autor: Ada Kamień", ("Ada Kamień",)),
    "Russian": ("<p>Автор: Анна Петрова</p>", "Автор: Анна Петрова", ("Анна Петрова",)),
    "Turkish": ("<p>Yazan: Elif Kaya</p>", "Yazan: Elif Kaya", ("Elif Kaya",)),
    "Chinese": (
        "<p>2024年5月7日 来源：晚报 记者 林晓岚</p>",
        "2024年5月7日 来源：晚报 记者 林晓岚",
        ("林晓岚",),
    ),
    "Japanese": ("<p>佐伯陽子記者</p>", "佐伯陽子記者", ("佐伯陽子",)),
    "Korean": ("<p>한지우 기자</p>", "한지우 기자", ("한지우",)),
    "an agency": ("<p>By Coastal News Agency</p>", "By Coastal News Agency", ()),
    "a German agency": ("<p>Von dpa</p>", "Von dpa", ()),
    "an agency and a place": ("<p>AFP, Manila</p>", "AFP, Manila", ()),
    "a desk": ("<p>By MND staff</p>", "By MND staff", ()),
    "a short name with a day": (
        "<p>By TPN, in News · 31 Jan 2025, 20:02 · 0 Comments</p>",
        "By TPN, in News · 31 Jan 2025, 20:02 · 0 Comments",
        (),
    ),
    "accounts of a desk": ('<p class="author">mill/hosb;kesm</p>', "mill/hosb;kesm", ()),
    # No bylines: a sentence, a caption, a day, a label, a menu, another story's, the title.
    "a sentence": ("<p>Ada Stone has lived at the mill for all of her life.</p>", None, ()),
    "a short sentence": ("<p>By noon it was over.</p>", None, ()),
    "a day": ("<p>7 May 2024</p>", None, ()),
    "a label": ('<p class="author">About the author</p>', None, ()),
    "a by alone": ("<p>Written by</p>", None, ()),
    "another story's": ('<div class="related"><p>By Ada Stone</p></div>', None, ()),
    "two topics": ("<p>World | Business | Sport</p>", None, ()),
    "two pieces glued": ("<p>Wedding listsJust married | 7 May 2024</p>", None, ()),
}


@every_row(("body", "byline", "authors"), BYLINES.values(), ids=BYLINES)
def test_byline_as_it_stands(body: str, byline: str | None, authors: tuple[str, ...]) -> None:
    """The line is answered whole, whatever its names are taken for."""
    found = metadata(body)
    assert (found.byline, found.authors) == (byline, authors)


# (the page's declared authors, what stands below the headline, the byline)
DECLARED = {
    "the line with the name": (("Ada Stone",), "<p>Home</p><p>Ada Stone</p>", "Ada Stone"),
    "several": (("Ada Stone", "Jan Berg"), "<p>Ada Stone, Jan Berg</p>", "Ada Stone, Jan Berg"),
    "nowhere": (("Ada Stone",), "<p>7 May 2024</p>", None),
    "somebody else": (("Ada Stone",), '<p class="author">Startseite</p>', None),
    "a sentence": (("Ada Stone",), "<p>Ada Stone lives at the mill, as all of them do.</p>", None),
}


@pytest.mark.parametrize(("names", "body", "byline"), DECLARED.values(), ids=DECLARED)
def test_byline_of_declared_authors(names: tuple[str, ...], body: str, byline: str | None) -> None:
    """Where the page declares its authors, the byline is the line that has them."""
    assert metadata(body, ld(*names)).byline == byline


# (JSON-LD's authors, what stands below the headline, the answered ones)
SEVERAL = {
    "the byline has more": (
        ("Ada Stone",),
        "<p>By Ada Stone and Jan Berg</p>",
        ("Ada Stone", "Jan Berg"),
    ),
    "German": (("Ada Stein",), "<p>Von Ada Stein und Jan Berg</p>", ("Ada Stein", "Jan Berg")),
    "others": (("Ada Stone",), "<p>By Eva Lind and Jan Berg</p>", ("Ada Stone",)),
    "a list": (
        ("Ada Stone",),
        "<p>By Ada Stone, Jan Berg, Eva Lind, Tom Ash, Nora Hill, Kim Oak, Lee Elm</p>",
        ("Ada Stone",),
    ),
    "two declared": (
        ("Ada Stone", "Jan Berg"),
        "<p>By Ada Stone, Jan Berg, Eva Lind</p>",
        ("Ada Stone", "Jan Berg"),
    ),
}


@pytest.mark.parametrize(("names", "body", "authors"), SEVERAL.values(), ids=SEVERAL)
def test_byline_that_names_more_than_the_page_declares(
    names: tuple[str, ...], body: str, authors: tuple[str, ...]
) -> None:
    """One declared author is one of those whom a byline names together."""
    assert metadata(body, ld(*names)).authors == authors


# (a meta tag of a publisher's own, its content, the authors)
OWN_TAGS = {
    "a prefix": ("bt:author", "Ada Stone", ("Ada Stone",)),
    "the plural": ("lrt_authors", "Ada Stone, Jan Berg", ("Ada Stone", "Jan Berg")),
    "a byline": ("article:byline", "Von Ada Stein", ("Ada Stein",)),
    "a name": ("article:author_name", "Ana Ruiz", ("Ana Ruiz",)),
    "glued": ("articleauthor", "Elif Kaya", ("Elif Kaya",)),
    "Spanish": ("site:autor", "Ana Ruiz", ("Ana Ruiz",)),
    "a number": ("its_author", "1700000143", ()),
    "an address": ("bt:author", "https://example.org/ada", ()),
    "an app's maker": ("smartbanner:author", "Harbour Apps", ()),
    "a site's maker": ("web_author", "Mill Works", ()),
    "no author": ("site_name", "Ada Stone", ()),
}


@pytest.mark.parametrize(("tag", "content", "authors"), OWN_TAGS.values(), ids=OWN_TAGS)
def test_authors_of_tags_that_publishers_made_up(
    tag: str, content: str, authors: tuple[str, ...]
) -> None:
    """A tag that is named like an author's is believed where the usual ones name nobody."""
    assert metadata("", f'<meta name="{tag}" content="{content}">').authors == authors


# (a line below the body, the authors)
SIGNED = {
    "German, both": ("Autorin/Autor Ada Stein", ("Ada Stein",)),
    "German": ("Autor: Ada Stein", ("Ada Stein",)),
    "French": ("Auteur : Ada Roche", ("Ada Roche",)),
    "Swedish": ("Författare: Ada Sten", ("Ada Sten",)),
    "Hungarian": ("Szerző: Ada Kovács", ("Ada Kovács",)),
    "Russian": ("Автор: Анна Петрова", ("Анна Петрова",)),
    "Indonesian": ("Penulis: Ada Batu", ("Ada Batu",)),
    "Vietnamese": ("Tác giả: Ada Nguyen", ("Ada Nguyen",)),
    "a book's": ("Author of many books on mills", ()),
    "a sentence": ("Autor und Müller sind sich einig, dass es so bleibt", ()),
}


@pytest.mark.parametrize(("line", "authors"), SIGNED.values(), ids=SIGNED)
def test_name_signed_below_the_body(line: str, authors: tuple[str, ...]) -> None:
    """A label with a colon names the author wherever it stands."""
    assert metadata(f"{PROSE}{PROSE}<p>{line}</p>").authors == authors
