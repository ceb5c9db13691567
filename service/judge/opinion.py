"""A second opinion on HTML: what trafilatura would take as the article.

trafilatura (Barbaresi 2021, ACL demo) keeps process-wide caches when asked to deduplicate, crashes
under threads and may take minutes on huge pages; so it is asked without deduplication, in
single-threaded processes, and only about pages of bounded size.
"""

import logging

from trafilatura import extract

from service.blocks.words import UNSPACED, WORD
from service.model import Block, Page

MOST_CHARACTERS = 2_000_000
MOST_TAGS = 40_000
SHINGLE = 4
# They log each page that they cannot make sense of, and might quote it; no page's words are logged.
for library in ("trafilatura", "htmldate", "justext"):
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)


def agreement(page: Page) -> tuple[float, ...] | None:
    """For each block the share of its words that the opinion takes too; None without an opinion."""
    if not _is_bearable(page.html):
        return None
    chosen = extract(page.html, include_comments=False, deduplicate=False) or ""
    if not chosen.strip():
        return None
    lines = {tuple(_tokens(line)) for line in chosen.split("\n")}
    lines |= {tuple(_tokens(line.lstrip("-| "))) for line in chosen.split("\n")}
    shingles = set(_shingles(_tokens(chosen)))
    return tuple(_share(block, lines, shingles) for block in page.blocks)


def _is_bearable(html: str) -> bool:
    """Whether the page is of a size for which the opinion takes well under a second."""
    return len(html) <= MOST_CHARACTERS and html.count("<") <= MOST_TAGS


def _share(block: Block, lines: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> float:
    tokens = _tokens(block.text)
    if len(tokens) <= SHINGLE + 1:
        return float(tuple(tokens) in lines)
    own = list(_shingles(tokens))
    return sum(shingle in shingles for shingle in own) / len(own)


def _tokens(text: str) -> list[str]:
    if text.isascii():
        return WORD.findall(text)
    return WORD.findall(UNSPACED.sub(r" \g<0> ", text))


def _shingles(tokens: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(tokens[i:] for i in range(SHINGLE)), strict=False))
