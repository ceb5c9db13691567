"""Where a run's results go: a folder of this machine, or one of an object store.

A store knows no locks, no appending and no renaming. So a run that writes to one works in a folder
of this machine, and hands over what is whole: the part, then the failures, then the journal that
counts them. Killed in between, the same command finds what the journal knows.
"""

import tempfile
from pathlib import Path
from typing import Protocol

from sluice.bulk import places
from sluice.bulk.journal import BUSY, FAILURES, JOURNAL


class Results(Protocol):
    """The folder of a run. local: where it is written on this machine."""

    local: Path

    def keep(self, part: Path) -> None:
        """A part is whole."""

    def noted(self) -> None:
        """The journal has one more line, and what it counts is there."""

    def close(self) -> None:
        """Nothing more comes."""


class Here:
    """A folder of this machine: what is written is there."""

    def __init__(self, folder: Path) -> None:
        """folder: of the results."""
        self.local = folder

    def keep(self, part: Path) -> None:
        """It is kept where it is."""

    def noted(self) -> None:
        """It is on the disk."""

    def close(self) -> None:
        """Nothing to do."""


class Stored:
    """A folder of a store."""

    def __init__(self, place: Path) -> None:
        """Fetch what an earlier run has noted. place: of the results. Raises StoreError."""
        self._place = place
        self._held = tempfile.TemporaryDirectory(prefix="sluice-")
        self.local = Path(self._held.name)
        try:
            self._journal = places.content(place / JOURNAL)
            if self._journal is not None:
                (self.local / JOURNAL).write_bytes(self._journal)
                places.fetch(place / FAILURES, self.local / FAILURES)
        except BaseException:
            self.close()
            raise
        self._failures = -1

    def keep(self, part: Path) -> None:
        """Hand it over. Raises StoreError, and ValueError where another run writes there."""
        self._alone()
        places.store(part, self._place / part.name)
        part.unlink()

    def noted(self) -> None:
        """Hand over the failures, and then the journal; raises as keep() does."""
        self._alone()
        failures = self.local / FAILURES
        size = failures.stat().st_size if failures.exists() else 0
        if size != self._failures:
            places.store(failures, self._place / FAILURES)
            self._failures = size
        journal = self.local / JOURNAL
        places.store(journal, self._place / JOURNAL)
        self._journal = journal.read_bytes()

    def close(self) -> None:
        """What was not handed over is done again by the next run."""
        self._held.cleanup()

    def _alone(self) -> None:
        if places.content(self._place / JOURNAL) != self._journal:
            raise ValueError(f"{self._place}: {BUSY}")


def results_in(folder: Path) -> Results:
    """The folder, wherever it is."""
    return Stored(folder) if places.is_stored(folder) else Here(folder)
