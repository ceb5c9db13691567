"""How content systems write what HTML has no element for, with near misses and hostile twins.

A fragment stands between two paragraphs of an article, and is judged as any page is.
"""

import pytest

from sluice.render import Output
from tests.render.test_structure import written

# What it is, the page's HTML, and its Markdown.
IDIOMS = [
    (
        "numbered lists that go on",
        "<ol><li>Open the gate.</li></ol><ol start=2><li>Wait for it.</li></ol>"
        "<ol start=3><li>Close it again.</li></ol>",
        "1. Open the gate.\n2. Wait for it.\n3. Close it again.",
    ),
    (
        "a list that begins anew",
        "<ol><li>Open the gate.</li><li>Wait.</li></ol><ol><li>Close the door.</li></ol>",
        "1. Open the gate.\n2. Wait.\n\n1) Close the door.",
    ),
    (
        "lists that skip a number, and one that claims to",
        "<ol><li>Open the gate.</li></ol><ol start=3><li>Wait.</li></ol>"
        "<ol start=999999999999999999999><li>Close it.</li></ol>",
        "1. Open the gate.\n\n3) Wait.\n\n999999. Close it.",
    ),
    (
        "cells that a class aligns",
        "<table><tr><th>Year</th><th class='has-text-align-right'>Visitors</th>"
        "<th class=text-center>Dogs</th><th class=text-right-or-left>Cats</th></tr>"
        "<tr><td>2023<td>12<td>3<td>1</table>",
        "| Year | Visitors | Dogs | Cats |\n| --- | ---: | :---: | --- |\n| 2023 | 12 | 3 | 1 |",
    ),
    (
        "a sign beside a note",
        "<table><tr><td>Note</td><td>The gate of the mill is heavy for one.</td></tr></table>",
        "Note\n\nThe gate of the mill is heavy for one.",
    ),
    (
        "emphasis by a style",
        "<p>The <span style='font-weight:700'>old</span> mill <span style='color:red;font-style: "
        "italic'>turned</span>, and <b style='font-weight:normal'>few</b> were "
        "<span style='font-weight:400'>there</span>, <span style='x-font-weight:700'>he</span> "
        "said.</p>",
        "The **old** mill *turned*, and few were there, he said.",
    ),
    (
        "boxes that are drawn",
        "<ul><li><div class='checkbox checkbox-on'></div> <span>Mend the wheel</span></li>"
        "<li><div class='checkbox checkbox-off'></div> <span>Paint the door</span></li></ul>",
        "- [x] Mend the wheel\n- [ ] Paint the door",
    ),
    (
        "formulas as pictures",
        "<p>The wheel has <img class=latex alt='2 \\pi r' src=/a.png> metres, says the miller.</p>"
        "<p><img class=latex alt='V = \\frac{l}{2}' src=/b.png></p>"
        "<p>It holds <img class=latex alt='5 $ and' src=/c.png> litres, says nobody else.</p>",
        "The wheel has $2 \\pi r$ metres, says the miller.\n\n$$\nV = \\frac{l}{2}\n$$\n\n"
        "It holds 5 $ and litres, says nobody else.",
    ),
    (
        "a formula that is drawn in a table",
        "<table><tr><td></td><td><math display=block alttext='E=mc^{2}'><mi>E</mi></math></td>"
        "</tr></table>",
        "$$\nE=mc^{2}\n$$",
    ),
    (
        "words with soft hyphens",
        "<p>The mil\u00adler was in\u200b side <b>\ufeff</b>the mill, says <i>no\u00adbody</i>."
        "</p>",
        "The miller was in side the mill, says *nobody*.",
    ),
    (
        "a picture with its file's name",
        "<p><a href=/big.jpg><img src=/wheel.jpg alt='The wheel'><span>wheel</span> "
        "<span>1200×800 96 KB</span></a></p>",
        None,
    ),
    (
        "a note whose mark is not raised",
        "<p>It was built in 1798<a class=footnote-anchor href='#n1' id=r1>1</a> by brothers.</p>"
        "<div class=footnote><a id=n1 href='#r1'>1</a><p>The deed says 1799.</p></div>",
        None,
    ),
]
LANGUAGES = [
    ("<div class='highlight highlight-source-c'><pre>{}</pre></div>", "c"),
    ("<div class='highlight highlight-text-html-basic'><pre>{}</pre></div>", "html-basic"),
    ("<pre class='rust rust-example-rendered'><code>{}</code></pre>", "rust"),
    ("<pre class='trusty'><code>{}</code></pre>", ""),
    ("<pre data-syntaxhighlighter-params='brush: bash; gutter: false'>{}</pre>", "bash"),
    ("<pre data-syntaxhighlighter-params='brush: `a\n```'>{}</pre>", ""),
    ("<div class='highlight-python3 notranslate'><pre>{}</pre></div>", "python3"),
    ("<pre class='brush: python; title: ; notranslate'>{}</pre>", "python"),
]


@pytest.mark.parametrize(("name", "html", "expected"), IDIOMS, ids=[name for name, *_ in IDIOMS])
def test_idiom_is_written_as_it_is_meant(name: str, html: str, expected: str | None) -> None:
    """As a person would write it who sees the page."""
    found = written(html, Output.MARKDOWN)
    if expected is None:
        assert WHOLE[name] in found
    else:
        assert found == expected


WHOLE = {
    "a picture with its file's name": "![The wheel](https://gazette.example/wheel.jpg)",
    "a note whose mark is not raised": "It was built in 1798[^1] by brothers.",
}


@pytest.mark.parametrize(("around", "language"), LANGUAGES)
def test_language_of_code_is_found(around: str, language: str) -> None:
    """Wherever its highlighter keeps it; what cannot be a language is none."""
    found = written(around.format("int gauge;\nint wheel;"), Output.MARKDOWN)
    assert found == f"```{language}\nint gauge;\nint wheel;\n```"


def test_lines_with_breaks_of_their_own_stand_once() -> None:
    """A line of code that is an element and ends with a break is no two lines."""
    line = "<span class=token-line>{}<br></span>"
    html = f"<pre><code>{''.join(map(line.format, ('gate:', '', '  open: 40')))}</code></pre>"
    assert written(html, Output.MARKDOWN) == "```\ngate:\n\n  open: 40\n```"
