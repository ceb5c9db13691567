"""Every problem type over HTTP: its document, its status, and that it says nothing it must not."""

import gzip
import json
import re
import zlib

import brotli
import pytest
import zstandard
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.settings import settings
from sluice.errors import Problem
from sluice.pipeline import Cleaner
from tests.rows import every_row

PAGE = b"The mill on the river was opened again on Monday. It had stood still for years. " * 50
SECRET = "xyzzy-plugh"
JSON, TEXT = "application/json", "text/plain"
FIELDS = {"type", "code", "title", "status", "detail", "retryable", "remedy", "request_id"}
PACKED = {
    "gzip": gzip.compress(PAGE, mtime=0),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
}
TOO_MUCH = b"a" * (settings.max_body_bytes + 1)
BOMBS = {
    "gzip": gzip.compress(TOO_MUCH),
    "deflate": zlib.compress(TOO_MUCH),
    "br": brotli.compress(TOO_MUCH, quality=1),
    "zstd": zstandard.compress(TOO_MUCH),
}


def page(**fields: object) -> bytes:
    """A JSON request that is right but for these fields."""
    return json.dumps({"text": PAGE.decode()} | fields).encode()


# What is sent: body, Content-Type, query, and the problem's code.
REFUSED = [
    (b"", TEXT, "", Problem.EMPTY_BODY),
    (b" \r\n\t", "text/html", "", Problem.EMPTY_BODY),
    (b"", JSON, "", Problem.EMPTY_BODY),
    (b" \n", JSON, "", Problem.EMPTY_BODY),
    (b'{"text": ""}', JSON, "", Problem.EMPTY_BODY),
    (b'{"html": " \\n "}', JSON, "", Problem.EMPTY_BODY),
    (b"{", JSON, "", Problem.MALFORMED_JSON),
    (b"[]", JSON, "", Problem.MALFORMED_JSON),
    (b'"text"', JSON, "", Problem.MALFORMED_JSON),
    (b'{"text": "a"} {"text": "b"}', JSON, "", Problem.MALFORMED_JSON),
    (b'{"text": "\xff"}', JSON, "", Problem.MALFORMED_JSON),
    (b'{"text": "a", "id": ' + b"[" * 100_000 + b"}", JSON, "", Problem.MALFORMED_JSON),
    (page(html="<p>a</p>"), JSON, "", Problem.MALFORMED_JSON),
    (page(text=None), JSON, "", Problem.MALFORMED_JSON),
    (page(text=5), JSON, "", Problem.MALFORMED_JSON),
    (page(text=["a"]), JSON, "", Problem.MALFORMED_JSON),
    (b'{"url": "https://example.org"}', JSON, "", Problem.URL_ALONE),
    (b'{"url": 5}', JSON, "", Problem.MALFORMED_JSON),
    (page(id=5), JSON, "", Problem.INVALID_OPTION),
    (page(url=["https://example.org"]), JSON, "", Problem.INVALID_OPTION),
    (page(output="pdf"), JSON, "", Problem.INVALID_OPTION),
    (page(output=None), JSON, "", Problem.INVALID_OPTION),
    (page(removed=True), JSON, "", Problem.INVALID_OPTION),
    (page(crawled_at="yesterday"), JSON, "", Problem.INVALID_OPTION),
    (page(lang="en"), JSON, "", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?ouput=html", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?text=a", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?output=pdf", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?output=", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?output=TEXT", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?removed=all", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?output=text&output=html", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?crawled_at=2024-13-01", Problem.INVALID_OPTION),
    (PAGE, TEXT, "?crawled_at=", Problem.INVALID_OPTION),
    (PAGE, "image/png", "", Problem.UNSUPPORTED_MEDIA_TYPE),
    (PAGE, "multipart/form-data; boundary=a", "", Problem.MALFORMED_FORM),
    (PAGE, "multipart/mixed; boundary=a", "", Problem.UNSUPPORTED_MEDIA_TYPE),
    (PAGE, "nonsense", "", Problem.UNSUPPORTED_MEDIA_TYPE),
    (b"%PDF-1.7\n" + PAGE, "text/html", "", Problem.UNSUPPORTED_MEDIA_TYPE),
    (b"\x89PNG\r\n\x1a\n" + PAGE, TEXT, "", Problem.UNSUPPORTED_MEDIA_TYPE),
    (PACKED["gzip"], TEXT, "", Problem.UNSUPPORTED_MEDIA_TYPE),
    (b"\x00\x01" * 500, TEXT, "", Problem.UNSUPPORTED_MEDIA_TYPE),
    (b"a\n\n" * (settings.max_blocks + 1), TEXT, "", Problem.PAGE_TOO_COSTLY),
    (TOO_MUCH, TEXT, "", Problem.BODY_TOO_LARGE),
]
# A name for each case, the body, its Content-Encoding and the problem.
CODED = [
    *((f"{c} without its end", PACKED[c][:-6], c, Problem.MALFORMED_BODY) for c in PACKED),
    *((f"{c} cut early", PACKED[c][:9], c, Problem.MALFORMED_BODY) for c in PACKED),
    *((f"{c} that is none", PAGE, c, Problem.MALFORMED_BODY) for c in PACKED),
    *((f"{c} bomb", BOMBS[c], c, Problem.BODY_TOO_LARGE) for c in BOMBS),
    ("an old coding", PAGE, "compress", Problem.UNSUPPORTED_ENCODING),
    ("two codings", PAGE, "gzip, br", Problem.UNSUPPORTED_ENCODING),
    ("a coding with parameters", PAGE, "identity;q=1", Problem.UNSUPPORTED_ENCODING),
]
# Paths, Python's and libraries' names, and the words of a traceback.
NEVER_SAID = re.compile(
    r"/usr|/home|site-packages|\.py\b|Traceback|Error\b|Exception|python|flask|werkzeug"
    r"|gunicorn|msgspec|pydantic|zlib|brotli\.|zstandard|lxml|lexbor|selectolax|trafilatura|(?-i:\bNone\b)"
    r"|\bobject at\b|\bmill\b|\briver\b",
    re.I,
)


