"""The bearer token: who has none is refused, and nothing tells how near a guess has come."""

import hmac
from pathlib import Path

import pytest
from flask import Flask

from service.settings import settings
from service.web import create_app, token
from sluice.workers.page import Inline

TOKEN = "a-token-that-is-long"


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application that asks for a token."""
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    having = settings.model_copy(update={"token_file": tmp_path / "token"})
    monkeypatch.setattr(token, "settings", having)
    return create_app(Inline())


def test_token_is_compared_in_constant_time(
    guarded: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every guess is compared as a whole, by what takes as long for a near one as for a far one."""
    compared = []
    real = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda *pair: compared.append(pair) or real(*pair))
    guesses = {TOKEN: 200, TOKEN[:-1]: 401, "": 401, "b" * 400: 401}
    for guess, status in guesses.items():
        headers = {"Authorization": f"Bearer {guess}"}
        assert guarded.test_client().get("/v1/reasons", headers=headers).status_code == status
    assert compared == [(guess.encode(), TOKEN.encode()) for guess in guesses]


@pytest.mark.parametrize("path", ["/", "/docs", "/docs/nothing.html", "/livez", "/openapi.yaml"])
def test_pages_for_people_are_open(guarded: Flask, path: str) -> None:
    """Probes, the playground and the documentation ask for no token."""
    assert guarded.test_client().get(path).status_code != 401
