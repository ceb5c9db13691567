"""One JSON line a request, under the X-Request-ID that the answer echoes; no word of a page."""

import re
import time
import uuid
from functools import partial
from typing import Any

from flask import Flask, Response, g, request

from service.log import log
from service.web import metrics
from service.web.connection import Connection, Nobody, connection

# What a client may send as its id: it goes into logs and headers.
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
PROBES = frozenset(("/livez", "/readyz", "/healthz", "/metrics"))
SAFE_PATH = re.compile(r"[^A-Za-z0-9/._~-]")


def install(app: Flask) -> None:
    """Name each request on its way in and note it on its way out."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.path.rstrip("/") in PROBES:
        return response
    # The address as it was asked for; what is counted until the answer has been sent comes later.
    asked = {"method": request.method, "path": SAFE_PATH.sub("?", request.path[:200])}
    note = partial(_note, response, g._get_current_object(), asked, connection())
    if response.is_streamed:
        response.call_on_close(note)
    else:
        note()
    return response


def _note(
    response: Response, told: Any, asked: dict[str, str], client: Connection | Nobody
) -> None:
    seconds = time.perf_counter() - told.started
    # Who has had a streamed answer to its end may leave before this is noted.
    left = not told.answered_whole if response.is_streamed else client.has_left()
    status = metrics.CLIENT_LEFT if left else response.status_code
    sent = response.content_length or told.get("bytes_out", 0)
    metrics.request_done(status, seconds)
    metrics.counters.add("sluice_answered_bytes", sent)
    facts = {
        "request_id": told.request_id,
        **asked,
        "status": status,
        "bytes_in": told.get("bytes_in", 0),
        "bytes_out": sent,
        "milliseconds": round(1000 * seconds, 1),
        "problem": told.get("problem"),
        **told.get("spans", {}),
    }
    fault = told.get("fault")
    if fault is not None:
        log.error("request", **facts, fault=fault)
    else:
        log.info("request", **facts)
