"""The service asks nobody anything, whatever addresses a page is full of."""

import socket

import pytest
from flask.testing import FlaskClient

ELSEWHERE = "http://192.0.2.1/"
PAGE = f"""<!doctype html><html><head><title>Old mill opens</title><base href="{ELSEWHERE}">
<link rel="canonical" href="{ELSEWHERE}a"><link rel="stylesheet" href="{ELSEWHERE}a.css">
<script type="application/ld+json">{{"@context": "{ELSEWHERE}", "@id": "{ELSEWHERE}b"}}</script>
</head><body><img src="{ELSEWHERE}a.png"><iframe src="{ELSEWHERE}"></iframe>
<p>The mill on the river was opened again on Monday. <a href="{ELSEWHERE}c">More</a></p></body>"""
XML = f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "{ELSEWHERE}a.dtd"><html><p>The mill.</p></html>'


@pytest.mark.parametrize("page", [PAGE, XML])
@pytest.mark.parametrize("query", ["", "?output=markdown&url=http://192.0.2.1/d", "?output=html"])
def test_page_makes_no_connection(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, page: str, query: str
) -> None:
    """No name is resolved and no connection opened while a page is cleaned and written."""
    asked = []
    for where, name in ((socket.socket, "connect"), (socket, "getaddrinfo")):
        monkeypatch.setattr(where, name, lambda *words, **_: asked.append(words))
    response = client.post(f"/v1/clean{query}", data=page, content_type="text/html")
    assert response.status_code == 200
    assert asked == []
