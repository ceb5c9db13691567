"""The body as a small tree: a few elements of HTML, each with its values, and text between them.

Both Markdown and HTML are written from it, so they have the same words and the same structure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

# Hold blocks; text that stands in them directly is a paragraph.
CONTAINERS = frozenset(
    "body blockquote ul ol li dl dd table tr td th details figure div notes note".split()
)
# Hold text.
TEXT_HOLDERS = frozenset("p h1 h2 h3 h4 h5 h6 pre dt summary figcaption caption".split())
BLOCKS = CONTAINERS | TEXT_HOLDERS
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Without words of their own.
EMPTY = frozenset(("br", "img", "input", "math", "noteref"))


@dataclass(slots=True)
class Node:
    """An element. Its tag is one of HTML, or `math` (attribute tex), `noteref`, `notes`, `note`."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    def nodes(self) -> "Iterator[Node]":
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Node))


def text_of(node: Node, line_end: str = " ") -> str:
    """All text inside, as it stands."""
    return "".join(
        child
        if isinstance(child, str)
        else line_end
        if child.tag == "br"
        else text_of(child, line_end)
        for child in node.children
    )


def is_blank(node: Node) -> bool:
    """Whether there is nothing in it to see."""
    return all(
        not child.strip() if isinstance(child, str) else child.tag not in EMPTY and is_blank(child)
        for child in node.children
    )
