"""The words of texts as numbers: CRC-32 of their letters in UTF-8, as the page model knows them.

A word is two letters or more in a row, case folded; scripts without spaces are read as pairs of
characters too, as in the judge's lexicon (sluice/features/lexicon.py).
"""

from collections.abc import Iterable

import cython
import numpy as np

# The polynomial of CRC-32 (ISO 3309, as in zlib), its bits reversed.
POLYNOMIAL = 0xEDB88320


def _table() -> list[int]:
    """For each byte what it does to the remainder."""
    rows = []
    for byte in range(256):
        row = byte
        for _ in range(8):
            row = (row >> 1) ^ (POLYNOMIAL if row & 1 else 0)
        rows.append(row)
    return rows


_STEPS = cython.declare(cython.uint[::1], np.array(_table(), dtype=np.uint32))
_ONES = cython.declare(cython.uint, 0xFFFFFFFF)


def word_ids(texts: Iterable[str]) -> set[int]:
    """The ids of all words of these texts."""
    found: set[int] = set()
    for text in texts:
        _add(text.casefold(), found)
    return found


@cython.cfunc
def _add(text: str, found: set[int]) -> cython.void:
    """Add the ids of a text's words, and of its pairs of characters."""
    ch: cython.Py_UCS4
    point: cython.uint
    before: cython.uint = 0
    length: cython.int = 0
    word: cython.uint = _ONES
    paired: cython.bint = not text.isascii()
    for ch in text:
        point = ord(ch)
        if _is_letter(ch):
            word = _with(word, point)
            length += 1
        elif length:
            if length >= 2:
                found.add(word ^ _ONES)
            word = _ONES
            length = 0
        if paired:
            if not _is_unspaced(point):
                point = 0
            elif before:
                found.add(_with(_with(_ONES, before), point) ^ _ONES)
            before = point
    if length >= 2:
        found.add(word ^ _ONES)


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _is_letter(ch: cython.Py_UCS4) -> cython.bint:
    """Whether a case-folded character is of a word: a letter, or a numeral that is no digit."""
    if ch < "\x80":
        return "a" <= ch <= "z"
    return ch.isalnum() and not ch.isdecimal()


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _is_unspaced(point: cython.uint) -> cython.bint:
    """Whether a character is Kana, Han, Thai or Lao."""
    return (
        0x3040 <= point <= 0x30FF
        or 0x3400 <= point <= 0x4DBF
        or 0x4E00 <= point <= 0x9FFF
        or 0x0E00 <= point <= 0x0EFF
    )


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _with(crc: cython.uint, point: cython.uint) -> cython.uint:
    """The remainder after one more character, whose bytes are those of UTF-8."""
    if point < 0x80:
        return _STEPS[(crc ^ point) & 0xFF] ^ (crc >> 8)
    if point < 0x800:
        crc = _STEPS[(crc ^ (0xC0 | (point >> 6))) & 0xFF] ^ (crc >> 8)
        return _STEPS[(crc ^ (0x80 | (point & 0x3F))) & 0xFF] ^ (crc >> 8)
    if point < 0x10000:
        crc = _STEPS[(crc ^ (0xE0 | (point >> 12))) & 0xFF] ^ (crc >> 8)
    else:
        crc = _STEPS[(crc ^ (0xF0 | (point >> 18))) & 0xFF] ^ (crc >> 8)
        crc = _STEPS[(crc ^ (0x80 | ((point >> 12) & 0x3F))) & 0xFF] ^ (crc >> 8)
    crc = _STEPS[(crc ^ (0x80 | ((point >> 6) & 0x3F))) & 0xFF] ^ (crc >> 8)
    return _STEPS[(crc ^ (0x80 | (point & 0x3F))) & 0xFF] ^ (crc >> 8)
