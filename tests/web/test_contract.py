"""openapi.yaml against the service: generated requests, and the closed lists one by one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
import yaml
from flask import Flask
from flask.testing import FlaskClient
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from service.web import create_app
from sluice.errors import Problem
from sluice.model import InputKind, Step
from sluice.options import FrontMatter, Options, Removed, Spans
from sluice.pagetype.kinds import Signal
from sluice.reasons import Reason
from sluice.render import Images, Output
from sluice.workers.page import Inline

DOCUMENT = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text(encoding="utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
EXAMPLES = {name: entry["value"] for name, entry in DOCUMENT["components"]["examples"].items()}
METHODS = ("get", "head", "post", "put", "patch", "delete")
BOUNDED = {
    "seed": 1,
    "generation": {"max-examples": 40, "deterministic": True, "database": "none"},
}
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.unsupported_method,
    checks.allow_header_conformance,
    checks.negative_data_rejection,
]
api = schemathesis.openapi.from_wsgi(
    "/openapi.yaml", create_app(Inline()), config=SchemathesisConfig.from_dict(BOUNDED)
)


@schemathesis.serializer("application/x-ndjson", "application/warc")
def as_it_is(_: object, body: object) -> bytes:
    """The bytes of a generated batch, which is any text at all."""
    return str(body).encode("utf-8", "replace")


@api.hook("filter_case")
def is_not_compressed(_: object, case: schemathesis.Case) -> bool:
    """A generated body is no gzip, and would end there; the codings have tests of their own."""
    return "Content-Encoding" not in (case.headers or {})


@api.hook("filter_case")
def is_not_mistyped_text(_: object, case: schemathesis.Case) -> bool:
    """A raw body has no type that could be wrong: an array written out is a text like any other."""
    raw = case.media_type not in (None, "application/json", "multipart/form-data")
    return not (raw and isinstance(case.body, list | dict | int | float | None))


@schemathesis.hook
def before_call(_: object, case: schemathesis.Case, _kwargs: object) -> None:
    """Answers come as they are: nobody is there to decompress them."""
    case.headers = {**(case.headers or {}), "Accept-Encoding": "identity"}


def validator(name: str) -> jsonschema_rs.Validator:
    """For one of the document's schemas, references and formats included."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return jsonschema_rs.validator_for(schema, validate_formats=True)


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        yield from ((path, method, item[method]) for method in METHODS if method in item)


@api.parametrize()
def test_service_keeps_its_word(case: schemathesis.Case) -> None:
    """Whatever is sent, the answer is one that openapi.yaml describes."""
    case.call_and_validate(checks=CHECKS)


def test_document_is_openapi() -> None:
    """Every reference of openapi.yaml leads somewhere and every schema is one."""
    api.validate()
    for name in SCHEMAS:
        validator(name)


CLOSED_LISTS = [
    ("Reason", SCHEMAS["Reason"]["enum"], list(Reason)),
    ("Output", SCHEMAS["Output"]["enum"], list(Output)),
    ("Removed", SCHEMAS["Removed"]["enum"], list(Removed)),
    ("Images", SCHEMAS["Images"]["enum"], list(Images)),
    ("FrontMatter", SCHEMAS["FrontMatter"]["enum"], list(FrontMatter)),
    ("Spans", SCHEMAS["Spans"]["enum"], list(Spans)),
    ("step", SCHEMAS["RemovedBlock"]["properties"]["step"]["enum"], list(Step)),
    ("signals", SCHEMAS["Verdict"]["properties"]["signals"]["items"]["enum"], list(Signal)),
    ("kind", SCHEMAS["Input"]["properties"]["kind"]["enum"], list(InputKind)),
    (
        "problem codes",
        SCHEMAS["Problem"]["properties"]["code"]["enum"],
        [problem.value.code for problem in Problem],
    ),
]


@pytest.mark.parametrize(
    ("documented", "ours"), [pytest.param(*lists, id=name) for name, *lists in CLOSED_LISTS]
)
def test_closed_list_is_the_codes_own(documented: list[str], ours: list[str]) -> None:
    """A value that the code may answer stands in openapi.yaml, and no other does."""
    assert sorted(documented) == sorted(ours)


def test_defaults_are_the_codes_own() -> None:
    """What an option means when nobody gives it is stated as the code has it."""
    assert SCHEMAS["Output"]["default"] == Options().output
    assert SCHEMAS["Removed"]["default"] == Options().removed
    assert SCHEMAS["Images"]["default"] == Options().images
    assert SCHEMAS["FrontMatter"]["default"] == Options().front_matter
    assert SCHEMAS["Spans"]["default"] == Options().spans


def test_options_are_the_same_in_query_json_and_code() -> None:
    """An option can be given in the query and in JSON alike."""
    parameters = DOCUMENT["components"]["parameters"].values()
    query = {entry["name"] for entry in parameters if entry["in"] == "query"}
    in_json = set(SCHEMAS["JsonPage"]["properties"]) - {"html", "text"}
    assert query == in_json == set(Options.__struct_fields__)


