"""What the page's JSON-LD says about its article (schema.org Article and its kinds)."""

import json
import re
from collections.abc import Iterator
from typing import Any

from service.model import Declared

ARTICLE_TYPES = ("article", "posting", "report", "review", "story", "recipe")
PAGE_TYPES = ("webpage",)
LONGEST = 1_000_000
# What pages put around it to please old validators.
WRAPPING = re.compile(r"(?://|/\*)?\s{0,9}(?:<!\[CDATA\[|\]\]>)\s{0,9}(?:\*/)?|<!--|-->")
MOST_NODES = 5_000
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
    # A node for the page as a whole often stands before the article's own.
    for types in (ARTICLE_TYPES, PAGE_TYPES):
        for node in nodes:
            if _is_of(node, types):
                return _fields(node)
    return {}


def _fields(node: dict[str, Any]) -> dict[str, Any]:
    found = {field: _first(node, names) for field, names in FIELDS.items()}
    publisher = node.get("publisher")
    if isinstance(publisher, dict):
        found["site_name"] = publisher.get("name")
    return {field: value for field, value in found.items() if value}


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
    try:
        bare = WRAPPING.sub("", script[: LONGEST + 1]).strip().rstrip(";")
        return json.loads(bare, strict=False) if len(bare) <= LONGEST else None
    except (ValueError, RecursionError):
        return None


def _is_of(node: dict[str, Any], types: tuple[str, ...]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and k.lower().endswith(types) for k in names)


def _first(node: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((node[name] for name in names if node.get(name)), None)
