"""What walls and asks speak of, as stems in many languages.

A phrase table knows wordings. A wall that is worded anew still names the same few things: a page
that is gone, a browser that is checked, a consent that partners want. `concepts.tsv` has the stems
of each, several rows a concept. A stem stands at the beginning of a word, of scripts without
blanks anywhere; with `$` behind it it is a whole word, with `=` before it it is spelt so. All are
looked for at once (Aho and Corasick 1975).
"""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

TABLE = Path(__file__).with_suffix(".tsv")
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Concept(StrEnum):
    """What a sentence may name; a member is a concept of the table."""

    PAGE = "page"
    GONE = "gone"
    LATER = "later"
    HOME = "home"
    LAW = "law"
    PLACE = "place"
    DENIED = "denied"
    BROWSER = "browser"
    CHECKED = "checked"
    HUMAN = "human"
    PROVEN = "proven"
    TRAFFIC = "traffic"
    UNUSUAL = "unusual"
    GUARD = "guard"
    BARRED = "barred"
    REDIRECTED = "redirected"
    TYPED = "typed"
    PICTURE = "picture"
    CAPTCHA = "captcha"
    VENDORS = "vendors"
    DEVICE = "device"
    ADS = "ads"
    USED = "used"
    PAY = "pay"
    ACCOUNT = "account"
    ONWARD = "onward"
    AGE = "age"
    OF_AGE = "of_age"
    BLOCKER = "blocker"
    ALLOWED = "allowed"
    SCRIPT = "script"
    ENABLED = "enabled"
    DOMAIN = "domain"
    SOLD = "sold"
    UNLOCK = "unlock"
    WHOLE = "whole"
    LETTERS = "letters"
    BID = "bid"
    RECEIVED = "received"
    GIFT = "gift"
    BACKED = "backed"
    READERS = "readers"
    ASKED = "asked"
    WAIT = "wait"
    FREE = "free"
    BUILT = "built"
    # Walls speak to their reader, or of those who put them up; news names the day.
    ADDRESS = "address"
    WEEKDAYS = "weekdays"
    MONTHS = "months"


class Stem(NamedTuple):
    """One stem and what it names. spelt: only with these letters, as "Sie"."""

    text: str
    concept: Concept
    begins_word: bool
    ends_word: bool
    spelt: str


class Search(NamedTuple):
    """All stems, and what finds them."""

    stems: tuple[Stem, ...]
    automaton: AhoCorasick


@cache
def search() -> Search:
    """The table, read once."""
    rows = (row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines()[1:])
    stems = tuple(
        _stem(Concept(concept), of_it) for concept, row in rows for of_it in row.split("|")
    )
    return Search(stems, AhoCorasick([stem.text for stem in stems]))


def _stem(concept: Concept, written: str) -> Stem:
    text = written.removesuffix("$").removeprefix("=")
    spelt = text if written.startswith("=") else ""
    begins = text[0].isalnum() and not UNSPACED.match(text)
    return Stem(text.lower(), concept, begins, written.endswith("$"), spelt)


def named(sentence: str) -> frozenset[Concept]:
    """What a sentence names."""
    stems, automaton = search()
    lower = sentence.lower()
    found: set[Concept] = set()
    for n, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        _, concept, begins, ends, spelt = stems[n]
        if concept in found or (begins and start and lower[start - 1].isalnum()):
            continue
        if not (ends and end < len(lower) and lower[end].isalnum()) and (
            not spelt or sentence[start:end] == spelt
        ):
            found.add(concept)
    return frozenset(found)
