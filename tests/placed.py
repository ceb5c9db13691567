"""Pages of blocks made by hand, with elements around those whose place counts."""

from collections.abc import Sequence
from typing import NamedTuple

from sluice.model import NO_NAMES, Block, Declared, Elements, Hidden, InputKind, Page


class Placed(NamedTuple):
    """A block, the tags around it from the outermost, and the names of the innermost."""

    block: Block
    path: tuple[str, ...] = ("div",)
    names: frozenset[str] = NO_NAMES


Line = str | Block | Placed
NOTHING = Declared()


def page_of(kind: InputKind, lines: Sequence[Line], declared: Declared = NOTHING) -> Page:
    """The page of these lines, each placed one in elements of its own."""
    blocks: list[Block] = []
    rows: list[tuple[int, str, frozenset[str]]] = []
    for line in lines:
        if isinstance(line, Placed):
            for depth, tag in enumerate(line.path):
                own = line.names if depth == len(line.path) - 1 else NO_NAMES
                rows.append((len(rows) - 1 if depth else -1, tag, own))
            blocks.append(line.block._replace(element=len(rows) - 1))
        else:
            blocks.append(line if isinstance(line, Block) else Block(line))
    parents, tags, names = zip(*rows, strict=True) if rows else ((), (), ())
    elements = Elements(parents, tags, names, (Hidden.NO,) * len(rows))
    return Page(kind, tuple(blocks), declared, elements=elements)
