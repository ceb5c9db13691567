"""From a request to its page's answer: the body is held, an engine asked, both counted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g

from service.engine import Engine, Job, Reply
from service.web import metrics
from service.web.body import whole_body
from sluice.errors import Problem, Refused


@contextmanager
def received() -> Iterator[bytes]:
    """This request's body, held until the end of the block. Raises Refused as whole_body does."""
    with whole_body() as body:
        g.bytes_in = len(body)
        metrics.counters.add("sluice_received_bytes", len(body))
        yield body


def answered(job: Job) -> Reply:
    """What the page came to: an answer. Raises Refused for any other outcome."""
    reply = _cleaned(job)
    if reply.problem is None:
        metrics.page_done(reply, 200)
        return reply
    problem = Problem[reply.problem]
    metrics.page_done(reply, problem.value.status)
    if reply.fault is not None:
        g.fault = reply.fault
        raise Refused(problem, problem.value.title)
    raise Refused(problem, reply.detail)


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
