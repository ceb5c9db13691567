"""Probes and figures for whoever runs the container: cheap, open to all, and not logged."""

from flask import Blueprint, Response, current_app

from service.web import metrics, shutdown
from sluice.formats.json_codec import encode

blueprint = Blueprint("probes", __name__)


@blueprint.get("/livez")
@blueprint.get("/healthz")
def livez() -> Response:
    """The process answers."""
    return _status("alive")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Pages would be cleaned now: an engine has cleaned a known page, and nobody said stop."""
    if shutdown.begun():
        return _status("shutting down", 503)
    if not current_app.extensions["engine"].ready():
        return _status("not ready", 503)
    return _status("ready")


@blueprint.get("/metrics")
def figures() -> Response:
    """All figures, in Prometheus' text format."""
    board = getattr(current_app.extensions["engine"], "board", None)
    return Response(metrics.text(board), content_type=metrics.CONTENT_TYPE)


def _status(word: str, code: int = 200) -> Response:
    return Response(encode({"status": word}), code, mimetype="application/json")
