"""Blocks found in another reading of their page, and where they stand in its source."""

from html import escape, unescape

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sluice.answer import answer
from sluice.errors import Refused
from sluice.model import Article, InputKind, Source
from sluice.options import options_from
from sluice.pipeline import clean
from sluice.render.align import Aligner, ink_of
from sluice.render.source import TAG
from sluice.render.spans import fragment_of, spans_of
from tests.spoken import words_of_html, words_of_markdown, words_of_text
from tests.test_properties import html_pages, text_pages

# What it shows, the other reading, the texts, and the places. A star: it may stand in the next.
ALIGNED = [
    ("the same", "one two", ["one", "two"], [[(0, 3)], [(3, 6)]]),
    ("what is no block", "one x-x-x two three", ["one", "two three"], [[(0, 3)], [(8, 16)]]),
    ("a mark within", "the *old* mill", ["the old mill"], [[(0, 3), (4, 7), (8, 12)]]),
    ("a caret that the page lacks", "10 6 people", ["10^6 people"], [[(0, 2), (2, 9)]]),
    (
        "a hidden part that goes before its line",
        "the mill was secretly seen",
        ["*secretly", "the mill was seen"],
        [[(10, 18)], [(0, 10), (18, 22)]],
    ),
    ("nothing of it", "one two", ["never said here", "two"], [[], [(3, 6)]]),
    (
        "twice, the second is meant",
        "one one two",
        ["one", "one", "two"],
        [[(0, 3)], [(3, 6)], [(6, 9)]],
    ),
    (
        "out of order",
        "first things then the last of them",
        ["then the last of them", "first things"],
        [[(11, 28)], [(0, 11)]],
    ),
]


def test_texts_are_found() -> None:
    """Each text is found where it stands, in pieces where it does."""
    wrong = []
    for name, source, texts, expected in ALIGNED:
        bare = [text.removeprefix("*") for text in texts]
        apart = [text.startswith("*") for text in texts]
        places = Aligner(ink_of(source)).places(bare, apart)
        found = [list(place.stretches) for place in places]
        if found != expected:
            wrong.append((name, found, expected))
    assert not wrong


letters = st.text(alphabet="ab c^*", max_size=30)


@given(st.lists(letters, max_size=12), letters, letters)
def test_what_is_found_is_what_is_said(texts: list[str], before: str, between: str) -> None:
    """A stretch says a part of its text, in order, whatever stands around."""
    source = ink_of(before + between.join(texts))
    places = Aligner(source).places(texts, [False] * len(texts))
    for text, place in zip(texts, places, strict=True):
        rest = iter(ink_of(text))
        said = "".join(source[start:end] for start, end in place.stretches)
        assert all(character in rest for character in said)


PAGES = [
    "<p>The <b>old</b> mill &amp; the new one</p><p>Zo&euml; said &#8220;yes&#x201D;</p>",
    "<p>One<!-- two > --> three<script>if (a<b) four()</script> five</p>",
    "<p title='a > b'>One <a href=\"x>y\" title='<b>'>two</a> three</p>",
    '<p aria-label="Travel" on the Net" class="a">One</p><p>Two</p><P>THREE<BR>FOUR</P>',
    "<title>One two</title><h1>One two</h1><p>One two three four five six</p>",
    "<p>1 < 2 and 3 > 2 <p>a<b</p><table><tr><td>x</td><td>y</td></tr></table>",
    "<p>soft\u00adhyphen zero\u200bwidth</p><pre>a\n  b</pre><textarea>c d</textarea>",
    "<p>水车在<em>周一</em>转了。</p><p>没有人来。</p><svg><title>No</title></svg><p>Last",
]


def said(article: Article, spans: tuple[tuple[int, int], ...]) -> str:
    """What the slices say, as somebody finds who takes tags out and decodes entities."""
    slices = [article.document.text[start:end] for start, end in spans]
    if article.document.kind is InputKind.HTML:
        slices = [unescape(TAG.sub("", part)) for part in slices]
    return "".join(map(ink_of, slices))


def unlike(article: Article) -> list[tuple[str, str]]:
    """The blocks of which a slice says something else, or that have none."""
    found = []
    for block, spans in zip(article.judgement.page.blocks, spans_of(article), strict=True):
        expected = ink_of("".join(block.cells) if block.cells else block.text)
        if spans is None or said(article, spans) != expected:
            found.append((block.text, said(article, spans or ())))
    return found


def test_slices_of_a_page_say_what_its_blocks_say() -> None:
    """Tags, entities, comments, scripts and attributes with angle brackets are no hindrance."""
    wrong = {page: found for page in PAGES if (found := unlike(clean(Source(page))))}
    assert not wrong


@given(html_pages)
def test_slices_of_any_page_say_what_its_blocks_say(page: str) -> None:
    """Whatever is nested in whatever, every block is found."""
    assert not unlike(clean(Source(page, InputKind.HTML)))


@given(text_pages)
def test_slices_of_any_text_are_its_blocks(page: str) -> None:
    """On a text page the slice is the text, and no slice says what the block does not."""
    try:
        article = clean(Source(page, InputKind.TEXT))
    except Refused:
        return
    assert not [pair for pair in unlike(article) if pair[1]]


MARKDOWN = """# The mill

The **old** mill on the [river](https://gazette.example/river) was *opened* again on Monday.

- It has a `wheel`
- It has a [door](/door) and a **roof**

The **whole** town came to see it, and [many](/many) stayed until the evening, said the miller.
"""


def test_slices_of_markdown_leave_its_marks_out() -> None:
    """Words between marks are several slices."""
    article = clean(Source(MARKDOWN, InputKind.TEXT))
    assert not unlike(article)


