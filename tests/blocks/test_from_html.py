"""HTML to blocks: what each role of tags.py does, and what is kept of a block's place."""

import re

import pytest

from sluice.blocks import tags
from sluice.blocks.from_html import page_from_html
from sluice.blocks.guards import HARMLESS_TAGS, MAX_DEPTH, clamp_nesting
from sluice.blocks.walk import MAX_LIST_LEVEL
from sluice.model import Block, BlockKind, Hidden, InputKind, Page
from tests.rows import every_row

P, H, LI, Q = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE
CODE, VERSE, ROW, CAPTION = (
    *(BlockKind.CODE, BlockKind.VERSE),
    *(BlockKind.TABLE_ROW, BlockKind.CAPTION),
)


def page(body: str) -> Page:
    return page_from_html(f"<!doctype html><html><body>{body}</body></html>")


def blocks_of(body: str) -> tuple[Block, ...]:
    return page(body).blocks


def names_of(body: str) -> list[frozenset[str]]:
    read = page(body)
    return [read.names(block) for block in read.blocks]


def outline(body: str) -> list[tuple[str, BlockKind]]:
    return [(block.text, block.kind) for block in blocks_of(body)]


def texts(body: str) -> list[str]:
    return [block.text for block in blocks_of(body)]


def block_with(body: str, text: str) -> Block:
    return next(block for block in blocks_of(body) if block.text == text)


# Tags that live only where the parser wants them are tried below, in their tables.
IN_TABLES = {"tr", "td", "th", "tbody", "thead", "tfoot", "caption"}
# The parser gives these no place in a body, or reads what they hold as plain text.
NOT_IN_A_BODY = {"body", "html", "frameset", "plaintext", "xmp"}


@pytest.mark.parametrize("tag", sorted(tags.BLOCKS.keys() - IN_TABLES - NOT_IN_A_BODY))
def test_block_tag_makes_a_block_of_its_kind(tag: str) -> None:
    """Text before, in and after a block tag are three blocks, the middle one of the tag's kind."""
    found = outline(f"before<{tag}>in <b>the</b> tag</{tag}>after")
    assert found == [("before", P), ("in the tag", tags.BLOCKS[tag]), ("after", P)]


@every_row(
    "tag", sorted(tags.BREAKS - IN_TABLES - NOT_IN_A_BODY - {"hr", "option", "optgroup", "table"})
)
def test_break_tag_parts_the_text(tag: str) -> None:
    """A tag that breaks the flow ends the text before it and starts another block."""
    assert texts(f"before<{tag}>in the tag</{tag}>after") == ["before", "in the tag", "after"]


@pytest.mark.parametrize(
    "tag", ["a", "abbr", "b", "bdi", "cite", "em", "label", "q", "span", "time", "x-own"]
)
def test_inline_tag_joins_the_text_around_it(tag: str) -> None:
    """Text in a tag that is not in the tables stands in the line around it."""
    assert texts(f"<p>before <{tag}>in</{tag}>, after</p>") == ["before in, after"]


@pytest.mark.parametrize(
    "tag", sorted(tags.SILENT - {"area", "base", "embed", "head", "link", "map"})
)
def test_silent_tag_is_not_read(tag: str) -> None:
    """What a tag holds for programs is no text of the page."""
    if tag in ("meta", "param", "source", "track"):
        assert texts(f"<p>before <{tag}> after</p>") == ["before after"]
    else:
        assert "silent" not in " ".join(texts(f"before <{tag}>silent</{tag}> after"))


ROLES = [
    ("<p>one<hr>two", ["one", "two"]),
    ("<select><option>one<option>two</select>", ["one", "two"]),
    ("<pre>one\n  two</pre>", ["one\n  two"]),
    ("<p>one<!-- a comment -->two</p>", ["onetwo"]),
    ("<p>one\n\t  two&nbsp;three</p>", ["one two three"]),
    ("<p>soft&shy;hyphen and zero\u200bwidth</p>", ["softhyphen and zerowidth"]),
    ("<p>R&amp;D &lt;b&gt; &#8220;so&#8221;</p>", ["R&D <b> “so”"]),
    ("<p> </p><p>&nbsp;</p><div></div>", []),
    ("", []),
    ("<p>un<b>bel</b>ievable</p>", ["unbelievable"]),
    ("<p>one<p>two<div>three</p>four", ["one", "two", "three", "four"]),
    ("<dl><dt>Name</dt><dd>What it is</dd></dl>", ["Name", "What it is"]),
    ("<svg><text>drawn</text></svg><p>told</p>", ["told"]),
    ("<template><p>later</p></template><p>now</p>", ["now"]),
    ("<iframe>no frames</iframe><p>here</p>", ["here"]),
    ("<textarea>a\n b</textarea>", ["a b"]),
]


