"""Profiles for tests, in memory and on the disk."""

from pathlib import Path

from sluice.judge.facts import key
from sluice.site_profiles import file
from sluice.site_profiles.profile import Place, Printed, Site, exact

HOST = "gazette.example"


def site(*lines: str, anywhere: tuple[str, ...] = (), pages: int = 40) -> Site:
    """A profile of these lines, printed on all but two of so many pages."""
    places = dict.fromkeys(lines, Place.AROUND) | dict.fromkeys(anywhere, Place.ANYWHERE)
    known = {exact(key(line)): Printed(pages - 2, place) for line, place in places.items()}
    return Site(pages, known)


def write(path: Path, *lines: str, host: str = HOST) -> Path:
    """A file with the profile of one host."""
    file.write(path, [(host, site(*lines))], {"learned by": "a test"})
    return path
