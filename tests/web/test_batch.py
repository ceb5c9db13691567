"""A batch: one answer a page, in their order, and whatever is wrong with one costs no other."""

import gzip
import json
import threading
import time
from hashlib import sha256
from typing import Any

import brotli
import pytest
import zstandard
from flask.testing import FlaskClient

from service.engine import Job, Reply
from service.settings import settings
from service.web import batch, create_app
from service.web.body import memory
from sluice.errors import Overloaded
from sluice.formats.item import Item
from tests.archives import BODY, archive, http, packed, record

NDJSON = "application/x-ndjson"
TEXT = {"text": f"Mill\n\n{BODY} It had stood still.\n\nThis website uses cookies."}


def ndjson(*lines: object) -> bytes:
    return b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
    )


def raw(client: FlaskClient) -> bytes:
    return client.post("/v1/clean/batch", data=b"x", content_type=NDJSON).data


def post(client: FlaskClient, body: bytes, query: str = "", **headers: str) -> list[dict[str, Any]]:
    given = {"Content-Type": NDJSON} | {k.replace("_", "-"): v for k, v in headers.items()}
    response = client.post(f"/v1/clean/batch{query}", data=body, headers=given)
    assert (response.status_code, response.mimetype) == (200, NDJSON), response.text
    assert response.data.endswith(b"\n")
    return [json.loads(line) for line in response.data.splitlines()]


def test_answers_are_those_of_single_requests(client: FlaskClient) -> None:
    """A page's answer is byte for byte the one that it would have got alone."""
    pages = [TEXT | {"id": "a"}, {"html": f"<h1>Mill</h1><p>{BODY}</p>"}, {"text": "1. One"}]
    alone = [client.post("/v1/clean", json=page).data for page in pages]
    response = client.post("/v1/clean/batch", data=ndjson(*pages), content_type=NDJSON)
    assert response.data == b"".join(answer + b"\n" for answer in alone)


def test_order_and_ids(client: FlaskClient) -> None:
    """Answers stand in the order of the pages and carry their ids, whichever was done first."""
    pages = [TEXT | {"id": f"page-{i}", "text": TEXT["text"] * (1 + i % 7)} for i in range(60)]
    assert [answer["id"] for answer in post(client, ndjson(*pages))] == [p["id"] for p in pages]


BAD_LINES = {
    "no JSON": (b"{", "malformed-json", None),
    "no object": (b"[1]", "malformed-json", None),
    "null": (b"null", "malformed-json", None),
    "no page": ({"id": "x"}, "malformed-json", "x"),
    "two pages": ({"id": "x", "html": "a", "text": "a"}, "malformed-json", "x"),
    "empty page": ({"id": "x", "text": " "}, "empty-body", "x"),
    "wrong option": ({"id": "x", "text": "a", "output": "pdf"}, "invalid-option", "x"),
    "unknown option": ({"id": "x", "text": "a", "colour": "red"}, "invalid-option", "x"),
    "number as id": ({"id": 5, "text": "a"}, "invalid-option", None),
    "no UTF-8": (b'{"text": "\xff"}', "malformed-json", None),
    "deep": (b"[" * 100_000, "malformed-json", None),
    "half a character": (b'{"id": "\\ud800", "text": "a"}', "invalid-option", "?"),
}


@pytest.mark.parametrize(("line", "code", "name"), BAD_LINES.values(), ids=BAD_LINES)
def test_bad_line(client: FlaskClient, line: object, code: str, name: str | None) -> None:
    """A bad line is answered by a problem of its own, with its place and id, and ends nothing."""
    first, problem, last = post(client, ndjson(TEXT, line, TEXT), X_Request_ID="batch-1")
    assert first == last
    assert BODY in first["body"]
    assert (problem["code"], problem["id"], problem["position"]) == (code, name, 2)
    assert problem["request_id"] == "batch-1"
    assert problem["remedy"]


