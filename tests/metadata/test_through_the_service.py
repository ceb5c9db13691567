"""Metadata of the wrong type, number, depth or size, posted as a crawler would."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

PROSE = "<p>" + "The old mill on the river was opened again, after eleven years. " * 8 + "</p>"
H1 = "<h1>Old mill opens again</h1>"
ARTICLE = {"@type": "Article", "headline": "Old mill opens again", "datePublished": "2024-05-07"}
BOUND_SECONDS = 60


def ld(**fields: Any) -> str:
    text = json.dumps(ARTICLE | fields)
    return f'<script type="application/ld+json">{text}</script>'


def deep(depth: int) -> str:
    nested = '{"@type":"Person","name":' * depth + '"Ada"' + "}" * depth
    return f'<script type="application/ld+json">{{"@type":"Article","author":{nested}}}</script>'


# (the page's head, fields of the answer)
HOSTILE = {
    "a list for a title": (ld(headline=["Old mill opens again", 7]), {}),
    "an object for a title": (ld(headline={"@value": ["a", {"b": []}]}), {}),
    "a number for a date": (ld(datePublished=20240507), {"date_published": None}),
    "a list for a date": (ld(datePublished=[{}, None]), {"date_published": None}),
    "a word for a date": (ld(datePublished="soon"), {"date_published": None}),
    "a date before all dates": (ld(datePublished="0000-00-00"), {"date_published": None}),
    "a number for an author": (ld(author=7), {"authors": []}),
    "authors within authors": (ld(author=[[{"name": [["Ada"]]}]]), {"authors": []}),
    "an object for the site": (ld(publisher={"name": {"name": 1}}), {"site_name": None}),
    "a number for a description": (ld(description=1.5), {"description": None}),
    "a script for an address": (ld(url="javascript:alert(1)"), {"url": None}),
    "objects for tags": (ld(keywords=[{"a": 1}, None, 3]), {"tags": []}),
    "half an emoji": (ld(author={"name": "Ada \ud83d Stone"}), {}),
    "a thousand levels": (deep(1_000), {}),
    "a hundred thousand levels": (deep(100_000), {"authors": []}),
    "a title of a megabyte": (f"<title>{'Mill ' * 200_000}</title>", {}),
    "meta tags without number": (
        '<meta property="article:author" content="Ada Stone">' * 10_000,
        {},
    ),
}


@pytest.mark.parametrize(("head", "fields"), HOSTILE.values(), ids=HOSTILE)
def test_strange_metadata_is_answered(
    client: FlaskClient,
    within: Callable[[int], AbstractContextManager[None]],
    head: str,
    fields: dict[str, Any],
) -> None:
    """A field that makes no sense is null, and all that makes sense is answered as ever."""
    page = f"<html><head>{head}</head><body>{H1}{PROSE}</body></html>"
    with within(BOUND_SECONDS):
        response = client.post("/v1/clean", data=page.encode(), content_type="text/html")
    assert response.status_code == 200, response.text
    found = response.get_json()["metadata"]
    assert found["title"] == "Old mill opens again"
    assert len(found["authors"]) <= 50
    assert {field: found[field] for field in fields} == fields


def test_ten_thousand_authors_are_the_first_of_them(client: FlaskClient) -> None:
    """Authors without number are cut to what an answer may hold."""
    names = [{"@type": "Person", "name": f"Ada {chr(65 + n % 26)}stone"} for n in range(10_000)]
    page = f"<head>{ld(author=names)}</head>{H1}{PROSE}"
    found = client.post("/v1/clean", data=page.encode(), content_type="text/html").get_json()
    assert 0 < len(found["metadata"]["authors"]) <= 50


# (the page's head, the address that the caller gave, the answered one, its source)
ADDRESSES = [
    ("", "https://example.org/mill", "https://example.org/mill", "request"),
    (
        '<link rel="canonical" href="/old-mill">',
        "https://example.org/mill",
        "https://example.org/old-mill",
        "head",
    ),
    ("", "https://example.org/мельница", "https://example.org/мельница", "request"),
    ("", None, None, None),
]


@pytest.mark.parametrize("content_type", ["text/html", "text/plain"])
@pytest.mark.parametrize(("head", "url", "answered", "source"), ADDRESSES)
def test_address_that_the_caller_gave_is_answered(
    client: FlaskClient,
    head: str,
    url: str | None,
    answered: str | None,
    source: str | None,
    content_type: str,
) -> None:
    """The address of the query stands in the answer where the page names none of its own."""
    if content_type == "text/plain" and head:
        return
    html = f"<html><head>{head}</head><body>{H1}{PROSE}</body></html>"
    page = html if content_type == "text/html" else PROSE[3:-4]
    query = {"url": url} if url else {}
    found = client.post(
        "/v1/clean", data=page.encode(), content_type=content_type, query_string=query
    )
    metadata = found.get_json()["metadata"]
    assert (metadata["url"], metadata["sources"].get("url")) == (answered, source)


def test_address_of_an_archives_record_is_answered(client: FlaskClient) -> None:
    """A record's address stands in its page's answer."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{H1}{PROSE}"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Target-URI: https://example.org/mill\r\nWARC-Date: 2024-11-12T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    record = f"{head}{http}\r\n\r\n".encode()
    found = client.post("/v1/clean/batch", data=record, content_type="application/warc")
    metadata = json.loads(found.data.splitlines()[0])["metadata"]
    assert (metadata["url"], metadata["sources"]["url"]) == ("https://example.org/mill", "request")
