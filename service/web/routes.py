"""The service's addresses."""

from pathlib import Path

from flask import Blueprint, Response, request

from service.intake.inflate import inflate
from service.pipeline import clean
from service.reasons import Reason
from service.settings import settings
from service.web.contract import read_request
from service.wire.answer import answer
from service.wire.json import encode

blueprint = Blueprint("api", __name__)
OPENAPI = (Path(__file__).parents[2] / "openapi.yaml").read_bytes()
REASONS = encode([{"code": reason, "sentence": reason.sentence} for reason in Reason])


@blueprint.post("/v1/clean")
def clean_page() -> Response:
    """Clean the posted page."""
    body = inflate(
        request.get_data(cache=False),
        request.headers.get("Content-Encoding", ""),
        settings.max_body_bytes,
    )
    query = request.args.to_dict(flat=False)
    source, options = read_request(body, request.headers.get("Content-Type", ""), query)
    return _json(encode(answer(clean(source), options)))


@blueprint.get("/v1/reasons")
def reasons() -> Response:
    """The closed list of reasons."""
    return _json(REASONS)


@blueprint.get("/openapi.yaml")
def openapi() -> Response:
    """This service's description."""
    return Response(OPENAPI, mimetype="application/yaml")


def _json(body: bytes) -> Response:
    return Response(body, mimetype="application/json")
