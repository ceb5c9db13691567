"""A sample of each host's pages, on the disk: as many as tell a template, however large the crawl.

The pages whose addresses have the lowest numbers stay, so the sample does not depend on the order
in which pages come.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sluice.learn.lines import Lines, Named, unpacked

# What is counted here is thrown away with the run, so nothing has to survive.
CREATE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -65536;
CREATE TABLE hosts (host TEXT PRIMARY KEY, pages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (host TEXT NOT NULL, mark INTEGER NOT NULL, lines BLOB NOT NULL);
CREATE UNIQUE INDEX page ON pages (host, mark);
BEGIN;
"""
ADD = "INSERT INTO pages VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
COUNT = """
INSERT INTO hosts VALUES (?, 1) ON CONFLICT DO UPDATE SET pages = pages + 1 RETURNING pages
"""
LAST = "SELECT mark FROM pages WHERE host = ? ORDER BY mark DESC LIMIT 1"
REMOVE = "DELETE FROM pages WHERE host = ? AND mark = ?"
HOSTS = "SELECT host FROM hosts WHERE pages >= ? ORDER BY host"
PAGES = "SELECT lines FROM pages WHERE host = ? ORDER BY mark"


class Sample:
    """The pages kept so far."""

    def __init__(self, path: Path, most: int) -> None:
        """path: an empty file for this run alone. most: pages of one host that are kept."""
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.executescript(CREATE)
        self._most = most
        # Of hosts with as many pages as are kept, the highest number among them.
        self._last: dict[str, int] = {}

    def wants(self, page: Named) -> bool:
        """Whether the page would be kept; if not, nobody need read it."""
        return page.mark < self._last.get(page.host, page.mark + 1)

    def add(self, page: Named, lines: bytes) -> None:
        """Keep a page, in the place of another where there are enough; an address counts once."""
        if not self.wants(page):
            return
        if not self._file.execute(ADD, (page.host, page.mark, lines)).rowcount:
            return
        if page.host in self._last:
            self._file.execute(REMOVE, (page.host, self._last[page.host]))
        elif self._file.execute(COUNT, (page.host,)).fetchone()[0] < self._most:
            return
        self._last[page.host] = self._file.execute(LAST, (page.host,)).fetchone()[0]

    def hosts(self) -> int:
        """How many hosts there are."""
        return int(self._file.execute("SELECT count(*) FROM hosts").fetchone()[0])

    def sites(self, least: int) -> Iterator[tuple[str, list[Lines]]]:
        """Each host with at least so many pages, by name, and its pages by their numbers."""
        for (host,) in self._file.execute(HOSTS, (least,)):
            yield host, [unpacked(row) for (row,) in self._file.execute(PAGES, (host,))]

    def close(self) -> None:
        """No more."""
        self._file.close()
