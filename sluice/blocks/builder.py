"""Turns the walk's events (enter, text, leave) into Blocks. Knows tags, no parser."""

import re

from sluice.blocks.limits import check_blocks
from sluice.blocks.links import ink, of_parts
from sluice.blocks.rows import Row
from sluice.blocks.tags import BLOCKS, BREAKS, CELLS, LINE_BREAK, LISTS, PREFORMATTED, TAKEN_OVER
from sluice.model import NO_NAMES, Block, BlockKind, Elements, Hidden, Link
from sluice.text.words import ends_sentence

ENDS_BLOCK = frozenset((*BLOCKS, *BREAKS))
ROW_TAGS = frozenset(("tr", *CELLS))
# Zero-width space, byte order mark and soft hyphen are no letters and would split words in two.
INVISIBLE = str.maketrans("", "", "\u200b\ufeff\u00ad")
# All but a single blank, which most words stand between.
SPACES = re.compile(r"\s{2,}|[^\S ]")
PARAGRAPH_BREAK = re.compile(r"\n[ \r\n]*\n")
# Three and more short lines with line breaks between them are verse, an address or the like.
VERSE_LINES = 3
VERSE_LINE_CHARACTERS = 80
# Deeper than this a list is an attack, not a list.
MAX_LIST_LEVEL = 12


class Table:
    """The elements around blocks while they are being collected."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: list[tuple[int, str, frozenset[str], Hidden]] = []
        self._holding: set[int] = set()

    def add(self, row: tuple[int, str, frozenset[str], Hidden], holds_blocks: bool) -> int:
        """Note an element; answers its position."""
        if holds_blocks:
            self._holding.add(len(self._rows))
        self._rows.append(row)
        return len(self._rows) - 1

    def elements(self) -> Elements:
        """What was noted."""
        columns = zip(*self._rows, strict=True) if self._rows else ((), (), (), ())
        return Elements(*columns, frozenset(self._holding))


class BlockBuilder:
    """Collects text until a tag ends the block, then notes the block with its place in the tree."""

    def __init__(self, most_blocks: int) -> None:
        """Start with nothing open. Raises Refused past this many blocks."""
        self._most_blocks = most_blocks
        self._blocks: list[Block] = []
        self._rows: list[Row] = []
        self._path: list[str] = []
        self._ends: list[bool] = []
        # Of each open element its names, how it is hidden itself and with those around it, whether
        # it is hidden with blocks inside, and its position in the table, -1 before it has one.
        self._open: list[tuple[frozenset[str], Hidden, Hidden, bool]] = []
        self._positions: list[int] = []
        self._table = Table()
        self._pieces: list[str] = []
        self._characters = 0
        self._link_characters = 0
        # Of each open link where its words begin in the block, and its address.
        self._links_open: list[tuple[int, str]] = []
        self._links: list[Link] = []
        self._preformatted = 0
        self._hidden_depth: int | None = None
        self._hidden_pieces: list[str] = []

    def enter(
        self,
        tag: str,
        names: frozenset[str] = NO_NAMES,
        hidden: tuple[Hidden, bool] = (Hidden.NO, False),
        href: str = "",
    ) -> None:
        """An element begins; names are its class, id and role tokens.

        hidden: how it is hidden, and whether that has blocks inside, and so is a block itself.
        href: the address that it links to.
        """
        ends_block = tag in ENDS_BLOCK or hidden[1]
        self._ends.append(ends_block)
        if tag == LINE_BREAK:
            self._pieces.append("\n")
        elif ends_block:
            if self._pieces:
                self._end_block()
            if tag in ROW_TAGS:
                self._open_row(tag)
        elif hidden[0] and self._hidden_depth is None:
            self._hidden_depth = len(self._path)
        if tag == "a":
            self._links_open.append((self._characters, href))
        elif tag in PREFORMATTED:
            self._preformatted += 1
        around = self._open[-1][2] if self._open else Hidden.NO
        self._path.append(tag)
        self._open.append((names, hidden[0], max(around, hidden[0]), hidden[1]))
        self._positions.append(-1)

    def text(self, text: str) -> None:
        """A text node, as it stands in the page."""
        if text.isspace() and not self._preformatted:
            # Half of all text nodes lay out the source; before a block's words they are nothing.
            if self._hidden_depth is not None:
                self._hidden_pieces.append(" ")
            elif self._pieces:
                self._pieces.append(" ")
            return
        if not text.isascii():
            text = text.translate(INVISIBLE)
        if self._preformatted:
            text = text.replace("\n", "\r")
            characters = ink(text)
        else:
            text = SPACES.sub(" ", text)
            characters = len(text) - text.count(" ")
        if self._hidden_depth is not None:
            self._hidden_pieces.append(text)
            return
        self._pieces.append(text)
        self._characters += characters
        if self._links_open:
            self._link_characters += characters

    def leave(self, tag: str) -> None:
        """The element that was entered last ends."""
        if self._ends.pop() and self._pieces:
            self._end_block()
        if tag == "tr" and self._rows:
            self._emit(self._rows.pop().blocks(self._block("", BlockKind.TABLE_ROW, 0.0)))
        if tag == "a":
            self._end_link(*self._links_open.pop())
        elif tag in PREFORMATTED:
            self._preformatted -= 1
        self._path.pop()
        names, _, hidden, _ = self._open.pop()
        self._positions.pop()
        if self._hidden_depth == len(self._path):
            self._end_hidden(names, hidden)

    def finish(self) -> tuple[tuple[Block, ...], Elements]:
        """All blocks and the elements around them, once the walk is over."""
        self._end_block()
        return tuple(self._blocks), self._table.elements()

    def _open_row(self, tag: str) -> None:
        if tag == "tr":
            if self._rows:
                # A table inside a cell: the outer table is layout, its text goes out as it comes.
                self._blocks += self._rows[-1].give_up()
            self._rows.append(Row())
        elif tag in CELLS and self._rows:
            self._rows[-1].open_cell()

    def _emit(self, blocks: list[Block]) -> None:
        if self._rows and self._rows[-1].takes_blocks:
            self._rows[-1].add(blocks)
        else:
            self._blocks += blocks
            check_blocks(len(self._blocks), self._most_blocks)

    def _end_block(self) -> None:
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        if self._characters:
            for link in self._links_open:
                self._end_link(*link)
            share = min(1.0, self._link_characters / self._characters)
            parts = _parts(raw, self._kind())
            links = self._links_of([part for part, _ in parts])
            self._emit(
                [self._block(*part, share, own) for part, own in zip(parts, links, strict=True)]
            )
        self._pieces.clear()
        self._links_open = [(0, href) for _, href in self._links_open]
        self._characters = self._link_characters = 0

    def _end_link(self, start: int, href: str) -> None:
        if href and start < self._characters:
            self._links.append(Link(start, self._characters, href))

    def _links_of(self, texts: list[str]) -> list[tuple[Link, ...]]:
        links, self._links = tuple(self._links), []
        return [links] if len(texts) == 1 else list(of_parts(links, texts))

    def _end_hidden(self, names: frozenset[str], hidden: Hidden) -> None:
        """What nobody sees inside a line: a block of its own, the sentence around it goes on."""
        self._hidden_depth = None
        text = " ".join("".join(self._hidden_pieces).split())
        self._hidden_pieces.clear()
        if text:
            block = self._block(text, BlockKind.PARAGRAPH, 0.0)
            self._emit([block._replace(hidden=hidden, own_names=names)])

    def _block(
        self, text: str, kind: BlockKind, link_share: float, links: tuple[Link, ...] = ()
    ) -> Block:
        level = _level(kind, self._path)
        hidden = self._open[-1][2] if self._open else Hidden.NO
        return Block(text, kind, level, (), self._place(), hidden, NO_NAMES, link_share, links)

    def _place(self) -> int:
        """The innermost open element's position; all that are open are in the table from here on."""
        new = self._positions.index(-1) if -1 in self._positions else len(self._positions)
        for depth in range(new, len(self._positions)):
            parent = self._positions[depth - 1] if depth else -1
            names, hidden, _, holds_blocks = self._open[depth]
            element = (parent, self._path[depth], names, hidden)
            self._positions[depth] = self._table.add(element, holds_blocks)
        return self._positions[-1] if self._positions else -1

    def _kind(self) -> BlockKind:
        found = None
        for tag in reversed(self._path):
            if tag in CELLS:
                break
            if tag in BLOCKS:
                found = found or tag
                if found not in TAKEN_OVER or tag not in TAKEN_OVER:
                    return BLOCKS[tag]
        return BLOCKS[found] if found else BlockKind.PARAGRAPH


