"""The pages for people: the playground and what it is made of. Nothing here reads a request."""

import hashlib
from pathlib import Path

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from service.web.reference import reference_page

blueprint = Blueprint("playground", __name__)
TYPES = {
    ".css": "text/css",
    ".html": "text/plain",  # the examples: pages like any other, shown and not executed
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
# Scripts, styles and requests of this service alone; no markup from strings but in the one place
# that asks for it (assets/elements.js), and no frame around the page.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types sluice-parse",
    )
)
# Read once, by name: no path is ever made from a request.
ASSETS = {
    path.name: (path.read_bytes(), TYPES[path.suffix])
    for path in (Path(__file__).parent / "assets").iterdir()
}


@blueprint.get("/")
def playground() -> Response:
    """The playground."""
    return _page(render_template("playground.html", here="/").encode(), "text/html")


@blueprint.get("/docs")
def docs() -> Response:
    """The API reference, from openapi.yaml."""
    return _page(reference_page(), "text/html")


@blueprint.get("/assets/<name>")
def asset(name: str) -> Response:
    """A style, script, picture or example of these pages. Raises NotFound for any other name."""
    if name not in ASSETS:
        raise NotFound
    return _page(*ASSETS[name])


def _page(content: bytes, media_type: str) -> Response:
    response = Response(content, content_type=f"{media_type}; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    # A browser asks each time and is told "still the same": an update is never half old.
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    response.make_conditional(request.environ)
    return response
