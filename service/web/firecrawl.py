"""Firecrawl's v2 scrape and parse, for pages that are pushed: nothing is ever fetched here."""

import re
from base64 import b64decode
from binascii import Error as BadBase64
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response
from werkzeug.http import parse_options_header

from service.engine import Job
from service.web.asking import answered, received
from service.web.multipart import form_of, is_form
from service.web.problems import MEDIA_TYPE as PROBLEM
from sluice.errors import Problem, Refused
from sluice.formats.json_codec import decode_object, encode

blueprint = Blueprint("firecrawl", __name__)
FORMATS = ("markdown", "html", "links")
PAGE_FIELDS = ("html", "rawHtml")
# What its clients send with every page, and what changes nothing where nothing is fetched.
WITHOUT_MEANING = frozenset(
    "url formats origin integration timeout maxAge minAge storeInCache skipTlsVerification headers"
    " fastMode blockAds proxy removeBase64Images zeroDataRetention lockdown parsers".split()
)
MOST_NAMED = 10
DATA = "data:"
# Of an address that is percent-encoded: to undo that costs much for each of its characters.
LONGEST = 1 << 20
LINK = re.compile(r'<a href="([^"]*)"')


@blueprint.post("/v2/scrape")
def scrape() -> Response:
    """Clean the page that stands in the JSON, or in its address where that is a `data:` one."""
    with received() as body:
        asked = decode_object(body)
        page = {name: asked[name] for name in PAGE_FIELDS if asked.get(name) is not None}
        url = asked.get("url")
        if page:
            job = _pushed(page, url)
        elif isinstance(url, str) and url.startswith(DATA):
            job, url = _in_address(url), None
        elif isinstance(url, str):
            raise Refused(Problem.URL_ALONE, "It names an address and holds no 'html'.")
        else:
            raise Refused(Problem.MALFORMED_JSON, 'It needs a page: "html", as a string.')
        options = {name: value for name, value in asked.items() if name not in PAGE_FIELDS}
        return _response(job, options, url)


@blueprint.post("/v2/parse")
def parse() -> Response:
    """Clean the page that is uploaded as a form's file; options are JSON in a field."""
    with received() as body:
        if not is_form():
            raise Refused(Problem.UNSUPPORTED_MEDIA_TYPE, "Here a page is uploaded as a form.")
        form = form_of(body)
        told = form.fields.get("options", ["{}"])
        return _response(form.job({}), decode_object(told[0].encode()), None)


@blueprint.after_request
def as_its_clients_read_errors(response: Response) -> Response:
    """Problem documents have the two members too by which its clients tell what is wrong."""
    if response.mimetype == PROBLEM:
        document = decode_object(response.get_data())
        sentence = f"{document['title']} {document['detail']} {document['remedy']}"
        response.set_data(encode(document | {"success": False, "error": sentence}))
    return response


def _pushed(page: dict[str, Any], url: object) -> Job:
    ((_, html),) = page.items() if len(page) == 1 else (("", None),)
    if not isinstance(html, str):
        raise Refused(Problem.MALFORMED_JSON, 'It needs one of "html" and "rawHtml", as a string.')
    if url is not None and not isinstance(url, str):
        raise Refused(Problem.INVALID_OPTION, "'url' is no string.")
    # Half a character (a lone surrogate) is none that could be sent on.
    query = {"url": [url]} if url else {}
    return Job(html.encode("utf-8", "replace"), "text/html", "utf-8", "", query)


def _in_address(address: str) -> Job:
    """The page of a `data:` address (RFC 2397)."""
    head, comma, data = address[len(DATA) :].partition(",")
    media_type, parameters = parse_options_header(head.removesuffix(";base64") or "text/plain")
    if head.endswith(";base64"):
        page = _from_base64(data)
    elif len(data) > LONGEST:
        raise Refused(Problem.INVALID_OPTION, "'url': a page as long as that is sent in base64.")
    else:
        page = unquote_to_bytes(data)
    if not comma or not page:
        raise Refused(Problem.INVALID_OPTION, "'url': the data: address holds no page.")
    return Job(page, media_type.lower(), parameters.get("charset"))


def _from_base64(data: str) -> bytes:
    try:
        return b64decode(data, validate=True)
    except (BadBase64, ValueError):
        return b""


def _response(job: Job, options: dict[str, Any], url: object) -> Response:
    formats = _formats(options.get("formats"))
    wanted = [form for form in ("markdown", "html") if form in formats]
    if "links" in formats and "html" not in wanted:
        wanted.append("html")
    found = {form: _fields(job, form) for form in wanted or ["markdown"]}
    answer = next(iter(found.values()))
    data: dict[str, Any] = {form: found[form]["body"] for form in found if form in formats}
    if "links" in formats:
        data["links"] = _links(found["html"]["body"])
    data["metadata"] = _metadata(answer, url)
    if passed_over := _passed_over(options):
        data["warning"] = f"Not followed here: {', '.join(passed_over)}."
    return Response(encode({"success": True, "data": data}), mimetype="application/json")


def _formats(asked: object) -> list[str]:
    """The formats that are asked for, by their names. Raises Refused for one unknown here."""
    if asked is None:
        return ["markdown"]
    entries = asked if isinstance(asked, list) else [asked]
    names = [each.get("type") if isinstance(each, dict) else each for each in entries]
    if not names or not all(name in FORMATS for name in names):
        raise Refused(Problem.INVALID_OPTION, f"'formats' are some of {', '.join(FORMATS)}.")
    return [str(name) for name in names]


def _fields(job: Job, output: str) -> dict[str, Any]:
    query = job.query | {"output": [output], "removed": ["none"]}
    asked = Job(job.body, job.media_type, job.charset, job.coding, query)
    return decode_object(answered(asked).body)


def _metadata(answer: dict[str, Any], url: object) -> dict[str, Any]:
    """What the page says of itself, by the names that Firecrawl's clients know."""
    told, verdict = answer["metadata"], answer["verdict"]
    named = {
        "title": told["title"],
        "description": told["description"],
        "language": told["language"],
        "keywords": told["tags"] or None,
        "author": ", ".join(told["authors"]) or None,
        "ogSiteName": told["site_name"],
        "ogImage": told["image"],
        "publishedTime": told["date_published"],
        "modifiedTime": told["date_modified"],
        "articleSection": told["section"],
        "url": told["url"],
        "sourceURL": url or told["url"],
        "statusCode": 200,
        "contentType": f"text/{'html' if answer['input']['kind'] == 'html' else 'plain'}",
        "pageKind": verdict["page"],
        "score": verdict["score"],
    }
    return {name: value for name, value in named.items() if value is not None}


def _passed_over(options: dict[str, Any]) -> list[str]:
    """What asks for something that is not done here: it is told, and nothing is lost."""
    asked = {
        name
        for name, value in options.items()
        if value
        and name not in WITHOUT_MEANING
        and name != "onlyMainContent"
        and name.isascii()
        and name.isidentifier()
    }
    if options.get("onlyMainContent") is False:
        asked.add("onlyMainContent")
    return sorted(name[:40] for name in asked)[:MOST_NAMED]


def _links(html: str) -> list[str]:
    """The addresses that a body links to, each once, in order; the body is written by us."""
    return list(dict.fromkeys(unescape(found) for found in LINK.findall(html)))
