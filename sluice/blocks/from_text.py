"""Raw page text to Blocks: lines are put together first, judged later."""

import re
from collections.abc import Iterator
from itertools import chain

from sluice.blocks.limits import MOST_BLOCKS
from sluice.blocks.lines import Line, read_lines
from sluice.blocks.markdown import fenced, is_markdown, plain
from sluice.blocks.unglue import unglued
from sluice.blocks.unwrap import unwrap
from sluice.model import Block, BlockKind, InputKind, Page

# Not the dashes – and —: they open speech in many languages.
BULLET = re.compile(r"(?:[-*+•‣◦▪●○·] +|[•‣◦▪●○]\s*)(?=[^\s*+•·-])")
NUMBER = re.compile(r"\(?\d{1,3}[.)] +(?=\S)")
CELL_MARK = " | "
VERSE_LINE_CHARACTERS = 60
# So many blank lines a line that the page plainly sets its paragraphs apart by them.
BLANK_SHARE = 0.05


def page_from_text(text: str, most_blocks: int = MOST_BLOCKS) -> Page:
    """Every line as a block, in order; hard wraps and sentences cut by links are re-joined."""
    lines = read_lines(text, most_blocks)
    blocks = list(_read_marks(lines)) if is_markdown(lines) else [*map(_plain, unwrap(lines))]
    return Page(InputKind.TEXT, tuple(chain.from_iterable(map(unglued, _with_company(blocks)))))


def _read_marks(lines: list[Line]) -> Iterator[Block]:
    for part in fenced(lines):
        if isinstance(part, Block):
            yield part
        else:
            yield from map(_marked, unwrap(part))


def _plain(line: Line) -> Block:
    if bullet := BULLET.match(line.text):
        return Block(line.text[bullet.end() :], BlockKind.LIST_ITEM, 1, gap=line.gap)
    if NUMBER.match(line.text):
        return Block(line.text, BlockKind.LIST_ITEM, 1, gap=line.gap)
    return Block(line.text, gap=line.gap)


def _marked(line: Line) -> Block:
    text, kind, level = plain(line.text)
    if kind is BlockKind.PARAGRAPH:
        return _plain(Line(text, line.gap, line.indent))
    return Block(text, kind, level, gap=line.gap)


def _with_company(blocks: list[Block]) -> list[Block]:
    """The same blocks; those that only their neighbours show to be table rows or verse say so."""
    sets_apart = sum(block.gap > 0 for block in blocks) > BLANK_SHARE * len(blocks)
    verse_characters = VERSE_LINE_CHARACTERS if sets_apart else 0
    kinds = [_kind_in_company(blocks, i, verse_characters) for i in range(len(blocks))]
    return [
        block if kind is block.kind else _as(block, kind)
        for block, kind in zip(blocks, kinds, strict=True)
    ]


def _kind_in_company(blocks: list[Block], i: int, verse_characters: int) -> BlockKind:
    block = blocks[i]
    if block.kind is not BlockKind.PARAGRAPH:
        return block.kind
    before = blocks[i - 1] if i and not block.gap else None
    after = blocks[i + 1] if i + 1 < len(blocks) and not blocks[i + 1].gap else None
    company = [b for b in (before, after) if b and b.kind is BlockKind.PARAGRAPH]
    cells = block.text.count(CELL_MARK)
    if cells and any(b.text.count(CELL_MARK) == cells for b in company):
        return BlockKind.TABLE_ROW
    short = [b for b in company if len(b.text) <= verse_characters]
    if short and len(block.text) <= verse_characters:
        return BlockKind.VERSE
    return block.kind


def _as(block: Block, kind: BlockKind) -> Block:
    cells = tuple(block.text.split(CELL_MARK)) if kind is BlockKind.TABLE_ROW else ()
    return Block(block.text, kind, cells=cells, gap=block.gap)
