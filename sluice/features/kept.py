"""What is known of a block once there is a first opinion of all of them.

A block among content is content more often than one alone, and a list of stories is content on a
page of nothing else. So a second forest reads the first one's probabilities around the block: of
its neighbours, of the elements around it, and of the page (stacked generalisation, Wolpert 1992;
contextual classification in Kohlschütter et al. 2010).
"""

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.around import neighbours, windows
from sluice.features.elements import Tree, free_prose, from_main, inside_each
from sluice.features.schema import KEPT_SHARES, OUTWARD, REACHES, STEPS

# The rows of what is added up.
FIRST, FIRST_WORDS, WORDS, KEPT_PROSE, PROSE, ONES = range(6)

_ROW_WORDS = cython.declare(cython.Py_ssize_t, schema.row("words"))
_ROW_TAKEN = cython.declare(cython.Py_ssize_t, schema.row("taken"))


def context(out: NDArray[np.float32], tree: Tree, first: NDArray[np.float64]) -> None:
    """Fill the rows of the second reading; first: the probability of content for each block."""
    own = np.ones((6, out.shape[1]), dtype=np.float32)
    _weighed(out, first, own)
    out[schema.row("first")] = own[FIRST]
    _near(out, own)
    kept = max(1.0, float(own[KEPT_PROSE].sum()))
    _inside(out, own, tree, kept)
    _page(out, own, kept)


@cython.cfunc
def _weighed(
    out: cython.float[:, ::1], first: cython.double[::1], own: cython.float[:, ::1]
) -> None:
    n: cython.Py_ssize_t
    free_prose(out, own[4])
    for n in range(out.shape[1]):
        own[0, n] = 0 if out[_ROW_TAKEN, n] > 0 else first[n]
        own[2, n] = out[_ROW_WORDS, n]
        own[1, n] = own[0, n] * own[2, n]
        own[3, n] = own[0, n] * own[4, n]


def _near(out: NDArray[np.float32], own: NDArray[np.float32]) -> None:
    """The neighbours' probabilities; and of what windows hold, the share that is kept."""
    size = out.shape[1]
    many, wide = len(REACHES), len(STEPS)
    near = np.empty((5 + 5 * many + 2 * wide, size), dtype=np.float32)
    near[:5] = own[:5]
    windows(near, range(5), 5)
    means = near[5 : 5 + 5 * many].reshape(5, many, size)
    neighbours(near, (FIRST, FIRST_WORDS), 5 + 5 * many)
    row = schema.row("first@-4")
    out[row : row + 2 * wide] = near[5 + 5 * many :]
    row = schema.row("first~2")
    out[row : row + many] = means[FIRST]
    row = schema.row("words_kept~2")
    least = np.float32(1e-3)
    np.divide(means[FIRST_WORDS], np.maximum(least, means[WORDS]), out=out[row : row + many])
    row = schema.row("prose_kept~2")
    np.divide(means[KEPT_PROSE], np.maximum(least, means[PROSE]), out=out[row : row + many])


def _inside(
    out: cython.float[:, ::1], own: NDArray[np.float32], tree: Tree, kept: cython.double
) -> None:
    """Of the elements around a block: how much of each is kept, and how much of all that is."""
    at: cython.Py_ssize_t[:, ::1] = tree.at
    sums = inside_each(at, own, len(tree))
    inside: cython.double[:, ::1] = sums
    row: cython.Py_ssize_t = schema.row(f"container{OUTWARD[0]}_kept_words")
    outward: cython.Py_ssize_t
    element: cython.Py_ssize_t
    n: cython.Py_ssize_t
    for outward in OUTWARD:
        for n in range(out.shape[1]):
            element = at[n, outward]
            if element < 0:
                element = inside.shape[1] - 1
            out[row, n] = inside[1, element] / max(1.0, inside[2, element])
            out[row + 1, n] = inside[3, element] / max(1.0, inside[4, element])
            out[row + 2, n] = inside[3, element] / kept
            out[row + 3, n] = inside[0, element] / max(1.0, inside[5, element])
        row += 4
    for share in KEPT_SHARES:
        from_main(out, schema.row(f"kept{share}_apart"), at, sums[3] >= share * kept)


def _page(out: cython.float[:, ::1], own: NDArray[np.float32], kept: cython.double) -> None:
    """Of the page: how much of it is kept, and how much of that stands before and behind."""
    size: cython.Py_ssize_t = out.shape[1]
    values: cython.float[:, ::1] = own
    kept_words: cython.double = float(own[FIRST_WORDS].sum())
    unsure: cython.double = float((own[FIRST_WORDS] * (1 - own[FIRST])).sum())
    of_words: cython.double = kept_words / max(1.0, float(own[WORDS].sum()))
    of_prose: cython.double = kept / max(1.0, float(own[PROSE].sum()))
    order: cython.Py_ssize_t[::1] = np.argsort(-own[FIRST], kind="stable")
    row: cython.Py_ssize_t = schema.row("page_kept_words")
    whole: cython.float = kept
    many: cython.double = size
    sofar: cython.float = 0
    before: cython.float
    after: cython.float
    n: cython.Py_ssize_t
    for n in range(size):
        sofar = sofar + values[3, n]
        before = sofar - values[3, n]
        after = whole - before
        after = after - values[3, n]
        out[row, n] = of_words
        out[row + 1, n] = kept
        out[row + 2, n] = of_prose
        out[row + 3, n] = unsure / max(1.0, kept_words)
        out[row + 4, n] = before / whole
        out[row + 5, n] = after / whole
        out[row + 6, order[n]] = n
        out[row + 7, order[n]] = n / many
