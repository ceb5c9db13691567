"""Problem documents (RFC 9457) from the one table, for every error that leaves the service."""

from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from sluice.errors import Overloaded, Problem, Refused, place_of
from sluice.formats.json_codec import encode

MEDIA_TYPE = "application/problem+json"
BY_STATUS = {
    400: Problem.BAD_REQUEST,
    404: Problem.NOT_FOUND,
    405: Problem.METHOD_NOT_ALLOWED,
    413: Problem.BODY_TOO_LARGE,
    414: Problem.URI_TOO_LONG,
    415: Problem.UNSUPPORTED_MEDIA_TYPE,
}


def install(app: Flask) -> None:
    """Answer refusals, HTTP errors and faults of ours with problem documents."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _fault)


def problem_document(problem: Problem, detail: str) -> dict[str, object]:
    """The document's fields, as in RFC 9457, with what to do about the problem."""
    kind = problem.value
    return {
        "type": f"/problems/{kind.code}",
        "code": kind.code,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "retryable": kind.retryable,
        "remedy": kind.remedy,
    }


def answer_with(problem: Problem, detail: str) -> Response:
    """The answer that a problem is."""
    document = problem_document(problem, detail) | {"request_id": g.get("request_id")}
    g.problem = problem.value.code
    return Response(encode(document), problem.value.status, mimetype=MEDIA_TYPE)


def _refused(error: Refused) -> Response:
    answer = answer_with(error.problem, error.detail)
    if isinstance(error, Overloaded):
        answer.headers["Retry-After"] = str(error.retry_seconds)
    if error.problem is Problem.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _http_error(error: HTTPException) -> Response:
    # Werkzeug's own sentences may quote the request; the table's never do.
    problem = BY_STATUS.get(error.code or 500)
    if problem is None:
        problem = Problem.BAD_REQUEST if (error.code or 500) < 500 else Problem.INTERNAL_ERROR
    answer = answer_with(problem, problem.value.title)
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _fault(error: Exception) -> Response:
    g.fault = place_of(error)
    return answer_with(Problem.INTERNAL_ERROR, Problem.INTERNAL_ERROR.value.title)