def _level(kind: BlockKind, path: list[str]) -> int:
    if kind is BlockKind.HEADING:
        return next((int(t[1]) for t in reversed(path) if t in BLOCKS and t[1:].isdigit()), 2)
    if kind is BlockKind.LIST_ITEM:
        return min(MAX_LIST_LEVEL, max(1, sum(tag in LISTS for tag in path)))
    return 0


def _parts(raw: str, kind: BlockKind) -> list[tuple[str, BlockKind]]:
    """The paragraphs of one block; a single line break is verse, a sentence's end or a blank."""
    if kind is BlockKind.CODE:
        code = raw.replace("\r", "\n").strip("\n").rstrip()
        return [(code, kind)] if code.strip() else []
    if "\n" not in raw:
        return [(" ".join(raw.split()), kind)]
    parts: list[tuple[str, BlockKind]] = []
    for part in PARAGRAPH_BREAK.split(raw.replace("\r", " ")):
        lines = [line for line in (" ".join(line.split()) for line in part.split("\n")) if line]
        if len(lines) >= VERSE_LINES and max(map(len, lines)) <= VERSE_LINE_CHARACTERS:
            verse = kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
            parts.append(("\n".join(lines), BlockKind.VERSE) if verse else (" ".join(lines), kind))
        else:
            parts += [(text, kind) for text in _joined(lines)]
    return parts


def _joined(lines: list[str]) -> list[str]:
    """Lines put together, save where the line before ended its sentence."""
    joined: list[str] = []
    for line in lines:
        if joined and not ends_sentence(joined[-1]):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined
