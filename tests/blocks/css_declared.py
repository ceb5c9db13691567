"""What a page declares, by CSS selectors: the oracle of the walk, and what came before it."""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sluice.blocks.tags import BLOCKS, BREAKS, LINE_BREAK, SILENT
from sluice.model import Declared, Mark

# Class names are written in English or in the site's own language.
CLASSES = (
    *("author", "byline", "writer", "autor", "auteur", "date", "datum", "fecha"),
    *("publish", "posted", "meta"),
)
MARKS = ",".join(
    (
        *("h1", "time", "[itemprop]", 'a[rel~="author"]', 'a[href*="/author"]', "address"),
        *(f'[class*="{name}" i]' for name in CLASSES),
    )
)
MOST_MARKS = 300
LONGEST_TEXT = 300
MOST_NODES = 80
VALUES = ("datetime", "content", "title", "href")
# Names that an element gives to what it holds, and class names of the elements around it.
NAMES = ("itemprop", "property", "rel")
HINTS = ("class", "id")
MOST_PARENTS = 24
TOKEN = re.compile(r"[^\W_]+")
# A button in a headline is no word of it.
UNREAD = SILENT | {"button"}
BREAKING = frozenset((*BLOCKS, *BREAKS, LINE_BREAK))


def declared_of(parser: LexborHTMLParser) -> Declared:
    """The head's words about the page, and the marked elements in the page's order."""
    root = parser.css_first("html")
    title = parser.css_first("head > title") or parser.css_first("title")
    canonical = parser.css_first('link[rel~="canonical"]')
    base = parser.css_first("base[href]")
    return Declared(
        title=" ".join((title.text() if title else "").split()),
        language=(root.attributes.get("lang") or "") if root else "",
        canonical=(canonical.attributes.get("href") or "") if canonical else "",
        base=((base.attributes.get("href") or "") if base else "").strip(),
        meta=tuple(_meta(parser)),
        json_ld=tuple(node.text() for node in parser.css('script[type*="ld+json" i]')),
        marks=tuple(_marks(parser)),
    )


def _meta(parser: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """(name, content) of each meta tag, names in lower case, in the page's order."""
    for node in parser.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and (content := attributes.get("content")):
            yield name.strip().lower(), content.strip()


def _marks(parser: LexborHTMLParser) -> Iterator[Mark]:
    around: dict[int, frozenset[str]] = {}
    found = (node for node in parser.css(MARKS) if node.tag not in ("meta", "html", "body"))
    for node in islice(found, MOST_MARKS):
        tag = node.tag or ""
        attributes = node.attributes
        values = (attributes.get(name) for name in VALUES)
        yield Mark(
            tag,
            names=_tokens(attributes, NAMES),
            hints=_tokens(attributes, HINTS),
            around=_around(node.parent, around),
            text=_text(node, "" if tag == "h1" else "\n"),
            value=next(filter(None, values), "")[:LONGEST_TEXT],
        )


def _tokens(attributes: dict[str, str | None], names: tuple[str, ...]) -> frozenset[str]:
    given = (attributes.get(name) for name in names)
    return frozenset(
        token for value in given if value for token in TOKEN.findall(value[:LONGEST_TEXT].lower())
    )


def _around(node: LexborNode | None, known: dict[int, frozenset[str]]) -> frozenset[str]:
    """Tags, class names and kinds of the elements around, asked once for each element."""
    path: list[LexborNode] = []
    while node is not None and node.mem_id not in known and len(path) < MOST_PARENTS:
        path.append(node)
        node = node.parent
    tokens: frozenset[str] = known.get(node.mem_id, frozenset()) if node else frozenset()
    for parent in reversed(path):
        if parent.tag not in ("html", "body"):
            attributes = parent.attributes
            names = (*HINTS, "itemtype", "itemprop")
            tokens = tokens | _tokens(attributes, names) | {f"<{parent.tag}>"}
        known[parent.mem_id] = tokens
    return tokens


def _text(node: LexborNode, between: str) -> str:
    """The element's own words, its inline parts apart by this; "" where it holds too many."""
    pieces: list[str] = []
    length = 0
    for count, part in enumerate(_parts(node)):
        if part is None:
            pieces.append(between)
        elif part.is_text_node:
            pieces.append(" ".join((part.text_content or "").splitlines()))
            length += len(pieces[-1].strip())
        else:
            pieces.append("\n" if part.tag in BREAKING else between)
        if length > LONGEST_TEXT or count > MOST_NODES:
            return ""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


def _parts(node: LexborNode) -> Iterator[LexborNode | None]:
    """What stands inside an element, in order and without recursion; None where a part ends."""
    waiting = [node.first_child]
    while waiting:
        part = waiting.pop()
        if part is not None and part.tag in UNREAD:
            waiting.append(part.next)
            continue
        yield part
        if part is not None:
            waiting.append(part.next)
            if part.is_element_node:
                waiting.append(part.first_child)
