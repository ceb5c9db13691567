"""Runs of so many words in a row, as numbers: what stands twice on a page is found by them.

Compiled where there is a C compiler (Cython in pure Python mode), and the same uncompiled.
"""

from collections.abc import Sequence
from typing import Any

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.text.classes import ALNUM, APOSTROPHE, BITS, MARK, bits_beyond

# Fowler, Noll and Vo's FNV-1a over code points; that of a run over the hashes of its words.
OFFSET, PRIME = 0xCBF29CE484222325, 0x100000001B3
BASE = 0x9E3779B97F4A7C15
UNIT = (1 << 64) - 1

_BITS = cython.declare(cython.uint[::1], BITS)
if not cython.compiled:
    # Integers of numpy would overflow.
    _BITS = BITS.tolist()
_ALNUM = cython.declare(cython.uint, ALNUM)
_MARK = cython.declare(cython.uint, MARK)
_APOSTROPHE = cython.declare(cython.uint, APOSTROPHE)


def runs_of(texts: Sequence[str], size: int) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Each run of `size` words of each text as a number, and where each text's runs start.

    Words are those of sluice.text.words, case folded. Equal runs have equal numbers, and different
    ones different numbers but for one pair in 10^19. The last of the starts is where all end.
    """
    # ASCII is folded character by character.
    folded = [text if text.isascii() else text.casefold() for text in texts]
    # No text has more words than this.
    room = sum(map(len, folded)) // 2 + len(folded) + 1
    hashes = np.empty(room, dtype=np.uint64)
    starts = np.zeros(len(folded) + 1, dtype=np.intp)
    ring = np.zeros(max(1, size), dtype=np.uint64)
    _fill(folded, (hashes, starts, ring), (OFFSET, PRIME, BASE, UNIT))
    return hashes[: starts[len(folded)]], starts


@cython.cclass
class Runs:
    """The runs of some texts, numbered: equal ones have one number."""

    numbers: cython.Py_ssize_t[::1]
    starts: cython.Py_ssize_t[::1]
    # For each number the look in which it was counted last, and which look this is.
    counted: cython.Py_ssize_t[::1]
    look: cython.Py_ssize_t
    different: cython.Py_ssize_t

    def __init__(self, texts: Sequence[str], size: int) -> None:
        """Number the runs of `size` words by open addressing.

        Knuth 1973, The Art of Computer Programming 3, 6.4.
        """
        runs, starts = runs_of(texts, size)
        numbers = np.empty(len(runs), dtype=np.intp)
        slots: cython.Py_ssize_t = 2
        while slots < 2 * len(runs) + 2:
            slots *= 2
        # In each slot the place behind that of a run.
        table = np.zeros(slots, dtype=np.intp)
        self.starts = starts
        self.numbers = numbers
        self.different = _number(runs, table, numbers)
        self.counted = np.zeros(self.different, dtype=np.intp)
        self.look = 0

    def counts(self, texts: Sequence[int]) -> NDArray[np.intp]:
        """For each number how many of the texts at these positions have it."""
        found = np.zeros(self.different, dtype=np.intp)
        own: cython.Py_ssize_t[::1] = found
        n: cython.Py_ssize_t
        text: cython.Py_ssize_t
        for text in texts:
            self.look += 1
            for n in range(self.starts[text], self.starts[text + 1]):
                if self.counted[self.numbers[n]] != self.look:
                    self.counted[self.numbers[n]] = self.look
                    own[self.numbers[n]] += 1
        return found

    def shared(
        self, text: cython.Py_ssize_t, counts: NDArray[np.intp], times: cython.Py_ssize_t = 2
    ) -> tuple[int, int]:
        """How many different runs a text has, and how many of them another has by the counts.

        times: how often these must be counted: 1 where the text itself is not counted.
        """
        own: cython.Py_ssize_t[::1] = counts
        n: cython.Py_ssize_t
        different: cython.Py_ssize_t = 0
        many: cython.Py_ssize_t = 0
        self.look += 1
        for n in range(self.starts[text], self.starts[text + 1]):
            if self.counted[self.numbers[n]] != self.look:
                self.counted[self.numbers[n]] = self.look
                different += 1
                many += own[self.numbers[n]] >= times
        return different, many

    def take(self, text: cython.Py_ssize_t, counts: NDArray[np.intp]) -> None:
        """Count the text's runs no longer."""
        own: cython.Py_ssize_t[::1] = counts
        n: cython.Py_ssize_t
        self.look += 1
        for n in range(self.starts[text], self.starts[text + 1]):
            if self.counted[self.numbers[n]] != self.look:
                self.counted[self.numbers[n]] = self.look
                own[self.numbers[n]] -= 1

    def doubled(self, share: float) -> list[int]:
        """The texts of whose different runs this share, 0-1, stands in another text too."""
        size: cython.Py_ssize_t = len(self.starts) - 1
        if self.different == len(self.numbers):
            return []
        counts = self.counts(range(size))
        found: list[int] = []
        text: cython.Py_ssize_t
        for text in range(size):
            if self.starts[text] < self.starts[text + 1]:
                different, many = self.shared(text, counts)
                if many >= share * different:
                    found.append(text)
        return found


