"""The body alone by Accept, compressed answers, and who may ask from a browser."""

import gzip
from urllib.parse import unquote

import pytest
import zstandard
from flask.testing import FlaskClient

from service.web import cors, create_app
from sluice.workers.page import Inline

PAGE = (
    "<html lang=tr><head><title>Değirmen yeniden açıldı</title></head><body><article>"
    "<h1>Değirmen yeniden açıldı</h1><p>Nehirdeki <b>değirmen</b> on bir yıl sonra pazartesi günü "
    "yeniden açıldı, dedi <a href='/feribot'>feribot şirketi</a> uzun bir mektupta.</p>"
    "<p>Yüzlerce kişi çarkın dönüşünü görmeye geldi ve birçoğu akşama kadar orada kaldı.</p>"
    + "".join(f"<p>Çark {n}. gün de döndü ve değirmenci suyu kesti.</p>" for n in range(9))
    + "</article></body></html>"
)
# What is accepted, and the type of the answer.
ACCEPTED = [
    ("", "application/json"),
    ("*/*", "application/json"),
    ("application/json", "application/json"),
    ("application/*", "application/json"),
    ("image/png", "application/json"),
    ("text/markdown", "text/markdown"),
    ("text/html", "text/html"),
    ("text/plain", "text/plain"),
    ("text/*", "text/plain"),
    ("text/markdown;q=0.9, application/json;q=0.5", "text/markdown"),
    ("text/markdown;q=0.1, application/json", "application/json"),
    ("text/markdown, */*;q=0.1", "text/markdown"),
    (";;;,,", "application/json"),
]


def post(client: FlaskClient, accept: str = "", query: str = "", **headers: str):
    sent = {"Content-Type": "text/html", **headers}
    if accept:
        sent["Accept"] = accept
    return client.post(f"/v1/clean{query}", data=PAGE.encode(), headers=sent)


def test_accept_says_what_is_answered(client: FlaskClient) -> None:
    """The whole answer, unless another type is asked for above all."""
    found = [(accept, post(client, accept).mimetype) for accept, _ in ACCEPTED]
    assert found == ACCEPTED


@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("text/markdown", "Nehirdeki **değirmen** on bir"),
        ("text/html", "<p>Nehirdeki <strong>değirmen</strong> on"),
        ("text/plain", "Nehirdeki değirmen on bir"),
    ],
)
def test_body_alone(client: FlaskClient, accept: str, begins: str) -> None:
    """The body in the form of its type; title, language and verdict are headers."""
    answer = post(client, accept, "?output=html")
    assert answer.status_code == 200
    assert answer.text.startswith(begins)
    assert answer.headers["Content-Type"] == f"{accept}; charset=utf-8"
    assert answer.headers["X-Sluice-Title"].isascii()
    assert unquote(answer.headers["X-Sluice-Title"]) == "Değirmen yeniden açıldı"
    assert answer.headers["X-Sluice-Language"] == "tr"
    assert answer.headers["X-Sluice-Verdict"] in ("article", "brief")
    assert 0 <= float(answer.headers["X-Sluice-Score"]) <= 1
    assert "Accept" in answer.headers["Vary"]
    assert ("Content-Security-Policy" in answer.headers) == (accept == "text/html")


def test_title_cannot_become_a_header(client: FlaskClient) -> None:
    """Line ends, percent signs and all that is not ASCII are encoded."""
    page = {"text": "100%\u2028Set-Cookie: a=b\n\nThe mill was opened again on Monday, they say."}
    answer = client.post("/v1/clean", json=page, headers={"Accept": "text/plain"})
    title = answer.headers.get("X-Sluice-Title", "")
    assert title.isascii()
    assert "Set-Cookie" not in answer.headers


def test_problems_are_problems_whatever_is_accepted(client: FlaskClient) -> None:
    """A refusal is a problem document."""
    answer = client.post(
        "/v1/clean", data=b"", headers={"Accept": "text/markdown", "Content-Type": "text/html"}
    )
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


# What is accepted, and the coding of a long answer.
CODINGS = [
    ("gzip", "gzip"),
    ("gzip, deflate", "gzip"),
    ("gzip, deflate, br, zstd", "zstd"),
    ("zstd;q=0.5, gzip", "gzip"),
    ("*", "zstd"),
    ("br", None),
    ("identity", None),
    ("gzip;q=0", None),
    ("identity, gzip;q=0.1", None),
    ("", None),
]
PLAIN = {"gzip": gzip.decompress, "zstd": zstandard.decompress, None: bytes}


def test_answers_are_compressed_as_the_client_accepts(client: FlaskClient) -> None:
    """The coding is one that was asked for, and holds the same answer."""
    wrong = []
    expected = post(client, query="?removed=page").data
    for accepted, coding in CODINGS:
        answer = post(client, query="?removed=page", **{"Accept-Encoding": accepted})
        found = answer.headers.get("Content-Encoding")
        same = PLAIN.get(found, bytes)(answer.data) == expected
        if found != coding or not same or "Accept-Encoding" not in answer.headers["Vary"]:
            wrong.append((accepted, found))
        assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert not wrong


def test_short_answers_stay_as_they_are(client: FlaskClient) -> None:
    """What one packet holds is not compressed."""
    answer = client.get("/livez", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_no_other_page_may_ask_by_default(client: FlaskClient) -> None:
    """Without the setting no answer says that a script may read it."""
    answer = post(client, Origin="https://app.example")
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(
        cors, "settings", cors.settings.model_copy(update={"cors_origins": "https://app.example"})
    )
    return create_app(Inline()).test_client()


def test_named_origin_may_ask(browsed: FlaskClient) -> None:
    """Scripts of the pages that the setting names may post and read; others may not."""
    asked = {"Access-Control-Request-Method": "POST", "Origin": "https://app.example"}
    answer = browsed.options("/v1/clean", headers=asked)
    assert answer.status_code == 204
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example"
    answer = post(browsed, Origin="https://app.example")
    assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example"
    assert "X-Sluice-Title" in answer.headers["Access-Control-Expose-Headers"]
    other = post(browsed, Origin="https://evil.example")
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Origin" in other.headers["Vary"]
