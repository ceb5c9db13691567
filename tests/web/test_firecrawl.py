"""Firecrawl's shapes, for pages that are pushed; tests/integrations has its real client."""

import base64
import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sluice.errors import Problem
from tests.web.test_multipart import FORM, field, file, form

BODY = "The mill on the river was opened again on Monday, and it had stood still for years."
HTML = f"""<html lang="en"><head><title>Old mill opens</title>
<meta name="description" content="A mill."><meta property="og:site_name" content="Gazette">
<meta name="author" content="Ada Stone"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Old mill opens</h1><p>{BODY} <a href="/more">More of it</a> is to come, they say.</p>
<p>“We kept every stone that could be kept,” said Jan Berg, who led the work on the wheel for
eleven years, as <a href="/more">we wrote</a> and <a href="https://b.example/">others</a> did.</p>
</article><p>This website uses cookies.</p></body></html>"""
URL = "https://example.org/mill"


def scrape(client: FlaskClient, **asked: object) -> TestResponse:
    return client.post("/v2/scrape", json=asked)


def test_page_is_answered_in_their_shape(client: FlaskClient) -> None:
    """Markdown, HTML, links and metadata have the names that Firecrawl's clients read."""
    answer = scrape(client, url=URL, html=HTML, formats=["markdown", "html", "links"]).json
    assert answer.keys() == {"success", "data"}
    assert answer["success"] is True
    data = answer["data"]
    assert data.keys() == {"markdown", "html", "links", "metadata"}
    assert data["markdown"].startswith(f"{BODY} [More of it](https://example.org/more)")
    assert data["html"].startswith(f"<p>{BODY} <a href")
    assert data["links"] == ["https://example.org/more", "https://b.example/"]
    told = data["metadata"]
    assert (told["title"], told["description"], told["language"]) == (
        "Old mill opens",
        "A mill.",
        "en",
    )
    assert (told["ogSiteName"], told["author"]) == ("Gazette", "Ada Stone")
    assert (told["sourceURL"], told["statusCode"]) == (URL, 200)


def test_default_is_markdown(client: FlaskClient) -> None:
    """Who names no format gets Markdown, and links can be had without any body."""
    assert scrape(client, html=HTML).json["data"].keys() == {"markdown", "metadata"}
    links = scrape(client, rawHtml=HTML, formats=[{"type": "links"}]).json["data"]
    assert links.keys() == {"links", "metadata"}


@pytest.mark.parametrize(
    "address",
    [
        "data:text/html;charset=utf-8;base64," + base64.b64encode(HTML.encode()).decode(),
        "data:text/html," + quote(HTML),
    ],
)
def test_page_can_stand_in_its_address(client: FlaskClient, address: str) -> None:
    """A data: address is a page, so that a client that sends addresses alone can push one."""
    assert BODY in scrape(client, url=address).json["data"]["markdown"]


def test_upload_is_parsed(client: FlaskClient) -> None:
    """A file is answered in the same shape, with options in a field of JSON."""
    options = json.dumps({"formats": [{"type": "html"}], "origin": "a client"})
    body = form(file(HTML), field("options", options))
    data = client.post("/v2/parse", data=body, content_type=FORM).json["data"]
    assert data["html"].startswith(f"<p>{BODY}")
    assert "markdown" not in data
    assert "warning" not in data


def test_what_is_not_done_is_named(client: FlaskClient) -> None:
    """What changes nothing is passed over, and what would change the answer is named."""
    usual = {"mobile": False, "blockAds": True, "maxAge": 4, "onlyMainContent": True}
    assert "warning" not in scrape(client, html=HTML, **usual).json["data"]
    data = scrape(client, html=HTML, onlyMainContent=False, waitFor=5, actions=[{}]).json["data"]
    assert data["warning"] == "Not followed here: actions, onlyMainContent, waitFor."


def refusal(response: TestResponse, problem: Problem) -> str:
    """What a Firecrawl client shows of a problem document."""
    document = response.json
    assert response.content_type == "application/problem+json"
    assert (document["code"], response.status_code) == (problem.value.code, problem.value.status)
    assert document["success"] is False
    assert document["detail"] in document["error"]
    return str(document["error"])


