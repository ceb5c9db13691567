"""The pages for people: what they are made of, what they may do, and what they never do."""

import re

import pytest
import yaml
from flask.testing import FlaskClient

from service.web.playground import ASSETS, POLICY
from service.web.reference import OPENAPI
from sluice.reasons import Reason

PAGES = ["/", "/docs"]
ADDRESSES = [*PAGES, *(f"/assets/{name}" for name in sorted(ASSETS))]
EXAMPLES = sorted(name for name in ASSETS if name.startswith("example-"))
# What is on the pages but leads nowhere by itself: names of XML namespaces.
NAMESPACE = "http://www.w3.org/2000/svg"
every_address = pytest.mark.parametrize("address", ADDRESSES)
every_page = pytest.mark.parametrize("address", PAGES)


@every_address
def test_page_is_bound_by_its_policy(client: FlaskClient, address: str) -> None:
    """Every file is served under the strict policy, as the type that it is, in UTF-8."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.content_type.endswith("; charset=utf-8")


def test_policy_allows_nothing_from_elsewhere() -> None:
    """The policy starts from nothing, names only this service, and lets no code in as text."""
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert directives["default-src"] == "'none'"
    sources = {name: value for name, value in directives.items() if name.endswith("-src")}
    assert set(sources.values()) == {"'none'", "'self'"}
    assert directives["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in POLICY


@every_page
def test_page_brings_no_code_of_its_own(client: FlaskClient, address: str) -> None:
    """Scripts and styles are files: nothing inline that the policy would have to allow."""
    page = client.get(address).text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:", page) == []


@pytest.mark.parametrize("address", [a for a in ADDRESSES if "example-" not in a])
def test_nothing_is_asked_for_elsewhere(client: FlaskClient, address: str) -> None:
    """Whatever the pages load or link to, the service itself serves."""
    text = client.get(address).text
    loaded = re.findall(r'(?:src|href|from)[= ]"([^"#]+)"|url\(([^)]+)\)', text)
    for target in ("".join(found).replace("./", "/assets/") for found in loaded):
        assert client.get(target).status_code == 200, target
    # A library says whose it is, and puts addresses together.
    if address.startswith("/assets/") and "markdown-it" not in address:
        assert set(re.findall(r"https?://[^\s\"'`<)]+", text)) <= {NAMESPACE}


@pytest.mark.parametrize(
    "name",
    ["playground.html", "nothing.js", "..%2Fplayground.py", "../playground.py", "%2e%2e", "a/b"],
)
def test_only_assets_are_served(client: FlaskClient, name: str) -> None:
    """A name that is no asset's is not found, whatever path it might spell."""
    response = client.get(f"/assets/{name}")
    assert (response.status_code, response.json["code"]) == (404, "not-found")


@every_address
def test_unchanged_file_is_not_sent_twice(client: FlaskClient, address: str) -> None:
    """A browser that has the file is told so; one that has another gets this one."""
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(address, headers={"If-None-Match": '"another"'})
    assert other.data == first.data


def test_every_reason_has_its_colour() -> None:
    """Each reason of the closed list has a hue of its own, and no other is named."""
    hues = re.findall(
        r'\[data-reason="(\w+)"\] \{ --hue: (\d+);', ASSETS["reasons.css"][0].decode()
    )
    assert [code for code, _ in hues] == list(Reason)
    assert len({hue for _, hue in hues}) == len(hues)


def test_every_example_is_offered(client: FlaskClient) -> None:
    """The buttons of the page and the examples that are shipped are the same."""
    assert sorted(re.findall(r'data-example="([^"]+)"', client.get("/").text)) == EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_shows_something(client: FlaskClient, name: str) -> None:
    """Each example has an article with a title, and residue of several reasons around it."""
    content, media_type = ASSETS[name]
    assert media_type == "text/plain"
    answer = client.post("/v1/clean", data=content).json
    assert answer["verdict"]["page"] in {"article", "brief"}
    assert answer["metadata"]["title"]
    assert len({entry["reason"] for entry in answer["removed"]}) >= 4


def test_reference_names_all_that_openapi_has(client: FlaskClient) -> None:
    """Every operation, parameter, field, value and sentence of openapi.yaml is on the page."""
    document = yaml.safe_load(OPENAPI.read_text(encoding="utf-8"))
    page = client.get("/docs").text
    for path, item in document["paths"].items():
        assert f"<code>{path}</code>" in page
        for operation in (item[method] for method in ("get", "post") if method in item):
            assert f'id="{operation["operationId"]}"' in page
    for name, schema in document["components"]["schemas"].items():
        assert f'id="{name}"' in page
        for field in schema.get("properties", {}):
            assert f"<code>{field}</code>" in page
        for value in schema.get("enum", []):
            assert f"<code>{value}</code>" in page
    for link in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{link}"' in page


def test_reference_shows_markup_and_does_not_write_it(client: FlaskClient) -> None:
    """The examples' own HTML is text on the page, not a part of it."""
    page = client.get("/docs").text
    assert "&lt;h1&gt;Old mill opens again&lt;/h1&gt;" in page
    assert page.count("<h1") == 1
