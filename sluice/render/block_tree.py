"""The body as a tree from its blocks alone: of a text page, and of what stands on no page."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sluice.blocks.links import pieces
from sluice.model import Block, BlockKind
from sluice.render.flow import is_close
from sluice.render.tree import Node

ORDINAL = re.compile(r"(\d{1,9})([.)])\s+(?=\S)")
NO_NUMBER = (-1, "")


def block_nodes(blocks: Sequence[Block]) -> list[Node]:
    """The blocks as elements, lists and tables in their containers."""
    found: list[Node] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        found += WRITERS[kind](list(group))
    return found


def _paragraphs(blocks: list[Block]) -> Iterator[Node]:
    return (Node("p", {}, _line(block)) for block in blocks)


def _headings(blocks: list[Block]) -> Iterator[Node]:
    return (Node(f"h{min(6, block.level or 2)}", {}, _line(block)) for block in blocks)


def _quotation(blocks: list[Block]) -> Iterator[Node]:
    yield Node("blockquote", {}, list(_paragraphs(blocks)))


def _code(blocks: list[Block]) -> Iterator[Node]:
    return (Node("pre", {}, [block.text]) for block in blocks)


def _stanzas(lines: list[Block]) -> Iterator[Node]:
    stanza = Node("p")
    before: Block | None = None
    for line in lines:
        if before is not None:
            if is_close(before, line):
                stanza.children.append(Node("br"))
            else:
                yield stanza
                stanza = Node("p")
        stanza.children += _with_breaks(_line(line))
        before = line
    yield stanza


def _with_breaks(parts: list[Node | str]) -> Iterator[Node | str]:
    for part in parts:
        if isinstance(part, Node):
            yield part
            continue
        for n, line in enumerate(part.split("\n")):
            if n:
                yield Node("br")
            yield line


def _table(rows: list[Block]) -> Iterator[Node]:
    table = Node("table", {"rows": "1"})
    for row in rows:
        cells: list[Node | str] = [
            Node("td", {"column": str(n)}, [Node("p", {}, [cell])] if cell else [])
            for n, cell in enumerate(row.cells or (row.text,))
        ]
        table.children.append(Node("tr", {"data": "1"}, cells))
    yield table


class Opened(NamedTuple):
    """A list that is open: its element, its last item's number, and the mark behind numbers."""

    node: Node
    number: int
    mark: str


def _lists(items: list[Block]) -> list[Node]:
    """Nested lists stand inside the item above them; no level is skipped."""
    found: list[Node] = []
    opened: list[Opened] = []
    for item, (number, mark) in zip(items, _numbers(items), strict=True):
        level = max(1, min(item.level, len(opened) + bool(opened)))
        del opened[level:]
        if len(opened) == level and not _goes_on(opened[-1], number, mark):
            opened.pop()
        if len(opened) < level:
            made = Node("ol", {"start": str(number), "mark": mark}) if mark else Node("ul")
            (_last(opened[-1].node).children if opened else found).append(made)
            opened.append(Opened(made, number, mark))
        line = _line(item)
        if mark and isinstance(line[0], str):
            line[0] = ORDINAL.sub("", line[0], count=1)
        opened[-1].node.children.append(Node("li", {}, [Node("p", {}, line)]))
        opened[-1] = opened[-1]._replace(number=number)
    return found


def _last(made: Node) -> Node:
    item = made.children[-1]
    return item if isinstance(item, Node) else made


def _goes_on(opened: Opened, number: int, mark: str) -> bool:
    return opened.mark == mark and (not mark or number == opened.number + 1)


def _numbers(items: list[Block]) -> list[tuple[int, str]]:
    """The number and the mark behind it with which each item begins."""
    found = []
    for item in items:
        match = ORDINAL.match(item.text)
        found.append((int(match[1]), match[2]) if match else NO_NUMBER)
    return found


def _line(block: Block) -> list[Node | str]:
    return [
        Node("a", {"href": href}, [words]) if href else words
        for words, href in pieces(block.text, block.links)
        if words
    ] or [""]


WRITERS: dict[BlockKind, Callable[[list[Block]], Iterable[Node]]] = {
    BlockKind.PARAGRAPH: _paragraphs,
    BlockKind.CAPTION: _paragraphs,
    BlockKind.HEADING: _headings,
    BlockKind.QUOTE: _quotation,
    BlockKind.CODE: _code,
    BlockKind.VERSE: _stanzas,
    BlockKind.TABLE_ROW: _table,
    BlockKind.LIST_ITEM: _lists,
}
