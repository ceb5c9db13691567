"""What trafilatura would take as a page's article, for where the scorer is unsure.

trafilatura (Barbaresi 2021, ACL demo) keeps process-wide caches when asked to deduplicate, crashes
under threads and may take minutes on huge pages; so it is asked without deduplication, by one
thread at a time, and only about small pages. By what names and paragraphs it finds an article the
scorer knows too (sluice/features/containers.py), so that it is asked about few pages, and without
the two libraries to which it would turn itself.
"""

import logging
import os
from collections.abc import Callable
from html import escape
from threading import Lock

from sluice.model import Document, InputKind, Page
from sluice.text.shingles import shares

# On larger pages it costs more than it is worth in the mean.
MOST_CHARACTERS = 300_000
MOST_TAGS = 1_500
# They log each page that they cannot make sense of, and might quote it; no page's words are logged.
for library in ("trafilatura", "htmldate", "justext"):
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)

# For each block the share of its words, 0-1, that another takes too; None without an opinion.
SecondOpinion = Callable[[Page], tuple[float, ...] | None]


class OneByOne:
    """A lock for the whole process; a process that is forked while it is held has its own."""

    def __init__(self) -> None:
        """Open."""
        self.lock = Lock()
        os.register_at_fork(after_in_child=self._anew)

    def _anew(self) -> None:
        self.lock = Lock()


_asking = OneByOne()


def load() -> None:
    """Load the library, which takes as long as ten pages: for who will fork processes that ask."""
    import trafilatura  # noqa: F401, PLC0415 - most pages do without it


def agreement(page: Page) -> tuple[float, ...] | None:
    """For each block the share of its words that the opinion takes too; None without an opinion."""
    from trafilatura import extract  # noqa: PLC0415

    if not _is_bearable(page.html):
        return None
    with _asking.lock:
        chosen = extract(page.html, fast=True, include_comments=False, deduplicate=False) or ""
    return tuple(shares(page.blocks, chosen)) if chosen.strip() else None


def whole_answer(document: Document) -> dict[str, str]:
    """All that it keeps of a page, as Markdown, and who it is; to be shown beside ours.

    It reads HTML alone: each line of a text is a paragraph.
    """
    from trafilatura import __version__, extract  # noqa: PLC0415

    html = document.text
    if document.kind is InputKind.TEXT:
        html = "".join(f"<p>{escape(line)}</p>" for line in html.splitlines() if line.strip())
    with _asking.lock:
        found = extract(
            html,
            output_format="markdown",
            include_links=True,
            include_formatting=True,
            deduplicate=False,
        )
    return {"name": f"trafilatura {__version__}", "output": "markdown", "body": found or ""}


def _is_bearable(html: str) -> bool:
    """Whether the page is of a size for which the opinion takes some 20 ms."""
    return len(html) <= MOST_CHARACTERS and html.count("<") <= MOST_TAGS
