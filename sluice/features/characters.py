"""Counts of characters and words by kind, for all blocks of a page at once.

The page's text is looked at once, as an array of code points; so the cost is a few microseconds a
block whatever the script. Where a script has no spaces, two characters count as one word.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sluice.text.classes import SENTENCE_MARKS, UNSPACED
from sluice.text.words import CHARACTERS_A_WORD

Counts = NDArray[np.float32]

LETTER, UPPER, LOWER, DIGIT, STOP, COMMA, QUOTE, BAR, BRACKET, SPARE, OTHER, BLANK = (
    1 << n for n in range(12)
)
BY_CATEGORY = {
    "Lu": LETTER | UPPER,
    "Lt": LETTER | UPPER,
    "Ll": LETTER | LOWER,
    "Lo": LETTER,
    "Lm": LETTER,
    "Mn": LETTER,
    "Mc": LETTER,
    "Nd": DIGIT,
    "Zs": BLANK,
    "Cc": BLANK,
}
MARKS = (
    (STOP, SENTENCE_MARKS),
    (COMMA, ",;:،؛，、；："),
    (QUOTE, '"“”„‟«»‘’‚「」『』《》'),
    (BAR, "|•·›‹»>/–—-→▶►●○■*#_+"),
    (BRACKET, "()[]{}（）【】"),
)
TABLE_SIZE = 0x10000
SHORT_WORD = 3
LONG_WORD = 7
NAMES = (
    *("characters", "letters", "digits", "stops", "commas", "quotes", "bars", "brackets"),
    *("others", "unspaced", "words", "capitalised", "small", "short", "long", "uppers"),
)


@cache
def _table() -> NDArray[np.uint16]:
    """For each code point of the Basic Multilingual Plane its kinds, as bits."""
    characters = [chr(point) for point in range(TABLE_SIZE)]
    table = np.array(
        [BY_CATEGORY.get(unicodedata.category(c), OTHER) for c in characters], dtype=np.uint16
    )
    for bit, marks in MARKS:
        for mark in marks:
            table[ord(mark)] = bit if table[ord(mark)] == OTHER else table[ord(mark)] | bit
    spare = [point for point, c in enumerate(characters) if UNSPACED.match(c)]
    table[spare] |= SPARE
    return table


def kinds_of(points: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """For each code point its kinds, as bits."""
    kinds = _table()[np.minimum(points, TABLE_SIZE - 1)]
    kinds[points >= TABLE_SIZE] = OTHER
    return kinds


def count(texts: list[str]) -> dict[str, Counts]:
    """For each of NAMES one figure for each text."""
    joined = "\n".join(texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = kinds_of(points)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]

    def total(which: NDArray[np.bool_]) -> Counts:
        return np.add.reduceat(which, starts, dtype=np.int32).astype(np.float32)

    found = {
        name: total((kinds & bit) != 0)
        for name, bit in (
            *(("characters", ~np.uint16(BLANK)), ("letters", LETTER), ("digits", DIGIT)),
            *(("stops", STOP), ("commas", COMMA), ("quotes", QUOTE), ("bars", BAR)),
            *(("brackets", BRACKET), ("others", OTHER), ("unspaced", SPARE), ("uppers", UPPER)),
        )
    }
    return found | _words(kinds, starts, found["unspaced"])


def _words(
    kinds: NDArray[np.uint16], starts: NDArray[np.int64], unspaced: Counts
) -> dict[str, Counts]:
    inside = ((kinds & (LETTER | DIGIT)) != 0) & ((kinds & SPARE) == 0)
    edges = np.diff(inside.astype(np.int8), prepend=0, append=0)
    begin, end = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    block = np.searchsorted(starts, begin, side="right") - 1
    length = end - begin

    def total(which: NDArray[np.bool_]) -> Counts:
        return np.bincount(block[which], minlength=len(starts)).astype(np.float32)

    first = kinds[begin]
    return {
        "words": total(length > 0) + np.ceil(unspaced / CHARACTERS_A_WORD),
        "capitalised": total((first & UPPER) != 0),
        "small": total((first & LOWER) != 0),
        "short": total(length <= SHORT_WORD),
        "long": total(length >= LONG_WORD),
    }
