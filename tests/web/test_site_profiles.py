"""A service that follows profiles, over HTTP: what its answers say, and that they stay the same."""

from collections.abc import Iterator
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from flask.testing import FlaskClient

from sluice.site_profiles import library
from tests.judge.test_rules import BODY, TITLE
from tests.sites.made import HOST, write

DOCUMENT = yaml.safe_load((Path(__file__).parents[2] / "openapi.yaml").read_text(encoding="utf-8"))
FOOT = ("House style", "The Gazette building, Maltbury")
PAGE = "\n\n".join((TITLE, *BODY, *FOOT))
URL = f"https://www.{HOST}/mill"


@pytest.fixture
def identity(tmp_path: Path) -> Iterator[str]:
    """Of the profiles that are followed."""
    library.load(write(tmp_path / "profiles.sqlite", *FOOT), "here")
    yield library.loaded()["site_profiles"]
    library.use(None)


@pytest.mark.parametrize("removed", ["full", "page", "summary", "none"])
def test_answer_is_as_the_contract_has_it(client: FlaskClient, identity: str, removed: str) -> None:
    """With a profile every form of the answer keeps to the contract, and names the file."""
    sent = {"text": PAGE, "url": URL, "removed": removed}
    answer = client.post("/v1/clean", json=sent).json
    schema = {"$ref": "#/components/schemas/Answer", "components": DOCUMENT["components"]}
    assert list(jsonschema_rs.Draft202012Validator(schema).iter_errors(answer)) == []
    assert answer["engine"]["site_profiles"] == identity
    assert not any(line in answer["body"] for line in FOOT)


def test_same_page_and_profile_give_the_same_bytes(client: FlaskClient, identity: str) -> None:
    """Asked again, and with the host's profile read anew, the answer is the same."""
    sent = {"text": PAGE, "url": URL}
    first = client.post("/v1/clean", json=sent).data
    library._loaded[0].forget()
    assert client.post("/v1/clean", json=sent).data == first


@pytest.mark.parametrize("url", [{}, {"url": "https://other.example/mill"}])
def test_page_of_no_known_host_is_judged_as_without(
    client: FlaskClient, identity: str, url: dict[str, str]
) -> None:
    """A page without url, or of another host, gets the answer of a service without profiles."""
    followed = client.post("/v1/clean", json={"text": PAGE, **url}).json
    library.use(None)
    plain = client.post("/v1/clean", json={"text": PAGE, **url}).json
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
