"""A Document in the forms that trafilatura writes."""

import json
import re
from collections.abc import Callable
from html import escape
from xml.sax.saxutils import quoteattr

from sluice.compat.arguments import Asked
from sluice.compat.document import Document
from sluice.render.html import html
from sluice.render.markdown import markdown
from sluice.render.tree import HEADINGS, Node, text_of

# In the order in which trafilatura sets them above a text.
ABOVE = (
    *("title", "author", "url", "hostname", "description", "sitename", "date"),
    *("categories", "tags", "fingerprint", "id", "license"),
)
RENAMED = {"url": "source", "sitename": "source-hostname", "description": "excerpt"}
FORMATTING = frozenset("em strong del code kbd mark sub sup".split())
# Characters that XML 1.0 has no way to write.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def body_tree(found: Document, asked: Asked) -> Node:
    """The body without the links and the emphasis that nobody asked for."""
    unwanted = set() if asked.include_links else {"a"}
    if not asked.is_formatted:
        unwanted |= FORMATTING
    return _without(found.body or Node("body"), unwanted)


def _without(node: Node, tags: set[str]) -> Node:
    """The same tree, in which these elements' contents stand in their places."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
        elif child.tag in tags:
            children += _without(child, tags).children
        else:
            children.append(_without(child, tags))
    return Node(node.tag, node.attributes, children)


def _text(found: Document, asked: Asked) -> str:
    is_marked = asked.is_formatted or asked.include_links or asked.include_images
    body = markdown(body_tree(found, asked)) if is_marked else found.text or ""
    return _above(found, asked) + body


def _markdown(found: Document, asked: Asked) -> str:
    return _above(found, asked) + markdown(body_tree(found, asked))


def _above(found: Document, asked: Asked) -> str:
    if not asked.with_metadata:
        return ""
    pairs = ((name, getattr(found, name)) for name in ABOVE)
    rows = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in pairs if value]
    return "\n".join(["---", *rows, "---", ""])


def _json(found: Document, asked: Asked) -> str:
    if not asked.with_metadata:
        return json.dumps({"text": found.text, "comments": found.comments}, ensure_ascii=False)
    fields = {RENAMED.get(name, name): value for name, value in found.as_dict().items()}
    del fields["body"], fields["commentsbody"]
    joined = {name: ";".join(fields[name]) for name in ("categories", "tags")}
    return json.dumps(fields | joined, ensure_ascii=False)


def _html(found: Document, asked: Asked) -> str:
    pairs = ((name, getattr(found, name)) for name in ABOVE) if asked.with_metadata else ()
    rows = [
        f'<meta name="{name}" content="{escape(_value(value))}">' for name, value in pairs if value
    ]
    head = "\n".join(["<head>", *rows, "</head>"])
    return f"<html>\n{head}\n<body>\n{html(body_tree(found, asked))}\n</body>\n</html>"


def _value(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ";".join(value)


def _xml(found: Document, asked: Asked) -> str:
    pairs = ((name, getattr(found, name)) for name in ABOVE) if asked.with_metadata else ()
    stated = "".join(f" {name}={quoteattr(_value(value))}" for name, value in pairs if value)
    main = "".join(map(_element, body_tree(found, asked).nodes()))
    comments = "".join(f"<p>{escape(line)}</p>" for line in (found.comments or "").splitlines())
    whole = f"<doc{stated}><main>{main}</main><comments>{comments}</comments></doc>"
    return UNWRITABLE.sub("", whole)


def _element(node: Node) -> str:
    """A node under the name that trafilatura's XML has for it."""
    if write := WRITERS.get(node.tag):
        return write(node)
    start = STARTS.get(node.tag, "")
    inner = _inner(node)
    return f"<{start}>{inner}</{start.partition(' ')[0]}>" if start else inner


def _inner(node: Node) -> str:
    """What stands inside; the one paragraph of an item or a cell without its own element."""
    children = node.children
    if node.tag in CELLS and len(children) == 1 and isinstance(children[0], Node):
        only = children[0]
        children = only.children if only.tag == "p" else children
    return "".join(
        escape(child, quote=False) if isinstance(child, str) else _element(child)
        for child in children
    )


def _reference(node: Node) -> str:
    return f"<ref target={quoteattr(node.attributes.get('href', ''))}>{_inner(node)}</ref>"


def _graphic(node: Node) -> str:
    source, words = (quoteattr(node.attributes.get(name, "")) for name in ("src", "alt"))
    return f"<graphic src={source} alt={words}/>"


CELLS = frozenset(("li", "dd", "td", "th"))
STARTS = {
    **{tag: f'head rend="{tag}"' for tag in HEADINGS},
    **{tag: f'list rend="{tag}"' for tag in ("ul", "ol", "dl")},
    **{"p": "p", "blockquote": "quote", "table": "table", "tr": "row", "br": "lb"},
    **{"td": "cell", "th": 'cell role="head"', **dict.fromkeys(("li", "dt", "dd"), "item")},
    **dict.fromkeys(("summary", "figcaption", "caption"), "p"),
    **{"strong": 'hi rend="#b"', "em": 'hi rend="#i"', "sub": 'hi rend="#sub"'},
    **{"sup": 'hi rend="#sup"', "del": "del"},
}
WRITERS: dict[str, Callable[[Node], str]] = {
    "a": _reference,
    "img": _graphic,
    "math": lambda node: escape(node.attributes["tex"]),
    **dict.fromkeys(("pre", "code", "kbd"), lambda node: f"<code>{escape(text_of(node))}</code>"),
}


def _python(found: Document, _: Asked) -> str:
    """As `print` would show it, which is what trafilatura's `extract` gives."""
    return str(found)


FORMATS: dict[str, Callable[[Document, Asked], str]] = {
    "txt": _text,
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "xml": _xml,
    "python": _python,
}
