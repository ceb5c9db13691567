"""Words and sentence ends, in every script.

The loops are compiled where there is a C compiler. The regular expressions say what they look for;
tests hold both against each other.
"""

import re
from itertools import pairwise

import cython

from sluice.text import classes
from sluice.text.classes import (
    ALNUM,
    APOSTROPHE,
    BITS,
    CLOSING,
    CLOSING_MARKS,
    MARK,
    MARKS,
    OPENING,
    SPACE,
    SPACED,
    SPARE,
    STARTING,
    STOP,
    UNSPACED_STOP,
    bits_beyond,
)

WORD = re.compile(rf"[^\W_]+(?:(?:[{MARKS}]|['’](?=[^\W_]))[^\W_]*)*")
# The same where all characters are ASCII, several times faster.
ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")
UNSPACED = classes.UNSPACED
CHARACTERS_A_WORD = 2
# A full stop after one letter or a title ends no sentence: "U.S. officials", "Dr. Ito".
TITLES = (
    "Dr.",
    "Mr.",
    "Ms.",
    "Mrs.",
    "St.",
    "Prof.",
    "Sen.",
    "Gov.",
    "Gen.",
    "No.",
    "Nr.",
    "vs.",
    "Jr.",
)
LONGEST_TITLE = 4
# The mark comes first in each branch, so that a search leaps from mark to mark.
BETWEEN_SENTENCES = re.compile(
    "[.!?](?<=[^\\W_]{2}[.!?])"
    + "".join(rf"(?<!\b{re.escape(title)})" for title in TITLES)
    + f"[{re.escape(CLOSING_MARKS)}]*\\s+(?=[\"'“‘«¿¡(\\[]*[^\\Wa-z_])"
    f"|[。！？।॥؟۔][{re.escape(CLOSING_MARKS)}]*\\s*(?=\\S)"
)
# Where a text ends a sentence is looked for in so many of its last characters.
LAST = 12
# Rules and signals ask for the same lines' words again and again.
REMEMBERED = 8_192
# As many as stand on a page that is looked at several times; with fewer, each look would forget the
# first paragraphs before the next one asks for them.
PARAGRAPHS_REMEMBERED = 1_024

_bits = cython.declare(cython.uint[::1], BITS)
if not cython.compiled:
    _bits = BITS.tolist()
_ALNUM = cython.declare(cython.uint, ALNUM)
_MARK = cython.declare(cython.uint, MARK)
_APOSTROPHE = cython.declare(cython.uint, APOSTROPHE)
_SPARE = cython.declare(cython.uint, SPARE)
_SPACE = cython.declare(cython.uint, SPACE)
_STOP = cython.declare(cython.uint, STOP)
_CLOSING = cython.declare(cython.uint, CLOSING)
_OPENING = cython.declare(cython.uint, OPENING)
_SPACED = cython.declare(cython.uint, SPACED)
_UNSPACED_STOP = cython.declare(cython.uint, UNSPACED_STOP)
_STARTING = cython.declare(cython.uint, STARTING)


def words_of(text: str) -> list[str]:
    """The words; a run of characters of a script without spaces is one."""
    return ASCII_WORD.findall(text) if text.isascii() else WORD.findall(text)


def count_words(text: str) -> int:
    """Words in the text; where a script has no spaces, two characters count as one word."""
    ch: cython.Py_UCS4
    point: cython.uint
    bits: cython.uint
    words: cython.Py_ssize_t = 0
    spare: cython.Py_ssize_t = 0
    # 0: between words, 1: in a word, 2: in a word, behind an apostrophe.
    state: cython.int = 0
    for ch in text:
        point = ord(ch)
        bits = _bits[point] if point < 0x10000 else bits_beyond(ch)
        if bits & _SPARE:
            spare += 1
            state = 0
        elif bits & _ALNUM:
            words += state == 0
            state = 1
        elif state == 1 and bits & _MARK:
            continue
        else:
            state = 2 if state == 1 and bits & _APOSTROPHE else 0
    return words + (spare + 1) // 2


