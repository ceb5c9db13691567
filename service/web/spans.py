"""One OpenTelemetry span a request, under the caller's trace; it says what the log line says."""

from flask import Flask, Response, g, request
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import (
    SERVICE_NAME,
    SERVICE_VERSION,
    OTELResourceDetector,
    Resource,
)
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from service.web import shutdown
from service.web.logs import PROBES
from sluice.version import VERSION

PROPAGATOR = TraceContextTextMapPropagator()


def install(app: Flask) -> None:
    """Begin a span with each request that is no probe, and end it with its answer."""
    named = Resource({SERVICE_NAME: "sluice", SERVICE_VERSION: VERSION})
    provider = TracerProvider(
        resource=named.merge(OTELResourceDetector().detect()), shutdown_on_exit=False
    )
    shutdown.at_end(provider.shutdown)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer = provider.get_tracer("sluice", VERSION)

    def begin() -> None:
        if request.path.rstrip("/") not in PROBES:
            context = PROPAGATOR.extract(dict(request.headers.items(lower=True)))
            route = request.url_rule.rule if request.url_rule else ""
            name = f"{request.method} {route}".strip()
            g.span = tracer.start_span(name, context, SpanKind.SERVER)

    app.before_request(begin)
    app.after_request(_end)


def _end(response: Response) -> Response:
    if "span" in g:
        status = response.status_code
        g.span.set_attributes(
            {
                "http.request.method": request.method,
                "http.response.status_code": status,
                "http.request.body.size": g.get("bytes_in", 0),
                "sluice.request_id": g.request_id,
                "sluice.problem": g.get("problem") or "",
                **{f"sluice.{name}": figure for name, figure in g.get("spans", {}).items()},
            }
        )
        if status >= 500:
            g.span.set_status(Status(StatusCode.ERROR))
        g.span.end()
    return response
