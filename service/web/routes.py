"""The service's addresses."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, Response, current_app, g, request
from werkzeug.http import parse_options_header

from service.engine import Engine, Job, Reply
from service.web import bare_body, metrics
from service.web.body import whole_body
from service.web.problems import answer_with
from service.web.reference import OPENAPI
from sluice.errors import Problem, Refused
from sluice.formats.json_codec import encode
from sluice.reasons import Reason
from sluice.render import Output

blueprint = Blueprint("api", __name__)
DESCRIPTION = OPENAPI.read_bytes()
REASONS = encode([{"code": reason, "sentence": reason.sentence} for reason in Reason])


@blueprint.post("/v1/clean")
def clean_page() -> Response:
    """Clean the posted page."""
    with _received() as body:
        output = bare_body.asked_for()
        return _response(_cleaned(job_of(body, output)), output)


@blueprint.post("/v1/trafilatura")
def ask_trafilatura() -> Response:
    """What trafilatura makes of the posted page, to be shown beside the answer."""
    with _received() as body:
        return _response(_cleaned(job_of(body, peer="trafilatura")), None)


@contextmanager
def _received() -> Iterator[bytes]:
    with whole_body() as body:
        g.bytes_in = len(body)
        metrics.counters.add("sluice_received_bytes", len(body))
        yield body


@blueprint.get("/v1/reasons")
def reasons() -> Response:
    """The closed list of reasons."""
    return _json(REASONS)


@blueprint.get("/openapi.yaml")
def openapi() -> Response:
    """This service's description."""
    return Response(DESCRIPTION, mimetype="application/yaml")


def job_of(body: bytes, output: Output | None = None, peer: str = "") -> Job:
    """This request's page, with what its head says of it.

    output: the form in which the body alone is to be answered. peer: who else is to answer.
    """
    media_type, parameters = parse_options_header(request.headers.get("Content-Type", ""))
    return Job(
        body,
        media_type.lower(),
        parameters.get("charset"),
        request.headers.get("Content-Encoding", ""),
        request.args.to_dict(flat=False) | ({"output": [output]} if output else {}),
        peer,
    )


def _cleaned(job: Job) -> Reply:
    began, reply = time.perf_counter(), Reply()
    try:
        engine: Engine = current_app.extensions["engine"]
        reply = engine.clean(job)
    finally:
        waited = time.perf_counter() - began - reply.seconds
        metrics.observe("sluice_queue_seconds", max(0.0, waited))
    g.spans = {"engine_ms": round(1000 * reply.seconds, 1), "queue_ms": round(1000 * waited, 1)}
    return reply


def _response(reply: Reply, output: Output | None) -> Response:
    if reply.problem is None:
        metrics.page_done(reply, 200)
        response = bare_body.body_alone(reply.body, output) if output else _json(reply.body)
        response.vary.add("Accept")
        return response
    problem = Problem[reply.problem]
    metrics.page_done(reply, problem.value.status)
    if reply.fault is not None:
        g.fault = reply.fault
        return answer_with(problem, problem.value.title)
    raise Refused(problem, reply.detail)


def _json(body: bytes) -> Response:
    return Response(body, mimetype="application/json")