def test_line_over_the_limit(client: FlaskClient) -> None:
    """A line over the limit is refused, and what follows it is cleaned."""
    long = b'{"text": "' + b"mill " * (settings.max_body_bytes // 5) + b'"}'
    problem, answer = post(client, ndjson(long, TEXT))
    assert (problem["code"], problem["status"], problem["position"]) == ("body-too-large", 413, 1)
    assert BODY in answer["body"]


def test_blank_lines_and_a_last_line_without_end(client: FlaskClient) -> None:
    """Blank lines are no pages, and the last line needs no line feed."""
    assert len(post(client, b"\n \r\n" + ndjson(TEXT) + b"\n" + ndjson(TEXT)[:-1])) == 2


def test_query_is_for_all(client: FlaskClient) -> None:
    """An option in the query counts for each page, also where the page says something else."""
    found = post(client, ndjson(TEXT, TEXT | {"output": "text"}), "?output=html&removed=none")
    assert [(answer["output"], answer["removed"]) for answer in found] == [("html", [])] * 2


CODINGS = {
    "gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_compressed_batch(client: FlaskClient, coding: str) -> None:
    """A batch may be compressed as a single page may."""
    body = CODINGS[coding](ndjson(*[TEXT] * 50))
    assert len(post(client, body, Content_Encoding=coding)) == 50


def test_compressed_batch_that_was_cut(client: FlaskClient) -> None:
    """Where the stream breaks, the lines before it are answered, and the break is told."""
    noise = [TEXT | {"id": sha256(b"%d" % i).hexdigest()} for i in range(300)]
    body = gzip.compress(ndjson(*noise))
    *answers, problem = post(client, body[:-30], "?removed=none", Content_Encoding="gzip")
    assert problem["code"] == "malformed-body"
    assert 200 < len(answers) <= 300
    assert [answer["id"] for answer in answers] == [n["id"] for n in noise[: len(answers)]]


@pytest.mark.parametrize("pack", [archive, packed])
def test_archive(client: FlaskClient, pack: Any) -> None:
    """An archive's pages are answered under their records' names, with what HTTP said of them."""
    page_1252 = f"<title>Mühle</title><p>{BODY}</p>".encode("cp1252")
    body = pack(
        record(b"", "0", "warcinfo"),
        record(http(page_1252, "text/html; charset=cp1252")),
        record(http(gzip.compress(b"x"), "text/html", "Content-Encoding: zip"), "2"),
        record(BODY.encode(), "3", "conversion"),
    )
    page, problem, text = post(client, body, Content_Type="application/warc")
    assert page["body"] == text["body"] == BODY
    assert page["metadata"]["title"] == "Mühle"
    assert page["input"]["encoding_from"] == "http charset"
    assert (page["id"], text["id"]) == ("<urn:uuid:1>", "<urn:uuid:3>")
    assert (page["input"]["kind"], text["input"]["kind"]) == ("html", "text")
    assert (problem["id"], problem["position"]) == ("<urn:uuid:2>", 3)
    assert problem["code"] == "unsupported-encoding"


def test_damaged_archive(client: FlaskClient) -> None:
    """What was whole is answered, then what is wrong."""
    body = archive(record(http()), record(http()))[:-20]
    page, problem = post(client, body, Content_Type="application/warc")
    assert page["body"] == BODY
    assert problem["code"] == "incomplete-body"


REFUSED = [
    (b"", "", NDJSON, 400, "empty-body"),
    (b"{}", "", "application/json", 415, "unsupported-media-type"),
    (b"{}", "", "", 415, "unsupported-media-type"),
    (b"{}", "?ouput=text", NDJSON, 422, "invalid-option"),
    (b"{}", "?output=pdf", NDJSON, 422, "invalid-option"),
    (b"{}", "?id=5", NDJSON, 422, "invalid-option"),
    (b"{}", "?url=https://example.org/", NDJSON, 422, "invalid-option"),
]


@pytest.mark.parametrize(("body", "query", "kind", "status", "code"), REFUSED)
def test_refused_batch(
    client: FlaskClient, body: bytes, query: str, kind: str, status: int, code: str
) -> None:
    """What is wrong with the whole batch is said before it begins."""
    response = client.post(f"/v1/clean/batch{query}", data=body, content_type=kind)
    assert (response.status_code, response.json["code"]) == (status, code)
    assert response.mimetype == "application/problem+json"


def test_single_pages_are_no_records(client: FlaskClient) -> None:
    """The type under which records go to the engines cannot be posted."""
    for kind in ("RECORD", "record", "application/warc"):
        response = client.post("/v1/clean", data=record(http()), content_type=kind)
        assert response.json["code"] == "unsupported-media-type"


class Watched:
    """Takes its time, and notes how many pages it was given."""

    def __init__(self) -> None:
        self.given = 0
        self.free = threading.Event()

    def clean(self, job: Job, wait_seconds: float | None = None) -> Reply:
        self.given += 1
        assert self.free.wait(10)
        if b"poison" in job.body:
            raise RuntimeError("a fault of ours")
        if b"overload" in job.body:
            raise Overloaded(3)
        return Reply(body=job.body)

    def ready(self) -> bool:
        return True


def test_nothing_is_read_that_is_not_about_to_be_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every engine busy a batch takes in a few pages and no more; then all are answered."""
    engine, taken = Watched(), []
    pages = 500

    def items(*_: object) -> Any:
        for position in range(1, pages + 1):
            taken.append(position)
            yield Item(position, Job(b"%d" % position))

    monkeypatch.setitem(batch.READERS, NDJSON, items)
    client = create_app(engine).test_client()
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(raw(client)))
    reader.start()
    time.sleep(0.3)
    window = 2 * settings.engines
    assert len(taken) <= window + 1
    assert engine.given <= window
    engine.free.set()
    reader.join(20)
    assert found[0].split() == [b"%d" % n for n in range(1, pages + 1)]


def test_faults_and_overload_are_the_pages_own() -> None:
    """A fault of the service and an engine that nobody got are told at their page alone."""
    engine = Watched()
    engine.free.set()
    lines = ndjson({"id": "a"}, {"id": "poison"}, {"id": "overload"}, {"id": "b"})
    found = post(create_app(engine).test_client(), lines)
    assert [entry.get("code") for entry in found] == [None, "internal-error", "overloaded", None]
    assert [entry["id"] for entry in found] == ["a", "poison", "overload", "b"]
    assert "fault of ours" not in json.dumps(found)
    assert found[2]["retryable"] is True


def test_bytes_are_given_back(client: FlaskClient) -> None:
    """After a batch, whole or left in the middle, none of its bytes count as held."""
    before = memory.used
    post(client, ndjson(*[TEXT] * 5, b"{"))
    response = client.post(
        "/v1/clean/batch", data=ndjson(*[TEXT] * 200), content_type=NDJSON, buffered=False
    )
    next(iter(response.response))
    response.close()
    until = time.monotonic() + 30
    while memory.used != before and time.monotonic() < until:
        time.sleep(0.02)
    assert memory.used == before
