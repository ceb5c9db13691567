"""What all integrations share: a page in a program's own words, cleaned beside that program.

A page is cleaned by a process of its own (sluice.bulk.child_process), under the deadline and the
memory cap of the service: one that hangs or kills its process costs itself, and not the program.
"""

import json
import os
from typing import Any, NamedTuple

from sluice.bulk.child_process import ChildProcess
from sluice.bulk.messages import Page
from sluice.workers.job import Job

TYPES = {"html": "text/html", "text": "text/plain"}
# Of a line of bulk's results: where its page stood in a file, of which there is none here.
PLACE = ("file", "position")


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
