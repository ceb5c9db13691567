"""A page as one sequence of Blocks, whatever it came as."""

from sluice.blocks.from_html import page_from_html
from sluice.blocks.from_text import page_from_text
from sluice.blocks.limits import MOST_BLOCKS
from sluice.model import Document, InputKind, Page


def page_from(document: Document, most_blocks: int = MOST_BLOCKS) -> Page:
    """The document's blocks, by the reader for its kind.

    Raises Refused, page-too-costly, where there are more blocks than one page may have.
    """
    if document.kind is InputKind.HTML:
        return page_from_html(document.text, most_blocks, document.utf8)
    return page_from_text(document.text, most_blocks)
