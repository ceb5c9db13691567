"""What every test may ask for: the application and a client that needs no network.

A test that starts a process says so with a mark, or fails: `make test` is without those.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
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
def within() -> Callable[[float], AbstractContextManager[None]]:
    """A block of code that fails when it works for longer, instead of hanging the whole run.

    The seconds are those that this process works: beside others on a loaded machine the clock says
    little. Only what waits for something that never comes is ended by the clock.
    """
    return _within


WAITS_SECONDS = 600


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        doing = (
            f"busy after {seconds}" if number == signal.SIGPROF else f"waiting at {WAITS_SECONDS}"
        )
        where = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "somewhere"
        raise AssertionError(f"still {doing} s, in {where}")

    numbers = (signal.SIGPROF, signal.SIGALRM)
    before = [signal.signal(number, stop) for number in numbers]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(WAITS_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


TESTS = Path(__file__).parent
# Folders of which each test has this mark.
MARKED = {
    "bulk": "processes",
    "cli": "processes",
    "container": "container",
    "integrations": "integrations",
    "serving": "serving",
}
MAY_START = {"processes", "browser", "serving", "container", "integrations"}
STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn"}
_running: list[pytest.Item] = []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What stands in a folder of processes has its mark before marks are asked for."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in MARKED:
            item.add_marker(MARKED[folder])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """While a test runs, with its fixtures, it is known which one it is."""
    _running.append(item)
    try:
        return (yield)
    finally:
        _running.pop()


def _watch(event: str, _: object) -> None:
    if (
        event in STARTS
        and _running
        and not MAY_START & {m.name for m in _running[-1].iter_markers()}
    ):
        raise AssertionError(f"{_running[-1].nodeid} starts a process and has no mark that says so")


sys.addaudithook(_watch)
