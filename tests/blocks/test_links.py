"""Links within blocks: found while reading, kept through cutting and joining, written out."""

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.blocks.links import address, pieces
from sluice.judge.split import split_residue
from sluice.model import Block, Judgement, Link
from sluice.render import Output, body_of
from sluice.resources import default_resources

PROSE = "The mill was opened again on Monday, after eleven years of silence. "


def linked(html: str) -> list[list[tuple[str, str]]]:
    """For each block its links, as words and address."""
    return [
        [(words, href) for words, href in pieces(block.text, block.links) if href]
        for block in page_from_html(html).blocks
    ]


READ = [
    ("in a sentence", "<p>See <a href=/a>the  mill</a> now.", [[("the mill", "/a")]]),
    (
        "at both ends",
        "<p><a href=/a>One</a> two <a href=/b>three</a>",
        [[("One", "/a"), ("three", "/b")]],
    ),
    ("with marks inside", "<p>x <a href=/a><b>the</b> <i>mill</i></a>", [[("the mill", "/a")]]),
    ("around blocks", "<a href=/a><h2>One</h2><p>Two</p></a>", [[("One", "/a")], [("Two", "/a")]]),
    (
        "over a break",
        "<p>One. <a href=/a>Two.<br>Three.</a>",
        [[("Two.", "/a")], [("Three.", "/a")]],
    ),
    ("without blanks", "<p>参照<a href=/a>水車</a>小屋", [[("水車", "/a")]]),
    ("left open", "<p>See <a href=/a>the mill", [[("the mill", "/a")]]),
    ("in a link", "<p><a href=/a>One <a href=/b>two</a></a>", [[("One", "/a"), ("two", "/b")]]),
    ("without words", "<p>One <a href=/a><img src=x></a> two", [[]]),
    ("without address", "<p>One <a name=top>two</a> <a>three</a>", [[]]),
    ("to a fragment", "<p>One <a href='#note'>two</a>", [[]]),
    ("to a script", "<p>One <a href=' java\nscript:alert(1)'>two</a>", [[]]),
    ("to data", "<p>One <a href='data:text/html,x'>two</a>", [[]]),
    ("of any length", f"<p>One <a href='/{'x' * 5000}'>two</a>", [[]]),
    ("in a hidden span", "<p>One <span hidden><a href=/a>two</a></span> three", [[], []]),
]


@pytest.mark.parametrize(("html", "expected"), [row[1:] for row in READ], ids=[r[0] for r in READ])
def test_links_are_read(html: str, expected: list[list[tuple[str, str]]]) -> None:
    """A link is known by the words that it stands on and where it leads."""
    assert linked(html) == expected


ADDRESSES = [
    ("https://a.example/b?c#d", "https://a.example/b?c#d"),
    ("HTTP://a.example", "HTTP://a.example"),
    ("//a.example/b", "//a.example/b"),
    ("b.html", "b.html"),
    ("../b:c", "../b:c"),
    ("b/c:d", "b/c:d"),
    ("?page=2", "?page=2"),
    ("mailto:a@b.example", "mailto:a@b.example"),
    ("my file.md", "my%20file.md"),
    (" a\u3000b/c d.html \n", "a%E3%80%80b/c%20d.html"),
    ("a\tb\n c.html", "ab%20c.html"),
    ("https:// a.example/b c", "https://a.example/b%20c"),
    ("mailto: a@b.example", "mailto:a@b.example"),
    ("java script:alert(1)", ""),
    (" java\r\nscript:alert(1)", ""),
    ("JavaScript:alert(1)", ""),
    ("java\tscript:alert(1)", ""),
    ("\x01javascript:alert(1)", ""),
    ("vbscript:x", ""),
    ("file:///etc/passwd", ""),
    ("#top", ""),
    ("", ""),
    (None, ""),
]


@pytest.mark.parametrize(("href", "expected"), ADDRESSES)
def test_only_what_a_reader_can_follow_is_an_address(href: str | None, expected: str) -> None:
    """Web addresses, mail and relative ones stay; what runs code or leads nowhere goes."""
    assert address(href) == expected


def written(blocks: list[Block], output: Output) -> str:
    page = page_from_html("")
    page = type(page)(page.kind, tuple(blocks))
    return body_of(Judgement(page, ((),) * len(blocks)), output)


def test_links_are_written() -> None:
    """Text has the words alone; Markdown and HTML have the address, escaped."""
    block = Block('See the [mill] & "wheel" now', links=(Link(3, 12, '/a(b)<c>"d&e'),))
    assert written([block], Output.TEXT) == block.text
    assert written([block], Output.MARKDOWN) == (
        'See [the [mill]](</a(b)%3Cc%3E"d&e>) & "wheel" now'
    )
    assert written([block], Output.HTML) == (
        '<p>See <a href="/a(b)&lt;c&gt;&quot;d&amp;e">the [mill]</a> '
        "&amp; &quot;wheel&quot; now</p>"
    )


def test_links_outlast_cutting_and_joining() -> None:
    """A line cut at its residue sentences, and put together again, links the same words."""
    html = f"<p>{PROSE}See <a href=/a>the wheel</a> turn. <a href=/b>Read more</a>"
    page = split_residue(page_from_html(html), default_resources().phrases)
    assert len(page.blocks) == 2
    found = [[p for p in pieces(b.text, b.links) if p[1]] for b in page.blocks]
    assert found == [[("the wheel", "/a")], [("Read more", "/b")]]
    whole = written(list(page.blocks), Output.MARKDOWN)
    assert whole.endswith("See [the wheel](/a) turn. [Read more](/b)")


@pytest.mark.parametrize("links", [(Link(0, 99, "/a"),), (Link(2, 1, "/a"),), (Link(5, 9, "/a"),)])
def test_links_past_the_words_are_none(links: tuple[Link, ...]) -> None:
    """A link that the text does not hold changes no word of it."""
    assert "".join(words for words, _ in pieces("One", links)) == "One"
