"""How much each word speaks for content or for residue, learned from pages.

A word is known by a number alone: the lexicon holds figures and no text, and a clash of two words
among tens of thousands costs next to nothing.
"""

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features.measures import NO_WORD

# So many words without a say are added to each block: one word alone proves little.
NEUTRAL_WORDS = 3


def name_id(name: str) -> int:
    """The number of a name, which is known as it is written: its CRC-32."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


Table = tuple[NDArray[np.uint32], NDArray[np.intp], NDArray[np.float32]]


class Said(NamedTuple):
    """What each block's words say together: their mean, the two that say most, how many are known.

    float32, a figure a block; known: a share, 0-1.
    """

    mean: NDArray[np.float32]
    least: NDArray[np.float32]
    most: NDArray[np.float32]
    known: NDArray[np.float32]


@dataclass(frozen=True)
class Lexicon:
    """For the word of each key, in rising order, its log-odds of standing in content.

    keys: uint32. odds: float32, a figure a key; of a lexicon with classes a row a key.
    """

    keys: NDArray[np.uint32]
    odds: NDArray[np.float32]

    def said(self, ids: NDArray[np.uint32], starts: NDArray[np.intp]) -> Said:
        """What the words of each block say; the ids of each start with a NO_WORD at `starts`."""
        size = len(starts)
        each = np.empty(len(ids), dtype=np.float32)
        found = np.empty((4, size), dtype=np.float32)
        _look_up(ids, starts, (*self.table, each, found))
        least, most, count, own = found
        if not size:
            return Said(count, least, most, count)
        # numpy's order of adding is what the weights were grown with.
        mean = np.add.reduceat(each, starts) / (count + np.float32(NEUTRAL_WORDS))
        return Said(mean, least, most, count / own)

    def marked(self, ids: NDArray[np.uint32]) -> bytearray:
        """Which of the keys these ids name: a byte a key, 1 or 0."""
        marks = bytearray(len(self.keys))
        if marks:
            _mark(ids, self.table, marks)
        return marks

    @cached_property
    def table(self) -> Table:
        """The keys by hash, and for each its position, or -1 where none is; and all odds."""
        keys, odds = self.keys, self.odds
        # Grown on a handful of sites a lexicon is empty, and knows nothing.
        if not len(keys):
            keys, odds = np.array([NO_WORD], np.uint32), np.zeros(1, np.float32)
        slots = 1 << (2 * len(keys)).bit_length()
        table = np.zeros(slots, dtype=np.uint32)
        places = np.full(slots, -1, dtype=np.intp)
        _fill(np.require(keys, np.uint32, ["C", "W"]), table, places)
        return table, places, np.require(odds, np.float32, ["C", "W"])

    @cached_property
    def known(self) -> frozenset[int]:
        """The keys, as Python's integers."""
        return frozenset(self.keys.tolist())


def _fill(keys: cython.uint[::1], table: cython.uint[::1], places: cython.Py_ssize_t[::1]) -> None:
    mask: cython.uint = len(table) - 1
    slot: cython.uint
    key: cython.uint
    n: cython.Py_ssize_t
    for n in range(len(keys)):
        key = keys[n]
        slot = (key >> 8) & mask
        while places[slot] >= 0:
            slot = (slot + 1) & mask
        table[slot] = key
        places[slot] = n


@cython.cfunc
def _mark(ids: cython.uint[::1], known: tuple, marks: cython.uchar[::1]) -> None:
    table: cython.uint[::1] = known[0]
    places: cython.Py_ssize_t[::1] = known[1]
    mask: cython.uint = len(table) - 1
    slot: cython.uint
    key: cython.uint
    n: cython.Py_ssize_t
    for n in range(len(ids)):
        key = ids[n]
        slot = (key >> 8) & mask
        while places[slot] >= 0:
            if table[slot] == key:
                marks[places[slot]] = 1
                break
            slot = (slot + 1) & mask


@cython.cfunc
def _look_up(ids: cython.uint[::1], starts: cython.Py_ssize_t[::1], arrays: tuple) -> None:
    """Each word's odds, 0 for an unknown one; and each block's least, most, known words and all."""
    table: cython.uint[::1] = arrays[0]
    places: cython.Py_ssize_t[::1] = arrays[1]
    odds: cython.float[::1] = arrays[2]
    each: cython.float[::1] = arrays[3]
    found: cython.float[:, ::1] = arrays[4]
    mask: cython.uint = len(table) - 1
    slot: cython.uint
    key: cython.uint
    own: cython.float
    least: cython.float
    most: cython.float
    known: cython.Py_ssize_t
    block: cython.Py_ssize_t
    end: cython.Py_ssize_t
    n: cython.Py_ssize_t
    for block in range(len(starts)):
        end = starts[block + 1] if block + 1 < len(starts) else len(ids)
        known = 0
        least = 0
        most = 0
        for n in range(starts[block], end):
            key = ids[n]
            slot = (key >> 8) & mask
            own = 0
            while places[slot] >= 0:
                if table[slot] == key:
                    own = odds[places[slot]]
                    known += 1
                    break
                slot = (slot + 1) & mask
            each[n] = own
            if n == starts[block]:
                least = own
                most = own
            else:
                least = min(least, own)
                most = max(most, own)
        found[0, block] = least
        found[1, block] = most
        found[2, block] = known
        found[3, block] = end - starts[block]
