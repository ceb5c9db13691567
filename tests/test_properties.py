"""What holds for every page, tried on pages that nobody would write."""

import json
import re
from collections import Counter
from contextlib import suppress

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from sluice.answer import answer
from sluice.blocks.lines import CLEANED
from sluice.errors import Problem, Refused
from sluice.formats.json_codec import encode
from sluice.intake.composed import composed
from sluice.model import Article, InputKind, Source
from sluice.options import Options
from sluice.pipeline import clean
from sluice.render import Output, body_of
from sluice.text.phrases import own_phrases

WORD = re.compile(r"[^\W_]+")
KNOWN_CODES = {problem.value.code: problem.value.status for problem in Problem}
PROSE = [
    "The old mill on the river was opened again on Monday, after it had stood still for years.",
    "“We kept every stone that could be kept,” said Jan Berg, who led the work for four winters.",
    "It is not clear who will pay for the bridge; the county has promised half of the money.",
    "Die alte Mühle am Fluss wurde am Montag wieder eröffnet, nachdem sie lange still stand.",
    "Le vieux moulin a rouvert lundi, après onze années de silence au bord de la rivière.",
    "Старая мельница на реке снова открылась в понедельник после долгого ремонта.",
    "أعيد فتح المطحنة القديمة على النهر يوم الاثنين بعد سنوات من التوقف الطويل.",
    "河上的老磨坊在关闭十一年之后于星期一重新开放,村民们都来参观。水轮又转了起来。",
    "川のそばの古い水車小屋が、十一年ぶりに月曜日に再び開かれました。村は喜んでいます。",
    "नदी पर बनी पुरानी चक्की सोमवार को फिर से खोली गई, वह कई साल से बंद पड़ी थी।",
    "Kincir tua di tepi sungai dibuka kembali pada hari Senin setelah lama berhenti berputar.",
    "Yes.",
    "“No,” she said.",
]
HEADLINES = [
    "Old mill opens again",
    "Minister resigns after vote on the bridge",
    "Neue Brücke über den Fluss",
    "老磨坊重新开放",
    "10 things to know today",
]
SMALL = [
    "May 1, 2024",
    "Updated: 12:30",
    "1. Mai 2024",
    "2024年5月1日",
    "By Ada Stone",
    "Ada Stone and Jan Berg contributed to this report.",
    "- first item",
    "• second item",
    "3. third item",
    "Year | Visitors",
    "2023 | 1,200",
    "***",
    "Home",
    "News",
    "0:00 / 3:45",
    "(and so on",
    ", which was new",
    "> quoted",
    "[...]",
]
RESIDUE = [phrase.takes for phrase in own_phrases()] or ["Read more"]
lines = st.one_of(
    st.sampled_from(PROSE),
    st.sampled_from(PROSE),
    st.sampled_from(HEADLINES),
    st.sampled_from(SMALL),
    st.sampled_from(RESIDUE),
    st.lists(st.sampled_from(PROSE + RESIDUE), min_size=2, max_size=5).map(" ".join),
    st.text(max_size=40),
    st.just(""),
)
text_pages = st.lists(lines, min_size=1, max_size=25).flatmap(
    lambda page: st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"]).map(lambda end: end.join(page))
)
BLOCKS = (
    "div p section article blockquote ul ol li h1 h2 h3 table tr td pre aside nav header footer"
)
INLINE = "span b i a em strong code font button label br"
ATTRIBUTES = ["", "", "", " hidden", " class='share-bar'", " style='display:none'", " href='/a'"]
pieces = st.sampled_from(
    [line for line in (*PROSE, *HEADLINES, *SMALL, *RESIDUE) if "<" not in line]
)


