"""Handles, copies and gutters: what a page has beside its words, and the words beside them."""

import pytest

from sluice.blocks.from_html import page_from_html
from tests.rows import every_row


def texts(body: str) -> list[str]:
    return [block.text for block in page_from_html(f"<!doctype html><body>{body}</body>").blocks]


def headline(body: str) -> str:
    marks = page_from_html(f"<!doctype html><body>{body}</body>").declared.marks
    return next(mark.text for mark in marks if mark.tag == "h1")


EDIT = (
    '<span class="mw-editsection"><span>[</span><a href="/w?title=X&action=edit">{}</a>'
    "<span>]</span></span>"
)
LINK = '<a class="headerlink" href="#m" title="{}">{}</a>'
WORDED = [
    "Link to this section",
    "Permalink to this heading",
    "Direktlink zu dieser Überschrift",
    "Lien permanent vers ce titre",
    "Enlace permanente a este título",
    "Permalink para este cabeçalho",
    "Постоянная ссылка на этот заголовок",
    "このセクションへのリンク",
    "该标题的永久链接",
    "رابط دائم لهذا العنوان",
]
EDITED = [
    "edit",
    "modifier | modifier le code",
    "Bearbeiten | Quelltext bearbeiten",
    "editar",
    "править | править код",
    "編集",
    "编辑",
    "عدل",
    "edytuj",
]
HEADINGS = [
    *(f'<h2 id="m">The mill{LINK.format(word, word)}</h2>' for word in WORDED),
    *(f'<h2 id="m">The mill{EDIT.format(word)}</h2>' for word in EDITED),
    '<h2 id="m">The mill<a class="anchor" href="#m">#</a></h2>',
    '<h2 id="m"><a class="anchor" href="#m"><svg></svg></a>The mill</h2>',
    '<h2 id="m"><a href="#m">§</a> The mill</h2>',
    '<h2 id="m">The mill<a href="#m" aria-hidden="true">Copy</a></h2>',
    '<h2 id="m">The mill <a href="#m">Direct link</a></h2>',
    '<h2 id="m">The mill <a class="hash-link" href="#m">\u200b</a></h2>',
    '<h2>The mill <a href="/w/index.php?title=M&action=edit&section=1">[edit]</a></h2>',
    '<h2>The mill</h2><a class="header-anchor" href="#m">Link to this section</a>',
    '<div class="mw-heading"><h2>The mill</h2>' + EDIT.format("edit") + "</div>",
]


@every_row("body", HEADINGS)
def test_heading_goes_without_its_handles(body: str) -> None:
    """A heading is its words: links to it and links to edit it are none."""
    assert texts(f"{body}<p>It turns.</p>") == ["The mill", "It turns."]


@every_row("body", HEADINGS[:-2])
def test_headline_goes_without_its_handles(body: str) -> None:
    """What a page's headline states is its words, and no link to it."""
    assert headline(body.replace("h2", "h1")) == "The mill"


SPARED = [
    ('<h2 id="m"><a class="anchor" href="#m">The mill</a></h2>', "The mill"),
    ('<h2 id="m">1. <a class="anchor" href="#m">The mill</a></h2>', "1. The mill"),
    ('<h2>The <a href="#mill">mill</a> again</h2>', "The mill again"),
    ('<h2>The mill <a href="/edition/3">third edition</a></h2>', "The mill third edition"),
    ('<h2>The mill <a class="permalink" href="/mill">of May</a></h2>', "The mill of May"),
    ('<p>The mill <a href="#n1">note 1</a> turns.</p>', "The mill note 1 turns."),
    ('<p>The mill<sup><a href="#n1">[1]</a></sup> turns.</p>', "The mill[1] turns."),
    ("<h2>C# and F#</h2>", "C# and F#"),
]


@pytest.mark.parametrize(("body", "text"), SPARED)
def test_words_that_are_links_stay(body: str, text: str) -> None:
    """A heading that is a link, and links that are part of a sentence, keep their words."""
    assert texts(body) == [text]


def test_links_behind_a_handle_keep_their_place() -> None:
    """The links of a heading are where they were, less what went before them."""
    body = '<h2 id="m"><a href="#m">#</a>The <a href="/mill">mill</a> of May</h2>'
    (block,) = page_from_html(f"<body>{body}").blocks
    assert block.text == "The mill of May"
    assert [(link.start, link.end, link.href) for link in block.links] == [(3, 7, "/mill")]


MATH = (
    "<math><semantics><mrow><msub><mi>T</mi><mn>1</mn></msub></mrow>"
    '<annotation encoding="application/x-tex">T_1</annotation></semantics></math>'
)
SHOWN = "<span>T</span><span>1</span>"
HTML = f'<span class="katex-html" aria-hidden="true">{SHOWN}</span>'
JAX = f'<span class="MathJax"><nobr aria-hidden="true">{SHOWN}</nobr>'
FORMULAS = [
    (f'<span class="katex"><span class="katex-mathml">{MATH}</span>{HTML}</span>', "T1"),
    (f'<span class="katex">{HTML}</span>', "T1"),
    (f'<span class="katex">{MATH}</span>', "T1"),
    (
        f'<span class="MathJax_Preview">T_1</span>{JAX}<span class="MJX_Assistive_MathML">{MATH}'
        '</span></span><script type="math/tex">T_1</script>',
        "T1",
    ),
    (
        f'<mjx-container><mjx-math aria-hidden="true">{SHOWN}</mjx-math>'
        f"<mjx-assistive-mml>{MATH}</mjx-assistive-mml></mjx-container>",
        "T1",
    ),
    (
        f'<span class="mwe-math-mathml-inline" style="display:none">{MATH}</span>'
        '<img class="mwe-math-fallback-image-inline" alt="{\\displaystyle T_{1}}">',
        "T_{1}",
    ),
    ('<img class="latex" alt="T_1">', "T_1"),
    (MATH, "T1"),
]


