"""What the clues of a page say together, in the order that the page model's rows have.

Known clues are marked by their places in the lexicon, and the sums are made in its order, in single
precision: so the weights were grown.
"""

from typing import Any

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features.lexicon import Lexicon

# Words without a say that are added to each page: a few clues prove little.
NEUTRAL = 5
# So many of the clues that say most for a type are also heard apart from the others.
MOST = 3

Row = NDArray[np.float32]


def says(clues: Lexicon, ids: NDArray[np.uint32]) -> Row:
    """What the page's clues say: how many are known, and for each type what they say.

    That is their sum, the mean of the strongest, and the strongest. float32, one row.
    """
    marks = clues.marked(ids)
    classes = clues.odds.shape[1]
    row = np.zeros(1 + 3 * classes, dtype=np.float32)
    if marks.find(1) < 0:
        return row
    if not cython.compiled:
        return by_numpy(clues, np.flatnonzero(np.frombuffer(marks, np.uint8)))
    _add(marks, clues.table[2], row)
    return row


def by_numpy(clues: Lexicon, found: NDArray[Any]) -> Row:
    """What _add does, where it is not compiled; found: the places of known clues, rising."""
    odds = clues.odds[found]
    total = odds.sum(axis=0) / np.sqrt(len(odds) + NEUTRAL, dtype=np.float64).astype(np.float32)
    odds.partition(max(0, len(odds) - MOST), axis=0)
    most = odds[-MOST:]
    heads = (total, most.mean(axis=0), most.max(axis=0))
    return np.concatenate(([len(odds)], *heads)).astype(np.float32)


@cython.cfunc
def _add(marks: bytearray, odds: cython.float[:, ::1], row: cython.float[::1]) -> None:
    """Write the row of the marked clues, of which there is one at least."""
    classes: cython.Py_ssize_t = odds.shape[1]
    count: cython.Py_ssize_t = 0
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    own: cython.float
    # For each class the strongest three, the first of all first.
    strongest: cython.float[:, ::1] = np.full((classes, 3), -np.inf, dtype=np.float32)
    i = marks.find(1)
    while i >= 0:
        for j in range(classes):
            own = odds[i, j]
            row[1 + j] = row[1 + j] + own if count else own
            if own > strongest[j, 0]:
                strongest[j, 2] = strongest[j, 1]
                strongest[j, 1] = strongest[j, 0]
                strongest[j, 0] = own
            elif own > strongest[j, 1]:
                strongest[j, 2] = strongest[j, 1]
                strongest[j, 1] = own
            elif own > strongest[j, 2]:
                strongest[j, 2] = own
        count += 1
        i = marks.find(1, i + 1)
    scale: cython.float = (count + NEUTRAL) ** 0.5
    heard: cython.Py_ssize_t = min(count, 3)
    of: cython.float = heard
    row[0] = count
    for j in range(classes):
        row[1 + j] = row[1 + j] / scale
        own = strongest[j, heard - 1]
        for i in range(heard - 2, -1, -1):
            own = own + strongest[j, i]
        row[1 + classes + j] = own / of
        row[1 + 2 * classes + j] = strongest[j, 0]
