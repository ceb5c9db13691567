"""One JSON line a request, under the X-Request-ID that the answer echoes; no word of a page."""

import re
import time
import uuid

from flask import Flask, Response, g, request

from service.log import log
from service.web import metrics
from service.web.peer import has_left

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
    seconds = time.perf_counter() - g.started
    status = metrics.CLIENT_LEFT if has_left() else response.status_code
    metrics.request_done(status, seconds)
    metrics.ledger.add("sluice_answered_bytes", response.content_length or 0)
    facts = {
        "request_id": g.request_id,
        "method": request.method,
        "path": SAFE_PATH.sub("?", request.path[:200]),
        "status": status,
        "bytes_in": g.get("bytes_in", 0),
        "bytes_out": response.content_length,
        "milliseconds": round(1000 * seconds, 1),
        "problem": g.get("problem"),
        **g.get("spans", {}),
    }
    fault = g.get("fault")
    if fault is not None:
        log.error("request", **facts, fault=fault)
    else:
        log.info("request", **facts)
    return response
