"""The body as HTML: a short list of elements and attributes, every text and value escaped.

Nothing of the page's markup is passed through. What is written is named here, and addresses have
been looked at before, so there is nothing left to sanitise.
"""

from collections.abc import Callable, Sequence
from html import escape

from sluice.render.tree import HEADINGS, Node, text_of

ATTRIBUTES = {
    "a": ("href", "title"),
    "abbr": ("title",),
    "img": ("src", "alt", "title"),
    "td": ("colspan", "rowspan", "align"),
    "th": ("colspan", "rowspan", "align"),
    "time": ("datetime",),
}
EVERYWHERE = ("lang", "dir")
INLINE = frozenset("a em strong del code kbd mark abbr sub sup time ruby rt bdi bdo span".split())
BLOCKS_INSIDE = frozenset("blockquote details div".split())
Child = Node | str


def html(body: Node) -> str:
    """One element a block, each on its line."""
    written = "\n".join(_written(body.children))
    return f"{_open(body, 'div')}\n{written}\n</div>" if body.attributes and written else written


def _written(children: Sequence[Child]) -> list[str]:
    return [BLOCKS[child.tag](child) for child in children if isinstance(child, Node)]


def _open(node: Node, tag: str = "", more: str = "") -> str:
    written = "".join(
        f' {name}="{escape(node.attributes[name])}"'
        for name in (*ATTRIBUTES.get(node.tag, ()), *EVERYWHERE)
        if name in node.attributes
    )
    return f"<{tag or node.tag}{more}{written}>"


def _simple(node: Node) -> str:
    return f"{_open(node)}{_line(node)}</{node.tag}>"


def _line(node: Node) -> str:
    return "".join(
        escape(child) if isinstance(child, str) else _part(child) for child in node.children
    ).strip()


def _part(node: Node) -> str:
    if write := PARTS.get(node.tag):
        return write(node)
    inner = "".join(
        escape(child) if isinstance(child, str) else _part(child) for child in node.children
    )
    return f"{_open(node)}{inner}</{node.tag}>" if node.tag in INLINE else inner


def _image(node: Node) -> str:
    return _open(node)


def _formula(node: Node) -> str:
    """TeX between the marks that libraries for formulas look for."""
    first, last = (r"\[", r"\]") if node.attributes.get("display") else (r"\(", r"\)")
    return escape(f"{first}{node.attributes['tex']}{last}")


def _checkbox(node: Node) -> str:
    return f'<input type="checkbox" disabled{" checked" if node.attributes.get("checked") else ""}>'


def _mark(node: Node) -> str:
    label = escape(node.attributes["label"])
    return f'<sup><a href="#note-{label}">{label}</a></sup>'


def _code(node: Node) -> str:
    language = node.attributes.get("language", "")
    of_language = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{of_language}>{escape(text_of(node))}</code></pre>"


def _around(node: Node) -> str:
    inner = "\n".join(_written(node.children))
    if node.tag == "blockquote" and "\n" not in inner:
        return f"{_open(node)}{inner}</blockquote>"
    return f"{_open(node)}\n{inner}\n</{node.tag}>"


def _list(node: Node) -> str:
    items = list(node.nodes())
    more = ""
    if node.tag == "ol" and items:
        start = int(node.attributes.get("start", "1")) + int(items[0].attributes.get("number", "0"))
        start = int(items[0].attributes.get("value", start))
        more = f' start="{start}"' if start != 1 else ""
    inner = "\n".join(f"{_open(item)}{_item(item)}</li>" for item in items)
    return f"{_open(node, more=more)}\n{inner}\n</{node.tag}>"


def _item(node: Node) -> str:
    """What an item, a cell or a definition holds: one paragraph stands in it as it is."""
    parts = list(node.nodes())
    if sum(part.tag == "p" for part in parts) == 1 and parts[0].tag == "p":
        first = parts[0]
        line = _line(first)
        if {"dir", "lang"} & first.attributes.keys():
            line = f"{_open(first, 'span')}{line}</span>"
        return "\n".join([line, *_written(parts[1:])])
    inner = "\n".join(_written(parts))
    return f"\n{inner}\n" if len(parts) > 1 else inner


def _definitions(node: Node) -> str:
    inner = "\n".join(
        _simple(part) if part.tag == "dt" else f"{_open(part)}{_item(part)}</dd>"
        for part in node.nodes()
    )
    return f"{_open(node)}\n{inner}\n</dl>"


def _table(node: Node) -> str:
    written = []
    for part in node.nodes():
        if part.tag == "caption":
            written.append(_simple(part))
        else:
            cells = "".join(f"{_open(cell)}{_item(cell)}</{cell.tag}>" for cell in _filled(part))
            written.append(f"<tr>{cells}</tr>")
    inner = "\n".join(written)
    return f"{_open(node)}\n{inner}\n</table>"


def _filled(row: Node) -> list[Node]:
    """The cells of a row, with the empty ones between them."""
    found: list[Node] = []
    number = 0
    for cell in row.nodes():
        column = int(cell.attributes.get("column", number))
        found += [Node("td")] * max(0, min(column - number, 100))
        found.append(cell)
        number = column + int(cell.attributes.get("colspan", "1"))
    return found


def _figure(node: Node) -> str:
    written = []
    for part in node.nodes():
        is_image = part.tag == "p" and not text_of(part).strip()
        written.append(_line(part) if is_image else BLOCKS[part.tag](part))
    inner = "\n".join(written)
    return f"<figure>\n{inner}\n</figure>"


def _notes(node: Node) -> str:
    """The notes behind the body, each with its mark."""
    labelled = [(escape(note.attributes["label"]), note) for note in node.nodes()]
    inner = "\n".join(
        f'<dt id="note-{label}">{label}</dt>\n<dd>{_item(note)}</dd>' for label, note in labelled
    )
    return f"<dl>\n{inner}\n</dl>"


PARTS: dict[str, Callable[[Node], str]] = {
    "br": lambda _: "<br>",
    "img": _image,
    "math": _formula,
    "input": _checkbox,
    "noteref": _mark,
}
BLOCKS: dict[str, Callable[[Node], str]] = {
    **dict.fromkeys((*HEADINGS, "p", "dt", "summary", "figcaption", "caption"), _simple),
    **dict.fromkeys(("blockquote", "details", "div"), _around),
    "pre": _code,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "table": _table,
    "figure": _figure,
    "notes": _notes,
}
