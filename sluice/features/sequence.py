"""A small net that reads all blocks of a page together.

A forest asks of one block at a time. The net knows each block by WIDTH figures of its own making,
and in each of its rounds a block learns what is known of the blocks above and below, of those in
the elements around it, of those in like places and of the whole page (after Gilmer et al. 2017,
"Neural message passing for quantum chemistry"; for pages Leonhardt, Anand and Khosla 2020,
"Boilerplate removal using a neural sequence labeling model"). It says how far the first forest's
log odds are to be moved, and has as much say as the second forest, which errs elsewhere.

All sums are made in one order, compiled or not, so that every machine says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features import schema

# So many figures a block; the loops below are written for this many.
WIDTH = 32
ROUNDS = 2
# Blocks are grouped by their place and by the elements so far outwards; and all of them together.
LEVELS = (1, 2, 3, 5)
GROUPS = 1 + len(LEVELS) + 1
# Lines of a text are grouped by so many in a row.
NEAR, FAR = 6, 24
# A line of so many words or more is no label; so long are lines of one group.
LABEL, LENGTHS = 8, (3, 8, 20, 50)
# What is next to a block the net sees for itself.
AROUND = ("neighbours", "windows", "kept_windows")
SEEN = tuple(feature for feature in schema.SECOND if feature.group not in AROUND)
SEEN_OF_TEXT = tuple(feature for feature in schema.TEXT if feature.group not in AROUND)

Floats = NDArray[np.float32]
# The net's arrays, in the order in which it takes them.
PARTS = ("halves", "inside", "bias", "mixing", "biases", "outward", "ends")


@dataclass(frozen=True)
class Net:
    """The weights, all of single precision.

    names: of the features that it reads; rows: where they stand, once it is bound. halves: of each
    feature the figure that counts one half. inside, bias: from features to the first figures.
    mixing, biases: for each round what a block's own figures count for, those of the block above,
    of the one below, and of each group. outward, ends: from the last figures to the log odds; to
    them ends[0], and ends[1] times the first forest's.
    """

    names: tuple[str, ...]
    halves: Floats
    inside: Floats
    bias: Floats
    mixing: Floats
    biases: Floats
    outward: Floats
    ends: Floats
    rows: tuple[int, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        """Raises ValueError where the arrays do not fit one another."""
        many = len(self.names)
        shapes = ((many,), (many, WIDTH), (WIDTH,), (ROUNDS, 3 + GROUPS, WIDTH, WIDTH))
        last = ((ROUNDS, WIDTH), (WIDTH,), (2,))
        if (*shapes, *last) != tuple(values.shape for values in self.arrays().values()):
            raise ValueError("the net's weights do not fit one another")

    def arrays(self) -> dict[str, Floats]:
        """The arrays by their names."""
        return {name: getattr(self, name) for name in PARTS}

    def bound(self, names: Sequence[str]) -> "Net":
        """The same net for matrices with these rows. Raises ValueError where one is lacking."""
        place = {name: n for n, name in enumerate(names)}
        lacking = [name for name in self.names if name not in place]
        if lacking:
            raise ValueError(f"no such feature: {', '.join(lacking)}")
        return replace(self, rows=tuple(place[name] for name in self.names))

    def rounded(self) -> "Net":
        """The same net with weights that are kept in half the room."""
        halved = [own.astype(np.float16).astype(np.float32) for own in self.arrays().values()]
        return Net(self.names, self.halves, *halved[1:], rows=self.rows)

    def log_odds(
        self, columns: Floats, groups: NDArray[np.intp], first: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """For each block the log odds of content.

        columns: a row a name. groups: as groups_of makes them. first: the first forest's log odds.
        """
        seen = squashed(columns, self.halves)
        values = np.repeat(self.bias[None], len(seen), axis=0)
        add_product(seen, self.inside, values, 0)
        np.maximum(values, 0, out=values)
        for mixing, bias in zip(self.mixing, self.biases, strict=True):
            values = after_round(values, groups, mixing, bias)
        moved = _moved(values, self.outward)
        return np.asarray(moved + float(self.ends[0]) + float(self.ends[1]) * first)


def squashed(columns: Floats, halves: Floats) -> Floats:
    """A row a block, each figure between -1 and 1: nothing is 0, and more than enough nearly 1."""
    found = np.ascontiguousarray(columns.T)
    found /= np.abs(found) + halves
    return found


def groups_of(at: cython.Py_ssize_t[:, ::1], kinds: cython.Py_ssize_t[::1]) -> NDArray[np.intp]:
    """The blocks' groups, a row a way to group them, numbered from 0 in the order of the page.

    By the kinds of all elements around them, by single elements, and all together. at, kinds: as
    in Tree.
    """
    found = np.zeros((GROUPS, at.shape[0]), dtype=np.intp)
    into: cython.Py_ssize_t[:, ::1] = found
    place: cython.Py_ssize_t
    n: cython.Py_ssize_t
    way: cython.Py_ssize_t
    level: cython.Py_ssize_t
    known: dict[int, int] = {}
    for n in range(at.shape[0]):
        place = 0
        for level in range(at.shape[1]):
            if at[n, level] < 0:
                break
            place = (place * 1_000_003 + kinds[at[n, level]] + 1) % 2_147_483_647
        into[0, n] = known.setdefault(place, len(known))
    # By an element its number, one more where no element is.
    numbers: cython.Py_ssize_t[::1] = np.empty(len(kinds) + 1, dtype=np.intp)
    many: cython.Py_ssize_t
    for way in range(1, GROUPS - 1):
        level = LEVELS[way - 1]
        numbers[:] = -1
        many = 0
        for n in range(at.shape[0]):
            place = at[n, level] + 1
            if numbers[place] < 0:
                numbers[place] = many
                many += 1
            into[way, n] = numbers[place]
    return found


def groups_of_lines(
    words: NDArray[np.float32], gaps: Sequence[int], kinds: Sequence[str]
) -> NDArray[np.intp]:
    """The same of a text's lines, which no elements stand around.

    By like lines (kind, length, whether they stand apart); those that touch; labels or prose in a
    row; so many in a row, near and far; and all together. words: of each line. gaps: blank lines
    before it.
    """
    size = len(words)
    apart = np.array(gaps, dtype=np.intp) > 0
    is_label = words < LABEL
    lengths = np.searchsorted(LENGTHS, words, side="right")
    numbers: dict[tuple[str, int, bool], int] = {}
    like = zip(kinds, lengths.tolist(), apart.tolist(), strict=True)
    found = np.zeros((GROUPS, size), dtype=np.intp)
    found[0] = [numbers.setdefault(own, len(numbers)) for own in like]
    found[1] = np.cumsum(apart) - apart[:1]
    found[2] = np.cumsum(np.diff(is_label, prepend=is_label[:1]))
    found[3] = np.arange(size) // NEAR
    found[4] = np.arange(size) // FAR
    return found


def after_round(values: Floats, groups: NDArray[np.intp], mixing: Floats, bias: Floats) -> Floats:
    """What is known of the blocks after one more round."""
    inner = np.repeat(bias[None], len(values), axis=0)
    for n, shift in enumerate((0, 1, -1)):
        add_product(values, mixing[n], inner, shift)
    for n, of in enumerate(groups, 3):
        add_means(values, of, mixing[n], inner)
    np.maximum(inner, 0, out=inner)
    inner += values
    return inner


def add_product(left: Floats, right: Floats, into: Floats, shift: int) -> None:
    """Add the product of two matrices, each row to the one so far below, in the columns' order."""
    size = len(left)
    if right.shape != (left.shape[1], WIDTH) or into.shape != (size, WIDTH):
        raise ValueError("the matrices do not fit one another")
    if cython.compiled:
        _add_product(left, right, into, shift)
        return
    first, last = max(0, shift), size + min(0, shift)
    for n in range(left.shape[1]):
        into[first:last] += left[first - shift : last - shift, n, None] * right[n]


