"""What Markdown and HTML keep of a page's structure: one row a structure, written by hand.

Each fragment stands between two paragraphs of an article, and is judged as any page is.
"""

import re
import time
from html import unescape

import pytest

from sluice.model import BlockKind, InputKind, Judgement, Page, Source
from sluice.pipeline import clean
from sluice.render import Images, Output, body_of
from tests.pace import allowed
from tests.spoken import PARSER, words_of_html, words_of_markdown, words_of_text

BEFORE = "The mill on the river was opened again on Monday, after eleven years of silence."
AFTER = "Several hundred people came to see the wheel turn, and many stayed until the evening."
URL = "https://gazette.example/harbour/mill.html"


def written(fragment: str, output: Output, head: str = "", **options: str) -> str:
    """The body of an article with this fragment, without the paragraphs around it."""
    page = (
        f"<html lang=en><head><title>The mill</title>{head}</head><body><article>"
        f"<h1>The mill</h1><p>{BEFORE}</p>{fragment}<p>{AFTER}</p></article></body></html>"
    )
    images = Images(options.get("images", "article"))
    body = body_of(clean(Source(page, url=URL)).judgement, output, URL, images)
    first, last = (BEFORE, AFTER) if output is Output.MARKDOWN else (f"<p>{BEFORE}</p>", AFTER)
    assert body.startswith(first), body
    return body.removeprefix(first).partition(last)[0].removesuffix("<p>").strip("\n")


KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>E</mi><mo>=</mo>'
    "<mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation encoding="
    '"application/x-tex">E=mc^2</annotation></semantics></math></span><span class="katex-html"'
    ' aria-hidden="true"><span>E</span><span>=</span><span>mc</span><span>2</span></span></span>'
)
MATHML = (
    "<math><mfrac><mi>a</mi><msqrt><mi>b</mi></msqrt></mfrac><mo>=</mo><msub><mi>x</mi><mn>1</mn>"
    "</msub></math>"
)
# What it is, the page's HTML, as Markdown, and as HTML where that is not the page's.
STRUCTURES = [
    (
        "emphasis",
        "<p>The <em>old</em> mill <b>turned</b>, and <s>nobody</s> few <i> were </i>there.</p>",
        "The *old* mill **turned**, and ~~nobody~~ few *were* there.",
        "<p>The <em>old</em> mill <strong>turned</strong>, and <del>nobody</del> few <em>were</em>"
        " there.</p>",
    ),
    (
        "code in a line, to the letter",
        "<p>They typed <code>rm -rf *</code>, <code>a`b</code> and <code>x_y_z</code> at once.</p>",
        "They typed `rm -rf *`, ``a`b`` and `x_y_z` at once.",
        None,
    ),
    (
        "an ordered list from three, one nested",
        "<ol start=3><li>Open the gate slowly</li><li>Wait for the wheel<ul><li>not too long</li>"
        "</ul></li><li>Close it again</li></ol>",
        "3. Open the gate slowly\n4. Wait for the wheel\n   - not too long\n5. Close it again",
        '<ol start="3">\n<li>Open the gate slowly</li>\n<li>Wait for the wheel\n<ul>\n'
        "<li>not too long</li>\n</ul></li>\n<li>Close it again</li>\n</ol>",
    ),
    (
        "an item of two paragraphs and code",
        "<ol><li><p>Open the gate slowly.</p><p>It is heavy for one.</p><pre><code>open"
        "</code></pre></li><li><p>Wait for the wheel.</p></li></ol>",
        "1. Open the gate slowly.\n\n   It is heavy for one.\n\n   ```\n   open\n   ```\n\n"
        "2. Wait for the wheel.",
        None,
    ),
    (
        "tasks",
        "<ul><li><input type=checkbox checked disabled> Mend the wheel of the mill</li>"
        "<li><input type=checkbox disabled> Paint the door of the mill</li></ul>",
        "- [x] Mend the wheel of the mill\n- [ ] Paint the door of the mill",
        '<ul>\n<li><input type="checkbox" disabled checked> Mend the wheel of the mill</li>\n'
        '<li><input type="checkbox" disabled> Paint the door of the mill</li>\n</ul>',
    ),
    (
        "definitions",
        "<dl><dt>Leat</dt><dd>The ditch that brings water to a mill.</dd><dt>Race</dt>"
        "<dd>The water that drives the wheel.</dd></dl>",
        "Leat\n: The ditch that brings water to a mill.\n\n"
        "Race\n: The water that drives the wheel.",
        "<dl>\n<dt>Leat</dt>\n<dd>The ditch that brings water to a mill.</dd>\n<dt>Race</dt>\n"
        "<dd>The water that drives the wheel.</dd>\n</dl>",
    ),
    (
        "an image with its caption",
        '<figure><img src="/wheel.jpg" alt="The wheel" title="In June" width=600 height=400>'
        "<figcaption>The wheel in June. Photo: Ada Stone</figcaption></figure>",
        '![The wheel](https://gazette.example/wheel.jpg "In June")\n\n'
        "The wheel in June. Photo: Ada Stone",
        '<figure>\n<img src="https://gazette.example/wheel.jpg" alt="The wheel" title="In June">\n'
        "<figcaption>The wheel in June. Photo: Ada Stone</figcaption>\n</figure>",
    ),
    (
        "an image that is loaded late",
        '<p><img src="data:image/gif;base64,R0lG" data-src="wheel.jpg" alt="The wheel"></p>',
        "![The wheel](https://gazette.example/harbour/wheel.jpg)",
        None,
    ),
    (
        "a fence with its language and line numbers",
        '<div class="highlight-python"><table><tr><td class="linenos"><pre>1\n2</pre></td>'
        '<td class="code"><pre>def turn(wheel):\n    return wheel</pre></td></tr></table></div>',
        "```python\ndef turn(wheel):\n    return wheel\n```",
        '<pre><code class="language-python">def turn(wheel):\n    return wheel</code></pre>',
    ),
    (
        "a fence around a fence",
        '<pre><code class="language-md">```\n*a*\n```</code></pre>',
        "````md\n```\n*a*\n```\n````",
        '<pre><code class="language-md">```\n*a*\n```</code></pre>',
    ),
    (
        "a table with heads, links and bars",
        "<table><thead><tr><th>Year<th align=right>Visitors</thead><tr><td>2023<td><a href=/t>12"
        "</a><tr><td><code>a|b</code><td>13</table>",
        "| Year | Visitors |\n| --- | ---: |\n| 2023 | [12](https://gazette.example/t) |\n"
        "| `a\\|b` | 13 |",
        '<table>\n<tr><th>Year</th><th align="right">Visitors</th></tr>\n<tr><td>2023</td><td>'
        '<a href="https://gazette.example/t">12</a></td></tr>\n'
        "<tr><td><code>a|b</code></td><td>13</td></tr>\n</table>",
    ),
    (
        "a table whose cells span others",
        "<table><tr><th>Day<th>Tide<th>Height<tr><td rowspan=2>Monday<td>low<td>1 m<tr><td>high"
        "<td>4 m<tr><td>Sunday<td colspan=2>closed</table>",
        "| Day | Tide | Height |\n| --- | --- | --- |\n| Monday | low | 1 m |\n|  | high | 4 m |\n"
        "| Sunday | closed |  |",
        None,
    ),
    (
        "lists that only set their text in",
        "<ul><ul><p>The wheel is set in twice, as pages of old did it.</p><ul><li>one item</li>"
        "<li>another item</li></ul></ul></ul>",
        "The wheel is set in twice, as pages of old did it.\n\n- one item\n- another item",
        None,
    ),
    (
        "a quotation with its author",
        "<blockquote><p>The wheel has turned for the last time in my life.</p>"
        "<footer>— <cite>Josiah Tuck</cite></footer></blockquote>",
        "> The wheel has turned for the last time in my life.\n>\n> — Josiah Tuck",
        None,
    ),
    (
        "a footnote",
        '<p>It was built in 1798<sup id=r1><a href="#n1">1</a></sup> by two brothers.</p>'
        '<ol><li id=n1>The deed says 1799. <a href="#r1">↩</a></li></ol>',
        "It was built in 1798[^1] by two brothers.",
        '<p>It was built in 1798<sup><a href="#note-1">1</a></sup> by two brothers.</p>',
    ),
    (
        "exponents, indices and ordinals",
        "<p>About 10<sup>6</sup> litres of H<sub>2</sub>O on the 19<sup>th</sup> of May, x<sub>i"
        "</sub> a day.</p>",
        "About 10^6 litres of H2O on the 19th of May, x<sub>i</sub> a day.",
        "<p>About 10^6 litres of H<sub>2</sub>O on the 19<sup>th</sup> of May, x<sub>i</sub> a day."
        "</p>",
    ),
    (
        "formulas",
        f"<p>Everybody knows {KATEX}, few know {MATHML}, and \\(a_1 + b\\) is a sum.</p>",
        "Everybody knows $E=mc^2$, few know $\\frac{a}{\\sqrt{b}} = x_1$, and $a_1 + b$ is a sum.",
        "<p>Everybody knows \\(E=mc^2\\), few know \\(\\frac{a}{\\sqrt{b}} = x_1\\), and"
        " \\(a_1 + b\\) is a sum.</p>",
    ),
    (
        "a formula on a line of its own",
        '<p>The integral says it all:</p><script type="math/tex; mode=display">\\int_0^1 x'
        "\\,dx</script>",
        "The integral says it all:\n\n$$\n\\int_0^1 x\\,dx\n$$",
        "<p>The integral says it all:</p>\n<p>\\[\\int_0^1 x\\,dx\\]</p>",
    ),
    (
        "verse",
        "<p>The wheel goes round,<br>the water falls,<br>the miller sleeps,<br>the owl calls.</p>",
        "The wheel goes round,  \nthe water falls,  \nthe miller sleeps,  \nthe owl calls.",
        None,
    ),
    (
        "details, keys, marks and short forms",
        "<details><summary>How the wheel is stopped</summary><p>Press <kbd>Esc</kbd>, says the "
        '<abbr title="Best Mill Manual">BMM</abbr>, and <mark>wait</mark>.</p></details>',
        "How the wheel is stopped\n\nPress `Esc`, says the BMM, and wait.",
        "<details>\n<summary>How the wheel is stopped</summary>\n<p>Press <kbd>Esc</kbd>, says the "
        '<abbr title="Best Mill Manual">BMM</abbr>, and <mark>wait</mark>.</p>\n</details>',
    ),
    (
        "ruby",
        "<p>The sign says <ruby>水<rp>(</rp><rt>すい</rt><rp>)</rp>車<rt>しゃ</rt></ruby> in red."
        "</p>",
        "The sign says 水車 in red.",
        "<p>The sign says <ruby>水<rt>すい</rt>車<rt>しゃ</rt></ruby> in red.</p>",
    ),
    (
        "links",
        '<p>See <a href="../map.html" title="A map">the <b>map</b></a>, <a href="#top">above</a>'
        ' and <a href="https://a.example/x_(y)">there</a>, said the miller.</p>',
        'See [the **map**](https://gazette.example/map.html "A map"), above and'
        " [there](https://a.example/x_(y)), said the miller.",
        '<p>See <a href="https://gazette.example/map.html" title="A map">the <strong>map</strong>'
        '</a>, above and <a href="https://a.example/x_(y)">there</a>, said the miller.</p>',
    ),
    (
        "a paragraph from right to left",
        '<p dir="rtl" lang="ar">عادت الطاحونة إلى العمل يوم الاثنين.</p>',
        "عادت الطاحونة إلى العمل يوم الاثنين.",
        '<p lang="ar" dir="rtl">عادت الطاحونة إلى العمل يوم الاثنين.</p>',
    ),
    (
        "time",
        '<p>It opens on <time datetime="2024-05-19">19 May</time>, says the miller.</p>',
        "It opens on 19 May, says the miller.",
        '<p>It opens on <time datetime="2024-05-19">19 May</time>, says the miller.</p>',
    ),
    (
        "a table with code, quotations and headings in its cells",
        "<table><tr><th>Gate</th><th>How</th></tr><tr><td>slow</td><td><pre>if open:\n\n    wait()"
        "</pre></td></tr><tr><td>quick</td><td><blockquote>Never open it.</blockquote></td></tr>"
        "<tr><td>old</td><td><h4>Oak</h4><p>It is <b>gone</b>.</p></td></tr></table>",
        "| Gate | How |\n| --- | --- |\n| slow | `if open:`<br>`    wait()` |\n"
        "| quick | Never open it. |\n| old | **Oak**<br>It is **gone**. |",
        "<table>\n<tr><th>Gate</th><th>How</th></tr>\n<tr><td>slow</td><td><pre><code>if open:\n\n"
        "    wait()</code></pre></td></tr>\n<tr><td>quick</td><td><blockquote><p>Never open it.</p>"
        "</blockquote></td></tr>\n<tr><td>old</td><td>\n<h4>Oak</h4>\n"
        "<p>It is <strong>gone</strong>.</p>\n</td></tr>\n</table>",
    ),
    (
        "code in a layout without heads",
        "<table><tr><td>First the gate is opened.</td><td><pre>open\ngate</pre></td></tr></table>",
        "First the gate is opened.\n\n```\nopen\ngate\n```",
        None,
    ),
    (
        "what is raised and lowered behind letters, brackets and emphasis",
        "<p>Take C<sub>6</sub>H<sub>12</sub>O<sub>6</sub>, Ca(OH)<sub>2</sub>, x<sub>1</sub>, "
        "F<sub>n</sub>, log<sub>10</sub>, <i>a</i><sub>ij</sub>, (a+b)<sup>2</sup>, "
        "mc<sup>2</sup>, the 1<sup>st</sup> and M<sup>me</sup> Tuck.</p>",
        "Take C6H12O6, Ca(OH)2, x<sub>1</sub>, F<sub>n</sub>, log<sub>10</sub>, *a*<sub>ij</sub>, "
        "(a+b)<sup>2</sup>, mc<sup>2</sup>, the 1st and Mme Tuck.",
        None,
    ),
    (
        "dollars that would be read as formulas, and prices",
        "<p>They wrote $x$, $_foo_$, $$y$$ and $<i>z</i>$ for $5 or $10, as $HOME and $PATH, US$5"
        "-$7.</p>",
        "They wrote \\$x\\$, \\$\\_foo\\_\\$, \\$\\$y\\$\\$ and \\$*z*\\$ for $5 or $10, "
        "as $HOME and $PATH, US$5-$7.",
        "<p>They wrote $x$, $_foo_$, $$y$$ and $<em>z</em>$ for $5 or $10, as $HOME and $PATH, US$5"
        "-$7.</p>",
    ),
    (
        "prices beside a formula",
        "<p>It takes $5 or $10 a day, and $E = mgh^2$ of it.</p>",
        "It takes \\$5 or \\$10 a day, and $E = mgh^2$ of it.",
        r"<p>It takes $5 or $10 a day, and \(E = mgh^2\) of it.</p>",
    ),
    (
        "a heading that ends with a sharp",
        "<h2>The miller writes C #</h2><p>He has been writing it for a long time, he said.</p>"
        "<h2>His son writes C#</h2><p>He has not been writing it for a long time, he said.</p>",
        "## The miller writes C \\#\n\nHe has been writing it for a long time, he said.\n\n"
        "## His son writes C#\n\nHe has not been writing it for a long time, he said.",
        None,
    ),
    (
        "stanzas of one paragraph",
        "<p>The wheel turns<br>and the water falls,<br><br>the miller sleeps.</p>",
        "The wheel turns  \nand the water falls,\n\nthe miller sleeps.",
        "<p>The wheel turns<br>and the water falls,</p>\n<p>the miller sleeps.</p>",
    ),
    (
        "code in lines that no pre is around",
        "<p>They typed this:</p><p><code>open gate<br>wait <b>10</b></code></p><p>and <code>a<br>b"
        "</code> behind it.</p>",
        "They typed this:\n\n```\nopen gate\nwait 10\n```\n\nand `a b` behind it.",
        "<p>They typed this:</p>\n<pre><code>open gate\nwait 10</code></pre>\n"
        "<p>and <code>a\nb</code> behind it.</p>",
    ),
    (
        "addresses with blanks",
        '<p>See <a href=" my file.md ">the file</a> and <a href="a\n b.html"><img alt="Wheel"'
        ' src="the wheel.png"></a> <img src="data:image/gif;base64,R0lG" data-src="x (1).png"'
        ' alt="X"> now.</p>',
        "See [the file](https://gazette.example/harbour/my%20file.md) and "
        "[![Wheel](https://gazette.example/harbour/the%20wheel.png)]"
        "(https://gazette.example/harbour/a%20b.html) "
        "![X](https://gazette.example/harbour/x%20(1).png) now.",
        None,
    ),
    (
        "emphasis at marks and between Chinese characters",
        "<p>水车<strong>转了：</strong>很多人，<em>“来了”</em>看。</p>",
        "水车**转了**：很多人，“*来了*”看。",
        "<p>水车<strong>转了：</strong>很多人，<em>“来了”</em>看。</p>",
    ),
]
HOSTILE = [
    (
        "addresses that run code",
        '<p>Look <a href="javascript:alert(1)">here</a> and <a href=" java\nscript:alert(1)">there'
        '</a> and <a href="data:text/html,x">data</a>, he said.</p>',
        "Look here and there and data, he said.",
        "<p>Look here and there and data, he said.</p>",
    ),
    (
        "HTML in a text",
        "<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; and &lt;!-- on the wall.</p>",
        "He wrote \\<script>alert(1)\\</script> \\&lt; and \\<!-- on the wall.",
        "<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; and &lt;!-- on the wall.</p>",
    ),
    (
        "marks in a text",
        "<p># One *two* _three_ [four](javascript:alert(1)) ![five](x) `six` ~~seven~~ he said</p>",
        "\\# One \\*two\\* \\_three\\_ \\[four](javascript:alert(1)) \\!\\[five](x) \\`six\\` "
        "\\~\\~seven\\~\\~ he said",
        None,
    ),
    (
        "a link put together of two elements",
        "<p>They say <b>[here]</b><i>(javascript:alert(1))</i> and [this]<span>(x)</span> now.</p>",
        None,
        None,
    ),
    (
        "marks that are none",
        "<p>It is open! It costs 5 * 3 = 15, says a_b_c [1], a&b, 1 < 2 &gt; 0, ~5 and C#.</p>",
        "It is open! It costs 5 * 3 = 15, says a_b_c [1], a&b, 1 < 2 > 0, ~5 and C#.",
        None,
    ),
    (
        "a mark of exclamation before a link",
        "<p>They shouted: open!<a href='/a'>the door</a>, and the miller came out!</p>",
        "They shouted: open\\![the door](https://gazette.example/a), and the miller came out!",
        None,
    ),
    (
        "attributes that break out",
        "<p><img src='a.png\"onerror=alert(1)' alt='\"><script>alert(1)</script>' width=300>"
        "</p><p>The picture above shows the wheel of the mill in the morning.</p>",
        None,
        None,
    ),
]


