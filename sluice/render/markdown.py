"""The body as Markdown (CommonMark, with the tables of GitHub Flavored Markdown)."""

import re
from itertools import groupby

from sluice.blocks.links import pieces
from sluice.model import Block, BlockKind, Judgement
from sluice.render.flow import flow, is_close
from sluice.render.text import NUMBERED

# What would be read as a mark is escaped, so that the words stay the page's words.
INLINE_MARKS = re.compile(r"([\\`*_\[\]<]|&(?=#?\w{1,32};))")
LINE_MARKS = re.compile(r"^(#{1,6}(?=\s)|[-+](?=\s)|>|~~~|=+$)|^(\d{1,9})([.)])(?=\s)")
NO_ADDRESS = re.compile(r"[<>\\]")
FENCE = re.compile(r"`{3,}")


def markdown_body(judgement: Judgement) -> str:
    """Headings, lists, quotations, code and tables with their marks."""
    blocks = flow(judgement)
    written: list[str] = []
    for is_table, group in groupby(blocks, key=lambda b: b.kind is BlockKind.TABLE_ROW):
        if is_table:
            written.append("\n\n" + _table(list(group)))
            continue
        before: Block | None = None
        for block in group:
            written.append(_break(before, block))
            written.append(_write(block))
            before = block
    return "".join(written).strip("\n")


def _break(before: Block | None, block: Block) -> str:
    if before is None or not is_close(before, block):
        return "\n\n"
    # Two blanks at a line's end keep the break (CommonMark, "Hard line breaks").
    return "\n" if block.kind is BlockKind.LIST_ITEM else "  \n"


def _write(block: Block) -> str:
    if block.kind is BlockKind.CODE:
        fence = "`" * max(3, 1 + max(map(len, FENCE.findall(block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    if block.kind is BlockKind.LIST_ITEM and NUMBERED.match(block.text):
        return "  " * (block.level - 1) + _linked(block)
    text = "  \n".join(LINE_MARKS.sub(_escape_start, line) for line in _linked(block).split("\n"))
    if block.kind is BlockKind.HEADING:
        return "#" * (block.level or 2) + " " + text
    if block.kind is BlockKind.LIST_ITEM:
        return "  " * (block.level - 1) + "- " + text
    if block.kind is BlockKind.QUOTE:
        return "> " + text
    return text


def _table(rows: list[Block]) -> str:
    width = max(len(row.cells) for row in rows)
    lines = [_row((*row.cells, *[""] * (width - len(row.cells)))) for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(INLINE_MARKS.sub(r"\\\1", c).replace("|", "\\|") for c in cells) + " |"


def _linked(block: Block) -> str:
    return "".join(map(_piece, *zip(*pieces(block.text, block.links), strict=True)))


def _piece(words: str, href: str) -> str:
    escaped = INLINE_MARKS.sub(r"\\\1", words)
    # In angle brackets an address may hold brackets and parentheses (CommonMark, "Links").
    return f"[{escaped}](<{NO_ADDRESS.sub(_percent, href)}>)" if href else escaped


def _percent(mark: re.Match[str]) -> str:
    return f"%{ord(mark[0]):02X}"


def _escape_start(mark: re.Match[str]) -> str:
    return f"\\{mark[1]}" if mark[1] else f"{mark[2]}\\{mark[3]}"
