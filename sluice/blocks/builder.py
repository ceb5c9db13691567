"""Turns the walk's events (enter, text, leave) into Blocks. Knows tags, no parser."""

import re

from sluice.blocks.limits import check_blocks
from sluice.blocks.links import ink, of_parts
from sluice.blocks.rows import Row
from sluice.blocks.tags import BLOCKS, BREAKS, CELLS, LINE_BREAK, LISTS, PREFORMATTED, TAKEN_OVER
from sluice.model import Block, BlockKind, Element, Link
from sluice.text.words import ends_sentence

# Hints that no class can be, for it has no colon: hidden by a style, and by the attribute.
HIDDEN = "hidden:"
HIDDEN_FOR_ALL = "hidden:attribute"
ENDS_BLOCK = frozenset((*BLOCKS, *BREAKS))
ROW_TAGS = frozenset(("tr", *CELLS))
# A hidden inline element with blocks inside is a block itself.
HOLDS_BLOCKS = "holds:blocks"
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


class BlockBuilder:
    """Collects text until a tag ends the block, then notes the block with its place in the tree."""

    def __init__(self, most_blocks: int) -> None:
        """Start with nothing open. Raises Refused past this many blocks."""
        self._most_blocks = most_blocks
        self._blocks: list[Block] = []
        self._rows: list[Row] = []
        self._path: list[str] = []
        self._ends: list[bool] = []
        self._hints: list[frozenset[str]] = [frozenset()]
        self._elements: list[Element] = []
        self._entered = 0
        self._pieces: list[str] = []
        self._characters = 0
        self._link_characters = 0
        # Of each open link where its words begin in the block, and its address.
        self._links_open: list[tuple[int, str]] = []
        self._links: list[Link] = []
        self._preformatted = 0
        self._hidden_depth: int | None = None
        self._hidden_pieces: list[str] = []

    def enter(self, tag: str, hints: frozenset[str], href: str = "") -> None:
        """An element begins; hints are its class, id and role tokens, and HIDDEN if it is.

        href: the address that it links to.
        """
        ends_block = tag in ENDS_BLOCK or HOLDS_BLOCKS in hints
        self._ends.append(ends_block)
        if tag == LINE_BREAK:
            self._pieces.append("\n")
        elif ends_block:
            if self._pieces:
                self._end_block()
            if tag in ROW_TAGS:
                self._open_row(tag)
        elif HIDDEN in hints and self._hidden_depth is None:
            self._hidden_depth = len(self._path)
        if tag == "a":
            self._links_open.append((self._characters, href))
        elif tag in PREFORMATTED:
            self._preformatted += 1
        self._path.append(tag)
        self._elements.append(Element(self._entered, hints))
        self._entered += 1
        self._hints.append(self._hints[-1] | hints if hints else self._hints[-1])

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
        self._elements.pop()
        if self._hidden_depth == len(self._path):
            self._end_hidden()
        self._hints.pop()

    def finish(self) -> tuple[Block, ...]:
        """All blocks, once the walk is over."""
        self._end_block()
        return tuple(self._blocks)

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

    def _end_hidden(self) -> None:
        """What nobody sees inside a line: a block of its own, the sentence around it goes on."""
        self._hidden_depth = None
        text = " ".join("".join(self._hidden_pieces).split())
        self._hidden_pieces.clear()
        if text:
            self._emit([self._block(text, BlockKind.PARAGRAPH, 0.0)])

    def _block(
        self, text: str, kind: BlockKind, link_share: float, links: tuple[Link, ...] = ()
    ) -> Block:
        path = tuple(self._path)
        level, around = _level(kind, path), tuple(self._elements)
        return Block(text, kind, level, (), path, self._hints[-1], link_share, around, links)

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


def _level(kind: BlockKind, path: tuple[str, ...]) -> int:
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
