"""Results in parts: a part has its name only once it is whole and on the disk."""

import os
from pathlib import Path
from typing import Protocol

from sluice.bulk.archive import ArchivePart
from sluice.bulk.parquet import ParquetPart

UNFINISHED = ".unfinished"


class Part(Protocol):
    """A file of results that is being written."""

    suffix: str

    def write(self, line: bytes) -> None:
        """One more result."""

    def close(self) -> None:
        """No more."""


class NdjsonPart:
    """Results as lines."""

    suffix = ".ndjson"

    def __init__(self, path: Path) -> None:
        """path: of the file, which does not exist yet."""
        self._file = path.open("xb", buffering=1 << 20)

    def write(self, line: bytes) -> None:
        """One more result."""
        self._file.write(line)

    def close(self) -> None:
        """No more."""
        self._file.close()


FORMATS: dict[str, type[NdjsonPart | ParquetPart | ArchivePart]] = {
    "ndjson": NdjsonPart,
    "parquet": ParquetPart,
    "warc": ArchivePart,
}


def part_path(folder: Path, number: int, form: str) -> Path:
    """Where a part stands."""
    return folder / f"part-{number:05}{FORMATS[form].suffix}"


def settle(unfinished: Path, final: Path) -> None:
    """Give a whole file its name, so that no power cut takes either from it."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.rename(final)
    sync_folder(final.parent)


def sync_folder(folder: Path) -> None:
    """Bring the folder's list of names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_after(folder: Path, last: int) -> None:
    """Remove what was being written when a run was killed: nothing that the journal knows."""
    for path in folder.glob("part-*"):
        digits = path.name[5:].partition(".")[0]
        if path.name.endswith(UNFINISHED) or (digits.isdigit() and int(digits) > last):
            path.unlink()