@st.composite
def elements(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    """An element around some others; one in five is never closed."""
    tag = draw(st.sampled_from((BLOCKS + " " + INLINE).split()))
    closing = draw(st.sampled_from([f"</{tag}>"] * 4 + [""]))
    children = draw(st.lists(inside, max_size=4))
    return f"<{tag}{draw(st.sampled_from(ATTRIBUTES))}> {' '.join(children)} {closing}"


html_pages = st.lists(st.recursive(pieces, elements, max_leaves=25), min_size=1, max_size=5).map(
    lambda parts: f"<!doctype html><html><body>{' '.join(parts)}</body></html>"
)
some_bytes = st.one_of(
    st.binary(max_size=300),
    st.builds(str.encode, text_pages, st.just("utf-8"), st.just("surrogatepass")),
    st.builds(
        lambda page, code: page.encode(code, "replace"),
        text_pages,
        st.sampled_from(
            ["utf-16", "cp1252", "cp1251", "gb18030", "shift_jis", "koi8-r", "utf-8-sig"]
        ),
    ),
    html_pages.map(str.encode),
    st.builds(bytes.__add__, st.binary(max_size=30), html_pages.map(str.encode)),
    st.builds(
        lambda a, b: a + b,
        st.sampled_from([b"%PDF-", b"PK\x03\x04", b"<", b"\xff\xfe", b"{"]),
        st.binary(max_size=99),
    ),
)
kinds = st.sampled_from([None, *InputKind])
charsets = st.sampled_from([None, "utf-8", "latin1", "utf-16", "gbk", "hex", "koi8-r", "x" * 99])


def words(text: str) -> list[str]:
    """The words of a text as the service sees it: composed, without what shows nothing."""
    return WORD.findall(composed(text).translate(CLEANED))


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


def cleaned(page: str, kind: InputKind = InputKind.TEXT) -> Article | None:
    """The article, or None where the page is refused."""
    try:
        return clean(Source(page.encode("utf-8", "replace"), kind))
    except Refused:
        return None


def text_of(article: Article) -> str:
    return body_of(article.judgement, Output.TEXT)


@given(content=some_bytes, kind=kinds, charset=charsets)
@settings(max_examples=150)
def test_any_bytes_are_cleaned_or_refused(
    content: bytes, kind: InputKind | None, charset: str | None
) -> None:
    """Whatever is handed over, the answer is an article or a refusal from the table."""
    with suppress(Refused):
        encode(answer(clean(Source(content, kind, charset)), Options()))


@given(
    body=st.one_of(some_bytes, text_pages.map(lambda page: json.dumps({"text": page}).encode())),
    media_type=st.one_of(
        st.sampled_from(["text/plain", "text/html", "application/json", "text/html; charset=gbk"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    ),
    query=st.dictionaries(
        st.one_of(
            st.sampled_from(["output", "removed", "id", "url", "crawled_at"]), st.text(max_size=9)
        ),
        st.one_of(
            st.sampled_from(["text", "html", "none", "2024-05-01", "http://["]), st.text(max_size=9)
        ),
        max_size=2,
    ),
)
@settings(max_examples=150)
def test_any_request_is_answered(
    app: Flask, body: bytes, media_type: str, query: dict[str, str]
) -> None:
    """Whatever is sent, HTTP answers 200 or a problem document of a known kind, and never 500."""
    response = app.test_client().post(
        "/v1/clean", data=body, content_type=media_type, query_string=query
    )
    if response.status_code != 200:
        assert response.content_type == "application/problem+json"
        assert KNOWN_CODES[response.json["code"]] == response.status_code < 500
    else:
        assert response.json["output"] in list(Output)


@given(page=text_pages)
@settings(max_examples=200)
def test_text_page_loses_nothing(page: str) -> None:
    """Kept and removed blocks together are the page, word for word and in order."""
    article = cleaned(page)
    if article is None or article.document.kind is not InputKind.TEXT:
        return
    judgement = article.judgement
    positions = [i for i, _ in judgement.kept()] + [i for i, *_ in judgement.removed()]
    assert sorted(positions) == list(range(len(judgement.page.blocks)))
    blocks = " ".join(block.text for block in judgement.page.blocks)
    assert "".join(words(blocks)) == "".join(words(page.encode("utf-8", "replace").decode()))


@given(page=html_pages)
@settings(max_examples=200)
def test_html_page_loses_nothing(page: str) -> None:
    """Kept and removed blocks together hold every word that the page shows or hides."""
    judgement = cleaned(page, InputKind.HTML).judgement
    blocks = " ".join(block.text for block in judgement.page.blocks)
    shown = re.sub(r"<[^>]*>", " ", page)
    assert Counter("".join(words(blocks))) == Counter("".join(words(shown)))


@pytest.mark.parametrize("output", Output)
@given(page=st.one_of(text_pages, html_pages))
@settings(max_examples=60)
def test_body_invents_nothing(output: Output, page: str) -> None:
    """The words of the body are words of the page, in the order of its blocks."""
    article = cleaned(page)
    if article is None:
        return
    body = body_of(article.judgement, output)
    if output is Output.HTML:
        body = re.sub("<[^>]*>", " ", body).replace("&#x27;", "'").replace("&quot;", '"')
        body = body.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    blocks = " ".join(block.text for block in article.judgement.page.blocks)
    assert is_subsequence(words(body), words(blocks))


@given(page=st.one_of(text_pages, html_pages), kind=kinds)
@settings(max_examples=60)
def test_same_page_same_bytes(page: str, kind: InputKind | None) -> None:
    """The same page gives the same bytes, twice in a row."""
    first, second = cleaned(page, kind), cleaned(page, kind)
    assert (first is None) == (second is None)
    if first and second:
        assert encode(answer(first, Options())) == encode(answer(second, Options()))


@given(page=text_pages)
@settings(max_examples=150)
def test_clean_text_stays_as_it_is(page: str) -> None:
    """A body that is cleaned once more loses nothing more."""
    article = cleaned(page)
    body = text_of(article) if article else ""
    again = cleaned(body) if body else None
    if again:
        assert text_of(again) == body
