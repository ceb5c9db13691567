"""What the blocks around a block say: neighbours one by one, and means over windows."""

from collections.abc import Sequence

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features.schema import REACHES, STEPS

Matrix = NDArray[np.float32]


# The innermost loops run over the matrix's own columns.
@cython.boundscheck(False)  # noqa: FBT003
def neighbours(out: cython.float[:, ::1], sources: Sequence[int], first: cython.Py_ssize_t) -> None:
    """Fill the rows from `first` with the neighbours' figures of each source row, -1 beyond.

    Raises IndexError where the matrix lacks a row.
    """
    size: cython.Py_ssize_t = out.shape[1]
    at: cython.Py_ssize_t = first
    source: cython.Py_ssize_t
    step: cython.Py_ssize_t
    n: cython.Py_ssize_t
    _check(out, sources, first, len(STEPS))
    for source in sources:
        for step in STEPS:
            for n in range(size):
                out[at, n] = out[source, n + step] if 0 <= n + step < size else -1
            at += 1


@cython.boundscheck(False)  # noqa: FBT003
def windows(out: cython.float[:, ::1], sources: Sequence[int], first: cython.Py_ssize_t) -> None:
    """Fill the rows from `first` with means of each source row over REACHES, in double precision.

    What is beyond the page counts as nothing. Raises IndexError where the matrix lacks a row.
    """
    size: cython.Py_ssize_t = out.shape[1]
    at: cython.Py_ssize_t = first
    sums: cython.double[::1] = np.zeros(size + 1)
    source: cython.Py_ssize_t
    start: cython.Py_ssize_t
    end: cython.Py_ssize_t
    low: cython.Py_ssize_t
    high: cython.Py_ssize_t
    n: cython.Py_ssize_t
    wide: cython.double
    total: cython.double
    _check(out, sources, first, len(REACHES))
    for source in sources:
        total = 0
        for n in range(size):
            total = total + out[source, n]
            sums[n + 1] = total
        for _, start, end in REACHES:
            wide = end - start
            for n in range(size):
                low = min(max(n + start, 0), size)
                high = min(max(n + end, 0), size)
                out[at, n] = (sums[high] - sums[low]) / wide
            at += 1


@cython.cfunc
def _check(
    out: cython.float[:, ::1],
    sources: Sequence[int],
    first: cython.Py_ssize_t,
    each: cython.Py_ssize_t,
) -> None:
    """Refuse what would be written outside of the matrix."""
    row: cython.Py_ssize_t
    last: cython.Py_ssize_t = first + len(sources) * each - 1
    lowest: cython.Py_ssize_t = min(first, last)
    highest: cython.Py_ssize_t = max(first, last)
    for row in sources:
        lowest = min(lowest, row)
        highest = max(highest, row)
    if lowest < 0 or highest >= out.shape[0]:
        raise IndexError(
            f"the matrix has {out.shape[0]} rows, and those from {lowest} to {highest} are asked"
        )
