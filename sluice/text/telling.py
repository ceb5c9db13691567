"""The words that say what a text is about, as numbers: longer ones, or pairs of characters.

Compiled where there is a C compiler (Cython in pure Python mode), and the same uncompiled.
"""

from collections.abc import Sequence
from typing import Any

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.text.classes import ALNUM, APOSTROPHE, BITS, MARK, SPARE, bits_beyond

# A shorter word is shared by two texts by chance; of longer ones the ends change with the grammar.
SHORTEST, LETTERS = 4, 6
# A Korean syllable is one character; the particles behind a noun change, its first two stay.
SYLLABLES = 2
# Fowler, Noll and Vo's FNV-1a over code points.
OFFSET, PRIME = 0xCBF29CE484222325, 0x100000001B3
UNIT = (1 << 64) - 1

_BITS = cython.declare(cython.uint[::1], BITS)
if not cython.compiled:
    # Integers of numpy would overflow.
    _BITS = BITS.tolist()
_ALNUM = cython.declare(cython.uint, ALNUM)
_MARK = cython.declare(cython.uint, MARK)
_APOSTROPHE = cython.declare(cython.uint, APOSTROPHE)
_SPARE = cython.declare(cython.uint, SPARE)
_SHORTEST = cython.declare(cython.int, SHORTEST)
_LETTERS = cython.declare(cython.int, LETTERS)
_SYLLABLES = cython.declare(cython.int, SYLLABLES)

Telling = tuple[NDArray[np.uint64], NDArray[np.intp]]


def telling_words(texts: Sequence[str]) -> Telling:
    """The telling words of each text as numbers, equal where the words are; and where each starts.

    The last of the starts is where all end.

    Of a word of four letters and more the first six count, of one that starts with two Korean
    syllables those, and of scripts without spaces each pair of characters in a row.
    """
    # ASCII is folded character by character.
    folded = [text if text.isascii() else text.casefold() for text in texts]
    found = np.empty(2 * sum(map(len, folded)) + 1, dtype=np.uint64)
    starts = np.zeros(len(folded) + 1, dtype=np.intp)
    end = _fill(folded, (found, starts), (OFFSET, PRIME, UNIT))
    return found[:end], starts


def shares_among(found: Telling, lines: Sequence[int], prose: Sequence[int]) -> list[float]:
    """The share, 0-1, of each line's telling words that the prose has too; 0 where it has none.

    lines, prose: positions of texts.
    """
    words: cython.ulonglong[::1] = found[0]
    starts: cython.Py_ssize_t[::1] = found[1]
    size: cython.Py_ssize_t = 2
    many: cython.Py_ssize_t = 0
    line: cython.Py_ssize_t
    n: cython.Py_ssize_t
    at: cython.Py_ssize_t
    mask: cython.ulonglong
    whole: cython.double
    for line in lines:
        many += starts[line + 1] - starts[line]
    while size < 2 * many + 2:
        size *= 2
    mask = size - 1
    # The lines' words by open addressing (Knuth 1973, The Art of Computer Programming 3, 6.4).
    table = np.zeros(size, dtype=np.uint64)
    marks = np.zeros(size, dtype=np.uint8)
    slots: cython.ulonglong[::1] = table
    states: cython.uchar[::1] = marks
    for line in lines:
        for n in range(starts[line], starts[line + 1]):
            at = words[n] & mask
            while states[at] and slots[at] != words[n]:
                at = (at + 1) & (size - 1)
            slots[at] = words[n]
            states[at] = 1
    for line in prose:
        for n in range(starts[line], starts[line + 1]):
            at = words[n] & mask
            while states[at] and slots[at] != words[n]:
                at = (at + 1) & (size - 1)
            if states[at]:
                states[at] = 2
    shares: list[float] = []
    for line in lines:
        many = 0
        for n in range(starts[line], starts[line + 1]):
            at = words[n] & mask
            while slots[at] != words[n]:
                at = (at + 1) & (size - 1)
            many += states[at] == 2
        whole = starts[line + 1] - starts[line]
        shares.append(many / whole if whole else 0.0)
    return shares


# One loop over all characters: cut in parts it would take several times as long.
@cython.cfunc
def _fill(texts: list[str], into: tuple[Any, ...], hashing: tuple[int, ...]) -> cython.Py_ssize_t:
    """Write the words' numbers; return how many there are."""
    found: cython.ulonglong[::1] = into[0]
    starts: cython.Py_ssize_t[::1] = into[1]
    # A name of the module's own would be looked up for each character.
    table: cython.uint[::1] = _BITS
    offset: cython.ulonglong = hashing[0]
    prime: cython.ulonglong = hashing[1]
    unit: cython.ulonglong = hashing[2]
    out: cython.Py_ssize_t = 0
    block: cython.Py_ssize_t
    point: cython.uint
    bits: cython.uint
    # Of an apostrophe, which is part of the word only where a letter follows; of the last character
    # of a script without spaces, for pairs.
    apostrophe: cython.uint = 0
    before: cython.uint
    state: cython.int
    length: cython.int
    syllables: cython.int
    word: cython.ulonglong
    # The hash of the first two characters.
    two: cython.ulonglong = 0
    character: cython.Py_UCS4
    for block in range(len(texts)):
        text: str = texts[block]
        starts[block] = out
        before = 0
        word = offset
        length = syllables = 0
        # 0: between words, 1: in a word, 2: in a word, behind an apostrophe.
        state = 0
        # The blank ends the last word.
        for character in text + " ":
            point = ord(character)
            if 65 <= point <= 90:
                point += 32
            bits = table[point] if point < 0x10000 else bits_beyond(character)
            if bits & _SPARE:
                if before:
                    found[out] = ((((offset ^ before) * prime & unit) ^ point) * prime) & unit
                    out += 1
                before = point
            if bits & _ALNUM or (state == 1 and bits & _MARK):
                if state == 2:
                    if length < _LETTERS:
                        word = ((word ^ apostrophe) * prime) & unit
                    length += 1
                if length < _LETTERS:
                    word = ((word ^ point) * prime) & unit
                if length < _SYLLABLES:
                    syllables += 0xAC00 <= point <= 0xD7A3
                    two = word
                length += 1
                state = 1
            elif state == 1 and bits & _APOSTROPHE:
                apostrophe = point
                state = 2
            elif state:
                if syllables == _SYLLABLES:
                    found[out] = two
                    out += 1
                elif length >= _SHORTEST:
                    found[out] = word
                    out += 1
                word = offset
                length = syllables = state = 0
    starts[len(texts)] = out
    return out
