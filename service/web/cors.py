"""Which pages' scripts may ask this service from a browser: none, unless a setting names them.

https://fetch.spec.whatwg.org/#http-cors-protocol has the protocol.
"""

from flask import Flask, Response, request

from service.settings import settings
from service.web.bare_body import HEADERS

ANY = "*"
ALLOWED = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, Content-Encoding, X-Request-ID, traceparent"
    ),
    "Access-Control-Max-Age": "86400",
}
EXPOSED = ", ".join((*HEADERS, "X-Request-ID", "Retry-After"))


def install(app: Flask) -> None:
    """Answer browsers that ask for others' pages, where SLUICE_CORS_ORIGINS names any."""
    origins = frozenset(settings.cors_origins.replace(",", " ").split())
    if not origins:
        return

    def allowed() -> str | None:
        origin = request.headers.get("Origin", "")
        if ANY in origins:
            return ANY if origin else None
        return origin if origin in origins else None

    def preflight() -> Response | None:
        """What the browser asks first comes without a token, and is answered before one is due."""
        asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        if not asks or allowed() is None:
            return None
        return Response(status=204, headers=ALLOWED)

    def mark(response: Response) -> Response:
        if ANY not in origins:
            response.vary.add("Origin")
        if origin := allowed():
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
        return response

    app.before_request(preflight)
    app.after_request(mark)
