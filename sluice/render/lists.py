"""Lists right behind one another that are one: where they go on counting, or say how deep they are.

Word processors and notebooks print each item, or each level, as a list of its own.
"""

from collections.abc import Iterable

from sluice.render.grid import rows_of
from sluice.render.tree import Node, text_of

Child = Node | str
LISTS = ("ul", "ol")
PAIR = 2


def joined(blocks: Iterable[Child]) -> list[Child]:
    """The blocks, lists that are one put together."""
    found: list[Child] = []
    for block in blocks:
        last = found[-1] if found else None
        if not (isinstance(last, Node) and isinstance(block, Node) and _took(last, block)):
            found.append(block)
    return found


def numbered(table: Node) -> list[Child]:
    """A layout whose rows are a number and what it stands for, as the list that it draws."""
    found: list[Child] = []
    for n, row in enumerate(rows_of(table), 1):
        cells = list(row.nodes())
        if len(cells) != PAIR or "".join(map(text_of, cells[0].nodes())).strip(" .)") != str(n):
            return []
        found.append(Node("li", {}, list(cells[1].nodes())))
    return [Node("ol", {}, found)] if found else []


def _took(one: Node, other: Node) -> bool:
    """Whether the list has taken the other in, as its items or below its last one."""
    if one.tag not in LISTS or other.tag not in LISTS:
        return False
    if "depth" in other.attributes:
        return _nested(one, other)
    if not (_goes_on(one, other) or _are_ones(one, other)):
        return False
    one.children += other.children
    return True


def _goes_on(one: Node, other: Node) -> bool:
    """Whether the other's first number follows the one's last."""
    if one.tag != "ol" or other.tag != "ol" or "start" not in other.attributes:
        return False
    if one.attributes.get("mark") != other.attributes.get("mark"):
        return False
    first = int(one.attributes.get("start", "1"))
    return int(other.attributes["start"]) == first + len(one.children)


def _are_ones(one: Node, other: Node) -> bool:
    """Whether both are lists of one item, or the first was put together from such."""
    if one.tag != "ul" or other.tag != "ul" or len(other.children) > 1:
        return False
    if len(one.children) > 1 and "ones" not in one.attributes:
        return False
    one.attributes["ones"] = "1"
    return True


def _nested(one: Node, other: Node) -> bool:
    """Put a list where its depth says; False where the one before it is another."""
    depth = _depth(other)
    if other.attributes["family"] != one.attributes.get("family") or depth < _depth(one):
        return False
    around = one
    while _depth(around) < depth:
        item = around.children[-1] if around.children else None
        if not isinstance(item, Node):
            return False
        below = item.children[-1] if item.children else None
        if not isinstance(below, Node) or "depth" not in below.attributes or _depth(below) > depth:
            item.children.append(other)
            return True
        around = below
    around.children += other.children
    return True


def _depth(node: Node) -> int:
    return int(node.attributes.get("depth", "0"))
