"""The documentation at /docs/: where it was made, and what is said where it was not."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.web import playground

SCRIPT = "document.title"
FILES = {
    "index.html": f"<title>Sluice</title><script>{SCRIPT}</script><script src=a.js></script>",
    "decisions/index.html": "<title>Decisions</title>",
    "a.js": "0",
    "search.json": "{}",
    "secret.key": "not a kind of file that is served",
}
TYPES = {
    "": "text/html; charset=utf-8",
    "index.html": "text/html; charset=utf-8",
    "decisions/index.html": "text/html; charset=utf-8",
    "a.js": "text/javascript; charset=utf-8",
    "search.json": "application/json; charset=utf-8",
}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A documentation that was made."""
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text)
    (tmp_path / "outside.html").write_text("outside")
    monkeypatch.setattr(playground, "SITE_FOLDER", tmp_path / "site")
    playground.site_files.cache_clear()
    yield
    playground.site_files.cache_clear()


@pytest.fixture
def not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tree in which `make site` was not called."""
    monkeypatch.setattr(playground, "SITE_FOLDER", tmp_path / "site")
    playground.site_files.cache_clear()
    yield
    playground.site_files.cache_clear()


@pytest.mark.parametrize("name", TYPES)
def test_file_is_served_as_what_it_is(client: FlaskClient, made: None, name: str) -> None:
    """Each file of the site has its type, its policy, and no other page's frame around it."""
    response = client.get(f"/docs/{name}")
    assert (response.status_code, response.content_type) == (200, TYPES[name])
    assert response.text == FILES[name or "index.html"]
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_script_in_a_page_is_let_in_by_its_hash(client: FlaskClient, made: None) -> None:
    """A page's own scripts may run, and no others that somebody might bring into it."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = client.get("/docs/").headers["Content-Security-Policy"]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "script-src 'self';" in client.get("/docs/a.js").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "name", ["nothing.html", "secret.key", "../outside.html", "%2e%2e/outside.html", "decisions"]
)
def test_only_the_sites_files_are_served(client: FlaskClient, made: None, name: str) -> None:
    """A name that is no file's of the site is not found, whatever path it might spell."""
    response = client.get(f"/docs/{name}")
    assert (response.status_code, response.json["code"]) == (404, "not-found")


@pytest.mark.parametrize("name", ["", "outputs.html"])
def test_what_makes_it_is_said(client: FlaskClient, not_made: None, name: str) -> None:
    """Where there is no documentation the answer says how it is made."""
    response = client.get(f"/docs/{name}")
    assert (response.status_code, response.json["code"]) == (404, "not-found")
    assert "`make site`" in response.json["detail"]


def test_reference_is_another_page(client: FlaskClient, made: None) -> None:
    """The API reference keeps its address, and leads to the documentation where there is one."""
    playground.reference_page.cache_clear()
    page = client.get("/docs").text
    assert "API reference" in page
    assert '<a href="/docs/">Documentation</a>' in page
    playground.reference_page.cache_clear()


def test_unchanged_page_is_not_sent_twice(client: FlaskClient, made: None) -> None:
    """A browser that has the page is told so."""
    first = client.get("/docs/")
    again = client.get("/docs/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