@cython.cfunc
def _number(
    runs: cython.ulonglong[::1], slots: cython.Py_ssize_t[::1], numbers: cython.Py_ssize_t[::1]
) -> cython.Py_ssize_t:
    """Give each run its number, in the order in which they stand there; return how many."""
    mask: cython.ulonglong = len(slots) - 1
    n: cython.Py_ssize_t
    at: cython.Py_ssize_t
    other: cython.Py_ssize_t
    found: cython.Py_ssize_t = 0
    for n in range(len(runs)):
        at = runs[n] & mask
        other = slots[at]
        while other and runs[other - 1] != runs[n]:
            at = (at + 1) & mask
            other = slots[at]
        if other:
            numbers[n] = numbers[other - 1]
        else:
            slots[at] = n + 1
            numbers[n] = found
            found += 1
    return found


# One loop over all characters: cut in parts it would take several times as long.
@cython.cfunc
def _fill(texts: list[str], into: tuple[Any, ...], hashing: tuple[int, ...]) -> cython.int:
    """Fill the arrays of `runs_of`."""
    hashes: cython.ulonglong[::1] = into[0]
    starts: cython.Py_ssize_t[::1] = into[1]
    if cython.compiled:
        ring: cython.ulonglong[::1] = into[2]
    else:
        # Integers of numpy would overflow.
        ring = into[2].tolist()
    # A name of the module's own would be looked up for each character.
    table: cython.uint[::1] = _BITS
    offset: cython.ulonglong = hashing[0]
    prime: cython.ulonglong = hashing[1]
    base: cython.ulonglong = hashing[2]
    unit: cython.ulonglong = hashing[3]
    size: cython.Py_ssize_t = len(ring)
    out: cython.Py_ssize_t = 0
    block: cython.Py_ssize_t
    last: cython.ulonglong = 1
    words: cython.Py_ssize_t
    place: cython.Py_ssize_t
    point: cython.uint
    bits: cython.uint
    apostrophe: cython.uint = 0
    state: cython.int
    word: cython.ulonglong
    run: cython.ulonglong
    character: cython.Py_UCS4
    for _ in range(size):
        last = (last * base) & unit
    for block in range(len(texts)):
        text: str = texts[block]
        starts[block] = out
        words = place = 0
        run = 0
        word = offset
        # 0: between words, 1: in a word, 2: in a word, behind an apostrophe.
        state = 0
        # The blank ends the last word.
        for character in text + " ":
            point = ord(character)
            if 65 <= point <= 90:
                point += 32
            bits = table[point] if point < 0x10000 else bits_beyond(character)
            if bits & _ALNUM:
                if state == 2:
                    word = ((word ^ apostrophe) * prime) & unit
                word = ((word ^ point) * prime) & unit
                state = 1
            elif state == 1 and bits & _MARK:
                word = ((word ^ point) * prime) & unit
            elif state == 1 and bits & _APOSTROPHE:
                apostrophe = point
                state = 2
            elif state:
                # The word that leaves the run has been multiplied as often as the run has words.
                run = (run * base + word) & unit
                if words >= size:
                    run = (run - ring[place] * last) & unit
                ring[place] = word
                place = place + 1 if place + 1 < size else 0
                words += 1
                word = offset
                state = 0
                if words >= size:
                    hashes[out] = run
                    out += 1
    starts[len(texts)] = out
    return 0