@cython.boundscheck(False)  # noqa: FBT003
@cython.cfunc
def _add_product(
    left: cython.float[:, ::1],
    right: cython.float[:, ::1],
    into: cython.float[:, ::1],
    shift: cython.Py_ssize_t,
) -> None:
    sums = cython.declare(cython.float[32])
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    j: cython.Py_ssize_t
    one: cython.float
    size: cython.Py_ssize_t = left.shape[0]
    # The loops below take their lengths from this: they are not checked again.
    if right.shape[0] != left.shape[1] or into.shape[0] != size:
        raise ValueError("the matrices do not fit one another")
    if right.shape[1] != 32 or into.shape[1] != 32:
        raise ValueError("the matrices do not fit one another")
    for n in range(max(0, -shift), min(size, size - shift)):
        for j in range(32):
            sums[j] = into[n + shift, j]
        for k in range(left.shape[1]):
            one = left[n, k]
            for j in range(32):
                sums[j] = sums[j] + one * right[k, j]
        for j in range(32):
            into[n + shift, j] = sums[j]


def add_means(values: Floats, of: NDArray[np.intp], right: Floats, into: Floats) -> None:
    """Add to each row the product of its group's mean, which is drawn to 0 where it is small."""
    # What is added up, and its product; a group has at least one row.
    sums, said = np.zeros((2, len(values), WIDTH), np.float32)
    if cython.compiled:
        _add_means(values, of, right, into, sums, said)
        return
    np.add.at(sums, of, values)
    sums /= (np.bincount(of, minlength=len(values)) + 0.5).astype(np.float32)[:, None]
    add_product(sums, right, said, 0)
    into += said[of]


