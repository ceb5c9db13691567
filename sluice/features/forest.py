"""A forest of oblivious trees: every node of one level asks the same question.

So a tree of six levels is six comparisons, whose answers are the bits of a leaf's number, and a
page is scored in one loop without a library for it. The trees are grown by gradient boosting
(Prokhorenkova et al. 2018, "CatBoost: unbiased boosting with categorical features").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import cython
import numpy as np
from numpy.typing import NDArray

# So many blocks at once: what the trees ask of them stays in the processor's cache.
AT_ONCE = 512


@dataclass(frozen=True)
class Forest:
    """The trees, each with its questions and its values.

    names: of the rows of the matrices that it reads. asked, borders: a row a tree, a column a
    level; the position in `names` that is asked, and what its figure must exceed. leaves: float32,
    tree, leaf and class. bias: a value a class.
    """

    names: tuple[str, ...]
    asked: NDArray[np.intp]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: NDArray[np.float64]

    def bound(self, names: Sequence[str]) -> "Forest":
        """The same forest for matrices with these rows. Raises ValueError where it lacks one."""
        place = {name: n for n, name in enumerate(names)}
        lacking = [name for name in self.names if name not in place]
        if lacking:
            raise ValueError(f"no such feature: {', '.join(lacking)}")
        rows = np.fromiter((place[name] for name in self.names), np.intp, len(self.names))
        asked = rows[self.asked] if len(rows) else self.asked
        return replace(self, names=tuple(names), asked=asked)

    def compact(self) -> "Forest":
        """The same forest with the names that are asked, and no others."""
        used, asked = np.unique(self.asked, return_inverse=True)
        names = tuple(self.names[n] for n in used.tolist())
        return replace(self, names=names, asked=asked.reshape(self.asked.shape))

    def probabilities(self, columns: NDArray[np.float32]) -> NDArray[np.float64]:
        """For a forest of one class its probability, 0-1, for each block; columns: a row a name."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.log_odds(columns)[0])))

    def log_odds(self, columns: NDArray[np.float32]) -> NDArray[np.float64]:
        """For each class and block the sum of the trees' values."""
        if len(columns) < len(self.names):
            raise ValueError(f"{len(self.names)} features are asked, and {len(columns)} are known")
        if not cython.compiled:
            return _by_numpy(self._arrays, columns) + self.bias[:, None]
        sums = np.zeros((self.leaves.shape[2], columns.shape[1]))
        _add_leaves(np.require(columns, np.float32, ["C", "W"]), self._arrays, sums)
        return np.asarray(sums + self.bias[:, None])

    def log_odds_of_one(self, row: NDArray[np.float32]) -> NDArray[np.float64]:
        """For each class the sum of the trees' values for one block, or page: log_odds of it."""
        if not cython.compiled or len(row) < len(self.names):
            return self.log_odds(row[:, None])[:, 0]
        sums = np.zeros(self.leaves.shape[2])
        _add_leaves_of_one(row, self._arrays, sums)
        return sums + self.bias

    @cached_property
    def _arrays(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.float64]]:
        """As the loops read them: questions, borders, and leaves by class in double precision.

        Raises ValueError where a tree asks for what has no name, or has too few leaves.
        """
        asked = np.require(self.asked, np.intp, ["C", "W"])
        leaves = np.require(self.leaves.transpose(2, 0, 1), np.float64, ["C", "W"])
        levels = asked.shape[1]
        if len(asked) and not 0 <= int(asked.min()) <= int(asked.max()) < len(self.names):
            raise ValueError("a tree asks for a feature that has no name")
        if levels > 8 or leaves.shape[1:] != (len(asked), 1 << levels):
            raise ValueError("the leaves do not fit the trees")
        if self.borders.shape != asked.shape:
            raise ValueError("the borders do not fit the trees")
        return asked, np.require(self.borders, np.float32, ["C", "W"]), leaves


Arrays = tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.float64]]


def _by_numpy(arrays: Arrays, columns: NDArray[np.float32]) -> NDArray[np.float64]:
    """What _add_leaves does, where it is not compiled: a loop over all would take a second."""
    asked, borders, leaves = arrays
    first = np.arange(len(asked))[:, None] << asked.shape[1]
    found = np.zeros((len(leaves), columns.shape[1]))
    for start in range(0, columns.shape[1], AT_ONCE):
        part = columns[:, start : start + AT_ONCE]
        leaf = np.repeat(first, part.shape[1], axis=1)
        for level in range(asked.shape[1]):
            above = part[asked[:, level]] > borders[:, level, None]
            leaf += above.astype(np.intp) << level
        for n, values in enumerate(leaves):
            # Tree by tree, as the compiled loop adds, so that not even the last digit differs.
            chosen = values.ravel()[leaf]
            for row in chosen:
                found[n, start : start + AT_ONCE] += row
    return found


# The innermost loops take their lengths from the arrays, whose shapes and questions were checked.
@cython.boundscheck(False)  # noqa: FBT003
@cython.cfunc
def _add_leaves(columns: cython.float[:, ::1], arrays: tuple, sums: cython.double[:, ::1]) -> None:
    """Add each tree's values; trees outside, blocks inside, so that the inner loops vectorise."""
    asked: cython.Py_ssize_t[:, ::1] = arrays[0]
    borders: cython.float[:, ::1] = arrays[1]
    leaves: cython.double[:, :, ::1] = arrays[2]
    leaf: cython.uchar[::1] = np.empty(AT_ONCE, dtype=np.uint8)
    size: cython.Py_ssize_t = columns.shape[1]
    start: cython.Py_ssize_t
    count: cython.Py_ssize_t
    tree: cython.Py_ssize_t
    level: cython.Py_ssize_t
    row: cython.Py_ssize_t
    n: cython.Py_ssize_t
    of: cython.Py_ssize_t
    border: cython.float
    bit: cython.uchar
    at_once: cython.Py_ssize_t = AT_ONCE
    for start in range(0, size, at_once):
        count = min(at_once, size - start)
        for tree in range(asked.shape[0]):
            for n in range(count):
                leaf[n] = 0
            for level in range(asked.shape[1]):
                row = asked[tree, level]
                border = borders[tree, level]
                bit = 1 << level
                for n in range(count):
                    leaf[n] |= bit if columns[row, start + n] > border else 0
            for of in range(leaves.shape[0]):
                for n in range(count):
                    sums[of, start + n] += leaves[of, tree, leaf[n]]


# As above: the places were checked, and a leaf's number has as many bits as the tree has levels.
@cython.boundscheck(False)  # noqa: FBT003
@cython.cfunc
def _add_leaves_of_one(row: cython.float[::1], arrays: Arrays, sums: cython.double[::1]) -> None:
    asked: cython.Py_ssize_t[:, ::1] = arrays[0]
    borders: cython.float[:, ::1] = arrays[1]
    leaves: cython.double[:, :, ::1] = arrays[2]
    tree: cython.Py_ssize_t
    level: cython.Py_ssize_t
    of: cython.Py_ssize_t
    leaf: cython.Py_ssize_t
    for tree in range(asked.shape[0]):
        leaf = 0
        for level in range(asked.shape[1]):
            leaf |= (row[asked[tree, level]] > borders[tree, level]) << level
        for of in range(leaves.shape[0]):
            sums[of] += leaves[of, tree, leaf]
