"""The body as plain text."""

import re

from sluice.model import Block, BlockKind, Judgement
from sluice.render.flow import joined

NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")


def text_body(judgement: Judgement) -> str:
    """Blocks joined by a blank line, list items "- item" joined by a line break."""
    return joined(judgement, _write)


def _write(block: Block) -> str:
    if block.kind is BlockKind.LIST_ITEM and not NUMBERED.match(block.text):
        return "- " + block.text
    return block.text
