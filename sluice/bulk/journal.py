"""What a run has written, so that it goes on where it was killed: one line a part, on the disk.

A part counts when its line is in the journal. The line is written after the part has its name and
the failures beside it are on the disk; so a kill at any moment leaves a part that counts, or one
that is removed and made again.
"""

import fcntl
import os
from pathlib import Path
from typing import Any

from sluice.bulk import parts
from sluice.errors import Refused
from sluice.formats.json_codec import decode_object, encode

JOURNAL, FAILURES = "_journal.ndjson", "_failures.ndjson"
BUSY = "another run is writing there."
OTHER = "it holds the results of another run ({}); take another folder."


class Journal:
    """The journal of one folder, held by one run at a time."""

    def __init__(self, folder: Path, run: dict[str, Any]) -> None:
        """Take the folder, and drop what a killed run left half done.

        run: what makes a run this run: its inputs, options and engine. Raises ValueError, with a
        sentence, when the folder is another run's, or another process is at it.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._file = (folder / JOURNAL).open("a+b", buffering=0)
        try:
            self.entries = self._taken(run)
        except BaseException:
            self._file.close()
            raise
        self.part = len(self.entries)
        parts.remove_after(folder, self.part)
        self.failures = (folder / FAILURES).open("ab", buffering=1 << 16)
        self.failures.truncate(self._last("failures_bytes", 0))
        self.failures.seek(0, os.SEEK_END)

    def start(self) -> tuple[int, int]:
        """The input at which to go on, and how many of its pages have been done."""
        return self._last("input", 0), self._last("number", 0)

    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return bool(self._last("complete", 0))

    def note(self, **facts: Any) -> None:
        """One more part: it and its failures are on the disk from now on."""
        self.failures.flush()
        os.fsync(self.failures.fileno())
        self._append(facts | {"failures_bytes": self.failures.tell()})
        self.part += 1

    def close(self) -> None:
        """Let others at it."""
        self.failures.close()
        self._file.close()

    def _taken(self, run: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ValueError(f"{self.folder}: {BUSY}") from None
        return self._read(run)

    def _last(self, field: str, default: int) -> int:
        return int(self.entries[-1][field]) if self.entries else default

    def _append(self, entry: dict[str, Any]) -> None:
        self._file.write(encode(entry) + b"\n")
        os.fsync(self._file.fileno())
        self.entries = [*self.entries[-1:], entry]

    def _read(self, run: dict[str, Any]) -> list[dict[str, Any]]:
        self._file.seek(0)
        whole, _, _ = self._file.read().rpartition(b"\n")
        lines = whole.split(b"\n") if whole else []
        # A line that was being written when the run was killed.
        self._file.truncate(len(whole) + 1 if whole else 0)
        self.entries = []
        if not lines:
            self._append(run)
            parts.sync_folder(self.folder)
            return []
        try:
            first, *entries = [decode_object(line) for line in lines]
        except Refused:
            raise ValueError(f"{self.folder / JOURNAL}: it is no journal of a run.") from None
        differing = [name for name in run if first.get(name) != decode_object(encode(run))[name]]
        if differing:
            raise ValueError(f"{self.folder}: {OTHER.format('other ' + ', '.join(differing))}")
        return entries
