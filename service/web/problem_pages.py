"""GET /problems/<code>: what the `type` of a problem document leads to."""

from flask import Blueprint, Response, render_template_string, request
from werkzeug.exceptions import NotFound

from service.web.playground import POLICY
from sluice.errors import Problem, ProblemType
from sluice.formats.json_codec import encode

blueprint = Blueprint("problems", __name__)
ADDRESS = "/problems/"
KINDS = {problem.value.code: problem.value for problem in Problem}
PAGE = """{% extends "page.html" %}
{% block title %}{{ kind.code }}{% endblock %}
{% block skip %}content{% endblock %}
{% block content %}
<main id="content" tabindex="-1">
  <h1>{{ kind.code }}</h1>
  <p>{{ kind.title }}</p>
  <p>{{ kind.remedy }}</p>
  <p>Status {{ kind.status }}; the same request {{ "may succeed later" if kind.retryable else
  "will be answered so again" }}.</p>
</main>
{% endblock %}
"""
HTML, JSON = "text/html", "application/json"


@blueprint.get(f"{ADDRESS}<code>")
def problem(code: str) -> Response:
    """One kind of problem, for people or for programs. Raises NotFound for any other."""
    kind = KINDS.get(code)
    if kind is None:
        raise NotFound
    if request.accept_mimetypes.best_match([JSON, HTML]) == HTML:
        page = render_template_string(PAGE, kind=kind, here=request.path)
        response = Response(page, content_type=f"{HTML}; charset=utf-8")
        response.headers["Content-Security-Policy"] = POLICY
    else:
        response = Response(encode(_described(kind)), mimetype=JSON)
    response.vary.add("Accept")
    return response


def _described(kind: ProblemType) -> dict[str, object]:
    return {
        "code": kind.code,
        "title": kind.title,
        "status": kind.status,
        "retryable": kind.retryable,
        "remedy": kind.remedy,
    }
