"""The profiles that this service has loaded, and a page's own among them."""

import os
import sqlite3
from functools import lru_cache
from pathlib import Path

from service.settings import settings
from service.sites import file
from service.sites.host import host_of
from service.sites.profile import NO_SITE, Site, unpacked

# Hosts whose profiles are kept at hand: a few thousand bytes each.
REMEMBERED = 256


class Library:
    """One file of profiles, asked by one process after the other that is forked.

    SQLite's connections must not be carried into a forked process, so each process opens its own.
    A file that has changed by then is checked, and called by its new identity.
    """

    def __init__(self, path: Path) -> None:
        """Check the file. Raises service.sites.file.BadFileError."""
        self._path = path
        self._seen = _state(path)
        self.identity = file.identity(path)
        self._process = 0
        self._connection: sqlite3.Connection | None = None
        self._site = lru_cache(maxsize=REMEMBERED)(self._read)

    def site(self, host: str) -> Site:
        """The host's profile; one that holds nothing where there is none."""
        self.settle()
        return self._site(host)

    def settle(self) -> None:
        """Be this process's own: with a connection, and the identity of what it reads."""
        if self._process == os.getpid():
            return
        if _state(self._path) != self._seen:
            self._seen, self.identity = _state(self._path), file.identity(self._path)
        self._connection = file.connect(self._path)
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


_loaded: list[Library] = []


def use(library: Library | None) -> None:
    """Follow these profiles from now on, or none."""
    _loaded[:] = [library] if library else []


def load(path: Path | None, named: str) -> None:
    """Follow the profiles of this file, or none. named: what the operator has named it by.

    Exits with a sentence that says what is wrong with it, and what to do.
    """
    try:
        use(Library(path) if path else None)
    except file.BadFileError as error:
        raise SystemExit(f"sluice: {named}={str(path)!r}: {error}.") from None


def site_of(url: str | None) -> Site:
    """The profile of the page's host; one that holds nothing where there is none."""
    host = host_of(url) if _loaded and url else None
    return _loaded[0].site(host) if host else NO_SITE


def loaded() -> dict[str, str]:
    """The identity of the profiles in use, by the name that an answer gives it; empty if none."""
    if not _loaded:
        return {}
    _loaded[0].settle()
    return {"site_profiles": _loaded[0].identity}


load(settings.site_profiles, "SLUICE_SITE_PROFILES")
