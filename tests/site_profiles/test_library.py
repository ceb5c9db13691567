"""The profiles in use: by process, by host, and as the operator has named them."""

import gc
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sluice.site_profiles import library
from sluice.site_profiles.library import Library, site_of
from sluice.site_profiles.profile import NO_SITE
from tests.site_profiles.made import HOST, site, write

ROOT = Path(__file__).parents[2]
SCRIPT = """
from sluice.workers.settings import WorkerSettings, from_environment
from_environment(WorkerSettings).cleaner()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "profiles.sqlite", "Imprint")


def test_page_finds_its_hosts_profile(path: Path) -> None:
    """An address leads to the profile of its host, and any other to none."""
    found = Library(path)
    assert site_of(found, f"https://www.{HOST}/a") == site("Imprint")
    for url in ("https://other.example/", "", None, "http://[", f"https://a.{HOST}/"):
        assert site_of(found, url) == NO_SITE


def test_nothing_loaded_knows_nothing() -> None:
    """Without a file there is no profile."""
    assert site_of(None, f"https://{HOST}/") == NO_SITE


def test_hostile_hosts_are_looked_up_as_values(path: Path) -> None:
    """A host with quotation marks is a host that is not there."""
    found = Library(path)
    assert site_of(found, "https://'; DROP TABLE sites; --/") == NO_SITE
    assert site_of(found, f"https://{HOST}/") == site("Imprint")


@pytest.mark.processes
def test_forked_process_has_its_own_connection(path: Path) -> None:
    """A process that is forked after a look-up asks the file by itself, and answers the same."""
    found = Library(path)
    found.site(HOST)
    connection = found._connection
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        own = found.site(HOST) == site("Imprint") and found._connection is not connection
        os.write(writing, b"1" if own else b"0")
        os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(reading, 1) == b"1"
    os.close(reading)
    os.close(writing)
    assert found.site(HOST) == site("Imprint")


def test_connection_is_closed_with_its_library(path: Path) -> None:
    """A library that nobody holds any more leaves no file open, of which Python 3.13 would warn."""
    found = Library(path)
    found.site(HOST)
    connection = found._connection
    assert connection is not None
    del found
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_file_that_is_replaced_is_called_by_its_new_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process forked after the file was replaced answers with what it reads, and says so."""
    found = Library(path)
    before = found.current()
    write(path.with_name("new"), "Privacy").replace(path)
    assert found.current() == before
    assert site_of(found, f"https://{HOST}/") == site("Imprint")
    monkeypatch.setattr(library.os, "getpid", lambda: -1)
    assert found.current() != before
    assert site_of(found, f"https://{HOST}/") == site("Privacy")


def test_few_hosts_stay_at_hand(path: Path) -> None:
    """However many hosts are asked for, only the last few are kept in memory."""
    found = Library(path)
    for number in range(1_000):
        found.site(f"host-{number}.example")
    assert found._site.cache_info().currsize == library.REMEMBERED


@pytest.mark.processes
@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_bad_file_stops_the_start(content: bytes | None, tmp_path: Path) -> None:
    """The service does not start with a bad file, and says which setting names it."""
    path = tmp_path / "profiles.sqlite"
    if content is not None:
        path.write_bytes(content)
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=os.environ | {"SLUICE_SITE_PROFILES": str(path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"sluice: SLUICE_SITE_PROFILES={str(path)!r}: ")
    assert "python -m service learn" in line
