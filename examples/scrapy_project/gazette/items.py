"""What the crawl brings home."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Story:
    """A page, and what became of it: an article, or the problem that there is none."""

    url: str
    html: bytes | None
    article: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