def test_paragraph_that_the_page_does_not_show_has_no_span() -> None:
    """The body of JSON-LD stands nowhere among the page's words."""
    body = "The mill on the river was opened again on Monday after eleven years of silence. " * 3
    data = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    page = f'<script type="application/ld+json">{data}</script><p>Loading</p>'
    article = clean(Source(page))
    spans = spans_of(article)
    assert article.judgement.body
    assert [spans[i] for i in article.judgement.body] == [None]


def test_formula_that_is_written_otherwise_has_no_span() -> None:
    """Its block has the TeX of a picture, and the source the letters that it is drawn with."""
    page = (
        "<p>The probabilities are all set to zero: <span class=mwe-math-element><span class="
        "mwe-math-mathml-inline><math><mi>p</mi><mi>ii</mi><mo>=</mo><mn>0</mn></math></span>"
        "<img class=mwe-math-fallback-image-inline alt='p_{ii}=0' src=/a.svg></span></p>"
        "<p>Nothing else is said of them in the whole of this book.</p>"
    )
    article = clean(Source(page))
    first, last = spans_of(article)
    assert "p_{ii}=0" in article.judgement.page.blocks[0].text
    assert first is None
    assert last is not None


FRAGMENTS = [
    ("One two.", "#:~:text=One%20two."),
    ("A-b, c & d", "#:~:text=A%2Db%2C%20c%20%26%20d"),
    (
        "one two three four five six seven eight nine ten eleven twelve thirteen",
        "#:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen",
    ),
    ("水" * 70, "#:~:text=" + "%E6%B0%B4" * 15 + "," + "%E6%B0%B4" * 15),
]


def test_text_fragment_leads_to_the_text() -> None:
    """A short text stands whole in the address, of a long one its beginning and its end."""
    assert [(text, fragment_of(text)) for text, _ in FRAGMENTS] == FRAGMENTS


PROSE = "The mill on the river number {} was opened again on Monday, after years of silence."
CHAPTERS = "<h1>The mills</h1>" + "".join(
    f"<h2>Valley {n}</h2>"
    + "".join(f"<p>{PROSE.format(10 * n + m)}</p>" for m in range(3))
    + f"<ol><li>{PROSE.format(f'{n}a')}</li><li>{PROSE.format(f'{n}b')}</li></ol>"
    for n in range(4)
)


@pytest.mark.parametrize("output", ["text", "markdown", "html"])
@pytest.mark.parametrize("size", [100, 300, 1_000, 100_000])
def test_chunks_are_the_body_in_order(output: str, size: int) -> None:
    """Put together they have the words of the body, and none is much longer than was asked for."""
    article = clean(Source(CHAPTERS))
    fields = answer(article, options_from({"chunks": str(size), "output": output}))
    chunks = fields["chunks"]
    spoken = {"text": words_of_text, "markdown": words_of_markdown, "html": words_of_html}[output]
    whole = spoken(fields["body"])
    assert [word for chunk in chunks for word in spoken(chunk["text"])] == whole
    assert [i for chunk in chunks for i in chunk["blocks"]] == list(article.judgement.body)
    texts = [[article.judgement.page.blocks[i].text for i in chunk["blocks"]] for chunk in chunks]
    assert all(len(text) < 4 or sum(map(len, text)) <= size for text in texts)
    assert all(chunk["spans"] for chunk in chunks)


def test_chunks_know_their_headings() -> None:
    """Each piece begins with a heading or stands below those that it names."""
    fields = answer(clean(Source(CHAPTERS)), options_from({"chunks": 300, "output": "markdown"}))
    headings = [chunk["headings"] for chunk in fields["chunks"]]
    assert headings[0] == ["Valley 0"]
    assert headings[-1] == ["Valley 3"]
    second = next(chunk for chunk in fields["chunks"] if "2. The mill" in chunk["text"])
    assert second["headings"] == ["Valley 0"]


def test_front_matter_is_yaml() -> None:
    """Whatever a title holds, it is read back as it was."""
    title = 'Mill: "old" #1 \\ new\u2028& {more}'
    page = f"<meta property='og:title' content='{escape(title)}'><h1>{escape(title)}</h1>{CHAPTERS}"
    article = clean(Source(page))
    for output in ("markdown", "text"):
        body = answer(article, options_from({"front_matter": "yaml", "output": output}))["body"]
        head = body.split("\n---\n")[0].removeprefix("---\n")
        read = yaml.safe_load(head)
        assert read["title"] == article.metadata.title
        assert read["language"] == "en"
    body = answer(article, options_from({"front_matter": "yaml", "output": "html"}))["body"]
    assert body.startswith("<")


BAD_OPTIONS = [
    {"chunks": "99"},
    {"chunks": "x"},
    {"chunks": "-5"},
    {"chunks": "9" * 30},
    {"spans": "yes"},
    {"images": "all"},
    {"front_matter": "toml"},
    {"chunks": 1.5},
    {"chunks": "\u0663\u0660\u0660"},
]


def test_options_that_are_none_are_refused() -> None:
    """A value that is not allowed is named, and never guessed at."""
    taken = []
    for fields in BAD_OPTIONS:
        with pytest.raises(Refused) as refusal:
            options_from(fields)
        if next(iter(fields)) not in refusal.value.detail:
            taken.append(fields)
    assert not taken


def test_nothing_is_added_that_was_not_asked_for() -> None:
    """The default answer has no spans and no chunks."""
    fields = answer(clean(Source(CHAPTERS)), options_from({}))
    assert not {"kept", "chunks"} & fields.keys()
    assert not any("spans" in removal for removal in fields["removed"])
