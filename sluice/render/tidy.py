"""A tree as pages make it, put right: only what HTML and Markdown both can say is left.

Lists have items and nothing else, tables of layout are no tables, emphasis that shows nothing is
none, marks of footnotes are marks.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sluice.blocks.handles import EXPONENT
from sluice.render.addresses import absolute
from sluice.render.grid import is_data
from sluice.render.lists import joined, numbered
from sluice.render.tree import BLOCKS, CONTAINERS, HEADINGS, Node, is_blank, text_of
from sluice.render.written import WRITTEN, formulas_in

LISTS = ("ul", "ol")
# A paragraph in these may be a word of a line.
IN_A_LINE = ("li", "td", "th")
CODES = ("pre", "code", "kbd")
BOLD_ALREADY = (*HEADINGS, "th", "dt", "summary")
IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)", re.I)
Child = Node | str
# A mark in brackets has two parts beside it.
FEWEST_MARKED = 2
# Where an item stands among the lists of its family.
PLACED = ("family", "depth")
# What begins an item that is a paragraph.
SIGN = re.compile(r"(?:(\d{1,6})([.)])|[·•▪§–-])\s+")
# An element's parts around which those that belong to no list are put.
HOMES = {"li": "ul", "dt": "dl", "dd": "dl"}


@dataclass(frozen=True, slots=True)
class Manner:
    """What the page tells about all its elements.

    base: the address that its links start from. labels: of footnotes, by their marks' addresses.
    marks: of the formulas in its text.
    """

    base: str = ""
    language: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    marks: re.Pattern[str] = WRITTEN


def tidied(body: Node, manner: Manner) -> Node:
    """The same body, put right."""
    language = manner.language.casefold()
    return Node(body.tag, body.attributes, _blocks(body, Tidying(manner, language)))


@dataclass(frozen=True, slots=True)
class Tidying:
    """What is around the element that is put right."""

    manner: Manner
    language: str
    is_bold: str = ""
    around: tuple[str, ...] = ()

    def inside(self, node: Node) -> "Tidying":
        """The same for what stands in the element; its own language counts there."""
        own = node.attributes.get("lang", "").casefold()
        if own and own == self.language:
            del node.attributes["lang"]
        return Tidying(
            self.manner,
            own or self.language,
            node.tag if node.tag in BOLD_ALREADY else self.is_bold,
            (*self.around, node.tag),
        )


def _blocks(node: Node, tidying: Tidying) -> list[Child]:
    """The blocks of a container, in order."""
    found: list[Child] = []
    # Rows and cells by the thousand stand in the same.
    insides: dict[str, Tidying] = {}
    for child in node.nodes():
        inside = insides.get(child.tag)
        if inside is None or "lang" in child.attributes:
            inside = tidying.inside(child)
            if inside.language == tidying.language:
                insides[child.tag] = inside
        if child.tag in CONTAINERS:
            child.children = _blocks(child, inside)
        else:
            child.children = _line(child, inside)
            if child.tag == "p" and node.tag not in IN_A_LINE:
                _displayed(child)
                child = _as_code(child)  # noqa: PLW2901
            if "item" in child.attributes:
                child = _as_item(child)  # noqa: PLW2901
        found += TIDIED.get(child.tag, _kept)(child)
    return _figures(joined(_housed(found, node.tag)))


def _as_item(node: Node) -> Node:
    """A paragraph that is an item as a list of one, where a number or a sign begins it."""
    first = node.children[0] if node.children else None
    match = SIGN.match(first) if isinstance(first, str) else None
    if match is None:
        return node
    node.children[0] = match.string[match.end() :]
    kept = {name: value for name, value in node.attributes.items() if name in PLACED}
    item = Node("li", {}, [Node("p", {}, node.children)])
    if match[1]:
        return Node("ol", {**kept, "start": match[1], "mark": match[2]}, [item])
    return Node("ul", kept, [item])


def _as_code(node: Node) -> Node:
    """A paragraph that is nothing but code in several lines as a block of code."""
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, Node) and only.tag == "code" and "\n" in text_of(only):
        return Node("pre", {}, [text_of(only)])
    return node


def _displayed(node: Node) -> None:
    """A formula that is all of a paragraph stands on lines of its own."""
    parts = [part for part in node.children if not isinstance(part, str) or part.strip()]
    if len(parts) == 1 and isinstance(parts[0], Node) and parts[0].tag == "math":
        parts[0].attributes["display"] = "1"


def _kept(node: Node) -> list[Child]:
    return [] if is_blank(node) and node.tag != "pre" else [node]


def _list(node: Node) -> list[Child]:
    """A list whose children are items, all of them; one without items only sets its text in."""
    if not any(child.tag == "li" for child in node.nodes()):
        return list(node.children)
    items: list[Child] = []
    for child in node.nodes():
        if child.tag == "li":
            items.append(child)
        elif child.tag in LISTS and items and isinstance(items[-1], Node):
            items[-1].children.append(child)
        else:
            items.append(Node("li", {}, [child]))
    node.children = items
    return [node] if items else []


def _item(node: Node) -> list[Child]:
    return [] if is_blank(node) else [node]


def _definitions(node: Node) -> list[Child]:
    parts = list(node.nodes())
    terms = [part.tag for part in parts]
    if "dt" not in terms or "dd" not in terms or not set(terms) <= {"dt", "dd"}:
        return [
            Node("p", part.attributes, part.children) if part.tag == "dt" else each
            for part in parts
            for each in (part.nodes() if part.tag == "dd" else (part,))
        ]
    return [node]


def _table(node: Node) -> list[Child]:
    if is_data(node):
        return [node]
    return numbered(node) or list(_cells(node))


def _cells(node: Node) -> Iterator[Child]:
    """What stands in the cells of a layout."""
    for child in node.nodes():
        if child.tag in ("tr", "td", "th"):
            yield from _cells(child)
        elif child.tag == "caption":
            yield Node("p", child.attributes, child.children)
        else:
            yield child


def _cell(node: Node) -> list[Child]:
    """A cell, which is aligned as its first paragraph is where it does not say so itself."""
    first = node.children[0] if node.children else None
    if isinstance(first, Node) and "aligned" in first.attributes:
        node.attributes.setdefault("align", first.attributes["aligned"])
    return [node]


def _figure(node: Node) -> list[Child]:
    """A figure with its image; any other is what it holds."""
    if any(child.tag == "img" for part in node.nodes() for child in part.nodes()):
        return [node]
    return [_uncaptioned(child) for child in node.nodes()]


def _uncaptioned(node: Node) -> Node:
    return Node("p", node.attributes, node.children) if node.tag == "figcaption" else node


def _transparent(node: Node) -> list[Child]:
    if {"dir", "lang"} & node.attributes.keys():
        return _kept(node)
    return list(node.children)


def _figures(blocks: list[Child]) -> list[Child]:
    """An image and the caption beneath it, put together."""
    found: list[Child] = []
    for block in blocks:
        if isinstance(block, Node) and block.tag == "figcaption":
            before = found[-1] if found else None
            if isinstance(before, Node) and _is_image(before):
                found[-1] = Node("figure", {}, [before, block])
                continue
            if isinstance(before, Node) and before.tag == "figure" and "aside" in block.attributes:
                before.children.append(block)
                continue
        found.append(block)
    return found


def _is_image(node: Node) -> bool:
    parts = [part for part in node.children if not isinstance(part, str) or part.strip()]
    return (
        node.tag == "p"
        and bool(parts)
        and all(
            isinstance(part, Node)
            and (
                part.tag == "img" or (part.tag == "a" and all(c.tag == "img" for c in part.nodes()))
            )
            for part in parts
        )
    )


def _housed(blocks: list[Child], around: str) -> list[Child]:
    """Items outside of lists in a list; captions outside of figures as paragraphs."""
    found: list[Child] = []
    is_made = False
    for block in blocks:
        if not isinstance(block, Node):
            continue
        home = HOMES.get(block.tag, "")
        if home and around not in (home, "ol"):
            last = found[-1] if found else None
            if isinstance(last, Node) and last.attributes.get("made"):
                last.children.append(block)
            else:
                found.append(Node(home, {"made": "1"}, [block]))
                is_made = True
        elif block.tag == "figcaption" and around != "figure" and "aside" not in block.attributes:
            found.append(_uncaptioned(block))
        elif block.tag in ("caption", "summary") and around not in ("table", "details"):
            found.append(Node("p", block.attributes, block.children))
        else:
            found.append(block)
    if not is_made:
        return found
    return [part for block in found for part in _unmade(block)]


def _unmade(block: Child) -> list[Child]:
    """What a list of definitions holds that was made around them, if none of them has a term."""
    is_made = isinstance(block, Node) and block.tag == "dl" and "made" in block.attributes
    return _definitions(block) if isinstance(block, Node) and is_made else [block]


TIDIED: dict[str, Callable[[Node], list[Child]]] = {
    "ul": _list,
    "ol": _list,
    "li": _item,
    "dl": _definitions,
    "table": _table,
    "tr": lambda node: [node],
    "td": _cell,
    "th": _cell,
    "figure": _figure,
    "div": _transparent,
    "note": lambda node: [node],
}


# What stands in a line.


def _line(node: Node, tidying: Tidying) -> list[Child]:
    """The parts of a line: strings put together, elements put right."""
    found: list[Child] = []
    for child in node.children:
        if isinstance(child, str):
            _add(found, child)
        elif child.tag in BLOCKS:
            # A block within a line: what a page's author cannot have meant.
            for part in _line(child, tidying.inside(child)):
                _add(found, part)
        else:
            inside = tidying.inside(child)
            child.children = _line(child, inside)
            for part in INLINE.get(child.tag, _shown)(child, tidying, found):
                _add(found, part)
    if len(found) > FEWEST_MARKED:
        _unbracket(found)
    if node.tag in CODES:
        return found
    return _with_formulas(found, tidying.manner.marks)


def _unbracket(parts: list[Child]) -> None:
    """Take the page's own brackets from around the marks of notes."""
    for n in range(1, len(parts) - 1):
        before, mark, behind = parts[n - 1 : n + 2]
        if not (isinstance(before, str) and isinstance(behind, str) and isinstance(mark, Node)):
            continue
        if mark.tag == "noteref" and before.endswith("[") and behind.startswith("]"):
            parts[n - 1], parts[n + 1] = before[:-1], behind[1:]
    parts[:] = [part for part in parts if part != ""]