@pytest.mark.parametrize("output", [Output.MARKDOWN, Output.HTML])
def test_structure_is_kept(output: Output) -> None:
    """Every structure is written as people write it by hand."""
    wrong = []
    for name, fragment, markdown, html in [*STRUCTURES, *HOSTILE]:
        expected = markdown if output is Output.MARKDOWN else html
        found = written(fragment, output)
        if expected is not None and found != expected:
            wrong.append(f"{name}:\n{found}\n-- is not\n{expected}\n")
    assert not wrong, "\n".join(wrong)


def test_words_are_the_same_in_every_form() -> None:
    """Structure adds marks and never words: formulas and notes aside, which are told apart."""
    wrong = []
    for name, fragment, *_ in [*STRUCTURES, *HOSTILE]:
        if "formula" in name or "footnote" in name or "exponent" in name or "task" in name:
            continue
        text = words_of_text(whole(fragment, Output.TEXT))
        markdown = words_of_markdown(whole(fragment, Output.MARKDOWN))
        html = words_of_html(whole(fragment, Output.HTML))
        if not text == markdown == html:
            wrong.append((name, text, markdown, html))
    assert not wrong


def whole(fragment: str, output: Output) -> str:
    page = f"<html><body><h1>The mill</h1><p>{BEFORE}</p>{fragment}<p>{AFTER}</p></body></html>"
    return body_of(clean(Source(page)).judgement, output, images=Images.NONE)


