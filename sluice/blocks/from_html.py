"""HTML to Blocks: one parse, one walk without recursion."""

from selectolax.lexbor import LexborHTMLParser

from sluice.blocks.guards import tamed
from sluice.blocks.limits import MOST_BLOCKS
from sluice.blocks.marked_html import as_html
from sluice.blocks.walk import walked
from sluice.model import InputKind, Page


def page_from_html(html: str, most_blocks: int = MOST_BLOCKS) -> Page:
    """Every visible text of the page as blocks, in order, with what its head declares.

    Raises Refused, page-too-costly, past this many blocks or too many elements.
    """
    html = tamed(as_html(html))
    parser = LexborHTMLParser(html)
    blocks, elements, declared = walked(parser.root, most_blocks)
    return Page(InputKind.HTML, blocks, declared, html, elements)
