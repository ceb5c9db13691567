"""Text browsers' prints of a page, and Markdown with HTML between its lines."""

import re
import time
import unicodedata
from collections.abc import Callable

import pytest

from sluice.blocks import page_from_text
from sluice.blocks.dump import undumped
from sluice.blocks.marked_html import as_html
from sluice.blocks.shape import undone
from sluice.model import InputKind, Shape, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.pace import allowed

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
    text = undumped(DUMP.replace("References", heading))
    assert text is not None
    assert text.rstrip().endswith("Imprint")


UNNUMBERED = """   Home News Sport
   (BUTTON) Menu (BUTTON) Search

   Old mill opens again

   The old mill on the river was opened again on Monday, after it had
   stood still for eleven years. (BUTTON)

   IFRAME: https://ads.example/s?wid=640

   The old mill on the river was opened again on Monday, af__
   __________________________________________________________
   stood still for eleven years.
   __________________________________________________________

   Imprint
"""


def test_print_without_numbers_is_told_by_its_buttons() -> None:
    """Frames and what a field holds again go from a print whose links have no numbers."""
    text, shapes = undone(UNNUMBERED)
    assert shapes == (Shape.DUMP,)
    assert not re.search(r"IFRAME|https|__", text)
    assert text.count("The old mill on the river") == 1
    assert "Imprint" in text


@pytest.mark.parametrize(
    "text",
    [
        UNNUMBERED.replace("(BUTTON)", "(KNOPF)"),
        UNNUMBERED.replace("\n   ", "\n"),
        "Press (BUTTON) and hold (BUTTON) until the lamp is lit.\n\nThen let go of it.",
    ],
    ids=["no buttons", "no margin", "a manual"],
)
def test_text_that_has_buttons_is_no_print(text: str) -> None:
    """Near misses keep every mark."""
    assert undone(text)[0] == text


FRAMES = """   IFRAME:
   [9]https://ads.example/s?wid=640&hei=200&di=u2976824&s1=2118139551&
   di=u2976824&s1=2118139551&s2=3040130473&dri=0&dis=0&dai=1&ps=1368x448

   IFRAME: https://video.example/embed

   FRAME: a word of its own
"""


def test_frames_go() -> None:
    """A frame's address is no text; a line that only begins like one stays."""
    text = undumped(DUMP.replace("   [9]Imprint", FRAMES + "   [10]Imprint"))
    assert text is not None
    assert "example" not in text
    assert "di=u29" not in text
    assert "   FRAME: a word of its own" in text


def test_names_of_pictures_go() -> None:
    """A picture's file is no word; other words in brackets stay."""
    names = "   [mill-2023_w640.JPG] [e7c9299a?format=auto&w=40&s=7d\n   5a855c] [sic] [at 4 p.m.?]"
    text = undumped(DUMP.replace("   [9]Imprint", names + "\n\n   [9]Imprint"))
    assert text is not None
    assert "7d" not in text
    assert "JPG" not in text
    assert "[sic] [at 4 p.m.?]" in text


def test_addresses_of_the_list_may_go_on() -> None:
    """Pages that share their headlines have addresses with blanks and breaks in them."""
    shared = "   4. https://x.example/post?text=古い水車 再び開く\n古い水車%20再び&u=1"
    text = undumped(DUMP.replace("   4. https://example.org/4", shared))
    assert text is not None
    assert text.rstrip().endswith("Imprint")


# Lynx counts characters, a margin with them; w3m counts columns, two for each of these characters.
JAPANESE = (
    "川沿いの古い水車が月曜日、十一年ぶりに再び動き出した。四度の冬にわたって修復を率いたのは地元の大工で、"
    "残せる石はすべて残したという。近くの村から数百人が見物に訪れ、多くの人が夕方まで水車のそばに残っていた。"
    "橋の費用を誰が負担するかはまだ決まっていないが、県は半額を約束しており、春までに工事を始める予定である。"
)
CHINESE = (
    "河边的老水车在停了十一年之后于星期一重新转动，主持修复工作的是当地的一位木匠，他花了四个冬天的时间，"
    "凡是能保留的石头都保留了下来。附近村子来了几百人观看，许多人一直待到傍晚才离开，孩子们在岸边唱歌跳舞，"
    "谁来承担修桥的费用目前还没有定下来，不过县里已经答应出一半，计划在明年春天之前动工，工期大约是八个月。"
)
KOREAN = (
    "강가의 오래된 물레방아가 월요일에 십일 년 만에 다시 돌기 시작했다. 네 번의 겨울 동안 복원을 "
    "이끈 사람은 마을의 목수였고, 남길 수 있는 돌은 모두 남겼다고 한다. 가까운 마을에서 수백 명이 "
    "구경하러 왔고 많은 사람이 저녁까지 물레방아 곁에 남아 있었다. 다리 비용을 누가 낼지는 아직 "
    "정해지지 않았다고 전해졌다."
)


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def printed(paragraphs: list[str], width: int, margin: str, measure: Callable[[str], int]) -> str:
    """As a text browser prints them: cut anywhere, or between words where there are any."""
    rows = []
    for paragraph in paragraphs:
        row = margin
        for piece in re.findall(r"[ -~\uac00-\ud7a3]+?(?: |$)|.", paragraph):
            if measure(row + piece.rstrip()) > width:
                rows.append(row.rstrip())
                row = margin
            row += piece
        rows += [row.rstrip(), ""]
    return "\n".join(rows)


@pytest.mark.parametrize(("width", "margin", "measure"), [(100, "", columns), (74, "   ", len)])
@pytest.mark.parametrize("text", [JAPANESE, CHINESE, KOREAN], ids=["ja", "zh", "ko"])
def test_wide_characters_are_put_together(
    text: str, width: int, margin: str, measure: Callable[[str], int]
) -> None:
    """Paragraphs are whole again, without a blank where the script has none; items stay items."""
    items = "\n".join(f"   {n}. {text[4 * n : 4 * n + 9]}" for n in range(1, 6))
    page = f"{printed([text, text], width, margin, measure)}\n{items}\n"
    found = [block.text for block in page_from_text(page).blocks]
    assert found[:2] == [text, text]
    assert len(found) == 7


STAYS = {
    "citations": "The mill [1] is old [2], says Berg [3].\n" * 9 + "\n1. https://a.example/\n" * 9,
    "no list": DUMP.split("References", maxsplit=1)[0],
    "a list alone": LIST,
    "numbers of an array": "a[1]b a[1]c a[1]d a[1]e a[1]f\n" + LIST,
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_numbers_stay(text: str) -> None:
    """Citations stand behind words, and a print has both, numbers and their list."""
    assert undumped(text) is None


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
    undumped(text)
    assert time.process_time() - began < allowed(3)


@pytest.mark.parametrize("part", ["[a](/a)", "> ", "* ", "[", "![", "`", "**a", "<div>\n\n"])
def test_hostile_marks_are_read_in_time(part: str) -> None:
    """Marks that nest and never close do not hold the parser up."""
    began = time.process_time()
    as_html("[a](/a) [b](/b) [c](/c)\n\n" + part * (50_000 // len(part)))
    assert time.process_time() - began < allowed(3)
