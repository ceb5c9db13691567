"""The text of last resort: JSON-LD's articleBody, where the page shows no copy of it."""

import json

import pytest

from sluice.answer import answer
from sluice.model import InputKind, Source
from sluice.options import Options
from sluice.pipeline import clean

BODIES = {
    "en": "The lock was opened by hand on Sunday because the motor was gone.\n\nSix people turned "
    "the wheel for an hour while nine boats waited below, and one of them had a piano on board.",
    "de": "Die Schleuse wurde am Sonntag von Hand geöffnet, weil der Motor fehlte.\n\nSechs Leute "
    "drehten eine Stunde lang am Rad, während unten neun Boote warteten, eines mit Klavier.",
    "ru": "В воскресенье шлюз открыли вручную, потому что двигателя не было на месте.\n\n"
    "Шесть человек целый час крутили колесо, а внизу ждали девять лодок, на одной — пианино.",
    "zh": "星期天，水闸是用手打开的，因为夜里发动机被人偷走了。\n\n"
    "六个人转了一个小时的轮子，下面有九条船在等，其中一条船上有一架钢琴。",
    "ar": "فُتح الهويس يوم الأحد باليد لأن المحرك لم يكن في مكانه.\n\n"
    "أدار ستة أشخاص العجلة ساعة كاملة بينما انتظرت تسعة قوارب، وكان على متن أحدها بيانو قديم.",
}


def page(body: str, shown: str = "", kind: str = "NewsArticle") -> str:
    stated = json.dumps({"@type": kind, "headline": "The lock", "articleBody": body})
    return (
        f"<html><head><title>The lock</title><script type='application/ld+json'>{stated}</script>"
        f"</head><body><div id=root>{shown}<div class=spinner>Loading…</div></div>"
        "<noscript>You need to enable JavaScript to run this app.</noscript>"
        "<script src=/main.js></script></body></html>"
    )


def answered(html: str) -> dict:
    return answer(clean(Source(html, InputKind.HTML)), Options())


@pytest.mark.parametrize("language", BODIES)
def test_only_copy_is_the_body(language: str) -> None:
    """An article that stands in the JSON-LD alone is the body, and the verdict says so."""
    found = answered(page(BODIES[language]))
    assert found["body"] == BODIES[language]
    assert found["verdict"]["signals"][0] == "json_ld_body"
    assert found["verdict"]["page"] in {"article", "brief"}


def test_markup_in_it_is_read() -> None:
    """Paragraphs of an articleBody that is HTML are paragraphs."""
    body = "".join(f"<p>{part}</p>" for part in BODIES["en"].split("\n\n"))
    assert answered(page(body))["body"] == BODIES["en"]


SHOWN = "".join(f"<p>{part}</p>" for part in BODIES["en"].split("\n\n"))
OTHERS = [
    page(BODIES["en"], SHOWN),
    page("The lock was opened by hand."),
    page(BODIES["en"], kind="WebSite"),
    page(BODIES["en"], "<p>" + "The council met on Tuesday and spoke of the lock at length. " * 8),
]


@pytest.mark.parametrize("html", OTHERS)
def test_what_the_page_shows_is_the_body(html: str) -> None:
    """A page that shows the text, another text, or states a summary, has no such body."""
    assert "json_ld_body" not in answered(html)["verdict"]["signals"]
