"""One page of many: of a batch over HTTP, or of the files of a crawl."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from sluice.errors import Refused
from sluice.workers.job import Job

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Item:
    """A page that is to be cleaned, or why there is none.

    position: its line or record, from 1. id and url: what an archive says; a line says its own.
    """

    position: int
    job: Job | Refused
    id: str | None = None
    url: str | None = None

    def size(self) -> int:
        """Bytes that it holds."""
        return len(self.job.body) if isinstance(self.job, Job) else 0


class Told(NamedTuple):
    """What a page says of itself, as far as it can be read."""

    id: str | None
    url: str | None
    crawled_at: str | None


def told_of(item: Item) -> Told:
    """What the page says of itself: asked of a result, and of a page that could not be cleaned."""
    if isinstance(item.job, Refused):
        return Told(item.id, item.url, None)
    if item.job.media_type != JSON:
        return Told(item.id, item.url, item.job.query.get("crawled_at", [None])[0])
    names = _names(item.job.body)
    return Told(_name(names.id), _name(names.url), _name(names.crawled_at))


def names_of(item: Item) -> tuple[str | None, str | None]:
    """The page's own id and url, as far as they can be read: asked when it could not be cleaned."""
    return told_of(item)[:2]


class Names(msgspec.Struct):
    """The fields of a line that name its page; the rest is read past."""

    id: Any = None
    url: Any = None
    crawled_at: Any = None


def _names(line: bytes) -> Names:
    try:
        return msgspec.json.decode(line, type=Names)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        # It stands half a character, which the faster reader does not.
        fields = json.loads(line)
    except (ValueError, RecursionError):
        fields = None
    known = fields if isinstance(fields, dict) else {}
    return Names(*map(known.get, Names.__struct_fields__))


def _name(value: object) -> str | None:
    """A text that can be sent back: no longer than an option may be, and no half character."""
    if not isinstance(value, str) or len(value) > 4096:
        return None
    return value.encode("utf-8", "replace").decode()
