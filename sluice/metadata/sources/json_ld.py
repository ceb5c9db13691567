"""What the page's JSON-LD says about its article (schema.org Article and its kinds)."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from sluice.metadata.values import lines
from sluice.model import Declared
from sluice.text.agencies import agencies

ARTICLE_TYPES = ("article", "posting", "report", "review", "story", "recipe")
PAGE_TYPES = ("webpage",)
ORGANIZATIONS = ("organization", "corporation", "business")
LONGEST = 1_000_000
# What pages put around it to please old validators.
WRAPPING = re.compile(r"(?://|/\*)?\s{0,9}(?:<!\[CDATA\[|\]\]>)\s{0,9}(?:\*/)?|<!--|-->")
# One of these stands in each of them.
WRAPPING_MARKS = ("<![CDATA[", "]]>", "<!--", "-->")
MOST_NODES = 5_000
MOST_AUTHORS = 50
# The first of a script's characters show how its quotes are written.
LOOKED_AT = 200
TRAILING_COMMA = re.compile(r",(?=\s{0,99}[}\]])")
FIELDS = {
    "title": ("headline", "name"),
    "description": ("description",),
    "date_published": ("datePublished",),
    "date_modified": ("dateModified",),
    "section": ("articleSection",),
    "license": ("license",),
    "language": ("inLanguage",),
    "url": ("url", "mainEntityOfPage"),
    "image": ("image", "thumbnailUrl"),
    "authors": ("author", "creator"),
    "tags": ("keywords",),
}


def read(declared: Declared) -> dict[str, Any]:
    """The fields that an article node gives: text, or a list of text for authors and tags."""
    nodes = list(_nodes(declared))
    named = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1
    }
    found: dict[str, Any] = {}
    # What the article's own node leaves out, the node for the page as a whole may say.
    for types in (ARTICLE_TYPES, PAGE_TYPES):
        node = next((node for node in nodes if _is_of(node, types)), None)
        if node is not None:
            found = _fields(node, named) | found
    return found | _kinds(nodes) if found else {}


def body_of(declared: Declared) -> str:
    """The text of the first article that has one in full; "" where there is none."""
    bodies = (node.get("articleBody") for node in _nodes(declared) if _is_of(node, ARTICLE_TYPES))
    return next((html.unescape(body) for body in bodies if isinstance(body, str) and body), "")


def _kinds(nodes: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
    """The names, in lower case, of persons and of what is an organization and no person."""
    found: dict[str, set[str]] = {"persons": set(), "organizations": set()}
    inside = (_listed(node.get(field)) for node in nodes for field in ("publisher", "author"))
    named = (value for values in inside for value in values if isinstance(value, dict))
    for node in [*nodes, *named]:
        name = node.get("name")
        if isinstance(name, str) and _is_of(node, ("person", *ORGANIZATIONS)):
            kind = "persons" if _is_of(node, ("person",)) else "organizations"
            found[kind].add(" ".join(name.casefold().split()))
    return {kind: frozenset(names) for kind, names in found.items() if names}


def _listed(value: Any) -> list[Any]:
    return value[:MOST_AUTHORS] if isinstance(value, list) else [value]


def _fields(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found = {field: _first(node, names) for field, names in FIELDS.items()}
    publisher = _resolved(node.get("publisher"), named)
    if isinstance(publisher, dict):
        found["site_name"] = publisher.get("name")
    authors = found["authors"]
    people = [_named(_resolved(author, named)) for author in _listed(authors)]
    persons = [
        author for author in people if isinstance(author, dict) and _is_of(author, ("person",))
    ]
    found["authors"] = (persons or people) if isinstance(authors, list) else people[0]
    found["agency"] = next((name for name in agencies(lines(people))), None)
    return {field: value for field, value in found.items() if value}


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """The node that a reference names, where the page has it: {"@id": "#ada"}."""
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
        return named.get(value["@id"], value)
    return value


def _named(author: Any) -> Any:
    """A person whose names are stated apart, under one name."""
    if not isinstance(author, dict) or author.get("name"):
        return author
    parts = (author.get(part) for part in ("givenName", "additionalName", "familyName"))
    name = " ".join(part.strip() for part in parts if isinstance(part, str)).strip()
    return author | {"name": name} if name else author


def _nodes(declared: Declared) -> Iterator[dict[str, Any]]:
    """Every object of every script, without recursion: nesting is untrusted."""
    waiting: list[Any] = [parsed for script in declared.json_ld if (parsed := _parsed(script))]
    seen = 0
    while waiting and seen < MOST_NODES:
        seen += 1
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [
                v for k, v in node.items() if k in ("@graph", "mainEntity", "itemListElement")
            ]
        elif isinstance(node, list):
            waiting += node[:MOST_NODES]


def _parsed(script: str) -> Any:
    """The script's JSON, as it stands or mended; several values in a row are a list of them."""
    if len(script) > LONGEST:
        return None
    wrapped = any(mark in script for mark in WRAPPING_MARKS)
    bare = (WRAPPING.sub("", script) if wrapped else script).strip().rstrip(";")
    for mend in (str, _mended):
        try:
            return _values(mend(bare))
        except (ValueError, RecursionError):
            continue
    return None


def _values(text: str) -> list[Any]:
    """All JSON values of a text that holds nothing else but commas between them."""
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    place = 0
    while place < len(text) and len(found) < MOST_NODES:
        value, place = decoder.raw_decode(text, place)
        found.append(value)
        while place < len(text) and text[place] in " \t\r\n,;":
            place += 1
    return found


def _mended(text: str) -> str:
    """The text with the commas before a closing bracket gone, and its entities read."""
    unescaped = html.unescape(text) if "&quot;" in text[:LOOKED_AT] else text
    return TRAILING_COMMA.sub("", unescaped)


def _is_of(node: dict[str, Any], types: tuple[str, ...]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and k.lower().endswith(types) for k in names)


def _first(node: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((node[name] for name in names if node.get(name)), None)
