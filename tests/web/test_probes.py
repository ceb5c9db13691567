"""The probes, for whoever runs the container."""

import pytest
from flask.testing import FlaskClient

from service.web import shutdown
from sluice.model import Judgement, Page
from sluice.pipeline import Cleaner


@pytest.mark.parametrize(
    ("path", "status"), [("/livez", "alive"), ("/healthz", "alive"), ("/readyz", "ready")]
)
def test_probe_answers(client: FlaskClient, path: str, status: str) -> None:
    """A probe says in one word how the service is."""
    response = client.get(path)
    assert (response.status_code, response.json) == (200, {"status": status})
    assert response.content_type == "application/json"


@pytest.mark.parametrize("path", ["/livez", "/healthz", "/readyz"])
def test_probe_answers_head(client: FlaskClient, path: str) -> None:
    """HEAD gets the same headers as GET and no body."""
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.data) == (200, b"")
    assert (head.content_type, head.content_length) == (get.content_type, get.content_length)


@pytest.mark.parametrize("path", ["/livez", "/healthz", "/readyz", "/metrics", "/livez/"])
def test_probe_is_not_logged(
    client: FlaskClient, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Probes come every few seconds and leave no line."""
    client.get(path)
    assert capsys.readouterr().out == ""


def test_not_ready_when_the_known_page_is_lost(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that cleans wrongly is sent no pages."""

    class Nothing:
        judgement = Judgement(Page("text", ()), ())

    monkeypatch.setattr(Cleaner, "clean", lambda _, __: Nothing())
    response = client.get("/readyz")
    assert (response.status_code, response.json) == (503, {"status": "not ready"})
    assert client.get("/livez").status_code == 200


def test_not_ready_when_cleaning_fails(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that cannot clean at all is not ready, whatever the reason."""

    def broken(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Cleaner, "clean", broken)
    response = client.get("/readyz")
    assert (response.status_code, response.json) == (503, {"status": "not ready"})


def test_not_ready_once_told_to_stop(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process on its way out is sent no more pages, and is still alive."""
    monkeypatch.setattr(shutdown, "_begun", [1.0])
    response = client.get("/readyz")
    assert (response.status_code, response.json) == (503, {"status": "shutting down"})
    assert client.get("/livez").status_code == 200
