"""Tika's shapes, for web pages; tests/integrations has two of its real clients."""

import gzip

import pytest
from flask.testing import FlaskClient

from sluice.errors import Problem
from tests.web.test_firecrawl import BODY, HTML
from tests.web.test_multipart import FORM, field, file, form
from tests.web.test_problems import check

PAGE = HTML.replace(
    "</head>", '<meta property="article:published_time" content="2024-05-01"></head>'
)
KINDS = {"text": "text/plain", "html": "text/html", "xml": "text/html"}


@pytest.mark.parametrize(
    ("accept", "media_type", "start"),
    [
        (None, "text/plain", BODY),
        ("text/plain", "text/plain", BODY),
        ("*/*", "text/plain", BODY),
        ("text/html", "text/html", '<html xmlns="http://www.w3.org/1999/xhtml">'),
        ("text/xml", "text/html", "<html"),
        ("application/json", "application/json", "{"),
        ("image/png", "text/plain", BODY),
    ],
)
def test_article_is_answered_as_accepted(
    client: FlaskClient, accept: str | None, media_type: str, start: str
) -> None:
    """PUT /tika gives text, a document or JSON, by what the client accepts."""
    headers = {"Accept": accept} if accept else {}
    response = client.put("/tika", data=PAGE.encode(), headers=headers)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert response.text.startswith(start)
    assert BODY in response.text
    assert "cookies" not in response.text


@pytest.mark.parametrize("handler", KINDS)
def test_address_names_the_form(client: FlaskClient, handler: str) -> None:
    """The forms have addresses too, for pages that are put and for files that are uploaded."""
    put = client.put(f"/tika/{handler}", data=PAGE.encode(), content_type="text/html")
    posted = client.post(f"/tika/form/{handler}", data=form(file(PAGE)), content_type=FORM)
    assert put.mimetype == posted.mimetype == KINDS[handler]
    assert put.data == posted.data
    assert (BODY in put.text, put.text.startswith("<html")) == (True, handler != "text")


def test_metadata_have_their_names(client: FlaskClient) -> None:
    """What the page says of itself stands under Dublin Core's names, as Tika has it."""
    told = client.put("/meta", data=PAGE.encode(), content_type="text/html").json
    assert told["dc:title"] == "Old mill opens"
    assert told["dc:creator"] == ["Ada Stone"]
    assert told["dcterms:created"] == "2024-05-01T00:00:00Z"
    assert told["language"] == "en"
    assert told["Content-Type"] == "text/html; charset=UTF-8"
    assert "X-TIKA:content" not in told
    assert "dcterms:modified" not in told


def test_list_has_one_entry(client: FlaskClient) -> None:
    """At /rmeta a page is a list of one, with its content in the form that is asked for."""
    for path, start in (("/rmeta", "<html"), ("/rmeta/text", BODY), ("/rmeta/xml", "<html")):
        (entry,) = client.put(path, data=PAGE.encode()).json
        assert entry["X-TIKA:content"].startswith(start)
    (entry,) = client.post("/rmeta/form/text", data=form(file(PAGE)), content_type=FORM).json
    assert entry["X-TIKA:content"].startswith(BODY)


def test_document_is_escaped(client: FlaskClient) -> None:
    """What a page says of itself cannot leave its place in the document's head."""
    title = "Old &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; mill &quot; onload=&quot;a"
    page = HTML.replace("Old mill opens", title)
    said = client.put("/tika/html", data=page.encode()).text
    assert "<script" not in said
    assert '" onload="a' not in said


def test_body_may_be_compressed(client: FlaskClient) -> None:
    """A put page may come in any coding that is known, as its clients compress long ones."""
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    response = client.put("/tika/text", data=gzip.compress(PAGE.encode()), headers=headers)
    assert response.text.startswith(BODY)


def test_address_alone_is_refused(client: FlaskClient) -> None:
    """Nothing is fetched where Tika would fetch, and the client is told so."""
    response = client.put("/tika", headers={"fileUrl": "https://example.org/mill"})
    check(response, Problem.URL_ALONE)


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type", "problem"),
    [
        ("put", "/tika", b"", "text/html", Problem.EMPTY_BODY),
        ("put", "/tika", b"%PDF-1.7\n" + bytes(99), "", Problem.UNSUPPORTED_MEDIA_TYPE),
        ("put", "/rmeta/text", PAGE.encode(), "application/pdf", Problem.UNSUPPORTED_MEDIA_TYPE),
        ("put", "/tika?output=html", PAGE.encode(), "text/html", None),
        ("put", "/tika?ouput=html", PAGE.encode(), "text/html", Problem.INVALID_OPTION),
        ("put", "/tika/pdf", PAGE.encode(), "text/html", Problem.NOT_FOUND),
        ("post", "/tika", PAGE.encode(), "text/html", Problem.METHOD_NOT_ALLOWED),
        ("post", "/tika/form", PAGE.encode(), "text/html", Problem.MALFORMED_FORM),
        ("post", "/tika/form", form(field("a", "b")), FORM, Problem.MALFORMED_FORM),
        ("post", "/rmeta/form/text", form(), FORM, Problem.MALFORMED_FORM),
    ],
)
def test_bad_request_is_refused(
    client: FlaskClient,
    method: str,
    path: str,
    body: bytes,
    media_type: str,
    problem: Problem | None,
) -> None:
    """What is no page is a problem document here too."""
    response = client.open(path, method=method.upper(), data=body, content_type=media_type or None)
    if problem is None:
        assert response.text.startswith(BODY)
    else:
        check(response, problem)
