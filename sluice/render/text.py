"""The body as plain text."""

import re
from itertools import pairwise

from sluice.model import Block, BlockKind, Judgement
from sluice.render.flow import flow_of_text, is_close

NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")


def text_body(judgement: Judgement) -> str:
    """Blocks joined by a blank line, list items "- item" joined by a line break."""
    written: list[str] = []
    before: Block | None = None
    blocks = list(flow_of_text(judgement))
    # Lines that touch are verse beside others alone: read again they would be paragraphs.
    is_apart = all(block.kind is BlockKind.VERSE for block, _ in blocks) and all(
        is_close(one, other) for (one, _), (other, _) in pairwise(blocks)
    )
    for block, text in blocks:
        if before is not None:
            written.append("\n" if is_close(before, block) and not is_apart else "\n\n")
        if block.kind is BlockKind.LIST_ITEM and not NUMBERED.match(text):
            written.append("- ")
        written.append(text)
        before = block
    return "".join(written)
