"""Probes for whoever runs the container: cheap, open to all, and not logged."""

from functools import cache

from flask import Blueprint, Response

from service.model import Source
from service.pipeline import clean
from service.wire.json import encode

blueprint = Blueprint("probes", __name__)
KNOWN_PAGE = "The mill on the river was opened again on Monday. It had stood still for years."


@blueprint.get("/livez")
@blueprint.get("/healthz")
def livez() -> Response:
    """The process answers."""
    return _status("alive")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The process can clean: it has cleaned a known page."""
    return _status("ready") if _cleans() else _status("not ready", 503)


@cache
def _cleans() -> bool:
    try:
        article = clean(Source(KNOWN_PAGE))
    except Exception:  # whatever keeps it from cleaning, it is not ready
        return False
    return [block.text for _, block in article.judgement.kept()] == [KNOWN_PAGE]


def _status(word: str, code: int = 200) -> Response:
    return Response(encode({"status": word}), code, mimetype="application/json")
