"""The inputs of a run: what they are, how large, and how one knows them again."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sluice.bulk import places

PAGES = {
    **{".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"},
    **{".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"},
}
CODINGS = {".gz": "gzip", ".zst": "zstd"}


class Kind(StrEnum):
    """What an input is."""

    LINES = "lines"
    ARCHIVE = "archive"
    COLLECTION = "collection"
    PARQUET = "parquet"
    FOLDER = "folder"
    PAGE = "page"


KINDS = {
    **{".ndjson": Kind.LINES, ".jsonl": Kind.LINES, ".warc": Kind.ARCHIVE, ".wet": Kind.ARCHIVE},
    **{".parquet": Kind.PARQUET, ".wacz": Kind.COLLECTION, **dict.fromkeys(PAGES, Kind.PAGE)},
}
# These are packed by themselves.
WHOLE = (Kind.PARQUET, Kind.COLLECTION)
KNOWN = f"{', '.join(KINDS)}; .gz and .zst behind any but .parquet and .wacz; or a folder of these"
# A folder with this file holds the results of a run, and results are no pages.
JOURNAL = "_journal.ndjson"


@dataclass(frozen=True)
class Input:
    """One file or folder. mark: changes with its contents. coding: as in Content-Encoding."""

    path: Path
    kind: Kind
    coding: str
    size: int
    mark: str


def inputs_of(paths: Iterable[Path]) -> tuple[list[Input], Counter[str]]:
    """What these paths hold, and by its ending how many files of folders are not read.

    A folder is its archives, lines and tables, each an input of its own, and then its pages. Raises
    ValueError, with a sentence, for a file that is unknown, and for a folder of nothing else.
    """
    found: list[Input] = []
    unread: Counter[str] = Counter()
    for path in paths:
        if not places.is_folder(path):
            found.append(input_of(path))
            continue
        kinds = {file: kind_of(file)[0] for file in files_of(path)}
        passed = Counter(file.suffix.lower() for file, kind in kinds.items() if kind is None)
        if passed.total() == len(kinds) > 0:
            raise ValueError(f"{path}: none of its files is read: {told(passed)}. Known: {KNOWN}.")
        found += [input_of(f) for f, kind in kinds.items() if kind not in (None, Kind.PAGE)]
        if Kind.PAGE in kinds.values():
            found.append(_folder(path))
        unread += passed
    return found, unread


def told(unread: Counter[str]) -> str:
    """The files that are not read, as a part of a sentence."""
    return ", ".join(f"{n:,} {end or 'without an ending'}" for end, n in unread.most_common())


def input_of(path: Path) -> Input:
    """What this path holds, by its name; of a folder its pages.

    Raises ValueError, with a sentence, if it is unknown.
    """
    if places.is_folder(path):
        return _folder(path)
    kind, coding = kind_of(path)
    if kind is None:
        raise ValueError(f"{path}: its name does not say what it is. Known are {KNOWN}.")
    return Input(path, kind, coding, *places.size_and_mark(path))


def kind_of(path: Path) -> tuple[Kind | None, str]:
    """What a file is by its name, and how it is packed."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    coding = CODINGS.get(suffixes[-1], "") if suffixes else ""
    kind = KINDS.get(suffixes[-2 if coding else -1]) if len(suffixes) > bool(coding) else None
    return (None if coding and kind in WHOLE else kind), coding


def files_of(folder: Path) -> list[Path]:
    """All files of a folder and of those in it, by name; hidden ones and results are none."""
    return sorted(_stored(folder) if places.is_stored(folder) else _files(folder))


def _stored(folder: Path) -> Iterator[Path]:
    files = {file: places.name_in(folder, file).split("/") for file in places.files_below(folder)}
    results = {tuple(names[:-1]) for names in files.values() if names[-1] == JOURNAL}
    for file, names in files.items():
        above = {tuple(names[:depth]) for depth in range(len(names))}
        if not above & results and not any(name.startswith(".") for name in names):
            yield file


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        at = Path(place)
        if JOURNAL in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            at / name for name in names if not name.startswith(".") and (at / name).is_file()
        )


def pages_of(folder: Path) -> list[Path]:
    """All pages of a folder and of those in it, by name."""
    return [path for path in files_of(folder) if kind_of(path)[0] is Kind.PAGE]


def _folder(path: Path) -> Input:
    digest, size = hashlib.sha256(), 0
    for page in pages_of(path):
        page_size, mark = places.size_and_mark(page)
        size += page_size
        digest.update(f"{places.name_in(path, page)} {mark}\n".encode())
    return Input(path, Kind.FOLDER, "", size, digest.hexdigest())