def test_address_alone_is_refused(client: FlaskClient) -> None:
    """Nothing is fetched, and the client is told so, and what to do."""
    said = refusal(scrape(client, url=URL), Problem.URL_ALONE)
    assert "nothing is ever fetched" in said


NO_PAGE = "data:text/html;base64,"
REFUSED = [
    ({}, Problem.MALFORMED_JSON),
    ({"url": 5}, Problem.MALFORMED_JSON),
    ({"html": 5}, Problem.MALFORMED_JSON),
    ({"html": HTML, "rawHtml": HTML}, Problem.MALFORMED_JSON),
    ({"html": " "}, Problem.EMPTY_BODY),
    ({"html": HTML, "url": "file:///etc/passwd"}, Problem.INVALID_OPTION),
    ({"html": HTML, "url": ["a"]}, Problem.INVALID_OPTION),
    ({"url": "file:///etc/passwd"}, Problem.URL_ALONE),
    ({"url": NO_PAGE}, Problem.INVALID_OPTION),
    ({"url": NO_PAGE + "%%%"}, Problem.INVALID_OPTION),
    ({"url": NO_PAGE + "ü"}, Problem.INVALID_OPTION),
    ({"url": "data:text/html"}, Problem.INVALID_OPTION),
    ({"url": "data:text/html," + "%" * 2**21}, Problem.INVALID_OPTION),
    ({"url": "data:image/png,a"}, Problem.UNSUPPORTED_MEDIA_TYPE),
    ({"html": HTML, "formats": ["screenshot"]}, Problem.INVALID_OPTION),
    ({"html": HTML, "formats": []}, Problem.INVALID_OPTION),
    ({"html": HTML, "formats": [5]}, Problem.INVALID_OPTION),
    ({"html": HTML, "formats": [["html"]]}, Problem.INVALID_OPTION),
    ({"html": HTML, "formats": [{"type": {"a": []}}]}, Problem.INVALID_OPTION),
    ({"html": HTML, "formats": "pdf"}, Problem.INVALID_OPTION),
]


@pytest.mark.parametrize(("asked", "problem"), REFUSED)
def test_bad_request_is_refused(
    client: FlaskClient, asked: dict[str, object], problem: Problem
) -> None:
    """What cannot be answered is a problem document, with the members that its clients show."""
    refusal(scrape(client, **asked), problem)


UPLOADS = [
    (b"{}", "application/json", Problem.UNSUPPORTED_MEDIA_TYPE),
    (form(field("options", "{}")), FORM, Problem.MALFORMED_FORM),
    (form(file(HTML), field("options", "[]")), FORM, Problem.MALFORMED_JSON),
    (form(file(HTML), field("options", "[" * 100_000)), FORM, Problem.MALFORMED_JSON),
    (form(file("")), FORM, Problem.EMPTY_BODY),
]


@pytest.mark.parametrize(("body", "media_type", "problem"), UPLOADS)
def test_bad_upload_is_refused(
    client: FlaskClient, body: bytes, media_type: str, problem: Problem
) -> None:
    """An upload without a page, or with options that are none, is refused in the same form."""
    refusal(client.post("/v2/parse", data=body, content_type=media_type), problem)


def test_half_a_character_is_no_fault(client: FlaskClient) -> None:
    """What cannot be sent back is replaced, left out or refused, wherever it stands."""
    body = '{"html": "<p>@ \\ud800</p>", "\\ud800": 1, "waitFor": 5}'.replace("@", BODY)
    answer = client.post("/v2/scrape", data=body, content_type="application/json").json
    assert answer["data"]["markdown"].startswith(BODY)
    assert answer["data"]["warning"] == "Not followed here: waitFor."
    body = body.replace('"waitFor": 5', '"url": "https://example.org/\\ud800"')
    response = client.post("/v2/scrape", data=body, content_type="application/json")
    refusal(response, Problem.INVALID_OPTION)


def test_deep_json_is_refused(client: FlaskClient) -> None:
    """A body that nests without end is no fault of ours."""
    body = b'{"html": "a", "formats": ' + b"[" * 100_000
    response = client.post("/v2/scrape", data=body, content_type="application/json")
    refusal(response, Problem.MALFORMED_JSON)