def ends_sentence(text: str) -> bool:
    """Whether the text's last mark, quotes and brackets aside, ends a sentence.

    French sets a blank before the mark that closes a quotation.
    """
    size: cython.Py_ssize_t = len(text)
    first: cython.Py_ssize_t = size - 12 if size > 12 else 0
    at: cython.Py_ssize_t = size - 1
    bits: cython.uint
    point: cython.uint
    blank: cython.bint = True
    # As with `$`, a last line break does not count.
    if size and text[at] == "\n":
        at -= 1
    while at >= first:
        point = ord(text[at])
        bits = _bits[point] if point < 0x10000 else 0
        if bits & _CLOSING:
            blank = False
        elif bits & _STOP:
            return True
        elif blank or not bits & _SPACE:
            return False
        else:
            blank = True
        at -= 1
    return False


def is_unspaced(text: str) -> bool:
    """Whether the text is in a script without spaces between words."""
    ch: cython.Py_UCS4
    point: cython.uint
    spare: cython.Py_ssize_t = 0
    for ch in text:
        point = ord(ch)
        if point < 0x10000 and _bits[point] & _SPARE:
            spare += 1
    return spare * 3 > len(text)


def between_sentences(text: str) -> bool:
    """Whether a sentence ends inside the text and another begins: BETWEEN_SENTENCES, searched."""
    return _next_cut(text, 0) >= 0


def sentences(text: str) -> list[str]:
    """The text cut after each sentence; nothing but blanks is lost."""
    cuts = [0]
    at: cython.Py_ssize_t = _next_cut(text, 0)
    while at >= 0:
        cuts.append(at)
        at = _next_cut(text, at)
    cuts.append(len(text))
    pieces = [text[start:end].strip() for start, end in pairwise(cuts)]
    return [piece for piece in pieces if piece]


@cython.cfunc
@cython.inline
def _bits_of(ch: cython.Py_UCS4) -> cython.uint:
    point: cython.uint = ord(ch)
    return _bits[point] if point < 0x10000 else bits_beyond(ch)


@cython.cfunc
def _next_cut(text: str, start: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Where the first match of BETWEEN_SENTENCES from `start` ends, or -1."""
    size: cython.Py_ssize_t = len(text)
    at: cython.Py_ssize_t = start
    end: cython.Py_ssize_t
    bits: cython.uint
    while at < size:
        bits = _bits_of(text[at])
        if bits & _SPACED:
            if _is_sentence(text, at):
                end = _behind(text, at + 1, _CLOSING)
                at = _behind(text, end, _SPACE)
                if at > end and _starts(text, at):
                    return at
                # What was passed over holds no mark.
                continue
        elif bits & _UNSPACED_STOP:
            end = _behind(text, at + 1, _CLOSING)
            if _behind(text, end, _SPACE) < size:
                return _behind(text, end, _SPACE)
            # A closing mark is what follows, where nothing else does.
            return end - 1 if end > at + 1 else -1
        at += 1
    return -1


@cython.cfunc
def _behind(text: str, at: cython.Py_ssize_t, bit: cython.uint) -> cython.Py_ssize_t:
    """The first place from `at` whose character is none of these."""
    size: cython.Py_ssize_t = len(text)
    while at < size and _bits_of(text[at]) & bit:
        at += 1
    return at


@cython.cfunc
def _starts(text: str, at: cython.Py_ssize_t) -> cython.bint:
    """Whether a sentence can start here: a capital, a digit, a letter without case."""
    at = _behind(text, at, _OPENING)
    return at < len(text) and _bits_of(text[at]) & _STARTING != 0


@cython.cfunc
def _is_sentence(text: str, at: cython.Py_ssize_t) -> cython.bint:
    """Whether the mark here follows two letters or digits that are no title's."""
    first: cython.Py_ssize_t = at
    if at < 2 or not _bits_of(text[at - 1]) & _bits_of(text[at - 2]) & _ALNUM:
        return False
    if text[at] != ".":
        return True
    while first > 0 and at - first <= LONGEST_TITLE and _is_wordly(text[first - 1]):
        first -= 1
    return at - first > LONGEST_TITLE or text[first : at + 1] not in TITLES


@cython.cfunc
def _is_wordly(ch: cython.Py_UCS4) -> cython.bint:
    return ch == "_" or _bits_of(ch) & _ALNUM != 0
