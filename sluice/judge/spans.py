"""Which blocks an element holds, and sums over what stands before each block.

Mechanical work only, compiled as sluice.judge.columns is.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import cython
import numpy as np

from sluice.judge.columns import BLOCK_FIELDS
from sluice.model import Block, Elements

_ELEMENT = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("element"))


def spans_of(elements: Elements, blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """The first and the last block of each element; a last of -1 where it holds none."""
    parents: tuple[int, ...] = elements.parents
    size: cython.Py_ssize_t = len(parents)
    many: cython.Py_ssize_t = len(blocks)
    first: cython.Py_ssize_t[::1] = np.full(size, many, dtype=np.intp)
    last: cython.Py_ssize_t[::1] = np.full(size, -1, dtype=np.intp)
    i: cython.Py_ssize_t
    element: cython.Py_ssize_t
    parent: cython.Py_ssize_t
    for i in range(many):
        element = cython.cast(tuple, blocks[i])[_ELEMENT]
        if element >= 0:
            # Blocks come in the page's order.
            if last[element] < 0:
                first[element] = i
            last[element] = i
    for element in range(size - 1, 0, -1):
        parent = parents[element]
        if parent >= 0:
            first[parent] = min(first[parent], first[element])
            last[parent] = max(last[parent], last[element])
    return np.asarray(first).tolist(), np.asarray(last).tolist()


def sums(values: Iterable[int]) -> list[int]:
    """For each position, and for the end, the sum of the values before it."""
    return [0, *accumulate(values)]
