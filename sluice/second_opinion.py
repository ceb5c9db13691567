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
from threading import Lock

from trafilatura import extract

from sluice.model import Page
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


def agreement(page: Page) -> tuple[float, ...] | None:
    """For each block the share of its words that the opinion takes too; None without an opinion."""
    if not _is_bearable(page.html):
        return None
    with _asking.lock:
        chosen = extract(page.html, fast=True, include_comments=False, deduplicate=False) or ""
    return tuple(shares(page.blocks, chosen)) if chosen.strip() else None


def _is_bearable(html: str) -> bool:
    """Whether the page is of a size for which the opinion takes some 20 ms."""
    return len(html) <= MOST_CHARACTERS and html.count("<") <= MOST_TAGS
