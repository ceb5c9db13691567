"""POST /v1/clean: what each option and each way of sending a page does."""

import gzip
import json
import re
import zlib
from html import unescape

import brotli
import pytest
import zstandard
from flask.testing import FlaskClient

URL = "/v1/clean"
TEXT = """The Miller's Gazette
Old mill opens again
By Ada Stone
May 1, 2024

The old mill on the river was opened again on Monday, after it had stood still for eleven years.

"We kept every stone that could be kept," said Jan Berg, who led the work.

***
"""
BODY = TEXT[TEXT.index("The old mill") : TEXT.index("\n\n***")]
HTML = """<!doctype html><html lang="en"><head><title>Old mill opens again</title>
<meta property="og:image" content="/mill.jpg">
<meta property="article:published_time" content="2024-05-01"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Old mill opens again</h1>
<p>The old mill on the <b>river</b> was opened again on Monday; it had stood still for years.</p>
<p>Several hundred people came to see the wheel turn, and many of them stayed until evening. The
village had waited for this day since the last miller left, and the school had closed for it.</p>
<p>The work took four winters, for the river is too high in spring and too low in summer. A grant
from the county paid for half of it, and the people of the village gave the other half.</p>
<h2>The work &amp; the people</h2>
<ul><li>Every stone that could be kept was kept, and 1 * 2 &lt; 3 stones were new.</li>
<li>The wheel_house was built anew from oak that grew in the valley.</li></ul>
<table><tr><th>Year</th><th>Visitors</th></tr><tr><td>2023</td><td>1,200</td></tr></table>
<blockquote>We kept what could be kept, said the woman who led the work.</blockquote>
<pre>if wheel: turn()</pre></article></body></html>"""
WORD = re.compile(r"[^\W_]+")


def clean(client: FlaskClient, body: bytes | str = TEXT, query: str = "", **more: object) -> dict:
    more.setdefault("content_type", "text/plain")
    response = client.post(f"{URL}{query}", data=body, **more)
    assert response.status_code == 200, response.text
    return response.json


def test_text_page(client: FlaskClient) -> None:
    """Body, metadata and removal report of a small page come out as people would make them."""
    answer = clean(client)
    assert answer["body"] == BODY
    assert answer["metadata"]["title"] == "Old mill opens again"
    assert answer["metadata"]["authors"] == ["Ada Stone"]
    assert answer["metadata"]["date_published"] == "2024-05-01"
    assert [(entry["block"], entry["reason"]) for entry in answer["removed"]] == [
        (0, "masthead"),
        (1, "title"),
        (2, "byline"),
        (3, "date_stamp"),
        (6, "separator"),
    ]


@pytest.mark.parametrize(
    ("media_type", "body", "kind"),
    [
        ("text/plain", TEXT, "text"),
        ("text/markdown", TEXT, "text"),
        ("text/html", HTML, "html"),
        ("application/xhtml+xml", HTML, "html"),
        ("TEXT/HTML; Charset=UTF-8", HTML, "html"),
        (None, TEXT, "text"),
        (None, HTML, "html"),
        ("application/octet-stream", HTML, "html"),
        ("application/x-www-form-urlencoded", TEXT, "text"),
        ("text/plain", HTML, "html"),
        ("text/html", TEXT, "text"),
        ("application/json", json.dumps({"text": TEXT}), "text"),
        ("application/json", json.dumps({"html": HTML}), "html"),
        ("application/json", json.dumps({"html": TEXT}), "text"),
        ("application/json", json.dumps({"text": HTML, "html": None}), "html"),
        ("application/json; charset=utf-8", json.dumps({"text": TEXT}), "text"),
    ],
)
def test_ways_to_send_a_page(
    client: FlaskClient, media_type: str | None, body: str, kind: str
) -> None:
    """However a page is sent, the content decides what it is, and its article comes out."""
    answer = clean(client, body, content_type=media_type)
    assert answer["input"]["kind"] == kind
    assert "on Monday" in answer["body"]
    assert answer["metadata"]["title"] == "Old mill opens again"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("identity", bytes),
        ("", bytes),
    ],
)
def test_codings(client: FlaskClient, coding: str, pack) -> None:
    """A compressed page gives the answer of the page itself."""
    packed = pack(TEXT.encode())
    assert clean(client, packed, headers={"Content-Encoding": coding}) == clean(client)