def test_status_of_each_problem_is_documented() -> None:
    """Each problem's code stands under the status that it is answered with."""
    documented = {}
    for response in DOCUMENT["components"]["responses"].values():
        problem = response.get("content", {}).get("application/problem+json")
        if problem and "allOf" in problem["schema"]:
            fields = problem["schema"]["allOf"][1]["properties"]
            documented |= dict.fromkeys(fields["code"]["enum"], fields["status"]["enum"][0])
    ours = {problem.value.code: problem.value.status for problem in Problem}
    everywhere = {"not-found", "method-not-allowed"}
    assert documented == {code: ours[code] for code in ours if code not in everywhere}


def test_every_reason_has_a_sentence(client: FlaskClient) -> None:
    """The list at /v1/reasons is complete, and each entry says what it means."""
    entries = client.get("/v1/reasons").json
    assert [entry["code"] for entry in entries] == SCHEMAS["Reason"]["enum"]
    assert all(entry["sentence"].endswith(".") for entry in entries)


def test_addresses_are_documented(app: Flask) -> None:
    """Every address of the service is in openapi.yaml, and nothing else is."""
    routes = {
        (re.sub("<(?:[^<>]+:)?(.+?)>", "{\\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    documented = {(path, method) for path, method, _ in operations() if method != "head"}
    assert documented == routes


def test_document_is_served_as_it_stands(client: FlaskClient) -> None:
    """What /openapi.yaml answers is this document."""
    response = client.get("/openapi.yaml")
    assert yaml.safe_load(response.data) == DOCUMENT
    assert response.mimetype == "application/yaml"


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("Answer", "Answer"),
        ("JsonPage", "JsonPage"),
        ("EmptyBody", "Problem"),
        ("InvalidOption", "Problem"),
    ],
)
def test_example_is_valid(name: str, schema: str) -> None:
    """An example in openapi.yaml has the form that openapi.yaml describes."""
    validator(schema).validate(EXAMPLES[name])


def test_batch_example_is_answered(client: FlaskClient) -> None:
    """Each line of the example of a batch is a page, and is answered by an article."""
    lines = EXAMPLES["BatchLines"]
    for line in lines.splitlines():
        validator("JsonPage").validate(json.loads(line))
    response = client.post(
        "/v1/clean/batch", data=lines.encode(), content_type="application/x-ndjson"
    )
    answers = [json.loads(line) for line in response.data.splitlines()]
    assert [answer["id"] for answer in answers] == ["1", "2"]
    for answer in answers:
        validator("Answer").validate(answer)
        assert answer["body"]


def test_batch_problem_is_a_problem_with_its_place(client: FlaskClient) -> None:
    """What answers a bad line has the fields of a problem document, and where the line stood."""
    response = client.post("/v1/clean/batch", data=b"{", content_type="application/x-ndjson")
    problem = json.loads(response.data)
    validator("BatchProblem").validate(problem)
    place = {name: problem.pop(name) for name in ("id", "position")}
    assert place == {"id": None, "position": 1}
    validator("Problem").validate(problem)


PLACED = "?spans=page&chunks=100&front_matter=yaml&images=none&output="


@pytest.mark.parametrize("output", Output)
def test_placed_answer_is_valid(client: FlaskClient, output: Output) -> None:
    """An answer with spans and chunks has the form that openapi.yaml describes."""
    for page in ("HtmlPage", "TextPage"):
        for removed in ("", "&removed=page", "&removed=summary"):
            query = f"{PLACED}{output}{removed}"
            answer = client.post(f"/v1/clean{query}", data=EXAMPLES[page].encode()).json
            validator("Answer").validate(answer)
            assert answer["kept"]
            assert answer["chunks"]


REQUESTS = [
    ("text/plain", "", EXAMPLES["TextPage"].encode(), "Answer"),
    ("text/html", "", b"", "EmptyBody"),
    ("text/html", "?ouput=html", EXAMPLES["HtmlPage"].encode(), "InvalidOption"),
]


@pytest.mark.parametrize(("media_type", "query", "body", "name"), REQUESTS)
def test_example_is_what_the_service_answers(
    client: FlaskClient, media_type: str, query: str, body: bytes, name: str
) -> None:
    """The example of a request gives the example of an answer, the engine's digests aside."""
    response = client.post(
        f"/v1/clean{query}",
        data=body,
        content_type=media_type,
        headers={"X-Request-ID": "crawl-7.page-17"},
    )
    assert response.json | {"engine": None} == EXAMPLES[name] | {"engine": None}


def test_version_is_the_services(client: FlaskClient) -> None:
    """The version that answers is the one that openapi.yaml describes."""
    answer = client.post("/v1/clean", data=EXAMPLES["TextPage"].encode()).json
    assert answer["engine"]["version"] == DOCUMENT["info"]["version"]


def test_everything_is_explained() -> None:
    """Each operation, option and field of openapi.yaml has a sentence for newcomers."""
    silent = [f"{method} {path}" for path, method, item in operations() if not item.get("summary")]
    parameters = DOCUMENT["components"]["parameters"]
    silent += [name for name, entry in parameters.items() if not entry.get("description")]
    silent += [
        f"{name}.{field}"
        for name, schema in SCHEMAS.items()
        for field, entry in schema.get("properties", {}).items()
        if not entry.keys() & {"description", "$ref"}
    ]
    assert silent == []
