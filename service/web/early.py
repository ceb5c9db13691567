"""Answers to what never became a request: a bad head, a head that did not arrive."""

import contextlib
import uuid

from service.log import log
from service.web import metrics
from service.web.connection import Connection
from service.web.problems import MEDIA_TYPE, problem_document
from sluice.errors import Problem, place_of
from sluice.formats.json_codec import encode


def answer_early(connection: Connection, problem: Problem, fault: Exception | None) -> None:
    """Send a problem document on a bare connection and note it; the connection is closed then."""
    kind, request_id = problem.value, uuid.uuid4().hex
    body = encode(problem_document(problem, kind.title) | {"request_id": request_id})
    head = (
        f"HTTP/1.1 {kind.status} {kind.code}\r\nContent-Type: {MEDIA_TYPE}\r\n"
        f"Content-Length: {len(body)}\r\nX-Request-ID: {request_id}\r\n"
        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )
    connection.hang_up()
    with contextlib.suppress(OSError):
        connection.sendall(head.encode("ascii") + body)
    metrics.early(kind.status)
    facts = {"request_id": request_id, "status": kind.status, "problem": kind.code}
    if fault is None:
        log.info("request", **facts)
    else:
        log.error("request", **facts, fault=place_of(fault))
