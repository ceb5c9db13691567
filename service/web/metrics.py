"""GET /metrics: what this service has done, right across its processes (Prometheus text)."""

import bisect
from collections.abc import Iterator
from itertools import accumulate, product

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from service.engine.scoreboard import Cause, Scoreboard
from service.web.shared_counters import SharedCounters
from sluice import compiled
from sluice.errors import Problem
from sluice.model import InputKind
from sluice.reasons import PageKind, Reason
from sluice.version import VERSION
from sluice.workers.isolation import resident_bytes
from sluice.workers.job import Reply

OTHER = "other"
CLIENT_LEFT = 499
STATUSES = (*sorted({200, CLIENT_LEFT, *(problem.value.status for problem in Problem)}), OTHER)
KINDS = (*InputKind, "")
VERDICTS = (*PageKind, OTHER, "")
REASONS = (*Reason, OTHER)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, float("inf"))
HISTOGRAMS = {
    "sluice_request_seconds": "From a request's head to its answer, probes aside.",
    "sluice_queue_seconds": "From a page's arrival to the engine that takes it, refusals included.",
    "sluice_engine_seconds": "A page in its engine.",
}
BYTES = {
    "sluice_received_bytes": "Bytes of bodies, as they were sent.",
    "sluice_answered_bytes": "Bytes of answers' bodies.",
}
CONTENT_TYPE = CONTENT_TYPE_LATEST

counters = SharedCounters(
    [
        *(("requests", status) for status in STATUSES),
        *(("pages", *labels) for labels in product(KINDS, VERDICTS, STATUSES)),
        *(("removed", reason) for reason in REASONS),
        *((name, bucket) for name in HISTOGRAMS for bucket in (*BUCKETS, "sum")),
        *BYTES,
    ]
)


def request_done(status: int, seconds: float) -> None:
    """One request was answered."""
    counters.add(("requests", _listed(status, STATUSES)))
    observe("sluice_request_seconds", seconds)


def early(status: int) -> None:
    """Something that never became a request was answered."""
    counters.add(("requests", _listed(status, STATUSES)))


def page_done(reply: Reply, status: int) -> None:
    """One page has come back from its engine."""
    kind, verdict = _listed(reply.kind, KINDS), _listed(reply.page, VERDICTS)
    counters.add(("pages", kind, verdict, _listed(status, STATUSES)))
    for reason, blocks in reply.removed.items():
        counters.add(("removed", _listed(reason, REASONS)), blocks)
    observe("sluice_engine_seconds", reply.seconds)


def observe(histogram: str, seconds: float) -> None:
    """One more duration."""
    counters.add((histogram, BUCKETS[bisect.bisect_left(BUCKETS, seconds)]))
    counters.add((histogram, "sum"), seconds)


def text(board: Scoreboard | None) -> bytes:
    """All figures. board: the engines', where there are any."""
    registry = CollectorRegistry()
    registry.register(_Figures(board))
    return generate_latest(registry)


def _listed(value: object, known: tuple[object, ...]) -> object:
    return value if value in known else OTHER


class _Figures(Collector):
    def __init__(self, board: Scoreboard | None) -> None:
        self._board = board

    def collect(self) -> Iterator[Metric]:
        yield _counter("sluice_requests", "status", "requests", STATUSES)
        yield _pages()
        yield _counter("sluice_removed_blocks", "reason", "removed", REASONS)
        yield from map(_histogram, HISTOGRAMS)
        for name, help_ in BYTES.items():
            yield CounterMetricFamily(name, help_, value=counters.total(name))
        yield _build()
        yield _memory(self._board)
        if self._board is not None:
            yield from _engines(self._board)


def _counter(name: str, label: str, key: str, values: tuple[object, ...]) -> Metric:
    family = CounterMetricFamily(name, f"{name} by {label}.", labels=[label])
    for value in values:
        family.add_metric([str(value)], counters.total((key, value)))
    return family


def _pages() -> Metric:
    help_ = "Pages by what they were, what they held, and the status of the answer."
    family = CounterMetricFamily("sluice_pages", help_, labels=["kind", "verdict", "status"])
    for labels in product(KINDS, VERDICTS, STATUSES):
        count = counters.total(("pages", *labels))
        if count:
            family.add_metric([str(label) for label in labels], count)
    return family


def _histogram(name: str) -> Metric:
    family = HistogramMetricFamily(name, HISTOGRAMS[name])
    counts = [counters.total((name, bucket)) for bucket in BUCKETS]
    edges = ["+Inf" if edge == float("inf") else str(edge) for edge in BUCKETS]
    running = list(accumulate(counts))
    family.add_metric([], list(zip(edges, running, strict=True)), counters.total((name, "sum")))
    return family


def _build() -> Metric:
    help_ = "The version, and whether the library's code is compiled, uncompiled or stale."
    family = GaugeMetricFamily("sluice_build_info", help_, labels=["version", "code"])
    family.add_metric([VERSION, compiled.code()], 1)
    return family


def _memory(board: Scoreboard | None) -> Metric:
    family = GaugeMetricFamily("sluice_resident_bytes", "Memory by process.", labels=["process"])
    family.add_metric(["edge"], resident_bytes())
    for slot in range(board.engines if board else 0):
        family.add_metric([f"engine {slot}"], board.get(slot, "resident") if board else 0)
    return family


def _engines(board: Scoreboard) -> Iterator[Metric]:
    slots = range(board.engines)
    for state, field in (("ready", "ready"), ("busy", "started")):
        count = sum(board.get(slot, field) > 0 for slot in slots)
        yield GaugeMetricFamily(f"sluice_engines_{state}", f"Engines that are {state}.", count)
    family = CounterMetricFamily("sluice_engines_replaced", "Engines replaced.", labels=["cause"])
    for cause in Cause:
        family.add_metric([cause.name.lower()], board.replaced(cause))
    yield family