# A group's number and the widths are checked first: the loops are as short as a product's row.
@cython.boundscheck(False)  # noqa: FBT003
@cython.cfunc
def _add_means(
    values: cython.float[:, ::1],
    of: cython.Py_ssize_t[::1],
    right: cython.float[:, ::1],
    into: cython.float[:, ::1],
    sums: cython.float[:, ::1],
    said: cython.float[:, ::1],
) -> None:
    sizes: cython.float[::1] = np.full(len(values), 0.5, np.float32)
    many: cython.Py_ssize_t = 0
    group: cython.Py_ssize_t
    n: cython.Py_ssize_t
    j: cython.Py_ssize_t
    size: cython.Py_ssize_t = values.shape[0]
    if values.shape[1] != 32 or into.shape[1] != 32 or sums.shape[1] != 32 or said.shape[1] != 32:
        raise ValueError("the matrices do not fit one another")
    if into.shape[0] != size or of.shape[0] != size or sums.shape[0] != size:
        raise ValueError("the matrices do not fit one another")
    for n in range(size):
        group = of[n]
        if group < 0 or group >= size:
            raise ValueError("there are no more groups than blocks")
        many = max(many, group + 1)
        sizes[group] += 1
        for j in range(32):
            sums[group, j] += values[n, j]
    for n in range(many):
        for j in range(32):
            sums[n, j] = sums[n, j] / sizes[n]
    _add_product(sums[:many], right, said[:many], 0)
    for n in range(size):
        group = of[n]
        for j in range(32):
            into[n, j] += said[group, j]


def _moved(values: Floats, outward: Floats) -> NDArray[np.float64]:
    """How far each block's log odds are moved, in double precision."""
    found = np.zeros(len(values))
    exact = outward.astype(np.float64)
    if cython.compiled:
        _add_moved(values, exact, found)
        return found
    for n in range(WIDTH):
        found += values[:, n] * exact[n]
    return found


@cython.cfunc
def _add_moved(
    values: cython.float[:, ::1], outward: cython.double[::1], found: cython.double[::1]
) -> None:
    n: cython.Py_ssize_t
    j: cython.Py_ssize_t
    for n in range(values.shape[0]):
        for j in range(values.shape[1]):
            found[n] += values[n, j] * outward[j]
