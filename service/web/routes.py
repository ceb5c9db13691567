"""The service's addresses."""

from flask import Blueprint, Response, request
from werkzeug.http import parse_options_header

from service.engine import Job, Reply
from service.web import bare_body
from service.web.asking import answered, received
from service.web.multipart import form_of, is_form
from service.web.reference import OPENAPI
from sluice.formats.json_codec import encode
from sluice.reasons import Reason
from sluice.render import Output

blueprint = Blueprint("api", __name__)
DESCRIPTION = OPENAPI.read_bytes()
REASONS = encode([{"code": reason, "sentence": reason.sentence} for reason in Reason])


@blueprint.post("/v1/clean")
def clean_page() -> Response:
    """Clean the posted page."""
    with received() as body:
        output = bare_body.asked_for()
        job = job_of_form(body, output) if is_form() else job_of(body, output)
        return _response(answered(job), output)


@blueprint.post("/v1/trafilatura")
def ask_trafilatura() -> Response:
    """What trafilatura makes of the posted page, to be shown beside the answer."""
    with received() as body:
        return _response(answered(job_of(body, peer="trafilatura")), None)


@blueprint.get("/v1/reasons")
def reasons() -> Response:
    """The closed list of reasons."""
    return _json(REASONS)


@blueprint.get("/openapi.yaml")
def openapi() -> Response:
    """This service's description."""
    return Response(DESCRIPTION, mimetype="application/yaml")


def job_of(body: bytes, output: Output | None = None, peer: str = "") -> Job:
    """This request's page, with what its head says of it.

    output: the form in which the body alone is to be answered. peer: who else is to answer.
    """
    media_type, parameters = parse_options_header(request.headers.get("Content-Type", ""))
    return Job(
        body,
        media_type.lower(),
        parameters.get("charset"),
        request.headers.get("Content-Encoding", ""),
        _asked(output),
        peer,
    )


def job_of_form(body: bytes, output: Output | None = None) -> Job:
    """The page that was uploaded; the form's fields are options, and the query's word counts."""
    form = form_of(body)
    return form.job(form.fields | _asked(output))


def _asked(output: Output | None) -> dict[str, list[str]]:
    return request.args.to_dict(flat=False) | ({"output": [output]} if output else {})


def _response(reply: Reply, output: Output | None) -> Response:
    response = bare_body.body_alone(reply.body, output) if output else _json(reply.body)
    response.vary.add("Accept")
    return response


def _json(body: bytes) -> Response:
    return Response(body, mimetype="application/json")
