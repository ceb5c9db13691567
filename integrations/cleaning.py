"""What all integrations share: a page in a program's own words, cleaned beside that program.

A page is cleaned by a process of its own (sluice.bulk.child_process), under the deadline and the
memory cap of the service: one that hangs or kills its process costs itself, and not the program.
"""

import json
import os
from datetime import date
from threading import Lock
from typing import Any, NamedTuple, Self

from sluice.bulk.child_process import ChildProcess
from sluice.bulk.messages import Page
from sluice.errors import Refused
from sluice.workers.job import Job
from sluice.workers.request import options_of

TYPES = {"html": "text/html", "text": "text/plain"}
# Of a line of bulk's results: where its page stood in a file, of which there is none here.
PLACE = ("file", "position")
# What frameworks hold beside a text as plain values; stores refuse others.
FLAT = ("title", "description", "language", "date_published")


class Cleaned(NamedTuple):
    """One of the two. answer: as openapi.yaml has it. problem: code, detail, retryable."""

    answer: dict[str, Any] | None
    problem: dict[str, Any] | None


class Cleaning:
    """One process that cleans; not for several threads at a time."""

    def __init__(self, **settings: str) -> None:
        """Start it. settings: further variables, as SLUICE_PAGE_SECONDS.

        Raises RuntimeError when it does not start; what is wrong stands on standard error.
        """
        self._piped = ChildProcess({**os.environ, **settings})
        self.pid = self._piped.pid

    def clean(self, content: str | bytes, kind: str, **options: str | None) -> Cleaned:
        """Clean one page.

        kind: "html" or "text". options: the service's: id, url, language, crawled_at, output,
        removed; those that are None count as not given. Raises RuntimeError when the process has
        been killed from outside several times in a row.
        """
        query = {name: [value] for name, value in options.items() if value is not None}
        body = content.encode("utf-8", "replace") if isinstance(content, str) else content
        charset = "utf-8" if isinstance(content, str) else None
        job = Job(body, TYPES[kind], charset, query=query)
        page = Page("", 1, 0, 1, 0, job, "", "", options.get("id"), options.get("url"))
        (done,) = self._piped.clean([page])
        fields = json.loads(done.line)
        told = {name: value for name, value in fields.items() if name not in PLACE}
        return Cleaned(None, told) if done.failure else Cleaned(told, None)

    def close(self) -> None:
        """End the process."""
        self._piped.close()


class SharedCleaning:
    """As Cleaning, for any number of threads; its process starts with the first page."""

    def __init__(self, seconds: float = 10) -> None:
        """seconds: that one page may take."""
        self._seconds = str(seconds)
        self._lock = Lock()
        self._cleaning: Cleaning | None = None

    def clean(self, content: str | bytes, kind: str, **options: str | None) -> Cleaned:
        """As Cleaning.clean; one page at a time."""
        with self._lock:
            if self._cleaning is None:
                self._cleaning = Cleaning(SLUICE_PAGE_SECONDS=self._seconds)
            return self._cleaning.clean(content, kind, **options)

    def close(self) -> None:
        """End the process; the next page starts another."""
        with self._lock:
            if self._cleaning is not None:
                self._cleaning.close()
            self._cleaning = None


class Closing:
    """What holds a process that cleans, and ends it with close() or with its block."""

    def __init__(self, seconds: float) -> None:
        """seconds: that one page may take."""
        self._cleaning = SharedCleaning(seconds)

    def close(self) -> None:
        """End the process that cleans; the next page starts another."""
        self._cleaning.close()

    def __enter__(self) -> Self:
        """The process ends with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.close()


def option(name: str, value: Any) -> str | None:
    """The value of an option, as far as it is one: a framework calls anything a date."""
    text = value.isoformat() if isinstance(value, date) else value
    try:
        options_of({name: [text]})
    except Refused:
        return None
    return text if isinstance(text, str) else None


def described(answer: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Metadata of a framework's document: what it knew, what the page says, and all of the answer.

    The page's own title, description, language and day of publication stand where none was known.
    """
    said = {name: answer["metadata"][name] for name in FLAT}
    found = {name: value for name, value in said.items() if value is not None}
    return found | known | {"sluice": answer}
