"""A cleaning process for a program of one's own: what it answers, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from sluice.bulk import worker
from sluice.bulk.child_process import ChildProcess
from sluice.bulk.messages import Page
from sluice.pipeline import default_cleaner
from sluice.workers.job import Job
from sluice.workers.page import PageWorker
from tests.poison import poisoned

ROOT = Path(__file__).parents[2]
TEXT = b"Mill\n\nThe mill on the river was opened again on Monday. It had stood still for years."
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}


def page_of(number: int, body: bytes = TEXT) -> Page:
    return Page("a.ndjson", number, 0, number, 0, Job(body, "text/plain"))


@pytest.fixture
def piped() -> Iterator[ChildProcess]:
    with ChildProcess(ENVIRONMENT | {"SLUICE_PAGE_SECONDS": "60"}) as found:
        yield found


def test_same_as_here(piped: ChildProcess) -> None:
    """Each page is answered in order with the bytes that it has in this process."""
    for start in (1, 50):
        pages = [page_of(start + n, TEXT + b" %d." % n) for n in range(20)]
        assert piped.clean(pages) == [worker.done(PageWorker(), page) for page in pages]
    assert piped.clean([]) == []
    assert piped.engine == default_cleaner().engine()


def test_poison_costs_its_own_page(tmp_path: Path) -> None:
    """A page that kills or blocks its process fails by name, and the next is cleaned."""
    bodies = [TEXT, b"poison: die\n" + TEXT, TEXT, b"poison: loop\n" + TEXT, TEXT]
    pages = [page_of(n, body) for n, body in enumerate(bodies, 1)]
    paths = {"PYTHONPATH": f"{ROOT}:{poisoned(tmp_path)}", "SLUICE_PAGE_SECONDS": "5"}
    with ChildProcess(ENVIRONMENT | paths) as piped:
        for _ in range(2):
            failures = ["", "page-crashed-engine", "", "page-too-costly", ""]
            assert [each.failure for each in piped.clean(pages)] == failures


def test_page_without_job(piped: ChildProcess) -> None:
    """A place that could not be read is a failure by the name it came with."""
    unread = Page("a.ndjson", 7, 0, 7, 0, None, "MALFORMED_BODY", "It is broken.")
    (done,) = piped.clean([unread])
    assert done.failure == "malformed-body"
    assert b'"position":7' in done.line


def test_killed_from_outside(piped: ChildProcess) -> None:
    """When the process is killed, and not by a page, another cleans the pages."""
    before = piped.pid
    os.kill(before, signal.SIGKILL)
    (done,) = piped.clean([page_of(1)])
    assert done == worker.done(PageWorker(), page_of(1))
    assert piped.pid != before


def test_killed_again_and_again(
    piped: ChildProcess,
    monkeypatch: pytest.MonkeyPatch,
    within: Callable[[int], AbstractContextManager[None]],
) -> None:
    """Where every process is killed the caller is told, and does not wait for ever."""
    monkeypatch.setattr("sluice.bulk.child_process.TRIES", 1)
    os.kill(piped.pid, signal.SIGKILL)
    with within(20), pytest.raises(RuntimeError, match="has ended"):
        piped.clean([page_of(1)])


def test_that_does_not_start() -> None:
    """A setting that stops the start is an error here, not a silence."""
    with pytest.raises(RuntimeError, match="has ended"):
        ChildProcess(ENVIRONMENT | {"SLUICE_PAGE_SECONDS": "soon"})


OWNER = """
import os, sys, time
from sluice.bulk.child_process import ChildProcess
piped = ChildProcess(dict(os.environ))
print(piped.pid, flush=True)
time.sleep(3600)
"""


def test_ends_with_its_owner() -> None:
    """A program that is killed leaves no cleaning process behind."""
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.kill()
    owner.communicate()
    until = time.monotonic() + 10
    while lives(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not lives(pid)


def lives(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
