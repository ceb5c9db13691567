"""The file of profiles: SQLite, read by everybody and written by nobody but `learn`.

One row a host, so that a page costs one indexed query. The file says what it is in SQLite's own
fields: application_id, and the form of its tables in user_version.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from sluice.site_profiles.profile import ROW_BYTES, Site

# "Slui", in ASCII.
APPLICATION = 0x536C7569
# Another number wherever tables, keys or places change their meaning.
FORM = 1
CREATE = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORM};
CREATE TABLE sites (host TEXT PRIMARY KEY, pages INTEGER NOT NULL, lines BLOB NOT NULL);
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
FIND = "SELECT pages, lines FROM sites WHERE host = ?"
BAD_ROWS = f"SELECT count(*) FROM sites WHERE pages < 1 OR length(lines) % {ROW_BYTES}"  # noqa: S608
LEARN = "learn it with python -m service learn"
AGAIN = "learn it again with python -m service learn"


class BadFileError(ValueError):
    """A file that cannot be loaded; the message says why, and what to do."""


def write(path: Path, sites: Iterable[tuple[str, Site]], about: dict[str, str]) -> None:
    """Write a new file. about: what whoever opens the file may want to know."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as file:
        # Unfinished files are thrown away, so nothing has to survive here.
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + CREATE)
        rows = ((host, site.pages, site.packed()) for host, site in sites)
        file.executemany("INSERT INTO sites VALUES (?, ?, ?)", rows)
        file.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        file.execute("COMMIT")


def connect(path: Path) -> sqlite3.Connection:
    """A connection of this process alone; it takes no lock and writes nothing anywhere."""
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


def identity(path: Path) -> str:
    """Sixteen hexadecimal digits that tell this file from every other.

    Raises BadFileError for what is no file of profiles, is damaged, or has another version's form.
    """
    if not path.is_file():
        raise BadFileError(f"there is no such file; {LEARN}, or unset it")
    try:
        with contextlib.closing(connect(path)) as file:
            problem = next(_problems(file), None)
        with path.open("rb") as whole:
            digest = hashlib.file_digest(whole, "sha256").hexdigest()
    except sqlite3.DatabaseError:
        problem = f"it is no file of site profiles, or is damaged; {AGAIN}"
    except OSError as error:
        problem = f"it cannot be read ({error.strerror}); {LEARN}, or unset it"
    if problem:
        raise BadFileError(problem)
    return digest[:16]


def _problems(file: sqlite3.Connection) -> Iterator[str]:
    if _figure(file, "PRAGMA application_id") != APPLICATION:
        yield f"it is a database, and not one of site profiles; {LEARN}"
    form = _figure(file, "PRAGMA user_version")
    if form < FORM:
        yield f"it was made by an older version (form {form}, here {FORM}); {AGAIN}"
    if form > FORM:
        yield f"it was made by a newer version (form {form}, here {FORM}); {AGAIN}"
    if file.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        yield f"it is damaged; {AGAIN}"
    if _figure(file, BAD_ROWS):
        yield f"it is damaged: rows hold what no profile is; {AGAIN}"


def _figure(file: sqlite3.Connection, query: str) -> int:
    return int(file.execute(query).fetchone()[0])
