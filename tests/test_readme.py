"""What the README says is what happens."""

import json
import re
from pathlib import Path

from flask.testing import FlaskClient

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OUTPUTS = (ROOT / "docs/outputs.md").read_text(encoding="utf-8")


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
    """The README's second command posts JSON that the service understands."""
    body = re.search(r"-d '(\{.*?\})'", README)
    assert body
    response = client.post("/v1/clean", data=body[1].encode(), content_type="application/json")
    assert response.json["body"] == "The mill on the river was opened again on Monday."
    assert response.json["metadata"]["title"] == "Old mill opens"
