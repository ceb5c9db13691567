"""Where the lines of a text ended that has lost its line breaks, from the words around each gap.

Logistic regression over hashed features of each gap between two words (Weinberger et al. 2009,
"Feature hashing for large scale multitask learning"): the words themselves, their shapes, their
beginnings and ends, and how far the last and the next end of a sentence are. Learned from lines of
pages whose breaks were kept; tools/train has grown the weights.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.text.classes import ALNUM, BITS, MARK, bits_beyond

WEIGHTS = Path(__file__).with_name("gaps.npz")
SIZE = 1 << 18
FEATURES = 16
# Those that know words and their parts; the others know shapes alone.
OF_WORDS = (0, 1, 2, 6, 7, 8, 9, 10, 11, 13)
# The weights are kept as whole numbers of a sixteenth.
STEPS = 16
PRIME = 0x01000193
OFFSET = 0x811C9DC5
UNIT = 0xFFFFFFFF
# What is known of a word: its hash, its shape, its last three letters, its first three, and the
# kinds of its last character and of its first.
KNOWN = 6

_STOPS = ".!?…。！？।؟"
_COMMAS = ",;、，；،؛"
_COLONS = ":："
_CLOSING = "\"')]}»”’」』）"
_BITS = cython.declare(cython.uint[::1], BITS)
if not cython.compiled:
    _BITS = BITS.tolist()
_LETTERS = cython.declare(cython.uint, ALNUM | MARK)
_SIZE_MASK = cython.declare(cython.uint, SIZE - 1)
_PRIME = cython.declare(cython.uint, PRIME)
_OFFSET = cython.declare(cython.uint, OFFSET)
_UNIT = cython.declare(cython.uint, UNIT)


class Weights(NamedTuple):
    """What each feature says, by its place: the lower bits of its hash.

    marks: uint8, the upper bits of the one feature that the weight is of; others say nothing.
    """

    values: NDArray[np.float32]
    marks: NDArray[np.uint8]


def probabilities(words: Sequence[str], weights: Weights) -> NDArray[np.float64]:
    """For each gap between two words the probability, 0-1, that a line ended there."""
    found = np.zeros(max(0, len(words) - 1))
    if len(words) > 1:
        _add(features(words), weights.values, weights.marks, found)
    return np.asarray(1.0 / (1.0 + np.exp(-found)))


def features(words: Sequence[str]) -> NDArray[np.uint32]:
    """For each gap the hashes of its FEATURES, uint32."""
    listed: list[Any] = list(words)
    # Uncompiled, integers of numpy would overflow.
    number: Any = np.uint32 if cython.compiled else object
    known = np.empty((KNOWN, len(listed)), dtype=number)
    for_gaps = np.empty((max(0, len(listed) - 1), FEATURES), dtype=number)
    _describe(listed, known)
    _combine(known, for_gaps)
    return for_gaps.astype(np.uint32, copy=False)


@cython.cfunc
def _describe(words: list[Any], known: cython.uint[:, ::1]) -> cython.void:
    n: cython.Py_ssize_t
    at: cython.Py_ssize_t
    size: cython.Py_ssize_t
    ch: cython.Py_UCS4
    value: cython.uint
    kind: cython.uint
    first: cython.uint
    last: cython.uint
    uppers: cython.Py_ssize_t
    letters: cython.Py_ssize_t
    end: cython.uint
    begin: cython.uint
    for n in range(len(words)):
        word: str = words[n]
        size = len(word)
        value = _OFFSET
        uppers = 0
        letters = 0
        first = 0
        begin = _OFFSET
        at = 0
        for ch in word:
            kind = _kind(ch)
            # Opening marks are no beginning.
            if first == 0 and kind != 0:
                first = kind
            if 1 <= kind <= 2:
                letters += 1
                uppers += kind == 1
            value = _mixed(value, ord("0") if kind == 3 else ord(ch))
            if at < 3:
                begin = value
            at += 1  # noqa: SIM113
        end = _OFFSET
        for at in range(max(0, size - 3), size):
            ch = word[at]
            end = _mixed(end, ord("0") if ch.isdigit() else ord(ch))
        last = _last(word, size)
        known[0, n] = value
        known[1, n] = (
            ((first * 6 + last) * 2 + (letters > 1 and uppers == letters)) * 4
            + (size > 1)
            + (size > 3)
            + (size > 8)
        )
        known[2, n] = end
        known[3, n] = begin
        known[4, n] = last
        known[5, n] = first


@cython.cfunc
@cython.exceptval(check=False)
def _kind(ch: cython.Py_UCS4) -> cython.uint:
    if ch.islower():
        return 2
    if ch.isupper():
        return 1
    if ch.isdigit():
        return 3
    return 4 if ch.isalpha() else 0


@cython.cfunc
@cython.exceptval(check=False)
def _last(word: str, size: cython.Py_ssize_t) -> cython.uint:
    ch: cython.Py_UCS4
    at: cython.Py_ssize_t = size - 1
    closed: cython.bint = False
    while at >= 0:
        ch = word[at]
        if ch in _STOPS:
            return 1
        if ch in _CLOSING and not closed and at == size - 1:
            closed = True
            at -= 1
            continue
        if closed:
            return 4
        if ch in _COMMAS:
            return 2
        if ch in _COLONS:
            return 3
        return 0 if _is_letter(ch) else 5
    return 4


@cython.cfunc
@cython.exceptval(check=False)
def _is_letter(ch: cython.Py_UCS4) -> cython.bint:
    """Whether it is a letter, a digit, or a vowel's sign as Indian scripts have them."""
    point: cython.uint = ord(ch)
    bits: cython.uint = _BITS[point] if point < 0x10000 else bits_beyond(ch)
    return bits & _LETTERS != 0


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _mixed(value: cython.uint, more: cython.uint) -> cython.uint:
    return ((value ^ more) * _PRIME) & _UNIT


