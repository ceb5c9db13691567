"""What is known of each text block: its characters, its place, and the words that it shares."""

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features import measures, schema

Matrix = NDArray[np.float32]
PROSE_WORDS = 12
LONG_WORDS = 25
# For no mark before or behind a block, and for no title on the page.
NOWHERE = 999

_PROSE_WORDS = cython.declare(cython.float, PROSE_WORDS)
_ENDS = cython.declare(cython.uint, measures.ENDS_SENTENCE)
_OPEN = cython.declare(cython.uint, measures.ENDS_OPEN)
_ASKING = cython.declare(cython.uint, measures.ENDS_ASKING)
_BROKEN = cython.declare(cython.uint, measures.ENDS_BROKEN)
_SMALL = cython.declare(cython.uint, measures.STARTS_SMALL)
_DIGIT = cython.declare(cython.uint, measures.STARTS_DIGIT)
_ALNUM = cython.declare(cython.uint, measures.STARTS_ALNUM)
_ADDRESS = cython.declare(cython.uint, measures.ADDRESS)


# The order of the columns is the schema's; a test holds both together.
def characters(
    out: cython.float[:, ::1],
    counts: cython.float[:, ::1],
    flag_bits: cython.uint[::1],
    given: cython.uchar[:, ::1],
) -> None:
    """Fill the rows of "characters"; counts, flag_bits: as measured; given: of labels.given_of."""
    n: cython.Py_ssize_t
    words: cython.float
    many: cython.float
    flags: cython.uint
    one: cython.float = 1
    for n in range(out.shape[1]):
        words = max(counts[10, n], one)
        many = max(counts[0, n], one)
        flags = flag_bits[n]
        out[0, n] = counts[10, n]
        out[1, n] = counts[0, n]
        out[2, n] = counts[3, n]
        out[3, n] = counts[3, n] / words
        out[4, n] = counts[4, n] / words
        out[5, n] = counts[11, n] / words
        out[6, n] = counts[12, n] / words
        out[7, n] = counts[13, n] / words
        out[8, n] = counts[14, n] / words
        out[9, n] = counts[1, n] / words
        out[10, n] = counts[2, n] / many
        out[11, n] = counts[15, n] / many
        out[12, n] = counts[5, n] / words
        out[13, n] = counts[6, n]
        out[14, n] = counts[7, n]
        out[15, n] = counts[8, n]
        out[16, n] = flags & _ENDS != 0
        out[17, n] = flags & _OPEN != 0
        out[18, n] = flags & _ASKING != 0
        out[19, n] = flags & _BROKEN != 0
        out[20, n] = flags & _SMALL != 0
        out[21, n] = flags & _DIGIT != 0
        out[22, n] = flags & _ALNUM == 0
        out[23, n] = flags & _ADDRESS != 0
        out[24, n] = given[0, n]
        out[25, n] = given[1, n]
        out[26, n] = given[2, n]
        out[27, n] = given[3, n]
        out[28, n] = given[4, n]
        out[29, n] = counts[10, n] if counts[10, n] >= _PROSE_WORDS or flags & _ENDS else 0


_ROW_WORDS = cython.declare(cython.Py_ssize_t, schema.row("words"))
_ROW_ENDS = cython.declare(cython.Py_ssize_t, schema.row("ends"))
_ROW_TAKEN = cython.declare(cython.Py_ssize_t, schema.row("taken"))
_ROW_STAMP = cython.declare(cython.Py_ssize_t, schema.row("stamp"))
_ROW_PROSE = cython.declare(cython.Py_ssize_t, schema.row("prose"))
_ROW_OVERLAP = cython.declare(cython.Py_ssize_t, schema.row("overlap"))
_ROW_AT = cython.declare(cython.Py_ssize_t, schema.row("at"))
_ROW_PAGE = cython.declare(cython.Py_ssize_t, schema.row("page_blocks"))
_MARKED = tuple(schema.rows(("says_comments", "says_related", "says_footer")))


def place(
    out: cython.float[:, ::1], hashes: cython.ulonglong[::1], title: cython.Py_ssize_t
) -> None:
    """Fill the rows of "place"; hashes: of the blocks' keys; title: its position, -1 for none."""
    size: cython.Py_ssize_t = out.shape[1]
    at: cython.Py_ssize_t = _ROW_AT
    n: cython.Py_ssize_t
    own: cython.float
    many: cython.float = size
    whole: cython.float
    sofar: cython.float
    prose: cython.float[::1] = np.empty(size, dtype=np.float32)
    total: cython.double = 0
    for n in range(size):
        own = out[_ROW_WORDS, n]
        if own < _PROSE_WORDS or out[_ROW_TAKEN, n] != 0:
            own = 0
        elif not out[_ROW_ENDS, n] > 0:
            own = own / 2
        prose[n] = own
        total += own
    whole = max(1.0, total)
    sofar = 0
    for n in range(size):
        out[at, n] = n
        out[at + 1, n] = size - n
        out[at + 2, n] = out[at, n] / many
        # What was added is taken away again, as numpy's running sums do.
        sofar = sofar + prose[n]
        out[at + 4, n] = sofar - prose[n]
        out[at + 3, n] = out[at + 4, n] / whole
        out[at + 5, n] = n - title if title >= 0 else -NOWHERE
    _times(out, at + 6, hashes)
    _since_prose(out, at + 7, prose)
    _since(out, _ROW_STAMP, at + 9)
    _since(out, _ROW_TAKEN, at + 10)
    for n in range(len(_MARKED)):
        _since(out, _MARKED[n], at + 11 + n)


