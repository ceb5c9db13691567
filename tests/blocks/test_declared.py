"""What a page declares, told by the one walk as selectors would tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sluice.blocks.from_html import page_from_html
from tests.blocks.css_declared import declared_of

ATTRIBUTES = [
    *("class=author", 'class="Author byline DATE-x"', 'class="metaXposted"', "id=date", "itemprop"),
    *(
        "itemprop=author",
        'rel="me AUTHOR"',
        'rel="me\tauthor"',
        'rel="me\vauthor"',
        "rel=canonical",
    ),
    *("href=/author/x", 'href="/Author"', "xlink:href=/author/z", "href", "content=C", "content"),
    *('name="N "', "property=P", "datetime=2020", "title=t", "itemtype=http://x/Y", "lang=en"),
    *("type=application/LD+json", "xlink:type=ld+json", "hidden", 'style="display:none"'),
]
TAGS = [
    *("a", "h1", "time", "address", "p", "span", "div", "meta", "link", "base", "script", "title"),
    *("svg", "math", "mi", "foreignObject", "button", "br", "table", "td", "template", "head"),
]
PIECES = [
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    *("one ", "\n", "two lines\nof text", "<!-- c -->", "é", "<b>x</b>"),
]
OPENED = st.builds(
    lambda tag, attributes: f"<{tag} {' '.join(attributes)}>",
    st.sampled_from(TAGS),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=3),
)
PAGES = st.lists(st.one_of(OPENED, st.sampled_from(PIECES)), max_size=40).map("".join)


@given(PAGES)
def test_walk_tells_what_selectors_tell(html: str) -> None:
    """Title, addresses, meta tags, scripts and marks are those of a dozen CSS queries."""
    assert page_from_html(html).declared == declared_of(LexborHTMLParser(html))


ODD = [
    "<h1 class='author byline' itemprop=x>a<button>b</button><p>c</p></h1>" * 120,
    "<div class=a>" * 40 + "<time>x</time>" + "<p class=date>y</p>" + "</div>" * 20 + "<time>z",
    "<svg><title>one</title></svg><title>two</title>",
    "<svg><a xlink:href=/author rel=AUTHOR>x</a></svg><a xlink:href=/author rel=AUTHOR>x</a>",
    "<time>" + "<i>x</i>" * 100 + "</time><time>" + "x" * 301 + "</time>",
    f"<p class='{'x ' * 200}author'>x</p>",
    "",
]


@pytest.mark.parametrize("html", ODD, ids=range(len(ODD)))
def test_bounds_are_those_of_selectors(html: str) -> None:
    """So are the bounds of marks, of their texts, and of the elements around them."""
    assert page_from_html(html).declared == declared_of(LexborHTMLParser(html))
