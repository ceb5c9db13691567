"""HTML to Blocks: one parse, one walk without recursion.

Only this file and declared.py know the parser.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sluice.blocks.builder import BlockBuilder
from sluice.blocks.declared import declared_of
from sluice.blocks.guards import tamed
from sluice.blocks.limits import MOST_BLOCKS, check_elements
from sluice.blocks.links import address
from sluice.blocks.tags import BLOCKS, BREAKS, PLAIN, SILENT
from sluice.model import NO_NAMES, Hidden, InputKind, Page
from sluice.text.words import REMEMBERED

HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
TOKEN = re.compile(r"[a-z]+|[0-9]+")
NAMING_ATTRIBUTES = ("class", "id", "role", "itemprop", "rel", "data-component", "data-testid")
NAMING_CHARACTERS = 300
BLOCK_TAGS = ",".join((*BLOCKS, *BREAKS))
CHECKED_EVERY = 1_000


def page_from_html(html: str, most_blocks: int = MOST_BLOCKS) -> Page:
    """Every visible text of the page as blocks, in order, with what its head declares."""
    html = tamed(html)
    parser = LexborHTMLParser(html)
    builder = BlockBuilder(most_blocks)
    root = parser.root
    if root is not None:
        for count, (node, entering) in enumerate(_walk(root)):
            if not count % CHECKED_EVERY:
                check_elements(count)
            if node.is_text_node:
                builder.text(node.text_content or "")
            elif entering:
                _enter(builder, node)
            else:
                builder.leave(node.tag or "")
    blocks, elements = builder.finish()
    return Page(InputKind.HTML, blocks, declared_of(parser), html, elements)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes that may hold text: (node, True) on the way in, (element, False) on the way out."""
    open_elements: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        element = node.is_element_node and node.tag not in SILENT
        if element or node.is_text_node:
            yield node, True
        child = node.first_child if element else None
        if child is not None:
            open_elements.append(node)
            node = child
            continue
        if element:
            yield node, False
        following = node.next
        while following is None and open_elements:
            node = open_elements.pop()
            yield node, False
            following = node.next
        node = following


def _enter(builder: BlockBuilder, node: LexborNode) -> None:
    tag = node.tag or ""
    if tag in PLAIN:
        href = address(node.attributes.get("href")) if tag == "a" else ""
        builder.enter(tag, href=href)
        return
    attributes = node.attributes
    names = _names(*map(attributes.get, NAMING_ATTRIBUTES)) if attributes else NO_NAMES
    hidden = _hidden(tag, attributes)
    holds_blocks = bool(hidden) and node.css_first(BLOCK_TAGS) is not None
    builder.enter(tag, names, (hidden, holds_blocks))


# A site names its elements alike on each of its pages.
@lru_cache(maxsize=REMEMBERED)
def _names(*values: str | None) -> frozenset[str]:
    """The tokens of what an element is called."""
    return frozenset(
        token
        for value in values
        if value
        for token in TOKEN.findall(value[:NAMING_CHARACTERS].lower())
    )


def _hidden(tag: str, attributes: dict[str, str | None]) -> Hidden:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return Hidden.BY_ATTRIBUTE
    style = attributes.get("style")
    # Browsers that run scripts, so nearly all, show no noscript; a few pages keep all text in it.
    # aria-hidden is not asked: it hides from screen readers what everybody else sees.
    if tag == "noscript" or (style and HIDDEN_STYLE.search(style)):
        return Hidden.BY_STYLE
    return Hidden.NO
