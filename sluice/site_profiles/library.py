"""The profiles that this service has loaded, and a page's own among them."""

import os
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from weakref import finalize

from sluice.site_profiles import file
from sluice.site_profiles.host import host_of
from sluice.site_profiles.profile import NO_SITE, Site, unpacked

# Hosts whose profiles are kept at hand: a few thousand bytes each.
REMEMBERED = 256


class Library:
    """One file of profiles, asked by one process after the other that is forked.

    SQLite's connections must not be carried into a forked process, so each process opens its own.
    A file that has changed by then is checked, and called by its new identity.
    """

    def __init__(self, path: Path) -> None:
        """Check the file. Raises sluice.site_profiles.file.BadFileError."""
        self._path = path
        self._seen = _state(path)
        self.identity = file.identity(path)
        self._process = 0
        self._connection: sqlite3.Connection | None = None
        self._close: Callable[[], object] = object
        self._site = lru_cache(maxsize=REMEMBERED)(self._read)

    def site(self, host: str) -> Site:
        """The host's profile; one that holds nothing where there is none."""
        self.settle()
        return self._site(host)

    def current(self) -> str:
        """The identity of the file that this process reads."""
        self.settle()
        return self.identity

    def settle(self) -> None:
        """Be this process's own: with a connection, and the identity of what it reads."""
        if self._process == os.getpid():
            return
        if _state(self._path) != self._seen:
            self._seen, self.identity = _state(self._path), file.identity(self._path)
        # The one before was another process's: closed in this one, it stays open in that one.
        self._close()
        self._connection = file.connect(self._path)
        self._close = finalize(self, self._connection.close)
        self._process = os.getpid()
        self.forget()

    def forget(self) -> None:
        """Have no host's profile at hand, as if nobody had asked yet."""
        self._site.cache_clear()

    def _read(self, host: str) -> Site:
        assert self._connection is not None  # noqa: S101 - settle() has opened it
        row = self._connection.execute(file.FIND, (host,)).fetchone()
        return unpacked(*row) if row else NO_SITE


def _state(path: Path) -> tuple[int, ...]:
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def site_of(library: Library | None, url: str | None) -> Site:
    """The profile of the page's host; one that holds nothing where there is none."""
    host = host_of(url) if library and url else None
    return library.site(host) if library and host else NO_SITE
