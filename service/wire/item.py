"""One page of many: of a batch over HTTP, or of the files of a crawl."""

import json
from dataclasses import dataclass

from service.errors import Refused
from service.wire.job import Job

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


def names_of(item: Item) -> tuple[str | None, str | None]:
    """The page's own id and url, as far as they can be read: asked when it could not be cleaned."""
    if isinstance(item.job, Refused) or item.job.media_type != JSON:
        return item.id, item.url
    try:
        fields = json.loads(item.job.body)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(fields, dict):
        return None, None
    return _name(fields.get("id")), _name(fields.get("url"))


def _name(value: object) -> str | None:
    """A text that can be sent back: no longer than an option may be, and no half character."""
    if not isinstance(value, str) or len(value) > 4096:
        return None
    return value.encode("utf-8", "replace").decode()