@pytest.mark.parametrize(
    ("output", "has"),
    [
        ("text", ["\n- Every stone", "1 * 2 < 3"]),
        ("markdown", ["## The work", "\n- Every stone", "1 * 2 < 3", "| Year | Visitors |"]),
        ("html", ["<h2>The work &amp; the people</h2>", "<li>Every stone", "1 * 2 &lt; 3"]),
    ],
)
def test_output(client: FlaskClient, output: str, has: list[str]) -> None:
    """Each form of the body has its own marks."""
    answer = clean(client, HTML, f"?output={output}", content_type="text/html")
    assert answer["output"] == output
    assert [piece for piece in has if piece not in answer["body"]] == []


@pytest.mark.parametrize("page", [TEXT, HTML], ids=["text", "html"])
def test_output_never_changes_the_words(client: FlaskClient, page: str) -> None:
    """The words of the body are the same in each form, and so is all else in the answer."""
    text, markdown, html = (
        clean(client, page, f"?output={output}") for output in ("text", "markdown", "html")
    )
    words = WORD.findall(text["body"])
    assert WORD.findall(markdown["body"]) == words
    assert WORD.findall(unescape(re.sub("<[^>]*>", " ", html["body"]))) == words
    other = {"body": None, "output": None}
    assert text | other == markdown | other == html | other


def test_removed_summary(client: FlaskClient) -> None:
    """The summary counts blocks and words for each reason, and changes nothing else."""
    full, summary = clean(client), clean(client, query="?removed=summary")
    assert {entry["reason"]: entry["words"] for entry in summary["removed"]} == {
        "masthead": 3,
        "title": 4,
        "byline": 3,
        "date_stamp": 3,
        "separator": 0,
    }
    assert sum(entry["blocks"] for entry in summary["removed"]) == len(full["removed"])
    assert full | {"removed": None} == summary | {"removed": None}


def test_removed_page(client: FlaskClient) -> None:
    """The whole page names every block once, in order, those that stay without a reason."""
    full, whole = clean(client), clean(client, query="?removed=page")
    blocks = whole["removed"]
    assert [entry["block"] for entry in blocks] == list(range(len(blocks)))
    assert [entry for entry in blocks if entry["reason"]] == full["removed"]
    kept = [entry["text"] for entry in blocks if not entry["reason"]]
    assert "\n\n".join(kept) == full["body"] == BODY
    assert full | {"removed": None} == whole | {"removed": None}


def test_removed_none(client: FlaskClient) -> None:
    """Without the report all else is the same."""
    assert clean(client, query="?removed=none") == clean(client) | {"removed": []}


OPTIONS = {
    "id": "page 17/ü",
    "url": "https://example.org/news/",
    "language": "cy",
    "crawled_at": "2024-06-01T12:00:00Z",
    "output": "markdown",
    "removed": "summary",
}


def test_options_in_query_and_json(client: FlaskClient) -> None:
    """An option means the same in the query and in JSON."""
    in_query = client.post(URL, json={"html": HTML}, query_string=OPTIONS).json
    in_json = client.post(URL, json={"html": HTML} | OPTIONS).json
    assert in_query == in_json
    assert in_json["id"] == "page 17/ü"
    assert in_json["metadata"]["language"] == "cy"
    assert in_json["metadata"]["sources"]["language"] == "request"
    assert in_json["metadata"]["image"] == "https://example.org/mill.jpg"
    assert in_json["output"] == "markdown"
    assert in_json["removed"][0].keys() == {"reason", "blocks", "words"}


def test_query_overrules_json(client: FlaskClient) -> None:
    """Where both name an option the query's word counts, also where it is the default."""
    answer = client.post(
        f"{URL}?output=text&id=a", json={"text": TEXT, "output": "html", "id": "b"}
    )
    assert (answer.json["output"], answer.json["id"]) == ("text", "a")


