"""What the type of a problem document leads to."""

import pytest
from flask.testing import FlaskClient

from service.web import create_app
from service.web import token as tokens
from sluice.errors import Problem
from sluice.workers.page import Inline
from tests.web.test_problems import check


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_its_address(client: FlaskClient, problem: Problem) -> None:
    """Each problem's type answers what it is and what to do, to programs and to people."""
    kind = problem.value
    address = f"/problems/{kind.code}"
    told = client.get(address).json
    assert (told["code"], told["status"], told["remedy"]) == (kind.code, kind.status, kind.remedy)
    page = client.get(address, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.mimetype == "text/html"
    assert f"<h1>{kind.code}</h1>" in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("code", ["nothing", "EMPTY-BODY", "..", "%00", "<script>"])
def test_other_address_is_not_found(client: FlaskClient, code: str) -> None:
    """What is no code is a problem itself, and its name is not repeated."""
    check(client.get(f"/problems/{code}"), Problem.NOT_FOUND)


def test_type_of_a_refusal_is_an_address(client: FlaskClient) -> None:
    """A client that follows a document's type arrives."""
    refused = client.post("/v1/clean", data=b"").json
    assert client.get(refused["type"]).json["code"] == refused["code"]


def test_addresses_are_open(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has no token can look up why it is refused."""
    file = tmp_path_factory.mktemp("token") / "token"
    file.write_text("secret", encoding="ascii")
    given = tokens.settings.model_copy(update={"token_file": file})
    monkeypatch.setattr(tokens, "settings", given)
    client = create_app(Inline()).test_client()
    assert client.get("/v1/reasons").status_code == 401
    assert client.get("/problems/unauthorized").status_code == 200
    assert client.put("/tika", data=b"a").status_code == 401
    refused = client.post("/v2/scrape", json={"html": "a"})
    assert (refused.status_code, refused.json["success"]) == (401, False)