@pytest.mark.parametrize(("body", "expected"), ROLES)
def test_texts_of_a_body(body: str, expected: list[str]) -> None:
    """Text nodes become one text a block, white space as a browser shows it."""
    assert texts(body) == expected


# (the body, the blocks' kinds)
TAKEN_OVER = [
    ("<ul><li><p>one</p></li></ul>", [LI]),
    ("<ul><li>one<p>two</p></li></ul>", [LI, LI]),
    ("<blockquote><p>one</p><p>two</p></blockquote>", [Q, Q]),
    ("<blockquote><div>one</div></blockquote>", [Q]),
    ("<blockquote><h2>one</h2></blockquote>", [H]),
    ("<ul><li><h3>one</h3></li></ul>", [H]),
    ("<ul><li><div>one</div></li></ul>", [LI]),
    ("<blockquote><ul><li>one</li></ul></blockquote>", [LI]),
    ("<ul><li><pre>one</pre></li></ul>", [CODE]),
    ("<figure><img src=a><figcaption>one</figcaption></figure>", [CAPTION]),
    ("<figure><figcaption><p>one</p></figcaption></figure>", [CAPTION]),
    ("<table><caption>one</caption></table>", [CAPTION]),
]


@pytest.mark.parametrize(("body", "kinds"), TAKEN_OVER)
def test_kind_inside_another_block(body: str, kinds: list[BlockKind]) -> None:
    """A paragraph in a list item or a quotation is part of that, a heading stays one."""
    assert [block.kind for block in blocks_of(body)] == kinds


@pytest.mark.parametrize("level", range(1, 7))
def test_heading_has_its_level(level: int) -> None:
    """The level of a heading is its tag's number, also around inline tags."""
    tag = f"h{level}"
    assert block_with(f"<div><{tag}><a href=/><b>A</b></a></{tag}></div>", "A").level == level


NESTED = """<ul><li>one<ul><li>one one<ol><li>one one one</ol></ul>
<li>two</ul><menu><li>other</menu>"""


def test_nested_list_items_have_their_levels() -> None:
    """An item's level counts the lists around it, whatever kind they are."""
    found = [(block.text, block.level) for block in blocks_of(NESTED)]
    assert found == [("one", 1), ("one one", 2), ("one one one", 3), ("two", 1), ("other", 1)]


def test_list_level_has_an_end() -> None:
    """A list nested deeper than any list for readers stays at the deepest level."""
    deep = block_with("<ul><li>" * 40 + "here", "here")
    assert (deep.kind, deep.level) == (LI, MAX_LIST_LEVEL)


def test_item_without_a_list_is_an_item() -> None:
    """An item that stands outside any list has level one."""
    assert block_with("<div><li>one</li></div>", "one").level == 1


# (a paragraph, the share of its characters that stand in links)
LINKS = [
    ("<p>no link at all</p>", 0.0),
    ("<p><a href=/>all of it</a></p>", 1.0),
    ("<p><a href=/> all <b>of</b> it </a></p>", 1.0),
    ("<p>half <a href=/>link</a></p>", 1 / 2),
    ("<p><a href=/>one</a> <a href=/>two</a></p>", 1.0),
    ("<a href=/><p>inside a link</p></a>", 1.0),
    ("<ul><li><a href=/>item</a></li></ul>", 1.0),
]


@pytest.mark.parametrize(("body", "share"), LINKS)
def test_link_share(body: str, share: float) -> None:
    """The link share is the characters in links out of all, blanks at the ends aside."""
    (block,) = blocks_of(body)
    assert block.link_share == pytest.approx(share)


def test_link_share_does_not_leak_into_the_next_block() -> None:
    """A block after a link has no share of it."""
    found = [block.link_share for block in blocks_of("<p><a href=/>one</a></p><p>two three</p>")]
    assert found == [1.0, 0.0]


def test_path_is_from_the_outermost_tag() -> None:
    """A block's path names the tags around it, its own the last."""
    read = page("<main><article><p>one <b>two</b></p></article></main>")
    assert read.path(read.blocks[0]) == ("html", "body", "main", "article", "p")


