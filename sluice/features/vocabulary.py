"""The words of all blocks of an HTML page as numbers, found in a few array operations.

A word's number is a polynomial hash of its code points, worked out from running sums over the whole
page (Karp and Rabin 1987, "Efficient randomized pattern-matching algorithms"), so that no word is
looked at alone. As with checksums, a clash of two words costs next to nothing. Scripts without
spaces are read as pairs of characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sluice.features.characters import LETTER, SPARE, kinds_of
from sluice.features.lexicon import NO_WORD

BASE = 0x9E3779B97F4A7C15
UNIT = 1 << 64
BETWEEN = "\0"
SHORTEST = 2
# Longer words say what a text is about; they have odd numbers, the others even ones.
TELLING = 4
# So many characters at once: a page of ten megabytes must not take a gigabyte.
AT_ONCE = 200_000
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Vocabulary:
    """Each block's words, each once in rising order, behind a NO_WORD with which it starts."""

    ids: NDArray[np.uint32]
    starts: NDArray[np.intp]

    @property
    def blocks(self) -> NDArray[np.intp]:
        """For each id the position of its block."""
        return np.repeat(np.arange(len(self.starts)), np.diff(self.starts, append=len(self.ids)))

    @property
    def telling(self) -> NDArray[np.bool_]:
        """For each id whether it is that of a longer word, or of a pair of characters."""
        return np.asarray((self.ids & np.uint32(1)) == 1)

    def parted(self, at: int) -> tuple["Vocabulary", "Vocabulary"]:
        """The vocabulary of the first `at` blocks, and that of the others."""
        cut = int(self.starts[at])
        first = Vocabulary(self.ids[:cut], self.starts[:at])
        return first, Vocabulary(self.ids[cut:], self.starts[at:] - cut)


def vocabulary_of(texts: Sequence[str]) -> Vocabulary:
    """The words of these texts."""
    keys = np.concatenate([np.array([], np.uint64), *_keys(texts)])
    ids = (keys & LOW).astype(np.uint32)
    return Vocabulary(ids, np.flatnonzero(ids == NO_WORD))


def _keys(texts: Sequence[str]) -> Iterator[Hashes]:
    """Sorted for each part of the texts: a text's position, and below it a word's number."""
    first = size = 0
    for n, text in enumerate(texts):
        size += len(text) + 1
        if size > AT_ONCE or n + 1 == len(texts):
            part = [text.replace(BETWEEN, " ") for text in texts[first : n + 1]]
            yield _part(part, first)
            first, size = n + 1, 0


def _part(texts: Sequence[str], first: int) -> Hashes:
    joined = BETWEEN.join(texts).casefold() + BETWEEN
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = kinds_of(points)
    ends = np.flatnonzero(points == 0)
    # Each text has a NO_WORD, which sorts before its words.
    positions = np.arange(first, first + len(texts), dtype=np.uint64) << HALF
    found = [positions]
    for at, numbers in (_words(points, kinds), _pairs(points, kinds)):
        found.append(positions[np.searchsorted(ends, at)] | numbers)
    return np.unique(np.concatenate(found))


def _words(
    points: NDArray[np.uint32], kinds: NDArray[np.uint16]
) -> tuple[NDArray[np.intp], Hashes]:
    letters = ((kinds & LETTER) != 0) & ((kinds & SPARE) == 0)
    edges = np.diff(letters.astype(np.int8), prepend=0, append=0)
    begin, end = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    long = end - begin >= SHORTEST
    begin, end = begin[long], end[long]
    powers, inverse = _powers(len(points))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(points * powers)])
    return begin, _number((sums[end] - sums[begin]) * inverse[begin], end - begin >= TELLING)


def _pairs(
    points: NDArray[np.uint32], kinds: NDArray[np.uint16]
) -> tuple[NDArray[np.intp], Hashes]:
    spare = (kinds & SPARE) != 0
    begin = np.flatnonzero(spare[:-1] & spare[1:])
    powers, _ = _powers(3)
    numbers = points[begin] * powers[1] + points[begin + 1] * powers[2]
    return begin, _number(numbers, np.ones(len(begin), dtype=np.bool_))


def _number(hashes: Hashes, telling: NDArray[np.bool_]) -> Hashes:
    """The upper half of the hash, which depends on all of the word, its last bit aside."""
    upper = (hashes * np.uint64(BASE)) >> HALF
    even = np.maximum(upper & np.uint64(0xFFFFFFFE), np.uint64(2))
    return np.asarray(even | telling.astype(np.uint64))


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """The first powers of BASE and of its inverse, modulo 2 ** 64."""
    most = max(AT_ONCE, 1 << (size - 1).bit_length())
    powers, inverse = _all_powers(most)
    return powers[:size], inverse[:size]


@cache
def _all_powers(size: int) -> tuple[Hashes, Hashes]:
    found = []
    for base in (BASE, pow(BASE, -1, UNIT)):
        powers = np.full(size, base, dtype=np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers))
    return found[0], found[1]
