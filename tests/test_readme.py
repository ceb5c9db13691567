"""What the README says is what happens."""

import json
import re
from pathlib import Path

from flask.testing import FlaskClient

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OUTPUTS = (ROOT / "docs/outputs.md").read_text(encoding="utf-8")
CLIENTS = (ROOT / "docs/clients.md").read_text(encoding="utf-8")


def test_first_example_gives_the_answer_shown(client: FlaskClient) -> None:
    """The page in the README's first curl command gives the answer that the docs print."""
    page = re.search(r"<<'PAGE'\n(.*?)PAGE\n", README, re.S)
    shown = re.search(r"```json\n(.*?)```", OUTPUTS, re.S)
    assert page is not None
    assert shown is not None
    response = client.post("/v1/clean", data=page[1].encode(), content_type="text/plain")
    expected, found = json.loads(shown[1]), response.json
    assert expected.pop("engine").keys() == found.pop("engine").keys()
    assert found == expected


def test_json_example_is_answered(client: FlaskClient) -> None:
    """The guide's command with JSON posts what the service understands."""
    body = re.search(r"-d '(\{.*?\})'", CLIENTS)
    assert body
    response = client.post("/v1/clean", data=body[1].encode(), content_type="application/json")
    assert response.json["body"] == "The mill on the river was opened again on Monday."


def test_readme_is_short() -> None:
    """Whoever wants more than nine hundred words is shown where they stand."""
    assert len(README.split()) < 900


def test_readme_begins_with_what_can_be_done() -> None:
    """One command, one curl and one import come before the first heading below the title."""
    first = README.partition("\n## ")[0]
    assert [*re.findall(r"```(\w+)\n(\w+)", first)] == [
        ("sh", "make"),
        ("sh", "curl"),
        ("python", "from"),
    ]
