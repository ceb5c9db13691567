"""The body in three forms, from blocks written by hand."""

import re

import pytest

from sluice.model import Block, BlockKind, Decision, InputKind, Judgement, Page, Step
from sluice.reasons import Reason
from sluice.render import Output, body_of
from tests.spoken import words_of_html, words_of_markdown, words_of_text

P, H, LI, Q = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE
CODE, VERSE, ROW = BlockKind.CODE, BlockKind.VERSE, BlockKind.TABLE_ROW


def row(*cells: str) -> Block:
    return Block(" | ".join(cells), ROW, cells=cells)


def body(blocks: list[Block], output: Output, gone: tuple[int, ...] = ()) -> str:
    drop = (Decision(Step.RULES, "test", Reason.TEASER),)
    trails = tuple(drop if i in gone else () for i in range(len(blocks)))
    return body_of(Judgement(Page(InputKind.TEXT, tuple(blocks)), trails), output)


# A name, the blocks, and the three forms of their body.
FORMS = [
    ("nothing", [], "", "", ""),
    (
        "paragraphs",
        [Block("One."), Block("Two.")],
        *("One.\n\nTwo.", "One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ),
    (
        "headings",
        [Block("One", H, 1), Block("Two", H, 6), Block("Three", H)],
        "One\n\nTwo\n\nThree",
        "# One\n\n###### Two\n\n## Three",
        "<h1>One</h1>\n<h6>Two</h6>\n<h2>Three</h2>",
    ),
    (
        "a list",
        [Block("You need:"), Block("one", LI, 1), Block("two", LI, 1), Block("Done.")],
        "You need:\n\n- one\n- two\n\nDone.",
        "You need:\n\n- one\n- two\n\nDone.",
        "<p>You need:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>Done.</p>",
    ),
    (
        "a quotation",
        [Block("One.", Q)],
        *("One.", "> One.", "<blockquote><p>One.</p></blockquote>"),
    ),
    (
        "code",
        [Block("if a:\n    b()", CODE)],
        *("if a:\n    b()", "```\nif a:\n    b()\n```", "<pre><code>if a:\n    b()</code></pre>"),
    ),
    (
        "verse of a page",
        [Block("one,\ntwo", VERSE), Block("three", VERSE)],
        *("one,\ntwo\n\nthree", "one,  \ntwo\n\nthree", "<p>one,<br>two</p>\n<p>three</p>"),
    ),
    (
        "verse of a text",
        [Block("one,", VERSE), Block("two", VERSE, gap=0), Block("three", VERSE)],
        *("one,\ntwo\n\nthree", "one,  \ntwo\n\nthree", "<p>one,<br>two</p>\n<p>three</p>"),
    ),
    (
        "a table",
        [row("Year", "All"), row("2023", "12")],
        "Year | All\n2023 | 12",
        "| Year | All |\n| --- | --- |\n| 2023 | 12 |",
        "<table>\n<tr><td>Year</td><td>All</td></tr>\n<tr><td>2023</td><td>12</td></tr>\n</table>",
    ),
    (
        "a ragged table",
        [row("Year", "All"), row("2023", "12", "x")],
        "Year | All\n2023 | 12 | x",
        "| Year | All |  |\n| --- | --- | --- |\n| 2023 | 12 | x |",
        "<table>\n<tr><td>Year</td><td>All</td></tr>\n"
        "<tr><td>2023</td><td>12</td><td>x</td></tr>\n</table>",
    ),
    (
        "white space",
        [Block(" One \t two\nthree\u00a0"), Block("four\n five", LI, 1)],
        "One two three\n\n- four five",
        "One two three\n\n- four five",
        "<p>One two three</p>\n<ul>\n<li>four five</li>\n</ul>",
    ),
    (
        "numbered items",
        [Block("1. one", LI, 1), Block("2) two", LI, 1), Block("(3) three", LI, 1)],
        "1. one\n2) two\n(3) three",
        "1. one\n\n2) two\n\n- (3) three",
        '<ol>\n<li>one</li>\n</ol>\n<ol start="2">\n<li>two</li>\n</ol>\n'
        "<ul>\n<li>(3) three</li>\n</ul>",
    ),
    (
        "an item that starts with a year",
        [Block("2023 was dry", LI, 1), Block("1.5 litres", LI, 1)],
        "- 2023 was dry\n- 1.5 litres",
        "- 2023 was dry\n- 1.5 litres",
        "<ul>\n<li>2023 was dry</li>\n<li>1.5 litres</li>\n</ul>",
    ),
]
CASES = [
    pytest.param(blocks, output, expected, id=f"{name} as {output}")
    for name, blocks, *forms in FORMS
    for output, expected in zip(Output, forms, strict=True)
]


@pytest.mark.parametrize(("blocks", "output", "expected"), CASES)
def test_form_of_a_body(blocks: list[Block], output: Output, expected: str) -> None:
    """Each kind of block is written as each form has it."""
    assert body(blocks, output) == expected


NESTED = [Block("a", LI, 1), Block("b", LI, 2), Block("c", LI, 3), Block("d", LI, 1)]


def test_nested_list_in_markdown() -> None:
    """A nested item is indented below the item that it belongs to."""
    assert body(NESTED, Output.MARKDOWN) == "- a\n  - b\n    - c\n- d"


def test_nested_list_in_html_is_balanced() -> None:
    """Every list that opens closes again, and no list is a child of a list."""
    html = body(NESTED, Output.HTML)
    assert html.count("<ul>") == html.count("</ul>") == 3
    assert html.count("<li>") == html.count("</li>") == 4
    assert not re.search(r"</li>\s*<ul>|<ul>\s*<ul>", html)


def test_list_that_begins_deep_is_a_list() -> None:
    """A list whose first item that stays is a nested one is still well formed."""
    html = body([Block("b", LI, 3), Block("d", LI, 1)], Output.HTML)
    assert html.count("<ul>") == html.count("</ul>")
    assert body([Block("b", LI, 3)], Output.MARKDOWN).lstrip() == "- b"


def test_nested_numbered_item_keeps_its_indent() -> None:
    """A numbered item below another item is indented as any item is."""
    items = [Block("a", LI, 1), Block("1. b", LI, 2)]
    assert body(items, Output.MARKDOWN) in ("- a\n  1. b", "- a\n  - 1\\. b")


# (text, as Markdown, as HTML)
ESCAPES = [
    ("2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"),
    ("a_b_c", "a_b_c", "a_b_c"),
    ("[a](b)", r"\[a](b)", "[a](b)"),
    ("`code`", r"\`code\`", "`code`"),
    ("a \\ b", "a \\ b", "a \\ b"),
    ("# one", r"\# one", "# one"),
    ("#one", "#one", "#one"),
    ("- one", r"\- one", "- one"),
    ("+ one", r"\+ one", "+ one"),
    ("> one", r"\> one", "&gt; one"),
    ("1. one", r"1\. one", "1. one"),
    ("1984) one", r"1984\) one", "1984) one"),
    ("1.5 million", "1.5 million", "1.5 million"),
    ("===", r"\===", "==="),
    ("~~~", r"\~\~\~", "~~~"),
    ("<b>R&D</b>", r"\<b>R&D\</b>", "&lt;b&gt;R&amp;D&lt;/b&gt;"),
    ("&lt; is a mark", r"\&lt; is a mark", "&amp;lt; is a mark"),
    (
        "<script>alert(1)</script>",
        r"\<script>alert(1)\</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ),
    ("say \"a\" 'b'", "say \"a\" 'b'", "say &quot;a&quot; &#x27;b&#x27;"),
]


@pytest.mark.parametrize(("text", "markdown", "html"), ESCAPES)
def test_marks_in_a_text_are_escaped(text: str, markdown: str, html: str) -> None:
    """What would be read as a mark is escaped, what would not is left alone."""
    assert body([Block(text)], Output.MARKDOWN) == markdown
    assert body([Block(text)], Output.HTML) == f"<p>{html}</p>"


@pytest.mark.parametrize("kind", BlockKind)
def test_every_kind_is_escaped_in_html(kind: BlockKind) -> None:
    """No kind of block lets markup of the page through."""
    block = Block("<b>x</b>", kind, 1, ("<b>x</b>",))
    found = body([block, block], Output.HTML)
    assert "<b>" not in found
    assert found.count("&lt;b&gt;x&lt;/b&gt;") == 2


def test_fence_is_longer_than_any_in_the_code() -> None:
    """Code that holds a fence stands in a longer one."""
    found = body([Block("```\na\n`````", CODE)], Output.MARKDOWN)
    assert found == "``````\n```\na\n`````\n``````"


def test_bars_in_cells_are_escaped() -> None:
    """A bar in a cell does not make two cells of one."""
    assert body([row("a|b", "c*d")], Output.MARKDOWN).startswith(r"| a\|b | c\*d |")


# (blocks, positions that go, the text)
GLUED = [
    ([Block("One."), Block("Two.", glued=True)], (), "One. Two."),
    ([Block("One."), Block("Two.", glued=True), Block("3.", glued=True)], (), "One. Two. 3."),
    ([Block("One."), Block("Two.", glued=True)], (0,), "Two."),
    ([Block("One."), Block("Two.", glued=True)], (1,), "One."),
    ([Block("One."), Block("x", glued=True), Block("3.", glued=True)], (1,), "One.\n\n3."),
    ([Block("0."), Block("x"), Block("Two.", glued=True)], (1,), "0.\n\nTwo."),
    ([Block("a.", LI, 1), Block("b.", LI, 1, glued=True), Block("c", LI, 1)], (), "- a. b.\n- c"),
]


@pytest.mark.parametrize(("blocks", "gone", "expected"), GLUED)
def test_line_that_was_cut_is_whole_again(
    blocks: list[Block], gone: tuple[int, ...], expected: str
) -> None:
    """Pieces of one line are one block again, unless what stood between them went."""
    assert body(blocks, Output.TEXT, gone) == expected


def test_chinese_line_that_was_cut_is_joined_without_a_blank() -> None:
    """A line in a script without blanks is as it was."""
    assert body([Block("水车转了。"), Block("没有人来。", glued=True)], Output.TEXT) == (
        "水车转了。没有人来。"
    )


EVERYTHING = [
    *(Block("Old & new", H, 2), Block("One *two* <three>."), Block("Four", LI, 1)),
    *(Block("Five", LI, 2), Block("1. Six", LI, 1), Block("Seven", Q), Block("a  b\n c", CODE)),
    *(Block("e,\nf", VERSE), row("G", "h"), row("I", "j | k"), Block("L", BlockKind.CAPTION)),
    *(Block("M."), Block("N.", glued=True)),
]


def test_all_forms_have_the_same_words() -> None:
    """The three forms differ in marks and never in words."""
    text, markdown, html = (body(EVERYTHING, output) for output in Output)
    assert words_of_text(text) == words_of_markdown(markdown) == words_of_html(html)
