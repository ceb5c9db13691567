"""Raw page text to Blocks: lines are put together first, judged later.

What most lines lack is looked for in all of them at once, in compiled loops (sluice.blocks.scan),
and only the lines that may have it are asked.
"""

import re
from itertools import chain
from typing import NamedTuple

from sluice.blocks.bylines import set_apart, without_marks
from sluice.blocks.front_matter import front_matter
from sluice.blocks.limits import MOST_BLOCKS
from sluice.blocks.lines import Lines, read_lines
from sluice.blocks.markdown import fenced, is_markdown, plain, unmarked
from sluice.blocks.scan import PLANE, counts, longer, neighbours_within, rows, starting
from sluice.blocks.shape import undone
from sluice.blocks.unglue import SHORTEST, unglued
from sluice.blocks.unwrap import unwrap, wrap_width
from sluice.model import Block, BlockKind, InputKind, Page, Shape

# Not the dashes – and —: they open speech in many languages.
BULLET = re.compile(r"(?:[-*+•‣◦▪●○·] +|[•‣◦▪●○]\s*)(?=[^\s*+•·-])")
NUMBER = re.compile(r"\(?\d{1,3}[.)] +(?=\S)")
CELL_MARK = " | "
VERSE_LINE_CHARACTERS = 60
# So many blank lines a line that the page plainly sets its paragraphs apart by them.
BLANK_SHARE = 0.05
PARAGRAPH = BlockKind.PARAGRAPH
# What BULLET and NUMBER begin with.
LISTED = 1
FIELDS = tuple(map(Block._fields.index, ("text", "kind", "level", "cells", "gap")))


def _classes() -> bytes:
    first = [c for c in map(chr, range(PLANE)) if c.isdecimal()]
    bits = bytearray(PLANE)
    for character in ("(", *"-*+•‣◦▪●○·", *first):
        bits[ord(character)] = LISTED
    return bytes(bits)


CLASSES = _classes()


class Columns(NamedTuple):
    """The fields of the blocks to come, as columns of one length."""

    texts: list[str]
    kinds: list[BlockKind]
    levels: list[int]
    cells: list[tuple[str, ...]]
    gaps: list[int]

    def add(self, more: "Columns") -> None:
        """Put these at the end."""
        self.texts.extend(more.texts)
        self.kinds.extend(more.kinds)
        self.levels.extend(more.levels)
        self.cells.extend(more.cells)
        self.gaps.extend(more.gaps)


def page_from_text(text: str, most_blocks: int = MOST_BLOCKS) -> Page:
    """Every line as a block, in order; hard wraps and sentences cut by links are re-joined.

    Raises Refused, page-too-costly, where there are more than `most_blocks` lines.
    """
    text, shape = undone(text)
    front = front_matter(text)
    if front:
        text, shape = front.rest, (*shape, Shape.FRONT_MATTER)
    lines = read_lines(text, most_blocks)
    if is_markdown(lines):
        shape += (Shape.MARKDOWN,)
        text, is_wrapped = unmarked(text, lines)
        shape += (Shape.WRAPPED,) if is_wrapped else ()
        columns = _marked(read_lines(text, most_blocks))
    else:
        if wrap_width(lines):
            shape += (Shape.WRAPPED,)
        columns = _plain(_joined(lines))
    _find_items(columns)
    _find_company(columns)
    blocks = _blocks(columns)
    if not front:
        return Page(InputKind.TEXT, tuple(blocks), shape=shape)
    # As code it is neither cut nor taken for anything else.
    blocks.insert(0, Block(front.lines, BlockKind.CODE))
    return Page(InputKind.TEXT, tuple(blocks), front.declared, shape=shape)


def _joined(lines: Lines) -> Lines:
    return without_marks(unwrap(set_apart(lines)))


def _plain(lines: Lines) -> Columns:
    size = len(lines.texts)
    kinds = [PARAGRAPH] * size
    cells: list[tuple[str, ...]] = [()] * size
    return Columns(list(lines.texts), kinds, [0] * size, cells, lines.gaps)


def _marked(lines: Lines) -> Columns:
    """The same of Markdown, without its marks."""
    columns = Columns([], [], [], [], [])
    for part in fenced(lines):
        if isinstance(part, Block):
            more = Columns([part.text], [part.kind], [part.level], [part.cells], [part.gap])
        else:
            more = _plain(_joined(part))
            for i, text in enumerate(more.texts):
                more.texts[i], more.kinds[i], more.levels[i] = plain(text)
        columns.add(more)
    return columns


def _find_items(columns: Columns) -> None:
    """Paragraphs that begin with a bullet or a number are items; they lose the bullet."""
    texts, kinds, levels, _, _ = columns
    for i in starting(texts, CLASSES, LISTED):
        if kinds[i] is not PARAGRAPH:
            continue
        bullet = BULLET.match(texts[i])
        if bullet or NUMBER.match(texts[i]):
            kinds[i], levels[i] = BlockKind.LIST_ITEM, 1
            texts[i] = texts[i][bullet.end() :] if bullet else texts[i]


def _find_company(columns: Columns) -> None:
    """Paragraphs that only their neighbours show to be table rows or verse say so."""
    texts, kinds, _, cells, gaps = columns
    marked = {i: n for i, n in counts(texts, CELL_MARK).items() if kinds[i] is PARAGRAPH}
    sets_apart = len(gaps) - gaps.count(0) > BLANK_SHARE * len(gaps)
    verse_characters = VERSE_LINE_CHARACTERS if sets_apart else 0
    for i in neighbours_within(texts, gaps, (kinds, PARAGRAPH), verse_characters):
        kinds[i] = BlockKind.VERSE
    for i, n in marked.items():
        above = not gaps[i] and marked.get(i - 1) == n
        if above or (marked.get(i + 1) == n and not gaps[i + 1]):
            kinds[i] = BlockKind.TABLE_ROW
            cells[i] = tuple(texts[i].split(CELL_MARK))


def _blocks(columns: Columns) -> list[Block]:
    blocks: list[Block] = rows(Block, tuple(Block("")), list(zip(FIELDS, columns, strict=True)))
    long = longer(columns.texts, SHORTEST)
    cut = {i: parts for i in long if len(parts := unglued(blocks[i])) != 1}
    if not cut:
        return blocks
    return list(chain.from_iterable(cut.get(i) or [block] for i, block in enumerate(blocks)))
