"""A second opinion on HTML where the scorer is unsure: what trafilatura would take as the article.

trafilatura (Barbaresi 2021, ACL demo) keeps process-wide caches when asked to deduplicate, crashes
under threads and may take minutes on huge pages; so it is asked without deduplication, in
single-threaded processes, and only about small pages. By what names and paragraphs it finds an
article the scorer knows too (sluice/features/containers.py), so that it is asked about few pages,
and without the two libraries to which it would turn itself. It knows articles; what lists and shops
hold, the scorer knows better.
"""

import logging
from collections.abc import Mapping

from trafilatura import extract

from sluice.features.own import PROSE_WORDS
from sluice.judge.facts import Facts
from sluice.judge.state import PageState
from sluice.model import Page
from sluice.text.shingles import shares

# The scorer's doubt of the words that it keeps, 0-1, from which another opinion is worth its price;
# the share of prose in them from which the page may be an article; and the opinion's say.
UNSURE = 0.25
PROSE_SHARE = 0.85
SAY = 0.35
DIGITS = 4
# Of a sentence or two it knows nothing that the scorer does not.
FEWEST_WORDS = 30
# On larger pages it costs more than it is worth in the mean.
MOST_CHARACTERS = 300_000
MOST_TAGS = 1_500
# They log each page that they cannot make sense of, and might quote it; no page's words are logged.
for library in ("trafilatura", "htmldate", "justext"):
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)

Scores = Mapping[int, float]


def seconded(scene: PageState, scores: Scores) -> Scores:
    """The probabilities of content, with the opinion's say where the scorer is unsure."""
    shared = agreement(scene.page) if is_wanted(scene, scores) else None
    if shared is None:
        return scores
    return {i: round((1 - SAY) * p + SAY * shared[i], DIGITS) for i, p in scores.items()}


def is_wanted(scene: PageState, scores: Scores) -> bool:
    """Whether the scorer doubts what it would keep, and that is mostly prose."""
    kept = {i: p * scene.facts[i].words for i, p in scores.items()}
    whole = sum(kept.values())
    doubt = sum(words * (1 - scores[i]) for i, words in kept.items())
    prose = sum(words for i, words in kept.items() if _is_prose(scene.facts[i]))
    if doubt < UNSURE * whole or whole <= 0 or prose < PROSE_SHARE * whole:
        return False
    return sum(scene.facts[i].words for i in scores) >= FEWEST_WORDS


def _is_prose(facts: Facts) -> bool:
    return facts.words >= PROSE_WORDS or facts.ends_sentence


def agreement(page: Page) -> tuple[float, ...] | None:
    """For each block the share of its words that the opinion takes too; None without an opinion."""
    if not _is_bearable(page.html):
        return None
    chosen = extract(page.html, fast=True, include_comments=False, deduplicate=False) or ""
    return tuple(shares(page.blocks, chosen)) if chosen.strip() else None


def _is_bearable(html: str) -> bool:
    """Whether the page is of a size for which the opinion takes some 20 ms."""
    return len(html) <= MOST_CHARACTERS and html.count("<") <= MOST_TAGS
