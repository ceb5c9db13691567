"""The words of blocks by their CRC-32, as the lexicons of text pages and of page types know them.

Words are runs of letters, case folded; scripts without spaces are read as pairs of characters.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features.measures import BASE, UNIT
from sluice.text.classes import ALNUM, BITS, DIGIT, FOLDED, SEVERAL, SPARE

SHORTEST = 2
# Longer words, and pairs of characters, say what a text is about.
TELLING = 4
# A telling word is known by so many bits of its hash, below its block's position.
HASHED = 40

_BITS = cython.declare(cython.uint[::1], BITS)
_FOLDED = cython.declare(cython.uint[::1], FOLDED)
_ALNUM = cython.declare(cython.uint, ALNUM)
_DIGIT = cython.declare(cython.uint, DIGIT)
_SPARE = cython.declare(cython.uint, SPARE)
_SEVERAL = cython.declare(cython.uint, SEVERAL)
_CRC = cython.declare(
    cython.uint[::1],
    # Of one byte each, without the inversions before and behind.
    np.array([zlib.crc32(bytes([n]), 0xFFFFFFFF) ^ 0xFFFFFFFF for n in range(256)], np.uint32),
)
if not cython.compiled:
    # Integers of numpy would overflow.
    _BITS, _FOLDED, _CRC = BITS.tolist(), FOLDED.tolist(), _CRC.tolist()


@dataclass(frozen=True)
class Words:
    """Each block's words, each once, in rising order.

    ids: uint32, all blocks' in a row, each block's behind a NO_WORD that stands at `starts`.
    telling: uint64, numbers of the telling words; telling_starts: where each block's begin, and
    where the last one's end.
    """

    ids: NDArray[np.uint32]
    starts: NDArray[np.intp]
    telling: NDArray[np.uint64]
    telling_starts: NDArray[np.intp]


def words_of(texts: Sequence[str]) -> Words:
    """The words of these texts."""
    listed = list(texts)
    room = sum(map(len, listed)) * 3 + len(listed)
    ids = np.empty(room, dtype=np.uint64)
    telling = np.empty(room, dtype=np.uint64)
    count, told = _scan(listed, ids, telling, (BASE, UNIT, 0xFFFFFFFF))
    ids, telling = np.unique(ids[:count]), np.unique(telling[:told])
    low = (ids & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    blocks = np.arange(len(listed) + 1, dtype=np.uint64) << np.uint64(HASHED)
    starts = ids.searchsorted(np.arange(len(listed), dtype=np.uint64) << np.uint64(32))
    return Words(low, starts, telling & np.uint64((1 << HASHED) - 1), telling.searchsorted(blocks))


def word_ids(text: str) -> tuple[int, ...]:
    """The ids of the text's words, each once, in rising order."""
    return tuple(words_of((text,)).ids[1:].tolist())


# One loop over all characters.
@cython.cfunc
def _scan(
    texts: list, ids: cython.ulonglong[::1], telling: cython.ulonglong[::1], hashing: tuple
) -> tuple:
    """Fill the arrays with numbers below their block's position; return how many there are."""
    base: cython.ulonglong = hashing[0]
    unit: cython.ulonglong = hashing[1]
    ones: cython.uint = hashing[2]
    ch: cython.Py_UCS4
    folded: cython.uint
    bits: cython.uint
    block: cython.Py_ssize_t
    id_at: cython.Py_ssize_t = 0
    told_at: cython.Py_ssize_t = 0
    part: cython.Py_ssize_t
    parts: cython.Py_ssize_t
    several: str = ""
    is_letter: cython.bint
    high: cython.ulonglong
    for block in range(len(texts)):
        text: str = texts[block]
        crc: cython.uint = ones
        word_hash: cython.ulonglong = 0
        length: cython.Py_ssize_t = 0
        before: cython.uint = 0
        high = block
        ids[id_at] = high << 32
        id_at += 1
        for ch in text:
            folded = ord(ch)
            parts = 1
            folded = _FOLDED[folded] if folded < 0x10000 else _SEVERAL
            if folded == _SEVERAL:
                several = ch.casefold()
                parts = len(several)
            for part in range(parts):
                if parts > 1 or folded == _SEVERAL:
                    folded = ord(several[part])
                if folded < 0x10000:
                    bits = _BITS[folded]
                    is_letter = bits & _ALNUM and not bits & _DIGIT
                else:
                    bits = 0
                    is_letter = several[part].isalnum() and not several[part].isdecimal()
                if is_letter:
                    crc = _added(crc, folded)
                    word_hash = ((word_hash + folded) * base) & unit
                    length += 1
                elif length:
                    if length >= SHORTEST:
                        ids[id_at] = (high << 32) | (crc ^ ones)
                        id_at += 1
                    if length >= TELLING:
                        telling[told_at] = (high << HASHED) | (word_hash >> 24)
                        told_at += 1
                    crc = ones
                    word_hash = 0
                    length = 0
                if bits & _SPARE:
                    if before:
                        ids[id_at] = (high << 32) | (_added(_added(ones, before), folded) ^ ones)
                        id_at += 1
                        telling[told_at] = (high << HASHED) | (
                            ((((before * base + folded) & unit) * base) & unit) >> 24
                        )
                        told_at += 1
                    before = folded
                else:
                    before = 0
        if length >= SHORTEST:
            ids[id_at] = (high << 32) | (crc ^ ones)
            id_at += 1
        if length >= TELLING:
            telling[told_at] = (high << HASHED) | (word_hash >> 24)
            told_at += 1
    return id_at, told_at


@cython.cfunc
def _added(crc: cython.uint, point: cython.uint) -> cython.uint:
    """The checksum with one more character, as UTF-8."""
    if point < 0x80:
        return _CRC[(crc ^ point) & 0xFF] ^ (crc >> 8)
    if point < 0x800:
        crc = _CRC[(crc ^ (0xC0 | (point >> 6))) & 0xFF] ^ (crc >> 8)
    else:
        if point < 0x10000:
            crc = _CRC[(crc ^ (0xE0 | (point >> 12))) & 0xFF] ^ (crc >> 8)
        else:
            crc = _CRC[(crc ^ (0xF0 | (point >> 18))) & 0xFF] ^ (crc >> 8)
            crc = _CRC[(crc ^ (0x80 | ((point >> 12) & 0x3F))) & 0xFF] ^ (crc >> 8)
        crc = _CRC[(crc ^ (0x80 | ((point >> 6) & 0x3F))) & 0xFF] ^ (crc >> 8)
    return _CRC[(crc ^ (0x80 | (point & 0x3F))) & 0xFF] ^ (crc >> 8)