# (attributes of an element around the paragraph, the names that its block has)
NAMES = [
    ('class="share-bar"', {"share", "bar"}),
    ('class="ShareBar  top"', {"sharebar", "top"}),
    ('id="comments_42"', {"comments", "42"}),
    ('role="navigation"', {"navigation"}),
    ('itemprop="articleBody"', {"articlebody"}),
    ('rel="author"', {"author"}),
    ('data-component="related"', {"related"}),
    ('data-testid="byline"', {"byline"}),
    ('data-track="byline" title="share" style="color: red"', set()),
    ("class", set()),
    ('class=""', set()),
]


@pytest.mark.parametrize(("attributes", "names"), NAMES)
def test_names_come_from_the_tags_around(attributes: str, names: set[str]) -> None:
    """Class, id, role and a few more attributes are names in lower case, word by word."""
    assert names_of(f"<div {attributes}><div><p>one</p></div></div>") == [names]


def test_names_add_up_along_the_path() -> None:
    """A block has the names of all tags around it and none of its neighbours'."""
    body = '<div class=a><p class=b>one</p><p class=c>two</p></div><p id=d class="e f">three</p>'
    assert names_of(body) == [{"a", "b"}, {"a", "c"}, {"d", "e", "f"}]


def test_endless_class_is_cut() -> None:
    """A class attribute of a megabyte costs a few names."""
    assert names_of(f'<p class="{"token " * 200_000}last">one</p>') == [{"token"}]


def test_table_has_the_elements_around_text() -> None:
    """Elements stand in the page's order, each below the one around it; empty ones do not."""
    body = "<div id=a><br><p>one</p><p></p><ul><li>two</li></ul></div><p hidden>three</p>"
    elements = page(body).elements
    assert elements.tags == ("html", "body", "div", "p", "ul", "li", "p")
    assert elements.parents == (-1, 0, 1, 2, 2, 4, 1)
    assert elements.lineage(5) == [5, 4, 2, 1, 0]
    assert elements.hidden[6] is Hidden.BY_ATTRIBUTE
    assert elements.names_around(3) == {"a"}
    assert elements.path(-1) == ()


def test_hidden_part_of_a_line_has_its_elements_names() -> None:
    """It stands where the line stands, and is called by the element that hides it too."""
    read = page("<p class=a>one <span class=b style='display:none'><em class=c>two</em></span></p>")
    part, line = read.blocks
    assert (part.text, part.element, part.hidden) == ("two", line.element, Hidden.BY_STYLE)
    assert (read.names(part), read.names(line)) == ({"a", "b"}, {"a"})
    assert read.lexicon_names(part) == {"a", "b", "hidden:"}


# (the body, what is hidden in it, what is shown)
HIDING = [
    ("<p>one</p><p hidden>two</p><p>three</p>", ["two"], ["one", "three"]),
    ("<p hidden=''>two</p>", ["two"], []),
    ("<div style='display:none'><p>two</p><p>three</p></div><p>one</p>", ["two", "three"], ["one"]),
    ("<div style='color:red; DISPLAY : None'>two</div>", ["two"], []),
    ("<div style='visibility:hidden'>two</div>", ["two"], []),
    ("<div style='--display:none'>one</div>", [], ["one"]),
    ("<div style='display:none-such'>one</div>", ["one"], []),
    ("<div style='display:block'>one</div>", [], ["one"]),
    ("<div aria-hidden=true>one</div>", [], ["one"]),
    ("<noscript>two</noscript><p>one</p>", ["two"], ["one"]),
    ("<noscript><p>two</p></noscript><p>one</p>", ["two"], ["one"]),
    ("<video src=a.mp4>Kein Video.</video><p>one</p>", ["Kein Video."], ["one"]),
    ("<audio controls><p>Brak dźwięku.</p></audio><p>one</p>", ["Brak dźwięku."], ["one"]),
    ("<p>one <canvas>没有图像</canvas> two</p>", ["没有图像"], ["one", "two"]),
    ("<object data=a.svg><a href=a.png>Bild</a></object><p>one</p>", ["Bild"], ["one"]),
    ("<p>one</p><figure><video></video><figcaption>two</figcaption></figure>", [], ["one", "two"]),
    ("<p>one <span hidden>two</span> three</p>", ["two"], ["one three"]),
    (
        "<p>one <span style='display:none'>two <b>two</b></span>three</p>",
        ["two two"],
        ["one three"],
    ),
    ("<div>one <span hidden><p>two</p></span> three</div>", ["two"], ["one", "three"]),
    ("<div>one <span hidden>two<p>two</p></span> four</div>", ["two", "two"], ["one", "four"]),
    ("<div>one <span hidden><p>two</p>three</span> four</div>", ["two", "three"], ["one", "four"]),
    ("<li hidden>two</li>", ["two"], []),
]


