"""What the page's meta tags say: OpenGraph, Dublin Core, and what publishers' tools use."""

import re
from typing import Any

from sluice.model import Declared
from sluice.text.agencies import agencies
from sluice.text.names import byline_words, is_name

# For each field the names that state it, the most trusted first.
FIELDS = {
    "title": ("og:title", "parsely-title", "twitter:title", "dc.title", "dcterms.title"),
    "description": ("og:description", "description", "twitter:description", "dc.description"),
    "site_name": ("og:site_name", "application-name"),
    "date_published": (
        *(
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
        ),
        *("dc.date.issued", "dcterms.created", "sailthru.date", "citation_publication_date"),
        *("publish-date", "publishdate", "pubdate", "published"),
    ),
    "date_modified": (
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
    ),
    "section": ("article:section", "og:article:section", "parsely-section"),
    "image": ("og:image", "og:image:url", "twitter:image", "image"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language", "language"),
    "license": ("dc.rights", "dcterms.license", "license"),
}
# Nobody says what these are the day of; many a system means the last change.
SOME_DAY = ("date", "dc.date", "dcterms.date")
# A journal names all authors so; its page may mark up one.
CITED = "citation_author"
# In these the surname stands first.
TURNED = frozenset(("citation_author", "dc.creator", "dcterms.creator"))
# Names that publishers made up, such as "dc.publication-date" and "og:pubdate".
PUBLISHED = re.compile(
    r"(?:publi[a-z]{0,8}|pub|posted|issued|created|uploaded|release[sd]?|article)"
    r"[._:-]?(?:date|time|on)$|[._:-]uploaded$|^[a-z]{1,9}[._:-]date$"
)
PUBLISHED_ENDS = ("date", "time", "on", "uploaded")
NOT_PUBLISHED = re.compile(r"expir|valid|modif|revis|updat|last|event|^dc(?:terms)?[._:-]date$")
# The same of authors; a banner's is the maker of an app.
WRITTEN = re.compile(
    r"^(?!smartbanner|five|web|google).*(?:authors?|byline|autor(?:es)?)(?:_?name)?$"
)
WRITTEN_ENDS = ("author", "authors", "byline", "autor", "autores", "name")
# An account or a number, and no name.
ONE_WORD = re.compile(r"[\w.-]*[\d._][\w.-]*")
REPEATED = {
    "authors": (
        "author",
        "article:author",
        "parsely-author",
        "dc.creator",
        "citation_author",
        "byl",
    ),
    "tags": ("article:tag", "news_keywords", "parsely-tags", "keywords"),
}


def read(declared: Declared) -> dict[str, Any]:
    """The fields that the meta tags give: text, or a list of text for authors and tags."""
    first: dict[str, str] = dict(reversed(declared.meta))
    found: dict[str, Any] = {}
    for field, names in FIELDS.items():
        value = next((first[name] for name in names if first.get(name)), None)
        if value:
            found[field] = value
    if "date_published" not in found:
        found |= _day_of_publication(first)
    for field, names in REPEATED.items():
        for name in names:
            values = [content for given, content in declared.meta if given == name and content]
            if values:
                found[field] = [_turned(value) for value in values] if name in TURNED else values
                break
    if not any(map(is_name, found.get("authors", ()))) and (named := _named_so(declared.meta)):
        found["authors"] = [*found.get("authors", ()), *named]
    # WordPress says so for cards: "Written by", and the name.
    if "authors" not in found and byline_words(first.get("twitter:label1", ""))[1]:
        found["authors"] = [first.get("twitter:data1", "")]
    agency = next(iter(agencies(tuple(found.get("authors", ())))), None)
    return found | {"agency": agency} if agency else found


def read_cited(declared: Declared) -> dict[str, list[str]]:
    """The authors as a journal wants them cited, each in a tag."""
    cited = [_turned(content) for name, content in declared.meta if name == CITED and content]
    return {"authors": cited} if cited else {}


def read_day(declared: Declared) -> dict[str, str]:
    """The day of a tag that is named "date" and nothing more."""
    first = dict(reversed(declared.meta))
    day = next((first[name] for name in SOME_DAY if first.get(name)), "")
    return {"date_published": day} if day else {}


def _named_so(meta: tuple[tuple[str, str], ...]) -> list[str]:
    """The authors in tags that publishers made up, such as "bt:author" and "article:byline"."""
    known = REPEATED["authors"]
    tags = [
        (name, text)
        for name, text in meta
        if name.endswith(WRITTEN_ENDS) and text and name not in known
    ]
    first = next((name for name, _ in tags if WRITTEN.search(name)), "")
    return [text for name, text in tags if name == first and not ONE_WORD.fullmatch(text)]


def _turned(name: str) -> str:
    """The name "Stone, Ada", as libraries write it, as "Ada Stone"."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name


def _day_of_publication(first: dict[str, str]) -> dict[str, str]:
    named = (
        content
        for name, content in first.items()
        if name.endswith(PUBLISHED_ENDS)
        and PUBLISHED.search(name)
        and not NOT_PUBLISHED.search(name)
    )
    day = next(filter(None, named), "")
    return {"date_published": day} if day else {}