def check(response: TestResponse, problem: Problem) -> dict[str, object]:
    """The problem document, once everything that holds of all of them is known to hold."""
    kind, document = problem.value, response.get_json(force=True)
    assert (document["code"], response.status_code) == (kind.code, kind.status)
    assert response.content_type == "application/problem+json"
    assert document.keys() == FIELDS
    assert document["type"] == f"/problems/{kind.code}"
    assert document["status"] == kind.status
    assert document["title"] == kind.title
    assert document["remedy"] == kind.remedy
    assert document["retryable"] is kind.retryable
    assert document["request_id"] == response.headers["X-Request-ID"]
    said = f"{document['detail']} {document['title']}"
    assert not NEVER_SAID.search(said), said
    assert len(document["detail"]) < 200
    return document


@every_row(
    ("body", "media_type", "query", "problem"),
    [pytest.param(*case, id=f"{i} {case[-1].value.code}") for i, case in enumerate(REFUSED)],
)
def test_refused(
    client: FlaskClient, body: bytes, media_type: str, query: str, problem: Problem
) -> None:
    """A request that cannot be served is answered with its own problem."""
    check(client.post(f"/v1/clean{query}", data=body, content_type=media_type), problem)


@pytest.mark.parametrize(
    ("body", "coding", "problem"), [pytest.param(*case, id=name) for name, *case in CODED]
)
def test_refused_coding(client: FlaskClient, body: bytes, coding: str, problem: Problem) -> None:
    """A stream that is broken, cut, unknown or grows past the limit is refused as that."""
    headers = {"Content-Encoding": coding, "Content-Type": TEXT}
    check(client.post("/v1/clean", data=body, headers=headers), problem)


@pytest.mark.parametrize(
    ("method", "path", "problem", "allow"),
    [
        ("GET", "/nothing", Problem.NOT_FOUND, set()),
        ("POST", "/v2/clean", Problem.NOT_FOUND, set()),
        ("GET", "/v1/clean", Problem.METHOD_NOT_ALLOWED, {"POST", "OPTIONS"}),
        ("DELETE", "/v1/clean", Problem.METHOD_NOT_ALLOWED, {"POST", "OPTIONS"}),
        ("POST", "/livez", Problem.METHOD_NOT_ALLOWED, {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/v1/reasons", Problem.METHOD_NOT_ALLOWED, {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_wrong_address_or_method(
    client: FlaskClient, method: str, path: str, problem: Problem, allow: set[str]
) -> None:
    """An unknown address and a wrong method are problems too, and Allow names the right ones."""
    response = client.open(path, method=method)
    check(response, problem)
    assert set(response.allow) == allow


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?ouput=html", ["'ouput'", "Did you mean 'output'?"]),
        ("?crawledat=2024-05-01", ["'crawledat'", "Did you mean 'crawled_at'?"]),
        ("?x=1", ["'x'", "id", "url", "language", "crawled_at", "output", "removed"]),
        ("?id=a&id=b", ["'id'", "more than once"]),
        ("?output=pdf", ["'output'", "text", "markdown", "html"]),
        ("?removed=all", ["'removed'", "full", "summary", "none"]),
        ("?crawled_at=now", ["'crawled_at'", "ISO 8601"]),
    ],
)
def test_detail_helps(client: FlaskClient, query: str, words: list[str]) -> None:
    """What is wrong with an option is said so that it can be mended without the manual."""
    detail = client.post(f"/v1/clean{query}", data=PAGE, content_type=TEXT).json["detail"]
    assert [word for word in words if word not in detail] == []


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        (f"?output={SECRET}", {}),
        (f"?crawled_at={SECRET}", {}),
        ("", {"output": SECRET}),
        ("", {"html": SECRET}),
        ("", {"id": [SECRET]}),
    ],
)
def test_values_are_not_repeated(client: FlaskClient, query: str, fields: dict) -> None:
    """A problem document names the option that is wrong and never says what was sent."""
    response = client.post(f"/v1/clean{query}", data=page(**fields), content_type=JSON)
    assert 400 <= response.status_code < 500
    assert SECRET not in response.text


def test_fault_is_a_problem_that_says_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours is answered with internal-error, and the log has its place, not its words."""

    def broken(_: Cleaner, __: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(Cleaner, "clean", broken)
    response = client.post("/v1/clean", data=PAGE, content_type=TEXT)
    document = check(response, Problem.INTERNAL_ERROR)
    assert SECRET not in response.text
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert line["fault"].startswith("RuntimeError: broken (")
    assert SECRET not in str(line)
    assert line["request_id"] == document["request_id"]


def test_log_holds_no_page(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    """What a page says, and what a query names, is not logged."""
    client.post(f"/v1/clean?id={SECRET}", data=PAGE + SECRET.encode(), content_type=TEXT)
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["status"] == 200
    assert "river" not in line
    assert SECRET not in line
