"""What each character is, as bits by code point: the one table that all compiled loops look into.

A character of the Basic Multilingual Plane has its row in BITS. Beyond it stand emoji, rare Han and
historic scripts: bits_beyond answers for those.
"""

import re
from itertools import repeat
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

# Vowel signs and other combining marks belong to the word, though Python's \w leaves them out.
MARKS = "".join(c for c in map(chr, range(0x300, 0xABFF)) if category(c) in ("Mn", "Mc"))
# Han, Kana, Thai, Lao, Khmer and Burmese are written without spaces; two characters stand for a
# word (the mean word length of Chinese and Japanese newspaper text is between 1.6 and 2.4).
UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
SENTENCE_MARKS = ".!?…。！？．｡।॥؟۔։።"
# Those after which a blank and a capital must stand, and those after which nothing need.
SPACED_MARKS = ".!?"
UNSPACED_MARKS = "。！？।॥؟۔"
# Both of each pair: what closes a quotation in one language opens it in another.
CLOSING_MARKS = "\"'“”‘’«»‹›)]}」』）】〉》*_"
OPENING_MARKS = "\"'“‘«¿¡(["
APOSTROPHES = "'’"

PLANE = 0x10000
# The kinds that characters are counted by. OTHER is what has no other of them.
LETTER, UPPER, LOWER, DIGIT, STOP, COMMA, QUOTE, BAR, BRACKET, SPARE, OTHER, BLANK = (
    1 << n for n in range(12)
)
# What a regular expression asks: [^\W_], \s, MARKS, and the marks above; [^\Wa-z_] is what starts
# a sentence.
ALNUM, SPACE, MARK, APOSTROPHE, CLOSING, OPENING, SPACED, UNSPACED_STOP, STARTING = (
    1 << n for n in range(12, 21)
)
# The character is another one when case is folded, or several.
FOLDS = 1 << 21
_BY_CATEGORY = {
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
_COUNTED = (
    (STOP, SENTENCE_MARKS),
    (COMMA, ",;:،؛，、；："),
    (QUOTE, '"“”„‟«»‘’‚「」『』《》'),
    (BAR, "|•·›‹»>/–—-→▶►●○■*#_+"),
    (BRACKET, "()[]{}（）【】"),
)
_ASKED = (
    (MARK, MARKS),
    (APOSTROPHE, APOSTROPHES),
    (CLOSING, CLOSING_MARKS),
    (OPENING, OPENING_MARKS),
    (SPACED, SPACED_MARKS),
    (UNSPACED_STOP, UNSPACED_MARKS),
)


def _bits() -> NDArray[np.uint32]:
    plane = list(map(chr, range(PLANE)))
    kinds = map(_BY_CATEGORY.get, map(category, plane), repeat(OTHER))
    bits = np.fromiter(kinds, np.uint32, PLANE)
    for bit, marks in _COUNTED:
        for mark in marks:
            bits[ord(mark)] = bit if bits[ord(mark)] == OTHER else bits[ord(mark)] | bit
    spare = [m.start() for m in UNSPACED.finditer("".join(plane))]
    bits[spare] |= SPARE
    for bit, marks in _ASKED:
        bits[list(map(ord, marks))] |= bit
    starting = np.fromiter(map(str.isalnum, plane), np.bool_, PLANE)
    bits[starting] |= ALNUM
    bits[np.fromiter(map(str.isspace, plane), np.bool_, PLANE)] |= SPACE
    starting[ord("a") : ord("z") + 1] = False
    bits[starting] |= STARTING
    return bits


def _folded() -> NDArray[np.uint32]:
    folded = np.arange(PLANE, dtype=np.uint32)
    for n, other in enumerate(map(str.casefold, map(chr, range(PLANE)))):
        if len(other) > 1 or ord(other) != n:
            folded[n] = ord(other) if len(other) == 1 else SEVERAL
    return folded


# No character: what stands in FOLDED for one that becomes several.
SEVERAL = 0x110000
BITS = _bits()
# What each character is when case is folded, or SEVERAL.
FOLDED = _folded()
BITS[np.arange(PLANE) != FOLDED] |= FOLDS


def bits_beyond(character: str) -> int:
    """The bits of a character beyond the first plane: for counting, all those are OTHER."""
    return OTHER | (ALNUM | STARTING if character.isalnum() else 0)