def test_note_stands_behind_the_body() -> None:
    """A note is written at the end, wherever it stood, without its number and its way back."""
    page = (
        f"<h1>The mill</h1><p>{BEFORE}<sup><a href='#fn:1' id='fnref:1'>[1]</a></sup></p>"
        "<div id='fn:1'>\n <!-- a note -->\n "
        "<p>1. The deed has another <em>date</em>. <a href='#fnref:1'>↩</a></p>"
        "</div>"
        f"<p>{AFTER}</p>"
    )
    judgement = clean(Source(page)).judgement
    markdown = body_of(judgement, Output.MARKDOWN)
    assert markdown == (f"{BEFORE}[^1]\n\n{AFTER}\n\n[^1]: The deed has another *date*.")
    html = body_of(judgement, Output.HTML)
    assert html.endswith(
        '<dl>\n<dt id="note-1">1</dt>\n<dd>The deed has another <em>date</em>.</dd>\n</dl>'
    )


def test_images_can_be_left_out() -> None:
    """Without images there are no captions either: they are no words of the body."""
    fragment = next(fragment for name, fragment, *_ in STRUCTURES if "caption" in name)
    assert written(fragment, Output.MARKDOWN, images="none") == ""
    assert written(fragment, Output.HTML, images="none") == ""