def _with_formulas(parts: list[Child], marks: re.Pattern[str]) -> list[Child]:
    """The formulas that a page's script would find in its text, as formulas."""
    if not any(isinstance(part, str) and ("\\" in part or "$" in part) for part in parts):
        return parts
    found: list[Child] = []
    for part in parts:
        found += formulas_in(part, marks) if isinstance(part, str) else [part]
    return found


def _add(found: list[Child], part: Child) -> None:
    last = found[-1] if found else None
    if isinstance(part, str):
        if isinstance(last, str):
            found[-1] = last + part
        elif part:
            found.append(part)
        return
    if isinstance(last, Node) and last.tag == part.tag and part.tag in ("em", "strong", "del"):
        last.children += part.children
        return
    found.append(part)


def _shown(node: Node, _tidying: Tidying, _before: list[Child]) -> list[Child]:
    return [] if is_blank(node) else [node]


def _emphasis(node: Node, tidying: Tidying, before: list[Child]) -> list[Child]:
    bold_twice = node.tag == "strong" and tidying.is_bold
    if node.tag in tidying.around or bold_twice or "code" in tidying.around:
        return node.children
    return _shown(node, tidying, before)


def _link(node: Node, tidying: Tidying, before: list[Child]) -> list[Child]:
    href = node.attributes.get("href", "")
    label = tidying.manner.labels.get(href)
    if label is not None:
        return [Node("noteref", {"label": label})]
    if not href or href.startswith("#") or "a" in tidying.around or is_blank(node):
        return node.children
    words = " ".join(text_of(node).split())
    if node.attributes.get("title", "").casefold() == words.casefold():
        node.attributes.pop("title", None)
    if IMAGE_FILE.search(href) and not words:
        # An image that leads to itself.
        return node.children
    node.attributes["href"] = absolute(tidying.manner.base, href)
    return [node]


