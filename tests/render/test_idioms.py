"""How content systems write what HTML has no element for, with near misses and hostile twins.

A fragment stands between two paragraphs of an article, and is judged as any page is.
"""

import pytest

from sluice.model import Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.render.test_structure import AFTER, BEFORE, written

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
        "lists of one item, one behind another",
        "<ul class=bulleted-list><li>Mend the wheel before the winter.</li></ul><ul "
        "class=bulleted-list>"
        "<li>Paint the door of the mill.</li></ul>",
        "- Mend the wheel before the winter.\n- Paint the door of the mill.",
    ),
    (
        "lists whose classes tell how deep they are",
        "<ul class='lst-kix_q7-0 start'><li>It knows by its legs:</li></ul><ul "
        "class='lst-kix_q7-1 start'>"
        "<li>the left one of them,</li><li>the right one of them.</li></ul><ul "
        "class='lst-kix_q7-0'><li>It knows by ear too.</li></ul>"
        "<ol class=lst-kix_q8-0 start=1><li>It waits until the evening.</li></ol>",
        "- It knows by its legs:\n  - the left one of them,\n  - the right one of them.\n- It "
        "knows by ear too.\n\n1. It waits until the evening.",
    ),
    (
        "items that are paragraphs with their numbers",
        "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:"
        "Ignore'>3.<span>&nbsp; </span></span>the <i>old</i> wheel,</p>"
        "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:"
        "Ignore'>4.<span>&nbsp; </span></span>the stone.</p>",
        "3. the *old* wheel,\n4. the stone.",
    ),
    (
        "items that are paragraphs with their signs",
        "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>"
        "·<span>&nbsp; </span></span>the wheel of the mill,</p>"
        "<p class=MsoListParagraph>1999 was the year in which the wheel stopped.</p>",
        "- the wheel of the mill,\n\n1999 was the year in which the wheel stopped.",
    ),
    (
        "items that are drawn with their numbers",
        "<ol><li style='list-style-type:none'><span class='ltx_tag ltx_tag_item'>1.</span>"
        "<div><p>The mean is given.</p></div></li><li style='list-style-type:none'>"
        "<span class='ltx_tag ltx_tag_item'>2.</span><div><p>No boat has it.</p></div></li></ol>",
        "1. The mean is given.\n2. No boat has it.",
    ),
    (
        "cells that are aligned by systems' own classes, or by their paragraphs",
        "<table><tr><th class='tableblock halign-right'>Year</th><th class=org-center>Dogs</th>"
        "<th class='ltx_td ltx_align_right'>Cats</th><th><p align=right>Cows</p></th>"
        "<th><p style='text-align:center'>Pigs</p></th><th class=left-align-rights>Hens</th></tr>"
        "<tr><td>2023<td>3<td>1<td>2<td>4<td>5</table>",
        "| Year | Dogs | Cats | Cows | Pigs | Hens |\n"
        "| ---: | :---: | ---: | ---: | :---: | --- |\n| 2023 | 3 | 1 | 2 | 4 | 5 |",
    ),
    (
        "emphasis by a class of the page's own sheet",
        "<style>.c1{color:red;font-weight:700}.c2{font-style:italic}.c3{text-decoration:"
        "line-through}.c4{font-weight:400}.c1 .c9,p{font-weight:700}</style><p>The <span class=c1>"
        "old</span> mill <span class='c4 c2'>turned</span>, and <span class=c3>nobody</span> "
        "<span class=c9>few</span> were <span class=c4>there</span>, he said.</p>",
        "The **old** mill *turned*, and ~~nobody~~ few were there, he said.",
    ),
    (
        "emphasis by LaTeXML's classes",
        "<p>A boat is <span class='ltx_text ltx_font_italic'>patient</span> or <span class="
        "'ltx_text ltx_font_bold'>gone</span>, says <span class='ltx_text ltx_font_typewriter'>"
        "weirctl</span>.</p>",
        "A boat is *patient* or **gone**, says `weirctl`.",
    ),
    (
        "boxes that are signs of a font",
        "<ul class=checklist><li><p><i class='fa fa-check-square-o'></i> Mend the wheel before "
        "the winter.</p></li>"
        "<li><p><i class='fa fa-square-o'></i> Paint the door of the mill.</p></li></ul>",
        "- [x] Mend the wheel before the winter.\n- [ ] Paint the door of the mill.",
    ),
    (
        "boxes that are code",
        "<ul><li class=on><code>[X]</code> Mend the wheel before the winter.</li><li class=off>"
        "<code>[&nbsp;]</code>"
        " Paint the door of the mill.</li><li>Read <code>[X]</code> aloud</li></ul>",
        "- [x] Mend the wheel before the winter.\n- [ ] Paint the door of the mill.\n- Read "
        "`[X]` aloud",
    ),
    (
        "boxes that are a class of the item",
        "<ul class=inline-task-list><li class=checked>Mend the wheel before the winter.</li>"
        "<li>Paint the door of the mill.</li></ul>",
        "- [x] Mend the wheel before the winter.\n- [ ] Paint the door of the mill.",
    ),
    (
        "boxes for the reader to tick",
        "<ul><li><input type=checkbox id=b1 aria-label='2 cups of flour'><label for=b1></label>"
        "2 cups of flour</li><li><input type=checkbox id=b2 aria-label='1 egg'>1 egg</li></ul>",
        "- 2 cups of flour\n- 1 egg",
    ),
    (
        "keys beside one another",
        "<p>Type <kbd>F</kbd><kbd>TAB</kbd><kbd>TAB</kbd> or <code>a</code><b>b</b> to stop "
        "it.</p>",
        "Type `FTABTAB` or `a`**b** to stop it.",
    ),
    (
        "a lone star that is emphasised",
        "<p>Hooks with a <strong>*</strong> may wait, and so may <em>**</em>.</p>",
        "Hooks with a **\\*** may wait, and so may *\\*\\**.",
    ),
    (
        "a century's number",
        "<p>Built in the XVIII<sup>e</sup> century, and not in the X<sup>n</sup> of them.</p>",
        "Built in the XVIIIe century, and not in the X<sup>n</sup> of them.",
    ),
    (
        "a link whose title says what its words say",
        "<p>It is a <a href=/mill title='Water Mill'>water mill</a> of <a href=/map title='A map'>"
        "the town</a>.</p>",
        "It is a [water mill](https://gazette.example/mill) of "
        '[the town](https://gazette.example/map "A map").',
    ),
    (
        "a handle of a heading that is hidden until one points at it",
        "<h2 id=loop>The loop<a hidden class=anchor aria-hidden=true href='#loop'>#</a></h2>",
        "## The loop",
    ),
    (
        "code between its language and the numbers of its lines",
        "<div class='language-ts line-numbers-mode'><button class=copy></button>"
        "<span class=lang>ts</span><pre class=shiki><code><span class=line>let level = 40</span>\n"
        "<span class=line>let wish = 41</span></code></pre><div class=line-numbers-wrapper "
        "aria-hidden=true><span class=line-number>1</span><br><span class=line-number>2</span><br>"
        "</div></div>",
        "```ts\nlet level = 40\nlet wish = 41\n```",
    ),
    (
        "code whose lines are rows of a table",
        "<pre><code class='cpp hljs'><table class=hljs-ln><tbody><tr><td class='hljs-ln-line "
        "hljs-ln-numbers' data-line-number=1><div class=hljs-ln-n data-line-number=1></div></td>"
        "<td class='hljs-ln-line hljs-ln-code'>for (auto d : days)</td></tr><tr><td class="
        "'hljs-ln-line hljs-ln-numbers'><div class=hljs-ln-n></div></td><td class='hljs-ln-line "
        "hljs-ln-code'>    sum += d;</td></tr></tbody></table></code></pre>",
        "```cpp\nfor (auto d : days)\n    sum += d;\n```",
    ),
    (
        "the number of a printed page",
        "<p>It was sung <span class=pagenum id=Page_4>[Pg 4]</span> at the mill, and <span class="
        "pagenum>[the tune is lost]</span> later.</p>",
        "It was sung at the mill, and [the tune is lost] later.",
    ),
    (
        "callouts below code",
        "<pre>image: gate:1.4 (1)</pre><div class=colist><table><tr><td><i class=conum></i><b>1</b>"
        "</td><td>Never <code>latest</code>, which is another one.</td></tr></table></div>",
        "```\nimage: gate:1.4 (1)\n```\n\n1. Never `latest`, which is another one.",
    ),
    (
        "a layout whose number is no place in a list",
        "<table><tr><td>2</td><td>The gate of the mill is heavy for one.</td></tr></table>",
        "2\n\nThe gate of the mill is heavy for one.",
    ),
    (
        "the names of tabs, one beside another",
        "<div class=tabbed-labels><label for=t1>For Linux it is installed by the package "
        "manager, which takes a minute.</label><label for=t2>"
        "For macOS it is a file that is unpacked by hand, into a folder of its own.</label></div>"
        "<p>Choose <label>one</label> or the other.</p>",
        "For Linux it is installed by the package manager, which takes a minute.\n\nFor macOS it "
        "is "
        "a file that is unpacked by hand, into a folder of its own.\n\nChoose one or the other.",
    ),
    (
        "a caption with a credit in it",
        "<figure><img src=/wheel.jpg alt='The wheel' width=700 height=467><figcaption><p>The <em>"
        "old</em> wheel.</p><p>Photo by <a href=/jan>Jan</a> <b>Berg</b>.</p></figcaption>"
        "</figure>",
        "![The wheel](https://gazette.example/wheel.jpg)\n\nThe *old* wheel. Photo by "
        "[Jan](https://gazette.example/jan) **Berg**.",
    ),
    (
        "definitions of nothing, which set their text in",
        "<ul><li>The gate of the mill is opened,<dd><ul><li>by two people,<dd><ul><li>of whom one"
        " counts.</ul></dd></ul></dd></ul>",
        "- The gate of the mill is opened,\n  - by two people,\n    - of whom one counts.",
    ),
    (
        "terms within a definition",
        "<dl><dt>Gate<dd><p>A gate of the mill.</p><dl><dt>open()<dd><p>Open it, as here:</p>"
        "<pre>gate.open()</pre></dl><dt>Wheel<dd>The wheel of the mill.</dl>",
        "Gate\n: A gate of the mill.\n\nopen()\n: Open it, as here:\n\n  ```\n  gate.open()\n  ```"
        "\n\nWheel\n: The wheel of the mill.",
    ),
    (
        "verse in an element of its own",
        "<pre class=wp-block-verse>The water comes, the water goes,\nand never says for <em>whom"
        "</em>.</pre>",
        "The water comes, the water goes,  \nand never says for *whom*.",
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
    ("<pre class='src src-emacs-lisp'>{}</pre>", "emacs-lisp"),
    ("<pre><code class='cpp hljs'>{}</code></pre>", "cpp"),
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


LEAD = "<img src=/wheel.jpg alt='The wheel' width=700 height=467>"
LEADS = [
    (f"<figure><div>{LEAD}</div><figcaption>The wheel at night</figcaption></figure>", True),
    (f"<div>{LEAD}</div>", False),
]


@pytest.mark.parametrize(("image", "stays"), LEADS)
def test_captioned_image_above_the_first_words_is_the_articles(image: str, stays: bool) -> None:
    """Though buttons and a portrait stand between it and the headline."""
    page = (
        "<div><h1>The gate that waits</h1><div><a href=/ada>Ada Stone</a> <a href=/f>Follow</a>"
        "</div><div><button>120</button><button>Listen</button><button>Share</button></div>"
        f"{image}<p>{BEFORE}</p><p>{AFTER}</p></div>"
    )
    markdown = body_of(clean(Source(page)).judgement, Output.MARKDOWN)
    assert ("![The wheel](/wheel.jpg)\n\nThe wheel at night" in markdown) is stays
    assert BEFORE in markdown
