"""The inputs of a run: what they are, how large, and how one knows them again."""

import hashlib
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PAGES = {
    **{".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"},
    **{".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"},
}
CODINGS = {".gz": "gzip", ".zst": "zstd"}


class Kind(StrEnum):
    """What an input is."""

    LINES = "lines"
    ARCHIVE = "archive"
    PARQUET = "parquet"
    FOLDER = "folder"
    PAGE = "page"


KINDS = {
    **{".ndjson": Kind.LINES, ".jsonl": Kind.LINES, ".warc": Kind.ARCHIVE, ".wet": Kind.ARCHIVE},
    **{".parquet": Kind.PARQUET, **dict.fromkeys(PAGES, Kind.PAGE)},
}
KNOWN = f"{', '.join(KINDS)}; .gz and .zst behind any but .parquet; or a folder of pages"


@dataclass(frozen=True)
class Input:
    """One file or folder. mark: changes with its contents. coding: as in Content-Encoding."""

    path: Path
    kind: Kind
    coding: str
    size: int
    mark: str


def input_of(path: Path) -> Input:
    """What this path holds, by its name. Raises ValueError, with a sentence, if it is unknown."""
    if path.is_dir():
        return _folder(path)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    coding = CODINGS.get(suffixes[-1], "") if suffixes else ""
    kind = KINDS.get(suffixes[-2 if coding else -1]) if len(suffixes) > bool(coding) else None
    if kind is None or (coding and kind is Kind.PARQUET):
        raise ValueError(f"{path}: its name does not say what it is. Known are {KNOWN}.")
    stat = path.stat()
    return Input(path, kind, coding, stat.st_size, f"{stat.st_size} {stat.st_mtime_ns}")


def shown(path: Path) -> str:
    """The path as text: a name may be any bytes, and not all are."""
    return os.fsencode(path).decode("utf-8", "replace")


def pages_of(folder: Path) -> list[Path]:
    """All pages of a folder and of those in it, by name."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in PAGES)
    return sorted(path for path in found if path.is_file())


def _folder(path: Path) -> Input:
    digest, size = hashlib.sha256(), 0
    for page in pages_of(path):
        stat = page.stat()
        size += stat.st_size
        row = f"{shown(page.relative_to(path))} {stat.st_size} {stat.st_mtime_ns}\n"
        digest.update(row.encode())
    return Input(path, Kind.FOLDER, "", size, digest.hexdigest())