@pytest.mark.parametrize("crawled_at", ["2024-04-01", "2024-04-01T00:00:00+02:00"])
def test_dates_after_the_crawl_are_not_believed(client: FlaskClient, crawled_at: str) -> None:
    """A page cannot have been published after it was fetched."""
    answer = client.post(URL, json={"html": HTML, "crawled_at": crawled_at}).json
    assert answer["metadata"]["date_published"] is None


@pytest.mark.parametrize("crawled_at", ["9999-12-31", "0001-01-01", "2024-05-01T24:00:00"])
def test_odd_moments_are_no_fault(client: FlaskClient, crawled_at: str) -> None:
    """The first and the last day of the calendar are answered or refused like any other."""
    response = client.post(URL, json={"html": HTML, "crawled_at": crawled_at})
    assert response.status_code in (200, 422)


@pytest.mark.parametrize("given", ["crawl-7.page_17:a", "a" * 128])
def test_request_id_is_echoed(client: FlaskClient, given: str) -> None:
    """A caller's request id comes back, on answers and on problems."""
    for body in (TEXT, ""):
        response = client.post(URL, data=body, headers={"X-Request-ID": given})
        assert response.headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "a b", "a" * 129, '{"a": 1}', "<script>", "ü", "a\tb"])
def test_odd_request_id_is_replaced(client: FlaskClient, given: str) -> None:
    """What could harm a log or a header is not echoed; the answer has an id all the same."""
    response = client.post(URL, data=TEXT, headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", response.headers["X-Request-ID"])


@pytest.mark.parametrize("page", [TEXT, HTML], ids=["text", "html"])
def test_same_bytes_twice(client: FlaskClient, page: str) -> None:
    """The same request gives the same bytes, whatever was asked in between."""
    first = client.post(URL, data=page).data
    client.post(URL, data=HTML.replace("mill", "bridge"))
    assert client.post(URL, data=page).data == first


def test_input_is_reported(client: FlaskClient) -> None:
    """The answer says how the bytes were read."""
    page = TEXT.replace("Ada", "Zoë").encode("cp1252")
    answer = clean(client, page, content_type="text/plain; charset=ISO-8859-1")
    assert answer["metadata"]["authors"] == ["Zoë Stone"]
    assert answer["input"] == {
        "kind": "text",
        "encoding": "windows-1252",
        "encoding_from": "http charset",
        "replaced_characters": 0,
        "bytes": len(page),
        "shape": [],
    }


def test_lone_surrogates_in_json_cost_one_character(client: FlaskClient) -> None:
    """What JSON.stringify makes of a cut emoji is replaced and counted, and the page is cleaned."""
    body = json.dumps({"text": TEXT.replace("eleven", "\ud83d eleven")})
    answer = clean(client, body, content_type="application/json")
    assert answer["input"]["replaced_characters"] == 1
    assert "characters_replaced" in answer["verdict"]["signals"]


@pytest.mark.parametrize("page", ["\ufeff", "\u00a0\u2003", "\u200b\n\ufeff"])
def test_page_without_a_visible_character_is_empty(client: FlaskClient, page: str) -> None:
    """Invisible characters alone are no page."""
    response = client.post(URL, data=page.encode(), content_type="text/plain")
    assert response.status_code == 200
    assert (response.json["body"], response.json["verdict"]["page"]) == ("", "empty")


def test_page_without_an_article(client: FlaskClient) -> None:
    """A page that is no article is no error: its body is empty and all of it is reported."""
    answer = clean(client, "Home\n\nNews\n\nSport\n\nWeather\n")
    assert (answer["body"], answer["verdict"]["page"]) == ("", "empty")
    assert [entry["text"] for entry in answer["removed"]] == ["Home", "News", "Sport", "Weather"]


def test_trailing_slash_is_forgiven(client: FlaskClient) -> None:
    """A slash too many does not cost the answer."""
    assert client.post(f"{URL}/", data=TEXT).json["body"] == BODY
