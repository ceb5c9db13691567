"""The body as plain text."""

import re

from sluice.model import Block, BlockKind, Judgement
from sluice.render.flow import flow_of_text, is_close

NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")


def text_body(judgement: Judgement) -> str:
    """Blocks joined by a blank line, list items "- item" joined by a line break."""
    written: list[str] = []
    before: Block | None = None
    for block, text in flow_of_text(judgement):
        if before is not None:
            written.append("\n" if is_close(before, block) else "\n\n")
        if block.kind is BlockKind.LIST_ITEM and not NUMBERED.match(text):
            written.append("- ")
        written.append(text)
        before = block
    return "".join(written)
