"""Traces, where the OTEL_* variables name a collector; else not even the library is loaded."""

import os
from importlib import import_module

from flask import Flask

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def install(app: Flask) -> None:
    """Send a span for each request to the collector, where there is one."""
    disabled = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if not disabled and any(map(os.environ.get, ENDPOINTS)):
        import_module("service.web.spans").install(app)
