"""The fields above a text: front matter in YAML or TOML, or as Jina's reader writes them.

Jekyll began it (jekyllrb.com/docs/front-matter), Hugo has TOML between plus signs
(gohugo.io/content-management/front-matter), and what puts pages into Markdown files writes one or
the other. Only fields that the answer has too are read, and all of it goes as one block.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from sluice.model import Declared

# A longer one is no head of a text.
LONGEST = 20_000
FENCED = re.compile(
    r"\s{0,100}(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)(?<=\n)(?P=mark)[ \t]*(?:\r?\n|$)",
    re.DOTALL,
)
KEYED = re.compile(r"[ \t]*[\"']?[A-Za-z][\w -]{0,40}[\"']?[ \t]*[:=](?:[ \t]|$)")
READER = re.compile(
    r"\s{0,100}Title: (?P<title>[^\n]*)\n+(?P<fields>(?:[A-Z][A-Za-z ]{2,30}: [^\n]*\n+){1,8})"
    r"Markdown Content:[ \t]*(?:\n|$)"
)
READER_ADDRESS = "url source"
# The answer's fields by the names that people, tools and our own front matter give them.
NAMES = {
    "title": ("title",),
    "authors": ("authors", "author", "by", "byline", "creator"),
    "date_published": (
        *("date_published", "date", "published", "published time", "pubdate", "publishdate"),
        *("published_at", "publish_date", "created", "created_at"),
    ),
    "date_modified": (
        *("date_modified", "lastmod", "updated", "updated_at", "modified", "last_modified_at"),
    ),
    "site_name": ("site_name", "sitename", "site", "publisher"),
    "agency": ("agency",),
    "language": ("language", "lang", "locale"),
    "description": ("description", "summary", "excerpt"),
    "url": ("url", READER_ADDRESS, "canonical", "canonical_url", "canonicalurl", "source", "link"),
    "image": ("image",),
    "section": ("section", "category"),
    "tags": ("tags", "keywords"),
    "license": ("license",),
}
MEANT = {name: field for field, names in NAMES.items() for name in names}
LISTS = ("authors", "tags")


class FrontMatter(NamedTuple):
    """What stands above a text, what it declares, and the text below it."""

    lines: str
    declared: Declared
    rest: str


def front_matter(text: str) -> FrontMatter | None:
    """The front matter and the text below it; None where there is none."""
    head = text[:LONGEST]
    if found := READER.match(head):
        # This is the title that the page's head had, often with the site's name.
        title, fields = found["title"], dict(_fields(dict(_pairs(found["fields"]))))
    elif (found := FENCED.match(head)) and _is_keyed(found["fields"]):
        given = _toml(found["fields"]) if found["mark"] == "+++" else _yaml(found["fields"])
        fields = dict(_fields(given))
        title = fields.get("title", "")
        # A single line between two rules may be anything that has a colon.
        fields = fields if title or len(given) > 1 else {}
    else:
        return None
    if not fields:
        return None
    declared = Declared(title, fields=tuple(fields.items()))
    lines = "\n".join(found[0].strip().splitlines())
    return FrontMatter(lines, declared, text[found.end() :])


def _is_keyed(lines: str) -> bool:
    """Whether it begins with a key, and no prose stands in it as below a ruled line."""
    rows = [row for row in lines.splitlines() if row.strip() and not row.lstrip().startswith("#")]
    own = [row for row in rows if not row.startswith((" ", "\t", "-", "[", "]", "}"))]
    return bool(own) and own[0] == rows[0] and all(map(KEYED.match, own))


def _yaml(lines: str) -> dict[str, Any]:
    """All values as they are written: a day stays a text. What is no YAML is read by the line."""
    try:
        found = yaml.load(lines, Loader=yaml.CBaseLoader)  # noqa: S506 - builds texts alone
    except (yaml.YAMLError, RecursionError):
        return dict(_pairs(lines))
    return found if isinstance(found, dict) else {}


def _toml(lines: str) -> dict[str, Any]:
    try:
        return tomllib.loads(lines)
    except (ValueError, RecursionError):
        return dict(_pairs(lines.replace(" = ", ": ")))


def _pairs(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.splitlines():
        name, mark, value = line.partition(":")
        if mark:
            yield name.strip(), value.strip().strip("\"'")


def _fields(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The answer's fields; of several names of a field the first in NAMES counts."""
    said = {str(name).strip().casefold(): value for name, value in given.items()}
    for field, names in NAMES.items():
        texts = next((own for name in names if (own := _texts(said.get(name)))), [])
        if texts:
            yield field, texts if field in LISTS else texts[0]


def _texts(value: Any) -> list[str]:
    """What a value says: a text, a day, a list of texts, or of people with names."""
    listed = value if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in listed[:50])
    said = (str(item).strip() for item in named if not isinstance(item, dict | list | None))
    return [*filter(None, said)]
