"""Tika's /tika, /rmeta and /meta, for web pages: the article's text where Tika gives all text."""

from html import escape
from typing import Any

from flask import Blueprint, Response, request

from service.engine import Job
from service.web.asking import answered, received
from service.web.multipart import form_of
from service.web.routes import job_of
from sluice.errors import Problem, Refused
from sluice.formats.json_codec import decode_object, encode
from sluice.render import Output

blueprint = Blueprint("tika", __name__)
JSON, TEXT, HTML = "application/json", "text/plain", "text/html"
# What Tika calls handlers: the forms of the content.
HANDLERS = {"text": Output.TEXT, "html": Output.HTML, "xml": Output.HTML}
HANDLER = "<any(text, html, xml):handler>"
FETCHES = "fileUrl"
CONTENT = "X-TIKA:content"
Fields = dict[str, Any]


@blueprint.put("/tika")
def tika() -> Response:
    """The article as text, as HTML or in JSON, by what is accepted."""
    accepted = _accepted()
    return _article(_put(Output.TEXT if accepted == TEXT else Output.HTML), accepted)


@blueprint.put(f"/tika/{HANDLER}")
def tika_as(handler: str) -> Response:
    """The article in the form that the address names, bare or in JSON."""
    bare = TEXT if handler == "text" else HTML
    return _article(_put(HANDLERS[handler]), _accepted() if _accepted() == JSON else bare)


@blueprint.post("/tika/form")
def tika_form() -> Response:
    """The same as for PUT /tika, of a file that is uploaded."""
    accepted = _accepted()
    return _article(_uploaded(Output.TEXT if accepted == TEXT else Output.HTML), accepted)


@blueprint.post(f"/tika/form/{HANDLER}")
def tika_form_as(handler: str) -> Response:
    """The same as for PUT /tika/…, of a file that is uploaded."""
    bare = TEXT if handler == "text" else HTML
    return _article(_uploaded(HANDLERS[handler]), _accepted() if _accepted() == JSON else bare)


@blueprint.put("/rmeta")
def rmeta() -> Response:
    """Metadata and the article as HTML, in the list that Tika has for a file and those in it."""
    return _listed(_put(Output.HTML))


@blueprint.put(f"/rmeta/{HANDLER}")
def rmeta_as(handler: str) -> Response:
    """The same, with the article in the form that the address names."""
    return _listed(_put(HANDLERS[handler]))


@blueprint.post(f"/rmeta/form/{HANDLER}")
def rmeta_form_as(handler: str) -> Response:
    """The same, of a file that is uploaded."""
    return _listed(_uploaded(HANDLERS[handler]))


@blueprint.put("/meta")
def meta() -> Response:
    """The metadata alone."""
    return Response(encode(_metadata(_put(Output.TEXT))), mimetype=JSON)


def _accepted() -> str:
    """What the client wants most; text, as Tika has it, where it does not say."""
    kinds = {TEXT: TEXT, HTML: HTML, "text/xml": HTML, "application/xhtml+xml": HTML, JSON: JSON}
    accepted = request.accept_mimetypes
    best = max(kinds, key=lambda kind: accepted[kind])
    return kinds[best] if accepted else TEXT


def _put(output: Output) -> Fields:
    with received() as body:
        if not body and FETCHES in request.headers:
            raise Refused(Problem.URL_ALONE, f"{FETCHES} names it, and there is no body.")
        return _answer(job_of(body), output)


def _uploaded(output: Output) -> Fields:
    with received() as body:
        return _answer(form_of(body).job({}), output)


def _answer(job: Job, output: Output) -> Fields:
    query = job.query | {"output": [output], "removed": ["none"]}
    asked = Job(job.body, job.media_type, job.charset, job.coding, query)
    return decode_object(answered(asked).body)


def _article(answer: Fields, accepted: str) -> Response:
    if accepted == JSON:
        response = Response(encode(_with_content(answer)), mimetype=JSON)
    elif accepted == HTML:
        response = Response(_document(answer).encode(), mimetype=HTML)
    else:
        response = Response(answer["body"].encode(), mimetype=TEXT)
    response.vary.add("Accept")
    return response


def _listed(answer: Fields) -> Response:
    return Response(encode([_with_content(answer)]), mimetype=JSON)


def _with_content(answer: Fields) -> Fields:
    body = answer["body"] if answer["output"] == Output.TEXT else _document(answer)
    return _metadata(answer) | {CONTENT: body}


def _metadata(answer: Fields) -> Fields:
    """What the page says of itself, by Tika's names; what it does not say is left out."""
    told, page = answer["metadata"], answer["input"]
    kind = f"text/{'html' if page['kind'] == 'html' else 'plain'}"
    named = {
        "Content-Type": f"{kind}; charset={page['encoding'].upper()}",
        "Content-Encoding": page["encoding"].upper(),
        "Content-Length": str(page["bytes"]),
        "X-TIKA:Parsed-By": ["sluice"],
        "dc:title": told["title"],
        "dc:creator": told["authors"],
        "dc:description": told["description"],
        "dc:language": told["language"],
        "dc:publisher": told["site_name"],
        "dc:subject": told["tags"],
        "dc:identifier": told["url"],
        "dc:rights": told["license"],
        "dcterms:created": _moment(told["date_published"]),
        "dcterms:modified": _moment(told["date_modified"]),
        "language": told["language"],
        "sluice:page": answer["verdict"]["page"],
        "sluice:score": answer["verdict"]["score"],
    }
    return {name: value for name, value in named.items() if value not in (None, [])}


def _moment(text: str | None) -> str | None:
    """A moment as Tika writes it: a day is its midnight, for its clients read nothing else."""
    return f"{text}T00:00:00Z" if text and "T" not in text else text


def _document(answer: Fields) -> str:
    """The article as a document of its own, with its metadata in the head."""
    named = [
        f'<meta name="{escape(name)}" content="{escape(str(value))}"/>'
        for name, values in _metadata(answer).items()
        for value in (values if isinstance(values, list) else [values])
    ]
    title = escape(answer["metadata"]["title"] or "")
    head = "\n".join([*named, f"<title>{title}</title>"])
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml">\n'
        f"<head>\n{head}\n</head>\n<body>\n{answer['body']}\n</body>\n</html>\n"
    )