@cython.cfunc
def _since_prose(
    out: cython.float[:, ::1], to: cython.Py_ssize_t, prose: cython.float[::1]
) -> None:
    """Blocks since the last prose before a block, and until the next behind it."""
    size: cython.Py_ssize_t = out.shape[1]
    last: cython.Py_ssize_t = -1
    n: cython.Py_ssize_t
    for n in range(size):
        out[to, n] = n - last if last >= 0 else NOWHERE
        if prose[n] >= _PROSE_WORDS:
            last = n
    last = size
    for n in range(size - 1, -1, -1):
        out[to + 1, n] = last - n if last < size else NOWHERE
        if prose[n] >= _PROSE_WORDS:
            last = n


@cython.cfunc
def _since(out: cython.float[:, ::1], marks: cython.Py_ssize_t, to: cython.Py_ssize_t) -> None:
    """Blocks since the last one before whose figure in the row `marks` is not 0."""
    last: cython.Py_ssize_t = -1
    n: cython.Py_ssize_t
    for n in range(out.shape[1]):
        out[to, n] = n - last if last >= 0 else NOWHERE
        if out[marks, n] != 0:
            last = n


@cython.cfunc
def _slots(count: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """How many slots a table for so many keys has: a power of two, and half of them empty."""
    slots: cython.Py_ssize_t = 8
    while slots < 2 * count:
        slots *= 2
    return slots


@cython.cfunc
def _times(out: cython.float[:, ::1], to: cython.Py_ssize_t, hashes: cython.ulonglong[::1]) -> None:
    """How often each block's key stands on the page."""
    slots: cython.Py_ssize_t = _slots(out.shape[1])
    mask: cython.ulonglong = slots - 1
    block: cython.Py_ssize_t[::1] = np.full(slots, -1, dtype=np.intp)
    first: cython.Py_ssize_t[::1] = np.empty(out.shape[1], dtype=np.intp)
    times: cython.Py_ssize_t[::1] = np.zeros(out.shape[1], dtype=np.intp)
    n: cython.Py_ssize_t
    slot: cython.ulonglong
    own: cython.ulonglong
    for n in range(out.shape[1]):
        own = hashes[n]
        slot = (own ^ (own >> 32)) & mask
        while block[slot] >= 0 and hashes[block[slot]] != own:
            slot = (slot + 1) & mask
        if block[slot] < 0:
            block[slot] = n
        first[n] = block[slot]
        times[block[slot]] += 1
    for n in range(out.shape[1]):
        out[to, n] = times[first[n]]


def overlap(
    out: cython.float[:, ::1], words: cython.uint[::1], starts: cython.Py_ssize_t[::1]
) -> None:
    """Fill "overlap": the share of a block's telling words that other prose of the page uses too.

    words, starts: the ids of a Vocabulary, of which the telling ones are odd, and their starts.
    """
    size: cython.Py_ssize_t = out.shape[1]
    slots: cython.Py_ssize_t = _slots(len(words))
    mask: cython.uint = slots - 1
    table: cython.uint[::1] = np.zeros(slots, dtype=np.uint32)
    # How many blocks of prose use the word, and one more.
    used: cython.int[::1] = np.zeros(slots, dtype=np.int32)
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    end: cython.Py_ssize_t
    slot: cython.uint
    word: cython.uint
    telling: cython.Py_ssize_t
    shared: cython.Py_ssize_t
    needed: cython.int
    for n in range(size):
        if out[_ROW_PROSE, n] < _PROSE_WORDS:
            continue
        end = starts[n + 1] if n + 1 < size else len(words)
        for k in range(starts[n], end):
            word = words[k]
            if word & 1 == 0:
                continue
            slot = (word >> 1) & mask
            while used[slot] and table[slot] != word:
                slot = (slot + 1) & mask
            table[slot] = word
            used[slot] += 1
    for n in range(size):
        needed = 1 + (out[_ROW_PROSE, n] >= _PROSE_WORDS)
        telling = 0
        shared = 0
        end = starts[n + 1] if n + 1 < size else len(words)
        for k in range(starts[n], end):
            word = words[k]
            if word & 1 == 0:
                continue
            slot = (word >> 1) & mask
            while used[slot] and table[slot] != word:
                slot = (slot + 1) & mask
            telling += 1
            shared += used[slot] >= needed
        out[_ROW_OVERLAP, n] = cython.cast(cython.double, shared) / max(1, telling)


def page(out: cython.float[:, ::1]) -> None:
    """Fill the rows of "page", which are the same for all blocks."""
    size: cython.Py_ssize_t = out.shape[1]
    words: cython.double = 0
    prose: cython.double = 0
    long: cython.double = 0
    ends: cython.double = 0
    many: cython.double = max(1, size)
    n: cython.Py_ssize_t
    at: cython.Py_ssize_t = _ROW_PAGE
    for n in range(size):
        words += out[_ROW_WORDS, n]
        prose += out[_ROW_PROSE, n]
        ends += out[_ROW_ENDS, n]
        long += out[_ROW_WORDS, n] >= LONG_WORDS
    words = max(1.0, words)
    for n in range(size):
        out[at, n] = many
        out[at + 1, n] = words
        out[at + 2, n] = prose / words
        out[at + 3, n] = long / many
        out[at + 4, n] = ends / many
