"""Naive Bayes over a byte automaton, compiled: which class a text has, and how surely.

The model is Lui and Baldwin's (langid.py, ACL 2012) as py3langid has it. Its tables are read where
they lie; the sums are in double precision, so that they may differ from the library's in the sixth
digit, and who asks leaves close calls to the library.
"""

import struct
from array import array
from typing import Any

import cython
from cython.cimports.libc.math import exp, log1p, sqrt

COMPILED = cython.compiled
# No feature of the model has more bytes.
BEFORE = 6
_BEFORE = cython.declare(cython.Py_ssize_t, BEFORE)


def letters(text: str, enough: cython.Py_ssize_t) -> int:
    """Letters in the text, counted up to so many."""
    count: cython.Py_ssize_t = 0
    ch: cython.Py_UCS4
    for ch in text:
        if ch.isalpha():
            count += 1
            if count >= enough:
                break
    return count


@cython.cclass
class Bayes:
    """A model: a byte automaton, and what each of its features says for each class.

    Not to be asked by two threads at a time: it counts in one table.
    """

    nextmove: cython.uint[::1]
    row: cython.ushort[::1]
    output: cython.int[::1]
    weights: cython.ushort[:, ::1]
    priors: cython.float[::1]
    halves: cython.float[::1]
    seen: cython.int[::1]
    scores: cython.double[::1]
    same: list[tuple[int, int]]
    touched: cython.uint

    def __init__(self, model: Any, same: list[tuple[int, int]]) -> None:
        """Read a py3langid model; same: pairs of classes that are one, the first being named."""
        self.nextmove = model.tk_nextmove
        self.row = model.tk_row
        self.output = array("i", model.tk_output)
        # Half floats have no C type; all 65,536 of them are looked up by their bits.
        self.weights = model.nb_ptc.view("uint16")
        self.halves = array("f", struct.unpack("=65536e", array("H", range(65536)).tobytes()))
        self.priors = model.nb_pc
        self.seen = array("i", bytes(4 * len(model.nb_ptc)))
        self.scores = array("d", bytes(8 * len(model.nb_pc)))
        self.same = same
        if len(model.nb_ptc) <= max(model.tk_output) or model.nb_ptc.shape[1] != len(model.nb_pc):
            raise ValueError("the language model's tables do not fit together")

    def most_likely(self, data: bytes) -> tuple[int, float]:
        """The likeliest class and its probability; -1 and 0 where the text says nothing."""
        found: cython.int[::1] = array("i", bytes(4 * len(data) + 4))
        count: cython.Py_ssize_t = self._count(data, found)
        best: cython.Py_ssize_t = 0
        total: cython.double = 0.0
        i: cython.Py_ssize_t
        if count == 0:
            return -1, 0.0
        self._score(found, count)
        for i in range(len(self.scores)):
            if self.scores[i] > self.scores[best]:
                best = i
        highest: cython.double = self.scores[best]
        # As in the library: the root of the length keeps long texts from being all too sure.
        scale: cython.double = 1.0 / sqrt(len(data))
        for i in range(len(self.scores)):
            self.scores[i] = exp((self.scores[i] - highest) * scale)
            total += self.scores[i]
        first: cython.Py_ssize_t
        second: cython.Py_ssize_t
        for first, second in self.same:
            self.scores[first] += self.scores[second]
            self.scores[second] = 0.0
        best = 0
        for i in range(len(self.scores)):
            if self.scores[i] > self.scores[best]:
                best = i
        return best, self.scores[best] / total

    @cython.cfunc
    def _count(self, data: bytes, found: cython.int[::1]) -> cython.Py_ssize_t:
        """Count in `seen` how often each feature is met; `found` gets those that are, each once."""
        count: cython.Py_ssize_t = 0
        feature: cython.int
        i: cython.Py_ssize_t
        self._walk(data, found)
        for i in range(len(data)):
            feature = found[i]
            if feature >= 0:
                if self.seen[feature] == 0:
                    found[count] = feature
                    count += 1
                self.seen[feature] += 1
        return count

    @cython.cfunc
    def _walk(self, data: bytes, met: cython.int[::1]) -> cython.void:
        """Write the feature that is met behind each byte, or -1.

        Each step waits for a row of a table of 40 MB, and the next one waits for that. So four
        parts of the text are walked side by side, each from the root some bytes before it begins:
        what stood before those makes no difference to a state. Should it ever, that is seen, and
        the text is walked in one part.
        """
        size: cython.Py_ssize_t = len(data)
        part: cython.Py_ssize_t = size // 4
        i: cython.Py_ssize_t
        if part <= _BEFORE:
            self._steps(data, met, 0, size, 0)
            return
        first: cython.uint = 0
        second: cython.uint = self._after(data, part)
        third: cython.uint = self._after(data, 2 * part)
        fourth: cython.uint = self._after(data, 3 * part)
        begun = (second, third, fourth)
        for i in range(part):
            first = self._next(first, data[i])
            second = self._next(second, data[part + i])
            third = self._next(third, data[2 * part + i])
            fourth = self._next(fourth, data[3 * part + i])
            met[i] = self.output[first]
            met[part + i] = self.output[second]
            met[2 * part + i] = self.output[third]
            met[3 * part + i] = self.output[fourth]
        if begun == (first, second, third):
            self._steps(data, met, 4 * part, size, fourth)
        else:
            self._steps(data, met, 0, size, 0)

    @cython.cfunc
    def _after(self, data: bytes, end: cython.Py_ssize_t) -> cython.uint:
        """The state behind the few bytes before this place."""
        state: cython.uint = 0
        i: cython.Py_ssize_t
        for i in range(end - _BEFORE, end):
            state = self._next(state, data[i])
        return state

    @cython.cfunc
    def _steps(
        self,
        data: bytes,
        met: cython.int[::1],
        start: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
        state: cython.uint,
    ) -> cython.void:
        """Write what is met between two places, from this state on."""
        i: cython.Py_ssize_t
        for i in range(start, end):
            state = self._next(state, data[i])
            met[i] = self.output[state]

    @cython.cfunc
    @cython.inline
    def _next(self, state: cython.uint, letter: cython.uint) -> cython.uint:
        return self.nextmove[(cython.cast(cython.Py_ssize_t, self.row[state]) << 8) + letter]

    @cython.cfunc
    @cython.boundscheck(False)  # by far the most work; `found` and the table were checked before
    def _score(self, found: cython.int[::1], count: cython.Py_ssize_t) -> cython.void:
        """Add up what the features say for each class, and forget that they were seen."""
        scores: cython.double[::1] = self.scores
        halves: cython.float[::1] = self.halves
        weights: cython.ushort[:, ::1] = self.weights
        weight: cython.double
        feature: cython.int
        i: cython.Py_ssize_t
        j: cython.Py_ssize_t
        size: cython.Py_ssize_t = len(scores)
        for j in range(size):
            scores[j] = self.priors[j]
        # All rows are on their way from memory before the first is waited for.
        touched: cython.uint = 0
        for i in range(count):
            feature = found[i]
            j = 0
            while j < size:
                touched ^= weights[feature, j]
                j += 32
        self.touched = touched
        for i in range(count):
            feature = found[i]
            weight = log1p(self.seen[feature])
            self.seen[feature] = 0
            for j in range(size):
                scores[j] += weight * halves[weights[feature, j]]
