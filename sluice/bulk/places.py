"""Where inputs and results are: paths of this machine, and addresses of object stores.

A place in a store has the methods of pathlib.Path that are called here (universal-pathlib, over
fsspec), and what goes wrong there is a StoreError whichever library noticed it.
"""

import errno
import io
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

# By the scheme of an address, what `pip install` brings what speaks with its store.
STORES = {"s3": "sluice[s3]", "gs": "sluice[gs]"}
BLOCK_BYTES = 8 << 20
ENDED = "it ended before its end"


class StoreError(OSError):
    """A store that refused, or went away; strerror is a sentence without its stop."""

    def __init__(self, place: object, fault: object) -> None:
        """place: what was asked for. fault: what came of it."""
        super().__init__(errno.EIO, f"{place}: {fault}")

    def __reduce__(self) -> tuple[Any, ...]:
        """As it travels between the nodes of a cluster."""
        return OSError, (self.errno, self.strerror)


def place_of(text: str) -> Path:
    """A path, or the like in a store.

    Raises ValueError, with a sentence, for a scheme that is unknown or needs what is missing.
    """
    scheme, mark, _ = text.partition("://")
    if not mark:
        return Path(text)
    if scheme not in STORES:
        raise ValueError(f"{text}: {scheme}:// is none of {', '.join(STORES)}, or a path.")
    try:
        from upath import UPath  # noqa: PLC0415 - most runs need none of it

        place: Path = UPath(text, default_block_size=BLOCK_BYTES) if scheme == "s3" else UPath(text)
        # What speaks with the store is loaded only now.
        _ = place.fs  # type: ignore[attr-defined]
    except ImportError:
        missing = f"pip install '{STORES[scheme]}'"
        raise ValueError(f"{text}: what speaks with this store is missing: {missing}.") from None
    # What a store that went away leaves unsent has failed too, which would be told with its stack.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    return place


def is_stored(place: Path) -> bool:
    """Whether it is in a store."""
    return not isinstance(place, Path)


def shown(place: Path) -> str:
    """The place as text: a name may be any bytes, and not all are."""
    if is_stored(place):
        # A bucket by itself would end with a slash.
        return str(place).rstrip("/")
    return os.fsencode(place).decode("utf-8", "replace")


def name_in(folder: Path, place: Path) -> str:
    """A file's name in a folder that it is in or below."""
    if is_stored(place):
        return str(place).removeprefix(str(folder)).lstrip("/")
    return shown(place.relative_to(folder))


def exists(place: Path) -> bool:
    """Whether there is anything. Raises StoreError."""
    if not is_stored(place):
        return place.exists()
    with told(place):
        try:
            # Asked whether something is there, a store's library takes a refusal for a no.
            _facts(place)
        except FileNotFoundError:
            return False
    return True


def is_folder(place: Path) -> bool:
    """Whether it is a folder, or the beginning of names in a store. Raises StoreError."""
    if not is_stored(place):
        return place.is_dir()
    with told(place):
        return str(_facts(place)["type"]) == "directory"


def size_and_mark(place: Path) -> tuple[int, str]:
    """Bytes of a file, and what changes with its contents. Raises StoreError."""
    if not is_stored(place):
        stat = place.stat()
        return stat.st_size, f"{stat.st_size} {stat.st_mtime_ns}"
    with told(place):
        facts = _facts(place)
    size = int(facts["size"])
    marks = (facts.get(name) for name in ("ETag", "etag", "md5Hash", "LastModified", "mtime"))
    return size, f"{size} {next(filter(None, marks), '')}"


def files_below(folder: Path) -> list[Path]:
    """All files of a folder of a store and of those in it. Raises StoreError."""
    with told(folder):
        names = _system(folder).find(_key(folder))
    base = _key(folder).rstrip("/") + "/"
    return [folder / name.removeprefix(base) for name in names if name.startswith(base)]


def opened(place: Path) -> IO[bytes]:
    """The file, for reading; in a store its end is the one that it had when it was opened."""
    if not is_stored(place):
        return place.open("rb", buffering=0)
    with told(place):
        size = int(_facts(place)["size"])
        return io.BufferedReader(Watched(place, place.open("rb"), size), 1 << 16)


def fetch(place: Path, path: Path) -> None:
    """Copy a file of a store to this machine, if there is one. Raises StoreError."""
    with told(place):
        if _system(place).exists(_key(place)):
            _system(place).get_file(_key(place), str(path))


def store(path: Path, place: Path) -> None:
    """Copy a file to a store: it is there whole, or not at all. Raises StoreError."""
    with told(place):
        _system(place).put_file(str(path), _key(place))


def content(place: Path) -> bytes | None:
    """A file of a store as it is now; None if there is none. Raises StoreError."""
    with told(place):
        _system(place).invalidate_cache()
        try:
            return bytes(_system(place).cat_file(_key(place)))
        except FileNotFoundError:
            return None


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Have all that a store's libraries raise be one error, with a sentence."""
    if not is_stored(place):
        yield
        return
    try:
        yield
    except StoreError:
        raise
    # Each store has a library of its own, with errors of its own and of those below it.
    except Exception as error:
        text = str(error).partition("\n")[0].rstrip(".")
        raise StoreError(place, text or type(error).__name__) from error


class Watched(io.RawIOBase):
    """A file of a store; one that breaks off is an error, and not a shorter file."""

    def __init__(self, place: Path, file: IO[bytes], size: int) -> None:
        """size: what the store says of it."""
        super().__init__()
        self._place, self._file, self._size = place, file, size

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How far it has been read."""
        return self._file.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to another place in it."""
        with told(self._place):
            return self._file.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        """The next bytes. Raises StoreError."""
        with told(self._place):
            piece = self._file.read(len(buffer))
            if not piece and buffer and self._file.tell() < self._size:
                raise StoreError(self._place, ENDED)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Let it go."""
        self._file.close()
        super().close()


def _system(place: Path) -> Any:
    return place.fs  # type: ignore[attr-defined]


def _key(place: Path) -> str:
    return str(place.path)  # type: ignore[attr-defined]


def _facts(place: Path) -> dict[str, Any]:
    return dict(_system(place).info(_key(place)))
