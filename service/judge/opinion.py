"""A second opinion on HTML: what trafilatura would take as the article.

trafilatura (Barbaresi 2021, ACL demo) keeps process-wide caches when asked to deduplicate, crashes
under threads and may take minutes on huge pages; so it is asked without deduplication, in
single-threaded processes, and only about pages of bounded size.
"""

import logging

from trafilatura import extract

from service.judge.shingles import shares
from service.model import Page

MOST_CHARACTERS = 2_000_000
MOST_TAGS = 40_000
# They log each page that they cannot make sense of, and might quote it; no page's words are logged.
for library in ("trafilatura", "htmldate", "justext"):
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)


def agreement(page: Page) -> tuple[float, ...] | None:
    """For each block the share of its words that the opinion takes too; None without an opinion."""
    if not _is_bearable(page.html):
        return None
    chosen = extract(page.html, include_comments=False, deduplicate=False) or ""
    return tuple(shares(page.blocks, chosen)) if chosen.strip() else None


def _is_bearable(html: str) -> bool:
    """Whether the page is of a size for which the opinion takes well under a second."""
    return len(html) <= MOST_CHARACTERS and html.count("<") <= MOST_TAGS
