"""HTML to Blocks: one parse, one walk without recursion."""

from selectolax.lexbor import LexborHTMLParser

from sluice.blocks.guards import guarded
from sluice.blocks.limits import MOST_BLOCKS
from sluice.blocks.marked_html import as_html
from sluice.blocks.shadow import MARK, ROOT, fill_slots, opened
from sluice.blocks.walk import walked
from sluice.model import InputKind, Page


def page_from_html(source: str, most_blocks: int = MOST_BLOCKS, utf8: bytes | None = None) -> Page:
    """Every visible text of the page as blocks, in order, with what its head declares.

    utf8: the page's own bytes, where somebody has them; to encode a page again takes a quarter of
    its parse. Raises Refused, page-too-costly, past this many blocks or too many elements.
    """
    html, has_templates, has_sheets = guarded(as_html(source))
    has_roots = has_templates and MARK in html
    if has_roots:
        html = opened(html)
    parser = LexborHTMLParser(html if utf8 is None or html is not source else utf8)
    if has_roots:
        fill_slots(parser)
    blocks, elements, declared = walked(parser.root, most_blocks, html if has_sheets else "")
    return Page(InputKind.HTML, blocks, declared, html, elements)


def parsed_again(page: Page) -> LexborHTMLParser:
    """The tree from which the page's blocks were read, for whom they do not suffice."""
    parser = LexborHTMLParser(page.html)
    if f"<{ROOT}>" in page.html:
        fill_slots(parser)
    return parser
