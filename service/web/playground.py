"""The pages for people: playground, API reference and documentation. Nothing here reads a body."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import yaml
from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from service.web.reference import OPENAPI, Reference
from sluice.errors import Problem, Refused

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
# The documentation, made by `make site`: it is in the image, and in a tree where that was called.
INSTALLED = Path(__file__).parents[1] / "site"
SITE_FOLDER = INSTALLED if INSTALLED.exists() else Path(__file__).parents[2] / "site"
SITE_TYPES = TYPES | {".html": "text/html", ".json": "application/json", ".png": "image/png"}
NO_SITE = "The documentation is part of the image; in the source tree `make site` makes it."
# What its theme asks for besides: pictures in its style sheet, and a worker that searches. Its
# scripts that stand in a page are let in by their hashes, page by page.
SITE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'{hashes}",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


@blueprint.get("/")
def playground() -> Response:
    """The playground."""
    return _page(render_template("playground.html", here="/").encode(), "text/html")


@blueprint.get("/docs", strict_slashes=True)
def docs() -> Response:
    """The API reference, from openapi.yaml."""
    return _page(reference_page(), "text/html")


@cache
def reference_page() -> bytes:
    """The page, rendered once a process."""
    document = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))
    return render_template("reference.html", here="/docs", **Reference(document).parts()).encode()


@blueprint.get("/docs/")
def documentation() -> Response:
    """The first page of the documentation."""
    return documentation_page("index.html")


@blueprint.get("/docs/<path:page>")
def documentation_page(page: str) -> Response:
    """A file of the documentation. Raises NotFound for any other name, Refused where none is."""
    files = site_files()
    if not files:
        raise Refused(Problem.NOT_FOUND, NO_SITE)
    if page not in files:
        raise NotFound
    content = files[page].read_bytes()
    return _page(content, SITE_TYPES[files[page].suffix], _site_policy(content))


@blueprint.app_context_processor
def around_the_pages() -> dict[str, bool]:
    """What their head asks for: whether there is a documentation to lead to."""
    return {"documented": bool(site_files())}


@cache
def site_files() -> dict[str, Path]:
    """The documentation's files by their addresses, listed once: no path is made from a request."""
    found = (path for path in SITE_FOLDER.rglob("*") if path.suffix in SITE_TYPES)
    return {path.relative_to(SITE_FOLDER).as_posix(): path for path in found}


def _site_policy(content: bytes) -> str:
    digests = (hashlib.sha256(script).digest() for script in INLINE.findall(content))
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return SITE_POLICY.format(hashes=hashes)


@blueprint.get("/assets/<name>")
def asset(name: str) -> Response:
    """A style, script, picture or example of these pages. Raises NotFound for any other name."""
    if name not in ASSETS:
        raise NotFound
    return _page(*ASSETS[name])


def _page(content: bytes, media_type: str, policy: str = POLICY) -> Response:
    response = Response(content, content_type=f"{media_type}; charset=utf-8")
    response.headers["Content-Security-Policy"] = policy
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    # A browser asks each time and is told "still the same": an update is never half old.
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    response.make_conditional(request.environ)
    return response
