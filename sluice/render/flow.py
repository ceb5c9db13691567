"""How kept blocks follow one another: shared by all forms of the body."""

from sluice.blocks.links import ink, moved
from sluice.model import Block, BlockKind, Judgement
from sluice.render.spacing import single_spaced
from sluice.text.words import is_unspaced

# Blocks of these kinds that follow one another are parts of one list or table.
CLOSE = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
# Lines of these kinds keep the breaks of a text page.
KEEPS_BREAKS = (BlockKind.VERSE, BlockKind.TABLE_ROW)
KEEPS_BLANKS = (BlockKind.CODE, BlockKind.VERSE)


def flow(judgement: Judgement) -> list[Block]:
    """The kept blocks with their white space in order; a line that was cut is one block again."""
    blocks: list[Block] = []
    last = -1
    for i, block in judgement.kept():
        if block.kind not in KEEPS_BLANKS:
            text = single_spaced(block.text)
            block = block if text is block.text else block._replace(text=text)  # noqa: PLW2901
        if block.glued and blocks and i == last + 1:
            joint = "" if block.seamless or is_unspaced(block.text) else " "
            before = blocks[-1]
            links = (*before.links, *moved(block.links, ink(before.text)))
            blocks[-1] = before._replace(text=before.text + joint + block.text, links=links)
        else:
            blocks.append(block)
        last = i
    return blocks


def flow_of_text(judgement: Judgement) -> list[tuple[Block, str]]:
    """The same without links: each block with its whole text, its line's others' too."""
    texts: list[list[str]] = []
    blocks: list[Block] = []
    last = -1
    for i, block in judgement.kept():
        text, kind = block.text, block.kind
        if kind not in KEEPS_BLANKS:
            text = single_spaced(text)
        if block.glued and blocks and i == last + 1:
            joint = "" if block.seamless or is_unspaced(text) else " "
            texts[-1] += (joint, text)
        else:
            texts.append([text])
            blocks.append(block)
        last = i
    return list(zip(blocks, map("".join, texts), strict=True))


def is_close(before: Block, block: Block) -> bool:
    """Whether the two are neighbours in one list, table or stanza."""
    if before.kind is block.kind and block.kind in CLOSE:
        return True
    return not block.gap and before.kind in KEEPS_BREAKS and block.kind in KEEPS_BREAKS