@pytest.mark.parametrize(("body", "hidden", "shown"), HIDING)
def test_hidden_text_stands_apart(body: str, hidden: list[str], shown: list[str]) -> None:
    """What the page hides is a block of its own that says so; no word of it is lost or shown."""
    blocks = blocks_of(body)
    found = (
        [b.text for b in blocks if b.hidden],
        [b.text for b in blocks if not b.hidden],
    )
    assert found == (hidden, shown)


# (what stands in a paragraph, the blocks that it becomes)
LINE_BREAKS = [
    ("one,<br>two", [("one, two", P)]),
    ("One ends.<br>Two begins.", [("One ends.", P), ("Two begins.", P)]),
    ("one,<br><br>two", [("one,", P), ("two", P)]),
    ("one,<br> &nbsp; <br>two", [("one,", P), ("two", P)]),
    ("One ends.<br/>\n<br/>Two begins.", [("One ends.", P), ("Two begins.", P)]),
    ("Rose,<br>oh pure<br>contradiction", [("Rose,\noh pure\ncontradiction", VERSE)]),
    (
        "Rose,<br>oh pure<br>contradiction<br><br>delight<br>of being<br>no one's",
        [("Rose,\noh pure\ncontradiction", VERSE), ("delight\nof being\nno one's", VERSE)],
    ),
    (f"{'word ' * 30}<br>two<br>three", [(f"{'word ' * 30}two three", P)]),
    ("<br>one<br>", [("one", P)]),
    ("<br><br>", []),
]


@pytest.mark.parametrize(("inside", "expected"), LINE_BREAKS)
def test_line_breaks(inside: str, expected: list[tuple[str, BlockKind]]) -> None:
    """Two breaks part paragraphs, three short lines are verse, one after a full stop parts."""
    assert outline(f"<p>{inside}</p>") == expected


def test_lines_of_a_quotation_may_be_verse() -> None:
    """Short lines in a quotation are verse, in a list item they are one item."""
    lines = "Rose,<br>oh pure<br>contradiction"
    assert outline(f"<blockquote>{lines}</blockquote>")[0][1] is VERSE
    assert outline(f"<ul><li>{lines}</ul>") == [("Rose, oh pure contradiction", LI)]


PREFORMATTED = [
    ("<pre>def f():\n    return 1</pre>", "def f():\n    return 1"),
    ("<pre>\n  one\n\n  two  \n\n</pre>", "  one\n\n  two"),
    ("<pre><code>one<span> = </span>1\ntwo</code></pre>", "one = 1\ntwo"),
    ("<pre>a\tb</pre>", "a\tb"),
    ("<pre>one\r\ntwo</pre>", "one\ntwo"),
    ("<pre>one<br>two</pre>", "one\ntwo"),
    ("<pre>a &lt; b</pre>", "a < b"),
    ("<listing>one\n two</listing>", "one\n two"),
    ("<xmp>one\n <b>two</b></xmp>", "one\n <b>two</b>"),
]


@pytest.mark.parametrize(("body", "expected"), PREFORMATTED)
def test_code_keeps_its_breaks(body: str, expected: str) -> None:
    """Preformatted text is one block of code with its line breaks and indents."""
    assert outline(body) == [(expected, CODE)]


LONG_CELL = "word " * 61 + "end."
TABLES = [
    (
        "<tr><th>Year<th>Visitors<tr><td>2023<td>1,200",
        [("Year | Visitors", ROW), ("2023 | 1,200", ROW)],
    ),
    ("<tr><td>Year<td><td>Visitors", [("Year | Visitors", ROW)]),
    ("<tr><td><p>Year</p><td><div>1,200</div>", [("Year | 1,200", ROW)]),
    ("<tr><td><a href=/>Year</a> two<td><b>1,200</b>", [("Year two | 1,200", ROW)]),
    ("<tr><td>one cell alone", [("one cell alone", P)]),
    ("<tr><td>one<td>", [("one", P)]),
    (f"<tr><td>menu<td>{LONG_CELL}", [("menu", P), (LONG_CELL, P)]),
    ("<tr><td>menu<td><p>One.</p><p>Two.</p>", [("menu", P), ("One.", P), ("Two.", P)]),
    ("<tr><td>menu<td><h1>One</h1>", [("menu", P), ("One", H)]),
    ("<tr><td>menu<td><ul><li>One</ul>", [("menu", P), ("One", LI)]),
    (
        "<tr><td>outer<td><table><tr><td>a<td>b</table><td>after",
        [("outer", P), ("a | b", ROW), ("after", P)],
    ),
    (
        "<tr><td><table><tr><td><table><tr><td>a<td>b</table></table>",
        [("a | b", ROW)],
    ),
    (
        "<thead><tr><th>Year<th>All</thead><tbody><tr><td>1<td>2</tbody>"
        "<tfoot><tr><td>3<td>4</tfoot>",
        [("Year | All", ROW), ("1 | 2", ROW), ("3 | 4", ROW)],
    ),
    ("<caption>Visits</caption><tr><td>1<td>2", [("Visits", CAPTION), ("1 | 2", ROW)]),
]


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_tables(rows: str, expected: list[tuple[str, BlockKind]]) -> None:
    """A row of short cells is data; what holds more than that is layout and goes out as it is."""
    assert outline(f"<table>{rows}</table>") == expected


