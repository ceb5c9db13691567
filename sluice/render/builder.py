"""Leaves, one after another, put together to a tree.

What two leaves that follow one another have around them both is one element of the body, so that
what stood between them and went leaves nothing behind.
"""

from typing import NamedTuple

from sluice.model import Block, BlockKind
from sluice.render.align import seen
from sluice.render.attributes import attributes_of
from sluice.render.codes import language_of
from sluice.render.leaves import Element, Leaf
from sluice.render.tree import CONTAINERS, TEXT_HOLDERS, Node

# What stands in these is their text, whatever it is; any other that holds blocks is none itself.
LABELS = frozenset(("dt", "summary", "figcaption", "caption"))


class Caption(NamedTuple):
    """The line of a caption as far as it is written; blank: whether white space has ended it."""

    line: list[tuple[Element | None, Node]]
    paragraph: int
    blank: bool


class Builder:
    """The tree as far as it is built, and what of it is open."""

    def __init__(self) -> None:
        """Start with an empty body."""
        self.body = Node("body")
        self._blocks: list[tuple[Element | None, Node]] = [(None, self.body)]
        self._line: list[tuple[Element | None, Node]] = []
        self._paragraph = -1
        self._block = -1
        self._blank = False
        self._breaks = 0
        self._code = -1
        self._caption = Caption([], -1, blank=False)

    def text(self, leaf: Leaf, text: str, block: int) -> None:
        """Words of a block."""
        text = seen(text)
        words = " ".join(text.split())
        if not words:
            self.blank(leaf)
            return
        if leaf.paragraph == self._paragraph and text[0].isspace():
            self._blank = True
        self._open(leaf, block)
        self._into(leaf).children.append(words)
        self._blank = text[-1].isspace()

    def lines(self, leaf: Leaf, text: str, block: int) -> None:
        """Words of a block whose lines stay lines."""
        for n, line in enumerate(text.split("\n")):
            if n:
                self.line_break(leaf)
            if line.strip():
                self.text(leaf, line, block)

    def blank(self, leaf: Leaf) -> None:
        """White space alone."""
        self._blank = self._blank or leaf.paragraph == self._paragraph
        if leaf.paragraph == self._caption.paragraph:
            self._caption = self._caption._replace(blank=True)

    def is_open(self, leaf: Leaf) -> bool:
        """Whether something stands before the leaf in its paragraph."""
        return bool(self._line) and leaf.paragraph == self._paragraph

    def line_break(self, leaf: Leaf) -> None:
        """A line ends within its paragraph."""
        if leaf.paragraph == self._paragraph and self._line:
            self._breaks += 1

    def node(self, leaf: Leaf, node: Node, block: int) -> None:
        """An element without words: an image, a formula."""
        self._open(leaf, block)
        self._into(leaf).children.append(node)
        self._blank = False

    def code(self, leaf: Leaf, block: Block, place: int) -> None:
        """A block of code, told by its first leaf: its lines are the block's."""
        if place == self._code:
            return
        self._code = place
        around = [element for element in leaf.blocks if element.tag != "pre"]
        self._open_blocks(tuple(around))
        pre = next((element.node for element in leaf.blocks if element.tag == "pre"), None)
        attributes = {"language": language_of(pre)} if pre is not None else {}
        self._blocks[-1][1].children.append(Node("pre", attributes, [block.text]))
        self._end_line()

    def apart(self, nodes: list[Node]) -> None:
        """Blocks that stand nowhere on the page: behind what is open."""
        self._open_blocks(())
        self._end_line()
        self.body.children += nodes

    def note_row(self, kind: BlockKind) -> None:
        """What the page's reader took a row of a table for."""
        for _, node in reversed(self._blocks):
            if node.tag == "tr":
                node.attributes["data" if kind is BlockKind.TABLE_ROW else "layout"] = "1"
                return

    def caption(self, leaf: Leaf, text: str) -> None:
        """Words beneath an image."""
        around = next((n for n, e in enumerate(leaf.blocks) if e.tag == "figure"), None)
        last = self._blocks[-1][1].children
        is_open = last and isinstance(last[-1], Node) and last[-1].tag == "figcaption"
        if around is not None:
            self._open_blocks(leaf.blocks[: around + 1])
            last = self._blocks[-1][1].children
            is_open = last and isinstance(last[-1], Node) and last[-1].tag == "figcaption"
        self._end_line()
        text = seen(text)
        if is_open:
            self._blank = self._caption.blank or text[:1].isspace()
            self._blank = self._blank or leaf.paragraph != self._caption.paragraph
            self._line = self._caption.line
        else:
            node = Node("figcaption", {"aside": "1"})
            last.append(node)
            self._line = [(None, node)]
        self._into(leaf).children.append(" ".join(text.split()))
        self._caption = Caption(self._line, leaf.paragraph, text[-1:].isspace())
        self._end_line()

    def _open(self, leaf: Leaf, block: int) -> None:
        """Open the elements around a leaf, and the line in which it stands."""
        self._open_blocks(leaf.blocks)
        around = self._blocks[-1][1]
        if self._line and leaf.paragraph == self._paragraph:
            is_apart = self._breaks > 1 and around.tag == "p"
            parted = self._breaks > 1 or (self._breaks and block != self._block)
            if not is_apart and not (parted and around.tag in CONTAINERS):
                self._block = block
                return
            self._end_line()
        self._paragraph, self._block = leaf.paragraph, block
        self._breaks = 0
        if around.tag in CONTAINERS:
            paragraph = Node("p")
            around.children.append(paragraph)
            self._line = [(None, paragraph)]
        elif around.tag == "p" and around.children:
            again = Node("p", around.attributes)
            self._blocks[-2][1].children.append(again)
            self._blocks[-1] = (self._blocks[-1][0], again)
            self._line = [(None, again)]
        else:
            # A heading of two parts.
            self._blank = bool(around.children)
            self._line = [(None, around)]

    def _open_blocks(self, path: tuple[Element, ...]) -> None:
        depth = 0
        if any(element.tag in TEXT_HOLDERS for element in path[:-1]):
            path = _put_right(path)
        for depth, element in enumerate(path):
            if depth + 1 >= len(self._blocks) or self._blocks[depth + 1][0] is not element:
                break
        else:
            depth = len(path)
        if depth + 1 == len(self._blocks) and depth == len(path):
            return
        del self._blocks[depth + 1 :]
        self._end_line()
        for element in path[depth:]:
            node = Node(element.tag, attributes_of(element))
            self._blocks[-1][1].children.append(node)
            self._blocks.append((element, node))

    def _end_line(self) -> None:
        self._line = []
        self._paragraph = -1
        self._blank = False
        self._breaks = 0

    def _into(self, leaf: Leaf) -> Node:
        """The innermost element of the line around a leaf; blanks stand as far out as they can."""
        path = leaf.inlines
        depth = 0
        while depth < len(path) and depth + 1 < len(self._line):
            if self._line[depth + 1][0] is not path[depth]:
                break
            depth += 1
        del self._line[depth + 1 :]
        holder = self._line[-1][1]
        if self._breaks:
            holder.children.append(Node("br"))
        elif self._blank and self._line[0][1].children:
            holder.children.append(" ")
        self._blank, self._breaks = False, 0
        for element in path[depth:]:
            node = Node(element.tag, attributes_of(element))
            holder.children.append(node)
            self._line.append((element, node))
            holder = node
        return holder


def _put_right(path: tuple[Element, ...]) -> tuple[Element, ...]:
    """The elements around a leaf so that no block stands in one that holds text."""
    kept: list[Element] = []
    for element in path:
        while kept and kept[-1].tag in TEXT_HOLDERS:
            if kept[-1].tag in LABELS or element.tag in ("p", "div"):
                break
            kept.pop()
        else:
            kept.append(element)
    return tuple(kept)
