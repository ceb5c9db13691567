"""The file of profiles: what is refused, and how one is told from another."""

import sqlite3
from pathlib import Path

import pytest

from sluice.site_profiles import file
from sluice.site_profiles.file import BadFileError, identity
from tests.site_profiles.made import HOST, site, write


def altered(path: Path, statement: str) -> Path:
    with sqlite3.connect(write(path, "Back to Culture"), isolation_level=None) as connection:
        connection.executescript(statement)
    connection.close()
    return path


def test_identity_is_of_what_the_file_says(tmp_path: Path) -> None:
    """The same profiles are the same file, byte for byte, and other ones are another."""
    one, same, other = (tmp_path / name for name in ("one", "same", "other"))
    write(one, "Back to Culture", "Imprint")
    write(same, "Imprint", "Back to Culture")
    write(other, "Imprint")
    assert one.read_bytes() == same.read_bytes()
    assert identity(one) == identity(same) != identity(other)
    assert len(identity(one)) == 16


BAD = {
    "older": ("PRAGMA user_version = 0", "older version"),
    "newer": ("PRAGMA user_version = 99", "newer version"),
    "foreign": ("PRAGMA application_id = 7", "not one of site profiles"),
    "cut rows": ("UPDATE sites SET lines = substr(lines, 2)", "damaged"),
    "no pages": ("UPDATE sites SET pages = 0", "damaged"),
    "no table": ("DROP TABLE sites", "damaged"),
    "other columns": ("ALTER TABLE sites RENAME lines TO rows", "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused(name: str, tmp_path: Path) -> None:
    """A database that is not this version's is refused with what it is and what to do."""
    statement, what = BAD[name]
    with pytest.raises(BadFileError, match=what) as refused:
        identity(altered(tmp_path / "profiles.sqlite", statement))
    assert "python -m service learn" in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"host,lines\n", b"\x00" * 4096, b"SQLite format 3\x00"])
def test_what_is_no_database_is_refused(content: bytes, tmp_path: Path) -> None:
    """Any other file is refused the same way."""
    path = tmp_path / "profiles.sqlite"
    path.write_bytes(content)
    with pytest.raises(BadFileError, match="python -m service learn"):
        identity(path)


def test_cut_file_is_refused(tmp_path: Path) -> None:
    """A file whose copying was broken off is told at start and not by the first page."""
    path = tmp_path / "profiles.sqlite"
    many = [(f"host-{n}.example", site("Imprint", "Privacy")) for n in range(2_000)]
    file.write(path, many, {})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadFileError, match="damaged"):
        identity(path)


@pytest.mark.parametrize("place", ["nowhere.sqlite", "."])
def test_missing_file_is_refused(place: str, tmp_path: Path) -> None:
    """A file that is not there, or a folder, is said not to be there."""
    with pytest.raises(BadFileError, match="no such file; learn it with python -m service learn"):
        identity(tmp_path / place)


def test_file_is_read_and_never_written(tmp_path: Path) -> None:
    """Loading leaves nothing beside the file and cannot change it."""
    path = write(tmp_path / "odd name?#%.sqlite", "Imprint")
    before = path.read_bytes()
    identity(path)
    with file.connect(path) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM sites")
    assert connection.execute(file.FIND, (HOST,)).fetchone()[0] == 40
    connection.close()
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])
