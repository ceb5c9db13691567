"""A service that follows profiles, over HTTP: what its answers say, and that they stay the same."""

from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from flask.testing import FlaskClient

from service.web import create_app
from sluice.pipeline import Cleaner
from sluice.workers.page import Inline, PageWorker
from tests.judge.test_rules import BODY, TITLE
from tests.site_profiles.made import HOST, write

DOCUMENT = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text(encoding="utf-8"))
FOOT = ("House style", "The Gazette building, Maltbury")
PAGE = "\n\n".join((TITLE, *BODY, *FOOT))
URL = f"https://www.{HOST}/mill"


@pytest.fixture
def cleaner(tmp_path: Path) -> Cleaner:
    """One that follows profiles."""
    return Cleaner(site_profiles=write(tmp_path / "profiles.sqlite", *FOOT))


@pytest.fixture
def client(cleaner: Cleaner) -> FlaskClient:
    """Of a service that follows profiles."""
    return create_app(Inline(PageWorker(cleaner))).test_client()


@pytest.fixture
def identity(cleaner: Cleaner) -> str:
    """Of the profiles that are followed."""
    return cleaner.engine()["site_profiles"]


@pytest.mark.parametrize("removed", ["full", "page", "summary", "none"])
def test_answer_is_as_the_contract_has_it(client: FlaskClient, identity: str, removed: str) -> None:
    """With a profile every form of the answer keeps to the contract, and names the file."""
    sent = {"text": PAGE, "url": URL, "removed": removed}
    answer = client.post("/v1/clean", json=sent).json
    schema = {"$ref": "#/components/schemas/Answer", "components": DOCUMENT["components"]}
    assert list(jsonschema_rs.Draft202012Validator(schema).iter_errors(answer)) == []
    assert answer["engine"]["site_profiles"] == identity
    assert not any(line in answer["body"] for line in FOOT)


def test_same_page_and_profile_give_the_same_bytes(client: FlaskClient, cleaner: Cleaner) -> None:
    """Asked again, and with the host's profile read anew, the answer is the same."""
    sent = {"text": PAGE, "url": URL}
    first = client.post("/v1/clean", json=sent).data
    assert cleaner._profiles is not None
    cleaner._profiles.forget()
    assert client.post("/v1/clean", json=sent).data == first


@pytest.mark.parametrize("url", [{}, {"url": "https://other.example/mill"}])
def test_page_of_no_known_host_is_judged_as_without(
    client: FlaskClient, identity: str, url: dict[str, str]
) -> None:
    """A page without url, or of another host, gets the answer of a service without profiles."""
    followed = client.post("/v1/clean", json={"text": PAGE, **url}).json
    without = create_app(Inline()).test_client()
    plain = without.post("/v1/clean", json={"text": PAGE, **url}).json
    assert followed["engine"].pop("site_profiles") == identity
    assert followed == plain
    assert plain["engine"].keys() == {"version", "rules", "model"}


@pytest.mark.parametrize("reader", ["plain", "html"])
def test_both_kinds_of_page_are_followed(client: FlaskClient, identity: str, reader: str) -> None:
    """The lines go from HTML as from text."""
    html = "".join(f"<p>{line}</p>" for line in (TITLE, *BODY, *FOOT))
    body = PAGE if reader == "plain" else f"<html><body>{html}</body></html>"
    answer = client.post(
        "/v1/clean", query_string={"url": URL}, data=body.encode(), content_type=f"text/{reader}"
    ).json
    found = {entry["text"]: entry["reason"] for entry in answer["removed"]}
    assert [found[line] for line in FOOT] == ["site_template"] * 2
