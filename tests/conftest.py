"""What every test may ask for: the application and a client that needs no network."""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from service.web import create_app
from sluice.workers.page import Inline

# The same examples on every machine and in every run; their number bounds the time.
settings.register_profile(
    "fixed",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app(Inline())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def within() -> Callable[[int], AbstractContextManager[None]]:
    """A block of code that fails when it takes longer, instead of hanging the whole run."""
    return _within


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    def stop(_: int, frame: FrameType | None) -> None:
        where = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "somewhere"
        raise AssertionError(f"still busy after {seconds} s, in {where}")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