def _image(node: Node, tidying: Tidying, _before: list[Child]) -> list[Child]:
    node.attributes["src"] = absolute(tidying.manner.base, node.attributes["src"])
    return [node]


def _code(node: Node, tidying: Tidying, _before: list[Child]) -> list[Child]:
    if {"code", "kbd"} & {*tidying.around}:
        return node.children
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, Node) and only.tag == "a":
        return [Node("a", only.attributes, [Node("code", {}, [text_of(only)])])]
    text = text_of(node, "\n")
    return [Node(node.tag, node.attributes, [text])] if text.strip() else []


def _raised(node: Node, tidying: Tidying, before: list[Child]) -> list[Child]:
    """An exponent behind a digit says that it is one."""
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, Node) and only.tag == "noteref":
        return node.children
    last = before[-1] if before else ""
    if isinstance(only, str) and isinstance(last, str) and EXPONENT.fullmatch(only.strip()):
        if last[-1:].isdigit():
            return [f"^{only.strip()}"]
        if last.endswith("^"):
            return [only]
    return _shown(node, tidying, before)


def _span(node: Node, tidying: Tidying, before: list[Child]) -> list[Child]:
    if {"dir", "lang"} & node.attributes.keys():
        return _shown(node, tidying, before)
    return node.children


def _empty(node: Node, _tidying: Tidying, _before: list[Child]) -> list[Child]:
    return [node]


INLINE: dict[str, Callable[[Node, Tidying, list[Child]], list[Child]]] = {
    "em": _emphasis,
    "strong": _emphasis,
    "del": _emphasis,
    "a": _link,
    "img": _image,
    "code": _code,
    "kbd": _code,
    "sup": _raised,
    "span": _span,
    "br": _empty,
    "math": _empty,
    "input": _empty,
    "noteref": _empty,
}