NO_IMAGES = [
    '<p><img src="/wheel.jpg" width=1 height=1 alt="The wheel"></p>',
    '<p><img src="/assets/logo.png" alt="The Gazette"></p>',
    '<p><img class="avatar" src="/ada.jpg" alt="Ada Stone"></p>',
    '<p><img src="/images/icons/arrow.gif" alt=""></p>',
    '<p><img src="data:image/png;base64,R0lG" alt="The wheel"></p>',
    '<p><img src="javascript:alert(1)" alt="The wheel"></p>',
    '<nav><a href="/a">Home</a> <img src="/wheel.jpg" alt="The wheel"> <a href="/b">News</a></nav>',
]


def test_images_of_the_page_are_none_of_the_article() -> None:
    """Icons, portraits, counters and what stands among links are left out."""
    wrong = [fragment for fragment in NO_IMAGES if "![" in written(fragment, Output.MARKDOWN)]
    assert not wrong


def test_picture_with_words_is_known_by_its_own_name() -> None:
    """A photograph that its site keeps among its icons has a description."""
    fragment = '<p><img src="/images/icons/wheel.jpg" alt="The wheel"></p>'
    assert "![The wheel]" in written(fragment, Output.MARKDOWN)


def test_page_from_right_to_left_says_so() -> None:
    """A page that is read from the right is so in HTML."""
    text = (
        "عادت الطاحونة على النهر إلى العمل يوم الاثنين بعد أحد عشر عاما من الصمت، كما قال الطحان."
    )
    page = (
        f'<html lang="ar" dir="rtl"><body><h1>الطاحونة</h1><p>{text}</p><p>{text} أمس.</p></body>'
    )
    html = body_of(clean(Source(page)).judgement, Output.HTML)
    assert html.startswith('<div lang="ar" dir="rtl">\n<p>')
    assert html.endswith("</p>\n</div>")


