"""The body as Markdown: CommonMark, with GFM's tables, strikethrough, task lists and footnotes."""

import re
from collections.abc import Callable, Sequence

from sluice.render import lines
from sluice.render.escapes import escaped_start
from sluice.render.grid import grid_of
from sluice.render.tree import HEADINGS, Node, text_of

# What a heading may end with that is none of it.
CLOSING = re.compile(r"(?<!\S)#+$")
FENCE = re.compile(r"`{3,}")
LISTS = ("ul", "ol")
# A paragraph, and lists beneath it, stand in an item without blank lines.
TIGHT = ("p", *LISTS)
ALIGNED = {"left": ":---", "center": ":---:", "right": "---:"}
OTHER = {"-": "*", "*": "-", ".": ")", ")": "."}
Child = Node | str


def markdown(body: Node) -> str:
    """The body's blocks, parted by blank lines."""
    return _blocks(body.children).strip("\n")


def _blocks(children: Sequence[Child], joint: str = "\n\n") -> str:
    written: list[str] = []
    mark = ""
    for child in children:
        if isinstance(child, str):
            continue
        # Two lists in a row are one to a reader of Markdown, unless their marks differ.
        mark = _mark_of(child, mark)
        found = _list(child, mark) if mark else WRITERS[child.tag](child)
        if found.strip():
            written.append(found)
    return joint.join(written)


def _paragraph(node: Node) -> str:
    only = [part for part in node.children if not isinstance(part, str) or part.strip()]
    if len(only) == 1 and isinstance(only[0], Node) and only[0].attributes.get("display"):
        return f"$$\n{only[0].attributes['tex']}\n$$"
    text = lines.line(node)
    if isinstance(node.children[0], Node) and node.children[0].tag == "input":
        return text
    return "\n".join(map(escaped_start, text.split("\n")))


def _heading(node: Node) -> str:
    text = lines.line(node).replace("  \n", " ")
    return "#" * int(node.tag[1]) + " " + CLOSING.sub(r"\\\g<0>", text)


def _quotation(node: Node) -> str:
    return _indented(_blocks(node.children), "> ", ">")


def _code(node: Node) -> str:
    text = text_of(node)
    fence = "`" * max(3, 1 + max(map(len, FENCE.findall(text)), default=0))
    return f"{fence}{node.attributes.get('language', '')}\n{text}\n{fence}"


def _mark_of(node: Node, before: str) -> str:
    """What stands before an item, or behind its number; not what the list before it has."""
    if node.tag not in LISTS:
        return ""
    mark = node.attributes.get("mark", "." if node.tag == "ol" else "-")
    return OTHER[mark] if mark == before else mark


def _list(node: Node, mark: str) -> str:
    items = list(node.nodes())
    number = int(items[0].attributes.get("value") or _first(node, items[0])) if items else 1
    tight = all(_is_tight(item) for item in items)
    written = []
    for item in items:
        sign = f"{number}{mark} " if node.tag == "ol" else f"{mark} "
        written.append(_item(item, sign, "\n" if tight else "\n\n"))
        number += 1
    return ("\n" if tight else "\n\n").join(written)


def _first(node: Node, item: Node) -> int:
    """The number of a list's first item; those before it may have gone."""
    return int(node.attributes.get("start", "1")) + int(item.attributes.get("number", "0"))


def _is_tight(item: Node) -> bool:
    tags = [part.tag for part in item.nodes()]
    return tags.count("p") <= 1 and set(tags) <= set(TIGHT) and tags[:1] != ["ol"]


def _item(item: Node, sign: str, joint: str) -> str:
    text = _blocks(item.children, joint)
    return sign + _indented(text, " " * len(sign), "").lstrip(" ")


def _indented(text: str, first: str, blank: str) -> str:
    return "\n".join(first + line if line else blank for line in text.split("\n"))


def _definitions(node: Node) -> str:
    written: list[str] = []
    for part in node.nodes():
        if part.tag == "dt":
            written.append("\n" + escaped_start(lines.line(part)))
        else:
            written.append(_definition(part))
    return "\n".join(written).strip("\n")


def _definition(part: Node) -> str:
    """What defines a term; terms inside are not set in, or readers without them would see code."""
    text = _blocks(part.children)
    if not any(child.tag == "dl" or _holds_terms(child) for child in part.nodes()):
        return ": " + _indented(text, "  ", "").lstrip(" ")
    first = next(part.nodes())
    return f": {text}" if first.tag == "p" else f"\n{text}\n"


def _holds_terms(node: Node) -> bool:
    return any(child.tag == "dl" or _holds_terms(child) for child in node.nodes())


def _details(node: Node) -> str:
    return _blocks(node.children)


def _figure(node: Node) -> str:
    return _blocks(node.children)


def _table(node: Node) -> str:
    grid = grid_of(node)
    if not grid:
        return ""
    head, *rows = grid
    aligned = [
        ALIGNED.get(cell.attributes.get("align") or below.attributes.get("align", ""), "---")
        for cell, below in zip(head, rows[0] if rows else head, strict=False)
    ]
    aligned += ["---"] * (len(head) - len(aligned))
    written = [_row(head), "| " + " | ".join(aligned) + " |", *map(_row, rows)]
    captions = [_paragraph(part) for part in node.nodes() if part.tag == "caption"]
    return "\n\n".join([*captions, "\n".join(written)])


def _row(cells: Sequence[Node]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(cell: Node) -> str:
    parts = [part for part in _cell_lines(cell.children) if part]
    return "<br>".join(parts).replace("|", "\\|")


def _cell_lines(children: Sequence[Child], sign: str = "") -> list[str]:
    """The lines of a cell, on which no block of Markdown can begin."""
    found = []
    for child in children:
        if isinstance(child, str):
            continue
        if child.tag in (*LISTS, "li", "div", "blockquote", "details"):
            own = "- " if child.tag == "li" else sign
            found += _cell_lines(child.children, own)
        elif child.tag == "pre":
            rows = filter(str.strip, text_of(child).expandtabs(4).split("\n"))
            found += [lines.literal(row.rstrip()) for row in rows]
        elif child.tag in HEADINGS:
            strong = Node("strong", {}, child.children)
            found.append(lines.line(Node("p", {}, [strong])))
        else:
            found.append(sign + lines.line(child).replace("  \n", "<br>"))
            sign = ""
    return found


def _notes(node: Node) -> str:
    return "\n\n".join(map(_note, node.nodes()))


def _note(node: Node) -> str:
    text = _blocks(node.children)
    return f"[^{node.attributes['label']}]: " + _indented(text, "    ", "").lstrip(" ")


WRITERS: dict[str, Callable[[Node], str]] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("p", "caption", "summary", "figcaption", "dt"), _paragraph),
    "blockquote": _quotation,
    "pre": _code,
    "dl": _definitions,
    "details": _details,
    "figure": _figure,
    "table": _table,
    "div": _details,
    "notes": _notes,
}
