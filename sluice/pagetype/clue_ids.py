"""The words of texts as numbers: CRC-32 of their letters in UTF-8, as the page model knows them.

A word is two letters or more in a row, case folded; scripts without spaces are read as pairs of
characters too, as in the judge's lexicon (sluice/features/lexicon.py).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import cython
import numpy as np

from sluice.features.lexicon import Lexicon

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
    ids: cython.uint[::1] = np.empty(0, dtype=np.uint32)
    for text in texts:
        folded: str = text.casefold()
        if len(folded) > len(ids):
            ids = np.empty(2 * len(folded), dtype=np.uint32)
        for n in range(_write(folded, ids)):
            found.add(int(ids[n]))
    return found


def mark_words(texts: Sequence[str], lexicon: Lexicon, marks: bytearray) -> None:
    """Mark the places of the words of these texts that a lexicon has; marks: a byte a key."""
    text: str
    folded: list[Any] = [text.casefold() for text in texts]
    size: cython.Py_ssize_t = sum(map(len, folded))
    if not size:
        return
    ids: cython.uint[::1] = np.empty(size + 1, dtype=np.uint32)
    count: cython.Py_ssize_t = 0
    for text in folded:
        count += _write(text, ids[count:])
    mark(ids[:count], lexicon, marks)


def mark_names(sets: Sequence[Collection[str]], lexicon: Lexicon, marks: bytearray) -> None:
    """Mark the places of the names, in one or more sets, that a lexicon has."""
    size: cython.Py_ssize_t = sum(map(len, sets))
    if not size:
        return
    ids: cython.uint[::1] = np.empty(size + 1, dtype=np.uint32)
    count: cython.Py_ssize_t = 0
    for names in sets:
        for name in names:
            ids[count] = id_of(name)
            count += 1
    mark(ids[:count], lexicon, marks)


@cython.ccall
@cython.exceptval(check=False)
def id_of(name: str) -> cython.uint:
    """The id of one name, as it is written."""
    ch: cython.Py_UCS4
    word: cython.uint = _ONES
    for ch in name:
        word = _with(word, ord(ch))
    return word ^ _ONES


def mark(ids: cython.uint[::1], lexicon: Lexicon, marks: bytearray) -> None:
    """Mark the places of the ids that a lexicon has; marks: a byte a key.

    The lexicon's table is one of open addresses that is half empty at least.
    """
    if not marks:
        return
    table: cython.uint[::1] = lexicon.table[0]
    places: cython.Py_ssize_t[::1] = lexicon.table[1]
    into: cython.uchar[::1] = marks
    mask: cython.uint = len(table) - 1
    slot: cython.uint
    key: cython.uint
    n: cython.Py_ssize_t
    for n in range(len(ids)):
        key = ids[n]
        slot = (key >> 8) & mask
        while places[slot] >= 0:
            if table[slot] == key:
                into[places[slot]] = 1
                break
            slot = (slot + 1) & mask


@cython.cfunc
def _write(text: str, ids: cython.uint[::1]) -> cython.Py_ssize_t:
    """Write the ids of a text's words, and of its pairs of characters; return how many.

    There are no more of them than characters: a word has two, and what ends it.
    """
    count: cython.Py_ssize_t = 0
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
                ids[count] = word ^ _ONES
                count += 1
            word = _ONES
            length = 0
        if paired:
            if not _is_unspaced(point):
                point = 0
            elif before:
                ids[count] = _with(_with(_ONES, before), point) ^ _ONES
                count += 1
            before = point
    if length >= 2:
        ids[count] = word ^ _ONES
        count += 1
    return count


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
