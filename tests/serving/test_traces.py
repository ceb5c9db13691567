"""OpenTelemetry: spans go where the standard variables say, and nowhere else."""

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.serving.conftest import Service, eventually

TRACE = "0af7651916cd43dd8448eb211c80319c"


class Collector(HTTPServer):
    """Takes spans in."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receive)
        self.resources: list[ExportTraceServiceRequest] = []

    def spans(self) -> list:
        return [
            span
            for request in self.resources
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


class Receive(BaseHTTPRequestHandler):
    """POST /v1/traces."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        packed = self.headers.get("Content-Encoding") == "gzip"
        message = ExportTraceServiceRequest()
        message.ParseFromString(gzip.decompress(body) if packed else body)
        self.server.resources.append(message)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        yield collector
        collector.shutdown()
        thread.join()


def test_spans_reach_the_collector(serve: Callable[..., Service], collector: Collector) -> None:
    """Each request is a span under the caller's trace, probes are none, and no word is in it."""
    service = serve(
        SLUICE_ENGINES="1",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.server_port}",
        OTEL_BSP_SCHEDULE_DELAY="100",
        OTEL_SERVICE_NAME="cleaner",
    ).wait_until_ready()
    service.clean(traceparent=f"00-{TRACE}-b7ad6b7169203331-01")
    assert service.clean("")[0] == 400
    assert eventually(lambda: len(collector.spans()) == 2)
    cleaned, refused = sorted(collector.spans(), key=lambda span: span.trace_id.hex() != TRACE)
    assert cleaned.trace_id.hex() == TRACE
    assert cleaned.name == "POST /v1/clean"
    found = {entry.key: entry.value for entry in refused.attributes}
    assert found["http.response.status_code"].int_value == 400
    assert found["sluice.problem"].string_value == "empty-body"
    sent = "".join(map(str, collector.resources))
    assert '"cleaner"' in sent
    assert "river" not in sent


def test_collector_that_is_not_there(serve: Callable[..., Service]) -> None:
    """A collector that cannot be reached costs no page its answer."""
    service = serve(
        SLUICE_ENGINES="1",
        OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9",
        OTEL_BSP_SCHEDULE_DELAY="100",
        OTEL_EXPORTER_OTLP_TIMEOUT="1",
    ).wait_until_ready()
    assert [service.clean()[0] for _ in range(20)] == [200] * 20