# Elements and attributes of a body of HTML.
ALLOWED = {
    **dict.fromkeys("h1 h2 h3 h4 h5 h6 p ul li dl dt dd blockquote pre em strong del kbd".split()),
    **dict.fromkeys("mark sub sup ruby rt br table tr figure figcaption details summary".split()),
    **dict.fromkeys("bdi bdo span div caption".split()),
    **{"a": "href title", "img": "src alt title", "ol": "start", "code": "class", "abbr": "title"},
    **{"td": "colspan rowspan align", "th": "colspan rowspan align", "time": "datetime"},
    **{"input": "type disabled checked"},
}
OPENING = re.compile(r"<([a-zA-Z0-9]+)((?:\s+[\w-]+(?:=\"[^\"]*\")?)*)\s*>")
ATTRIBUTE = re.compile(r"([\w-]+)(?:=\"([^\"]*)\")?")


def harm(html: str) -> list[str]:
    """All that a body of HTML must not have."""
    found = []
    for name, attributes in OPENING.findall(html):
        allowed = f"{ALLOWED[name] or ''} lang dir id" if name in ALLOWED else ""
        if name not in ALLOWED:
            found.append(name)
        for attribute, value in ATTRIBUTE.findall(attributes):
            addresses = attribute in ("href", "src")
            if attribute not in allowed.split():
                found.append(f"{name} {attribute}")
            if addresses and re.match(r"\s*(?:javascript|data|vbscript):", unescape(value), re.I):
                found.append(value)
    bare = OPENING.sub("", re.sub(r"</[a-z0-9]+>", "", html))
    return found + re.findall("[<>]", bare)


