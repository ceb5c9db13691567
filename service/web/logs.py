"""One JSON line a request, under the X-Request-ID that the answer echoes; no word of a page."""

import re
import time
import uuid

import structlog
from flask import Flask, Response, g, request

# What a client may send as its id: it goes into logs and headers.
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
PROBES = frozenset(("/livez", "/readyz", "/healthz"))

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
)
log = structlog.get_logger()


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
    if request.path in PROBES:
        return response
    facts = {
        "request_id": g.request_id,
        "method": request.method,
        "path": request.path[:200],
        "status": response.status_code,
        "bytes_in": request.content_length,
        "bytes_out": response.content_length,
        "milliseconds": round(1000 * (time.perf_counter() - g.started), 1),
        "problem": g.get("problem"),
    }
    fault = g.get("fault")
    if fault is not None:
        log.error("request", **facts, exc_info=fault)
    else:
        log.info("request", **facts)
    return response
