"""Emphasis as a reader of CommonMark sees it: on the words on which the page has it."""

from itertools import product

import pytest
from markdown_it.token import Token

from sluice.render.markdown import markdown
from sluice.render.tidy import Manner, tidied
from sluice.render.tree import Node
from tests.spoken import PARSER

OPENED = {"em_open": "em", "strong_open": "strong", "s_open": "del"}
CLOSED = {"em_close": "em", "strong_close": "strong", "s_close": "del"}
TAGS = {"<em>": "em", "<strong>": "strong", "<del>": "del"}
Marked = list[tuple[str, frozenset[str]]]

WRITTEN = [
    ("bold in italics", "<em><strong>x</strong></em>", "***x***"),
    ("bold that ends first", "<em><strong>x</strong> y</em>", "***x** y*"),
    ("bold that begins later", "<em>x <strong>y</strong></em>", "*x **y***"),
    ("italics that end first", "<strong><em>x</em> y</strong>", "***x* y**"),
    ("both beside each other", "<em>a</em><strong>b</strong>", "*a*<strong>b</strong>"),
    ("a blank between", "<em>a</em> <strong>b</strong>", "*a* **b**"),
    ("quotes with blanks before a letter", "<strong>« a »</strong>b", "<strong>« a »</strong>b"),
    ("a link in a word", "a<strong><code>x</code></strong>b", "a<strong>`x`</strong>b"),
    ("vowel signs of Hindi", "<strong>हिंदी</strong>में", "**हिंदी**में"),
    ("two lines", "<strong>a<br>b</strong>", "**a**  \n**b**"),
    ("a star at the edge", "<strong>* a</strong>", "**\\* a**"),
]


def tree(fragment: str) -> Node:
    """A paragraph of this fragment, as a page's would be."""
    root = Node("p")
    opened = [root]
    for n, part in enumerate(fragment.replace(">", "<").split("<")):
        if n % 2 == 0:
            opened[-1].children += [part] if part else []
        elif part == "br":
            opened[-1].children.append(Node("br"))
        elif part.startswith("/"):
            opened.pop()
        else:
            node = Node(part)
            opened[-1].children.append(node)
            opened.append(node)
    return tidied(Node("body", {}, [root]), Manner())


def as_marked(text: str) -> Marked:
    """The letters that a reader of Markdown shows, each with what it is emphasised by."""
    found: Marked = []
    tokens = PARSER.parse(text)
    for inline in (token for token in tokens if token.type == "inline"):
        around: list[str] = []
        for token in inline.children or ():
            _step(token, around, found)
    return found


def _step(token: Token, around: list[str], found: Marked) -> None:
    name = OPENED.get(token.type) or TAGS.get(token.content)
    if name:
        around.append(name)
    elif token.type in CLOSED or token.content.startswith("</"):
        around.pop()
    else:
        # Marks of punctuation may have been put outside.
        found += [(each, frozenset(around)) for each in token.content if each.isalnum()]


def of_page(node: Node, around: frozenset[str] = frozenset()) -> Marked:
    """The same for the page's tree."""
    found: Marked = []
    for child in node.children:
        if isinstance(child, str):
            found += [(each, around) for each in child if each.isalnum()]
        else:
            tags = {child.tag} & {"em", "strong", "del"}
            found += of_page(child, around | tags)
    return found


@pytest.mark.parametrize(
    ("fragment", "expected"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN]
)
def test_emphasis_is_written(fragment: str, expected: str) -> None:
    """As marks where these are read as such, and else as an element."""
    assert markdown(tree(fragment)) == expected


def test_emphasis_is_read_as_it_was_on_the_page() -> None:
    """Whatever letters, signs and blanks stand at its edges, on either side."""
    edges = ("", "x", " ", "“", "。", "€", "*", "«\u00a0")
    shapes = (
        "a{}<em>{}q{}</em>{}b",
        "a{}<em><strong>{}q</strong>{} r</em>{}b",
        "a{}<strong>q {}<em>r{}</em></strong>{}b",
        "a{}<em>{}q</em><strong>{}r</strong>{}b",
        "a{}<strong>q{}<em>r</em>{}s</strong>{}b",
        "a{}<del><em>{}q</em>{}</del>{}b",
        "a{}<strong>{}q</strong>c<em>{}r</em>{}b",
    )
    wrong = []
    for shape, *around in product(shapes, *[edges] * 4):
        body = tree(shape.format(*around))
        text = markdown(body)
        if as_marked(text) != of_page(body):
            wrong.append(f"{shape.format(*around)!r}: {text!r}")
    assert not wrong, "\n".join([str(len(wrong)), *wrong[:40]])