@cython.cfunc
def _combine(known: cython.uint[:, ::1], gaps: cython.uint[:, ::1]) -> cython.void:
    size: cython.Py_ssize_t = known.shape[1]
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    since: cython.uint = 0
    value: cython.uint
    until: cython.uint[::1] = np.empty(size + 1, dtype=np.uint32 if cython.compiled else object)
    before: cython.Py_ssize_t
    after: cython.Py_ssize_t
    until[size] = 0
    for n in range(size - 1, -1, -1):
        until[n] = 0 if known[4, n] == 1 else min(31, until[n + 1] + 1)
    for n in range(size - 1):
        since = 0 if known[4, n] == 1 else min(31, since + 1)
        before = max(n - 1, 0)
        after = min(n + 2, size - 1)
        gaps[n, 0] = known[0, n]
        gaps[n, 1] = known[0, n + 1]
        gaps[n, 2] = _mixed(known[0, n], known[0, n + 1])
        gaps[n, 3] = _mixed(known[1, n], known[1, n + 1])
        value = _mixed(_mixed(known[1, n], known[1, n + 1]), known[1, before])
        gaps[n, 4] = _mixed(value, known[1, after])
        value = gaps[n, 4]
        value = _mixed(value, known[1, max(n - 2, 0)])
        gaps[n, 5] = _mixed(value, known[1, min(n + 3, size - 1)])
        gaps[n, 6] = _mixed(known[0, n], known[0, before])
        gaps[n, 7] = _mixed(known[0, n + 1], known[0, after])
        gaps[n, 8] = _mixed(known[0, n], known[1, n + 1])
        gaps[n, 9] = _mixed(known[0, n + 1], known[1, n])
        gaps[n, 10] = _mixed(known[2, n], known[1, n + 1])
        gaps[n, 11] = _mixed(known[3, n + 1], known[1, n])
        value = _mixed(_bucket(since) * 8 + _bucket(until[n + 1]), known[4, n])
        gaps[n, 12] = _mixed(value, known[5, n + 1])
        gaps[n, 13] = _mixed(_mixed(known[2, n], known[3, n + 1]), 7)
        gaps[n, 14] = _mixed(_mixed(_bucket(since), known[1, n]), known[1, n + 1])
        gaps[n, 15] = _mixed(_mixed(_bucket(until[n + 1]), known[1, n]), known[1, n + 1])
        for k in range(gaps.shape[1]):
            # Another start for each feature; then the lower bits depend on all of it, too.
            value = _mixed(_mixed(gaps[n, k], k + 1), 0x5BD1)
            gaps[n, k] = value ^ (value >> 15)


@cython.cfunc
@cython.inline
@cython.exceptval(check=False)
def _bucket(far: cython.uint) -> cython.uint:
    if far < 3:
        return far
    return 3 if far < 5 else 4 if far < 9 else 5 if far < 16 else 6 if far < 31 else 7


@cython.cfunc
def _add(
    gaps: cython.uint[:, ::1],
    values: cython.float[::1],
    marks: cython.uchar[::1],
    sums: cython.double[::1],
) -> cython.void:
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    place: cython.uint
    for n in range(gaps.shape[0]):
        for k in range(gaps.shape[1]):
            place = gaps[n, k] & _SIZE_MASK
            if marks[place] == gaps[n, k] >> 24:
                sums[n] += values[place]


@cache
def weights() -> Weights:
    """The package's own, read once."""
    with np.load(WEIGHTS, allow_pickle=False) as file:
        return Weights(file["weights"].astype(np.float32) / STEPS, file["marks"])
