"""The bearer token, where one is asked for; probes and the pages for people are open."""

import hmac

from flask import Flask, request

from service.settings import settings
from service.web.logs import PROBES
from sluice.errors import Problem, Refused

OPEN = frozenset((*PROBES, "/", "/docs", "/openapi.yaml"))
# What they are made of, and what every problem document leads to.
ALSO_OPEN = ("/assets/", "/docs/", "/problems/")


def install(app: Flask) -> None:
    """Ask for the token of SLUICE_TOKEN_FILE. Exits when the file holds none."""
    if settings.token_file is None:
        return
    token = settings.token_file.read_text(encoding="utf-8").strip().encode()
    if not token:
        raise SystemExit(f"sluice: SLUICE_TOKEN_FILE={str(settings.token_file)!r} holds no token.")

    def check() -> None:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        shown = given.strip().encode("latin-1") if scheme.lower() == "bearer" else b""
        is_open = request.path in OPEN or request.path.startswith(ALSO_OPEN)
        if not is_open and not hmac.compare_digest(shown, token):
            raise Refused(Problem.UNAUTHORIZED, "The token is missing or is another.")

    app.before_request(check)
