"""Figures of code, lists, formulas, tables and quotations stay with their captions."""

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from tests.rows import every_row

BEFORE = "The mill on the river was opened again on Monday, after eleven years of silence."
AFTER = "Several hundred people came to see the wheel turn, and many stayed until the evening."
SHOWN = {
    "code below its caption": "<figcaption>Listing 2: The gate</figcaption><pre>open gate</pre>",
    "code above the name of its file": "<pre>open gate</pre><figcaption>gate.sh</figcaption>",
    "code in an element, and a button": "<figcaption>gate.sh</figcaption><div><button>Copy</button>"
    "<pre><code>open gate\nwait</code></pre></div>",
    "a list": "<ul><li>oak</li><li>iron</li></ul><figcaption>What the wheel is of</figcaption>",
    "a formula": r"<p>\(E = mgh\)</p><figcaption>What the water gives</figcaption>",
    "MathML": "<math><mi>E</mi><mo>=</mo><mi>m</mi></math><figcaption>Formula 1</figcaption>",
    "a table": "<table><tr><td>oak</td><td>4</td></tr><tr><td>iron</td><td>2</td></tr></table>"
    "<figcaption>Table 1: Parts</figcaption>",
    "a quotation": "<blockquote><p>The wheel has turned for the last time.</p></blockquote>"
    "<figcaption>— Josiah Tuck, <cite>Report</cite></figcaption>",
}
PICTURES = {
    "a picture": "<img src=/a.png><figcaption>The wheel in June</figcaption>",
    "a picture with a credit": "<img src=/a.png><span>Photo: Ada Stone</span>"
    "<figcaption>The wheel in June</figcaption>",
    "a picture with buttons": "<img src=/a.png><ul><li><a href=/s>Share</a></li><li>"
    "<a href=/p>Pin</a></li></ul><figcaption>The wheel in June</figcaption>",
    "a gallery": "<ul><li><figure><img src=/a.png><figcaption>The wheel in June</figcaption>"
    "</figure></li><li><figure><img src=/b.png><figcaption>In May</figcaption></figure></li></ul>"
    "<figcaption>Wheels of the year</figcaption>",
}


def reasons_of(figure: str) -> dict[str, Reason | None]:
    """What stands in a figure between two paragraphs, with why it goes."""
    page = (
        f"<html lang=en><title>The mill</title><article><h1>The mill</h1><p>{BEFORE}</p>"
        f"<figure>{figure}</figure><p>{AFTER}</p></article>"
    )
    judgement = clean(Source(page, InputKind.HTML)).judgement
    found = zip(judgement.page.blocks, judgement.reasons, strict=True)
    return {block.text: reason for block, reason in found if block.text != "The mill"}


@every_row("figure", SHOWN.values(), ids=SHOWN)
def test_what_a_figure_shows_stays_with_its_caption(figure):
    """It is of the article, and means little without the line that says what it is."""
    reasons = reasons_of(figure)
    assert {text for text, reason in reasons.items() if reason} <= {"Copy"}
    assert len(reasons) > 3


@every_row("figure", PICTURES.values(), ids=PICTURES)
def test_caption_of_a_picture_goes(figure):
    """Near miss: a credit, buttons and further figures are nothing that a figure shows."""
    reasons = reasons_of(figure)
    assert {text for text, reason in reasons.items() if not reason} == {BEFORE, AFTER}
