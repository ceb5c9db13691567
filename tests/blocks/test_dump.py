"""Text browsers' prints of a page, and Markdown with HTML between its lines."""

import time

import pytest

from sluice.blocks.dump import without_numbers
from sluice.blocks.marked_html import as_html
from sluice.blocks.shape import undone
from sluice.model import InputKind, Shape, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

PROSE = """   The old mill on the river was opened again on Monday, after it had
   stood still for eleven years. [8]Jan Berg led the work for four winters."""
LIST = "\n".join(f"   {n}. https://example.org/{n}" for n in range(1, 10))
DUMP = f"""   [1]Home [2]News [3]Sport [IMG]
   * [4]Culture
   * [5]Weather

Old mill opens again

   By [6]Ada Stone, [7]The River Post

{PROSE}

   [9]Imprint

References

   Visible links:
{LIST}
"""


def test_numbers_and_addresses_go() -> None:
    """Links lose their numbers, and the list with its headings is no part of the page."""
    text, shapes = undone(DUMP)
    assert shapes == (Shape.DUMP,)
    assert "[" not in text
    assert "https" not in text
    assert text.rstrip().endswith("Imprint")
    assert "Jan Berg led the work" in text


@pytest.mark.parametrize("heading", ["Referenzen", "Références", "参照", "Ссылки", "", "[]"])
def test_list_may_have_any_heading(heading: str) -> None:
    """Lynx speaks its user's language."""
    text = without_numbers(DUMP.replace("References", heading))
    assert text is not None
    assert text.rstrip().endswith("Imprint")


STAYS = {
    "citations": "The mill [1] is old [2], says Berg [3].\n" * 9 + "\n1. https://a.example/\n" * 9,
    "no list": DUMP.split("References", maxsplit=1)[0],
    "a list alone": LIST,
    "numbers of an array": "a[1]b a[1]c a[1]d a[1]e a[1]f\n" + LIST,
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_numbers_stay(text: str) -> None:
    """Citations stand behind words, and a print has both, numbers and their list."""
    assert without_numbers(text) is None


SENTENCES = [
    "The old mill on the river was opened again on Monday, after eleven years of silence.",
    "Every stone that could be kept was kept, said Jan Berg, who led the work for four winters.",
    "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
]
MARKED = f"""<div id="header" class="site-header">

[Home](/) [News](/news) [Sport](/sport)

</div>

<div class="article-body">

# Old *mill* opens

{SENTENCES[0]}

{SENTENCES[1]}

{SENTENCES[2]}

</div>
"""


def test_markdown_among_elements_is_read() -> None:
    """The marks are gone, and the elements do what they do."""
    page = clean(Source(MARKED, InputKind.TEXT))
    assert body_of(page.judgement, Output.TEXT) == "\n\n".join(SENTENCES)
    assert page.metadata.title == "Old mill opens"


HTML = {
    "a page": "<html><body><p>See [a](/a) [b](/b) [c](/c)</p></body></html>",
    "a script": "<div></div><script>a[0](/x/) b[1](/y/) c[2](/z/)</script>",
    "two links": "<div>\n\n[a](/a) [b](/b)\n\n</div>",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_html_stays(html: str) -> None:
    """A page that has more of HTML than its containers is no Markdown."""
    assert as_html(html) == html


HOSTILE = {
    "numbers": "[1]a" * 250_000 + "\n1. https:///",
    "rising numbers": " ".join(f"[{n}]a" for n in range(1, 100_000)) + "\nhttps://",
    "addresses": "[1]a\n" + "1. https://a\n" * 100_000,
    "underscores": "[1]a [2]b [3]c [4]d [5]e\n" + "_" * 1_000_000 + "\n" + LIST,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_print_is_read_in_time(text: str) -> None:
    """A megabyte of marks takes a second or two."""
    began = time.process_time()
    without_numbers(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("part", ["[a](/a)", "> ", "* ", "[", "![", "`", "**a", "<div>\n\n"])
def test_hostile_marks_are_read_in_time(part: str) -> None:
    """Marks that nest and never close do not hold the parser up."""
    began = time.process_time()
    as_html("[a](/a) [b](/b) [c](/c)\n\n" + part * (50_000 // len(part)))
    assert time.process_time() - began < 3