def test_row_has_its_cells() -> None:
    """The block of a data row has the cells apart, and the mean share of their links."""
    (row,) = blocks_of("<table><tr><td><a href=/>Ada</a><td>a | b</table>")
    assert (row.cells, row.link_share) == (("Ada", "a | b"), 0.5)


def test_empty_cell_keeps_its_column() -> None:
    """A row with an empty cell has as many cells as the rows around it."""
    rows = "<tr><th>Year<th>Men<th>Women<tr><td>2023<td><td>12"
    assert [len(row.cells) for row in blocks_of(f"<table>{rows}</table>")] == [3, 3]


HEAD = """<!doctype html><html lang="de-AT"><head>
<title>
  Die alte   M&uuml;hle </title><link rel="stylesheet canonical" href="/muehle">
<meta charset=utf-8><meta name="Author" content=" Ada Stone ">
<meta property="og:title" name="other" content="Die Mühle"><meta name="empty" content="">
<meta itemprop="datePublished" content="2024-05-01"><meta name="Author" content="Jan Berg">
<script type="application/ld+json">{"a": "<b>"}</script>
<script type="Application/LD+JSON">[]</script><script>var a = 1</script></head><body><p>Text
<svg><title>icon</title></svg><meta name="late" content="counts">"""


def test_declared_values_of_the_head() -> None:
    """Title, language, canonical address, meta tags and JSON-LD are read as they stand."""
    declared = page_from_html(HEAD).declared
    assert declared.title == "Die alte Mühle"
    assert declared.language == "de-AT"
    assert declared.canonical == "/muehle"
    assert declared.meta == (
        ("author", "Ada Stone"),
        ("og:title", "Die Mühle"),
        ("datepublished", "2024-05-01"),
        ("author", "Jan Berg"),
        ("late", "counts"),
    )
    assert declared.json_ld == ('{"a": "<b>"}', "[]")


@pytest.mark.parametrize("html", ["", " ", "<", "<html", "<!-- ", "<p", "</p>", "\x00", "&"])
def test_hardly_anything_is_a_page(html: str) -> None:
    """A page of next to nothing is a page of next to nothing, and declares nothing."""
    page = page_from_html(html)
    assert page.kind is InputKind.HTML
    assert not page.declared.title
    assert len(page.blocks) <= 1


def words(text: str) -> list[str]:
    return re.findall(r"w\d+", text)


@every_row("tag", ["div", "span", "b", "blockquote", "font", "ul><li", "table"])
@every_row("depth", [300, 600, 20_000])
def test_deep_nesting_keeps_all_words(tag: str, depth: int, within) -> None:
    """However deep tags nest, every word of the page stands in a block, in order, and soon."""
    html = "".join(f"<{tag}>w{n} " for n in range(depth))
    with within(20):
        found = words(" ".join(block.text for block in page_from_html(html).blocks))
    wanted = [f"w{n}" for n in range(depth)]
    # The parser itself moves text in a table that stands outside its cells to before the table.
    assert sorted(found) == sorted(wanted) if tag == "table" else found == wanted


def test_ordinary_page_is_not_clamped() -> None:
    """A page of many tags that are not deep stays as it is."""
    html = "<ul>" + "<li><p>one <b>two</b>" * HARMLESS_TAGS + "</ul>"
    assert clamp_nesting(html) is html


def test_text_after_deep_nesting_is_parted_as_before() -> None:
    """Once the deep part is closed, the page goes on with its blocks."""
    depth = max(HARMLESS_TAGS, MAX_DEPTH)
    html = "<div>" * depth + "deep" + "</div>" * depth + "<h2>After</h2><p>the flood"
    found = page_from_html(html).blocks
    assert [(b.text, b.kind) for b in found] == [("deep", P), ("After", H), ("the flood", P)]
