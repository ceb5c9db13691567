"""Pages uploaded as a form's file: curl -F file=@page.html."""

import gzip
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sluice.errors import Problem
from tests.web.service_process import serving
from tests.web.test_problems import check

BODY = "The mill on the river was opened again on Monday."
HTML = f"<h1>Old mill opens</h1><p>{BODY}</p><p>Die Mühle am Fluß, so sagt man, läuft wieder.</p>"
FORM = "multipart/form-data; boundary=x"


def form(*parts: str, end: str = "--x--\r\n") -> bytes:
    return ("".join(f"--x\r\n{part}\r\n" for part in parts) + end).encode()


def file(content: str = HTML, name: str = "file", media_type: str = "text/html") -> str:
    disposition = f'Content-Disposition: form-data; name="{name}"; filename="page.html"'
    return f"{disposition}\r\nContent-Type: {media_type}\r\n\r\n{content}"


def field(name: str, value: str) -> str:
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'


def test_file_is_cleaned(client: FlaskClient) -> None:
    """The file's answer is that of the page posted alone, whatever the file's field is called."""
    alone = client.post("/v1/clean", data=HTML.encode(), content_type="text/html").json
    for name in ("file", "page", "upload-file"):
        data = {name: (BytesIO(HTML.encode()), "page.html", "text/html")}
        response = client.post("/v1/clean", data=data, content_type="multipart/form-data")
        assert response.json == alone


def test_fields_are_options(client: FlaskClient) -> None:
    """The form's fields are options as in the query, and the query's word counts."""
    data = form(file(), field("output", "html"), field("id", "page-17"))
    answer = client.post("/v1/clean?output=markdown", data=data, content_type=FORM).json
    assert (answer["output"], answer["id"]) == ("markdown", "page-17")
    refused = client.post("/v1/clean", data=form(file(), field("ouput", "a")), content_type=FORM)
    assert "Did you mean 'output'?" in check(refused, Problem.INVALID_OPTION)["detail"]


def test_charset_of_the_part_is_heard(client: FlaskClient) -> None:
    """A file's bytes are decoded as its own Content-Type says."""
    content = file("@", media_type="text/html; charset=windows-1252").replace("@", "%s")
    head, tail = form(content).split(b"%s")
    data = head + HTML.encode("windows-1252") + tail
    answer = client.post("/v1/clean", data=data, content_type=FORM).json
    assert "Mühle am Fluß" in answer["body"]


# A name, the body, the Content-Type, and the problem.
REFUSED = [
    ("no file", form(field("output", "html")), FORM, Problem.MALFORMED_FORM),
    ("a page in a field", form(field("html", HTML)), FORM, Problem.MALFORMED_FORM),
    ("no parts", form(), FORM, Problem.MALFORMED_FORM),
    ("nothing", b"", FORM, Problem.MALFORMED_FORM),
    ("no boundary", form(file()), "multipart/form-data", Problem.MALFORMED_FORM),
    ("a boundary of no letters", form(file()), "multipart/form-data; boundary=ü", 0),
    ("another boundary", form(file()), "multipart/form-data; boundary=y", Problem.MALFORMED_FORM),
    ("two files", form(file(), file(name="b")), FORM, Problem.MALFORMED_FORM),
    ("two files of one name", form(file(), file()), FORM, Problem.MALFORMED_FORM),
    ("without its end", form(file(), end=""), FORM, Problem.MALFORMED_FORM),
    ("cut in its head", form(file())[:40], FORM, Problem.MALFORMED_FORM),
    ("part without a name", form("Content-Type: text/html\r\n\r\na"), FORM, Problem.MALFORMED_FORM),
    ("a thousand parts", form(*[field("id", "a")] * 1000), FORM, Problem.MALFORMED_FORM),
    ("a field of a megabyte", form(field("id", "a" * 2**20)), FORM, Problem.MALFORMED_FORM),
    ("a head of a megabyte", form("X: " + "a" * 2**20 + "\r\n\r\n"), FORM, Problem.MALFORMED_FORM),
    ("an empty file", form(file(" ")), FORM, Problem.EMPTY_BODY),
    ("a picture", form(file(media_type="image/png")), FORM, Problem.UNSUPPORTED_MEDIA_TYPE),
    ("a PDF", form(file("%PDF-1.7\n" + "a" * 99)), FORM, Problem.UNSUPPORTED_MEDIA_TYPE),
    ("JSON that is none", form(file("{", media_type="application/json")), FORM, 0),
]


@pytest.mark.parametrize(
    ("body", "media_type", "problem"), [pytest.param(*case, id=name) for name, *case in REFUSED]
)
def test_bad_form_is_refused(
    client: FlaskClient, body: bytes, media_type: str, problem: Problem | int
) -> None:
    """A form that does not hold one page is answered with what is wrong with it."""
    response = client.post("/v1/clean", data=body, content_type=media_type)
    if isinstance(problem, Problem):
        check(response, problem)
    assert response.status_code in (400, 415, 422)


def test_compressed_form_is_refused(client: FlaskClient) -> None:
    """A form that is compressed is not taken apart, and a bomb in it never unfolds."""
    headers = {"Content-Encoding": "gzip"}
    body = gzip.compress(form(file()))
    response = client.post("/v1/clean", data=body, content_type=FORM, headers=headers)
    check(response, Problem.UNSUPPORTED_ENCODING)


def test_nothing_is_written(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file is held in memory: the service has nowhere to write."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it opens a file")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    monkeypatch.setattr("tempfile.SpooledTemporaryFile", refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse, raising=False)
    monkeypatch.setattr("werkzeug.formparser.TemporaryFile", refuse, raising=False)
    page = "".join(f"<p>{BODY} For the {i}th time, they say.</p>" for i in range(20_000))
    answer = client.post("/v1/clean?removed=none", data=form(file(page)), content_type=FORM).json
    assert answer["body"].startswith(BODY)


@pytest.mark.processes
@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
def test_curl_uploads_a_page(tmp_path: Path) -> None:
    """What one types first is answered by the running service."""
    (tmp_path / "page.html").write_text(HTML, encoding="utf-8")
    with serving() as address:
        printed = subprocess.run(
            ["curl", "-s", "-F", "file=@page.html", "-F", "output=markdown", f"{address}/v1/clean"],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
    assert re.search(rb'"output":"markdown"', printed)
    assert BODY.encode() in printed