@pytest.mark.parametrize(("formula", "text"), FORMULAS)
def test_formula_is_read_once(formula: str, text: str) -> None:
    """A formula that stands there as MathML, as TeX and as letters for eyes is there once."""
    assert texts(f"<p>The load {formula}, they say.</p>") == [f"The load {text}, they say."]


RAISED = [
    ("10<sup>6</sup> cells", "10^6 cells"),
    ("10<sup>-9</sup> m, 10<sup>\u221212</sup> m", "10^-9 m, 10^\u221212 m"),
    ("<b>10</b><sup> 6 </sup> cells", "10^ 6 cells"),
    ("on the 3<sup>rd</sup> of May", "on the 3rd of May"),
    ("5 m<sup>2</sup> and H<sub>2</sub>O", "5 m2 and H2O"),
    ("in 1999<sup><a href='#n'>3</a></sup>, they say", "in 19993, they say"),
    ("10 <sup>6</sup> and <sup>7</sup>", "10 6 and 7"),
    ("2<sup></sup>0", "20"),
]


@pytest.mark.parametrize(("line", "text"), RAISED)
def test_power_does_not_run_into_its_base(line: str, text: str) -> None:
    """A raised number right behind a digit stands behind a caret; nothing else does."""
    assert texts(f"<p>It is {line}.</p>") == [f"It is {text}."]


def test_picture_that_is_no_formula_has_no_words() -> None:
    """What other pictures are called is no text of the page."""
    assert texts('<p>The load <img class="photo" alt="T_1">, they say.</p>') == [
        "The load , they say."
    ]


def test_toggles_of_notes_are_no_words() -> None:
    """The mark that opens a note in the margin goes, a label's words stay."""
    assert texts("<p>Wide<label for=n>⊕</label> margins.</p>") == ["Wide margins."]
    assert texts("<p>Wide <label for=n>2</label> margins.</p>") == ["Wide 2 margins."]


def test_ruby_is_its_base() -> None:
    """Readings above the letters are no words of the line."""
    first = "<ruby>港<rp>（</rp><rt>みなと</rt><rp>）</rp></ruby>"
    body = first + "の<ruby><rb>町</rb><rtc>まち</rtc></ruby>"
    assert texts(f"<p>{body}</p>") == ["港の町"]


CODE = "def f():\n    return 1"
A, B = CODE.split("\n")
LISTINGS = [
    f"<pre>{A}\n{B}</pre>",
    f"<pre><code><span class=line>{A}</span>\n<span class=line>{B}</span></code></pre>",
    f"<pre><code><span class=line>{A}</span><span class=line>{B}</span></code></pre>",
    f"<pre><div>{A}</div><div>{B}</div></pre>",
    f"<pre><div class=line>{A}\n</div><div class=line>{B}\n</div></pre>",
    f"<pre><code>{A}</code><code>{B}</code></pre>",
    f"<pre><ol><li>{A}</li><li>{B}</li></ol></pre>",
    f"<pre><span class=lineno>1</span><span>{A}\n</span><span class=lineno>2</span>{B}</pre>",
    f"<table><tr><td class=linenos><pre>1\n2</pre></td><td><pre>{CODE}</pre></td></tr></table>",
    f"<table><tr><td><pre>7\n8\n9</pre></td><td><pre>{CODE}</pre></td></tr></table>",
    f"<div class=gutter>1\n2</div><pre>{CODE}</pre>",
]


@pytest.mark.parametrize("body", LISTINGS)
def test_code_has_its_lines_and_no_numbers(body: str) -> None:
    """Code with an element for each line keeps its lines, and none of the numbers beside them."""
    assert texts(body) == [CODE]


def test_empty_lines_of_code_stay() -> None:
    """A line element without words is an empty line."""
    spans = "".join(f"<span class=line>{line}</span>" for line in ("a", "", "b"))
    assert texts(f"<pre><code>{spans}</code></pre>") == ["a\n\nb"]


def test_numbers_that_are_no_gutter_stay() -> None:
    """Figures in a table, in a list of results and in code of their own are words."""
    assert texts("<pre>1\n2\n3</pre>") == ["1\n2\n3"]
    assert texts("<table><tr><td class=ln>12 m</td><td>Long</td></tr></table>") == ["12 m | Long"]
    assert texts("<table><tr><td><pre>3\n9\n4</pre></td></tr></table>") == ["3\n9\n4"]


@pytest.mark.parametrize("name", ["lining-numbers", "number", "line-number", "gutter", "lines ln"])
def test_numbers_in_a_sentence_stay(name: str) -> None:
    """Figures that a class sets apart are words where no code is."""
    assert texts(f"<p>In <span class='{name}'>2026</span> it turns.</p>") == ["In 2026 it turns."]