def test_html_is_inert() -> None:
    """Nothing is in it but elements and attributes of a short list, whatever the page holds."""
    wrong = {}
    for name, fragment, *_ in [*STRUCTURES, *HOSTILE]:
        if found := harm(whole(fragment, Output.HTML) + written(fragment, Output.HTML)):
            wrong[name] = found
    assert not wrong


def test_markdown_is_inert() -> None:
    """A renderer that passes HTML through shows no link, image or element that runs code."""
    wrong = {}
    for name, fragment, *_ in HOSTILE:
        rendered = PARSER.render(written(fragment, Output.MARKDOWN))
        if found := harm(rendered.replace("<hr>", "").replace(" />", ">")):
            wrong[name] = found
    assert not wrong


# Pages that are made to be costly, each in a few megabytes at most.
COSTLY = {
    "nested elements": "<div>" * 100_000 + "deep words stand here" + "</div>" * 100_000,
    "nested lists": "<ul><li>item" * 4_000,
    "nested emphasis": "<b><i>" * 2_000 + "words" + "</i></b>" * 2_000,
    "nested quotations": "<blockquote><p>word" * 2_000,
    "a wide table": "<table>" + "<tr>" + "<td colspan=1000 rowspan=1000>1" * 3_000 + "</table>",
    "a long table": "<table>" + "<tr><td rowspan=100>1<td colspan=100>2" * 20_000 + "</table>",
    "footnotes": "".join(
        f'<p>Words<sup><a href="#n{n}">{n}</a></sup><p id=n{n}>A note.' for n in range(3_000)
    ),
    "unbalanced brackets": "<p>" + "[" * 20_000 + "</p><p>" + "](" * 20_000 + "</p>",
    "marks": "<p>" + "*a_ `" * 20_000 + "</p><p>" + "\\(" * 20_000 + "$" * 20_000 + "</p>",
    "images": "<p>Words" + "<img src=/a.jpg>" * 20_000 + "</p>",
    "formulas": "<p>Words" + "<math><msqrt>" * 4_000 + "<mi>x</mi></p>",
    "line breaks": "<p>" + "word<br>" * 40_000 + "</p>",
}


def test_costly_pages_are_written_in_time() -> None:
    """What a page makes of its structure costs no more than in proportion to its length."""
    slow = {}
    for name, fragment in COSTLY.items():
        judgement = clean(Source(f"<h1>The mill</h1><p>{BEFORE}</p>{fragment}")).judgement
        # All of it, whatever the judge says: kept blocks are what costs.
        judgement = Judgement(judgement.page, ((),) * len(judgement.page.blocks))
        began = time.process_time()
        for output in (Output.MARKDOWN, Output.HTML):
            assert body_of(judgement, output)
        if (seconds := time.process_time() - began) > allowed(5):
            slow[name] = seconds
    assert not slow


def test_block_that_is_not_on_the_page_is_written_too() -> None:
    """A paragraph of its data that the page does not show stands where its block stands."""
    page = clean(Source(f"<h1>The mill</h1><p>{BEFORE}</p><p>{AFTER}</p>")).judgement.page
    first, *others = [block for block in page.blocks if len(block.text) > 20]
    blocks = (first, first._replace(text="Nowhere else at all", kind=BlockKind.LIST_ITEM), *others)
    judgement = Judgement(Page(InputKind.HTML, blocks, html=page.html), ((),) * len(blocks))
    assert body_of(judgement, Output.MARKDOWN) == f"{BEFORE}\n\n- Nowhere else at all\n\n{AFTER}"
