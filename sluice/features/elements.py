"""What an HTML page's elements say of the blocks inside: containers, names, and where the main is.

Class, id and role tokens of the elements around a block are read like words, by a lexicon of their
own; so what a site calls its containers has a say, and no name is written into a rule. Of the
elements around a block it is known how much of the page's prose each holds (Pasternack and Roth
2009, "Extracting article text from the web with maximum subsequence segmentation"; Kohlschütter et
al. 2010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.lexicon import Lexicon, name_id
from sluice.features.measures import NO_WORD
from sluice.features.schema import ANCESTORS, LEVELS, NAMED, OUTWARD, TOGETHER
from sluice.model import Elements

LINKED = 0.5
PLACES = {tag: place for place, tag in enumerate(ANCESTORS)}

Matrix = NDArray[np.float32]


class Kinds(NamedTuple):
    """The kinds of a page's elements, each a tag and names.

    tags: each kind's. names: all names, each once. own: positions in `names`, each kind's behind
    one another; own_starts: where each kind's start, and where the last ones end. ids: for each
    kind a NO_WORD and the numbers of its tag and names in rising order; starts: of the NO_WORDs.
    """

    tags: list[str]
    names: list[str]
    own: NDArray[np.intp]
    own_starts: NDArray[np.intp]
    ids: NDArray[np.uint32]
    starts: NDArray[np.intp]

    def numbers(self) -> list[list[int]]:
        """For each kind the numbers of its tag and names."""
        return [part[1:].tolist() for part in np.split(self.ids, self.starts[1:])]


@dataclass(frozen=True)
class Tree:
    """The elements around the blocks, and which stand around which block.

    at: a row a block, from its own element outwards, LEVELS of them; -1 where there is none. depth:
    how many elements are around each block. tags: each element's place in ANCESTORS, -1 for other
    tags. kinds: each element's place among `known`.
    """

    at: NDArray[np.intp]
    depth: NDArray[np.intp]
    tags: NDArray[np.intp]
    kinds: NDArray[np.intp]
    known: Kinds

    def __len__(self) -> int:
        """How many elements there are."""
        return len(self.tags)


def tree_of(own: Sequence[int], elements: Elements) -> Tree:
    """The elements around blocks; own: each block's innermost element, -1 for none."""
    size = len(elements.tags)
    at = np.empty((len(own), LEVELS), dtype=np.intp)
    depth = np.empty(len(own), dtype=np.intp)
    parents = np.fromiter(elements.parents, np.intp, size)
    _around(np.fromiter(own, np.intp, len(own)), parents, at, depth)
    tags = np.empty(size, dtype=np.intp)
    kinds = np.empty(size, dtype=np.intp)
    found = _kinds(elements, tags, kinds)
    return Tree(at, depth, tags, kinds, _known(found))


@cython.cfunc
def _kinds(elements: Elements, tags: cython.Py_ssize_t[::1], kinds: cython.Py_ssize_t[::1]) -> dict:
    """Number the kinds of elements, each a tag and names, in the order of the page."""
    found: dict = {}
    all_tags: tuple = elements.tags
    all_names: tuple = elements.names
    hidden: tuple = elements.hidden
    n: cython.Py_ssize_t
    for n in range(len(all_tags)):
        names = elements.lexicon_names(n) if hidden[n] else all_names[n]
        tags[n] = PLACES.get(all_tags[n], -1)
        kinds[n] = found.setdefault((all_tags[n], names), len(found))
    return found


@cython.cfunc
def _known(found: dict) -> Kinds:
    """The kinds, with their names numbered and known to the lexicon."""
    numbers: dict = {}
    for _, names in found:
        for name in names:
            if name not in numbers:
                numbers[name] = len(numbers)
    size: cython.Py_ssize_t = len(found)
    room: cython.Py_ssize_t = sum([len(names) for _, names in found])
    # By the position of a name its number in the lexicon. A tag is no name: it has another mark.
    hashes: cython.uint[::1] = np.array([name_id(f".{name}") for name in numbers], dtype=np.uint32)
    of_tags: dict = {tag: name_id(f"<{tag}") for tag, _ in found}
    own = np.empty(room, dtype=np.intp)
    own_starts = np.empty(size + 1, dtype=np.intp)
    ids = np.empty(room + 2 * size, dtype=np.uint32)
    starts = np.empty(size, dtype=np.intp)
    owned: cython.Py_ssize_t[::1] = own
    owned_starts: cython.Py_ssize_t[::1] = own_starts
    lexicon: cython.uint[::1] = ids
    lexicon_starts: cython.Py_ssize_t[::1] = starts
    kind: cython.Py_ssize_t = 0
    at: cython.Py_ssize_t = 0
    first: cython.Py_ssize_t
    number: cython.Py_ssize_t
    for tag, names in found:
        owned_starts[kind] = at
        first = at + 2 * kind
        lexicon_starts[kind] = first
        lexicon[first] = NO_WORD
        lexicon[first + 1] = of_tags[tag]
        for name in names:
            number = numbers[name]
            owned[at] = number
            at += 1
            _insert(lexicon, first + 1, at + 2 * kind + 1, hashes[number])
        kind += 1
    owned_starts[kind] = at
    return Kinds([tag for tag, _ in found], list(numbers), own, own_starts, ids, starts)


@cython.cfunc
@cython.exceptval(check=False)
def _insert(
    ids: cython.uint[::1], first: cython.Py_ssize_t, end: cython.Py_ssize_t, one: cython.uint
) -> cython.void:
    """Put one more id among those from `first` on, which are in rising order; it fills `end`."""
    while end > first and ids[end - 1] > one:
        ids[end] = ids[end - 1]
        end -= 1
    ids[end] = one


@cython.cfunc
def _around(
    own: cython.Py_ssize_t[::1],
    parents: cython.Py_ssize_t[::1],
    at: cython.Py_ssize_t[:, ::1],
    depth: cython.Py_ssize_t[::1],
) -> None:
    n: cython.Py_ssize_t
    level: cython.Py_ssize_t
    element: cython.Py_ssize_t
    deep: cython.Py_ssize_t[::1] = np.zeros(len(parents), dtype=np.intp)
    for n in range(len(parents)):
        # An element stands behind the one around it.
        if parents[n] >= n:
            raise ValueError("an element stands before the one around it")
        deep[n] = 1 + (deep[parents[n]] if parents[n] >= 0 else 0)
    for n in range(len(own)):
        element = own[n]
        depth[n] = deep[element] if element >= 0 else 0
        for level in range(at.shape[1]):
            at[n, level] = element
            if element >= 0:
                element = parents[element]


def ancestors(out: cython.float[:, ::1], tree: Tree) -> None:
    """Fill the rows of "ancestors": for each tag whether the block stands in one."""
    at: cython.Py_ssize_t[:, ::1] = tree.at
    tags: cython.Py_ssize_t[::1] = tree.tags
    first: cython.Py_ssize_t = schema.row(f"in_{ANCESTORS[0]}")
    many: cython.Py_ssize_t = len(ANCESTORS)
    n: cython.Py_ssize_t
    level: cython.Py_ssize_t
    for n in range(out.shape[1]):
        for level in range(many):
            out[first + level, n] = 0
        for level in range(at.shape[1]):
            if at[n, level] < 0:
                break
            if tags[at[n, level]] >= 0:
                out[first + tags[at[n, level]], n] = 1


def inside_each(at: cython.Py_ssize_t[:, ::1], values: cython.float[:, ::1], size: int) -> Matrix:
    """For each element and row of values the sum over the blocks inside, in double precision.

    size: how many elements there are. At the end stands what no element holds: 0.
    """
    found = np.zeros((values.shape[0], size + 1))
    sums: cython.double[:, ::1] = found
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    level: cython.Py_ssize_t
    for n in range(at.shape[0]):
        for level in range(at.shape[1]):
            if at[n, level] < 0:
                break
            for k in range(values.shape[0]):
                sums[k, at[n, level]] += values[k, n]
    return found


_ROW_WORDS = cython.declare(cython.Py_ssize_t, schema.row("words"))
_ROW_PROSE = cython.declare(cython.Py_ssize_t, schema.row("prose"))
_ROW_TAKEN = cython.declare(cython.Py_ssize_t, schema.row("taken"))
_ROW_LINK_SHARE = cython.declare(cython.Py_ssize_t, schema.row("link_share"))
_LINKED = cython.declare(cython.float, LINKED)


def free_prose(out: cython.float[:, ::1], into: cython.float[::1]) -> None:
    """The words of each block of prose that no rule has taken and that is not mostly links."""
    n: cython.Py_ssize_t
    for n in range(out.shape[1]):
        into[n] = out[_ROW_PROSE, n]
        if out[_ROW_TAKEN, n] != 0 or out[_ROW_LINK_SHARE, n] >= _LINKED:
            into[n] = 0


def containers(out: cython.float[:, ::1], tree: Tree) -> None:
    """Fill "containers" and "main": how much of the page's prose and words is in each element."""
    at: cython.Py_ssize_t[:, ::1] = tree.at
    size: cython.Py_ssize_t = out.shape[1]
    held = np.empty((4, size), dtype=np.float32)
    values: cython.float[:, ::1] = held
    n: cython.Py_ssize_t
    free_prose(out, held[0])
    whole: cython.double = 0
    words: cython.double = 0
    for n in range(size):
        values[1, n] = out[_ROW_WORDS, n]
        values[2, n] = out[_ROW_WORDS, n] * out[_ROW_LINK_SHARE, n]
        values[3, n] = 1
        whole += values[0, n]
        words += values[1, n]
    whole = max(1.0, whole)
    words = max(1.0, words)
    none: cython.Py_ssize_t = len(tree)
    sums = inside_each(at, held, none)
    inside: cython.double[:, ::1] = sums
    row: cython.Py_ssize_t = schema.row(f"container{OUTWARD[0]}_prose")
    outward: cython.Py_ssize_t
    element: cython.Py_ssize_t
    own: cython.double
    for outward in OUTWARD:
        for n in range(size):
            element = at[n, outward]
            if element < 0:
                element = none
            own = max(1.0, inside[1, element])
            out[row, n] = inside[0, element] / whole
            out[row + 1, n] = inside[1, element] / words
            out[row + 2, n] = inside[0, element] / own
            out[row + 3, n] = inside[2, element] / own
            out[row + 4, n] = inside[3, element]
        row += 5
    for share in schema.MAIN_SHARES:
        from_main(out, schema.row(f"main{share}_apart"), at, sums[0] >= share * whole)


def from_main(
    out: cython.float[:, ::1],
    row: cython.Py_ssize_t,
    at: cython.Py_ssize_t[:, ::1],
    holds: NDArray[np.bool_],
) -> None:
    """Fill three rows: where a block lies from the smallest element that holds the prose.

    How many levels apart and below, and on which side. holds: for each element whether it holds
    enough; those that do are around one another.
    """
    holding: cython.uchar[::1] = holds.view(np.uint8)
    size: cython.Py_ssize_t = out.shape[1]
    count: cython.Py_ssize_t
    most: cython.Py_ssize_t = 0
    first: cython.Py_ssize_t = 0
    last: cython.Py_ssize_t = size - 1
    below: cython.Py_ssize_t
    n: cython.Py_ssize_t
    level: cython.Py_ssize_t
    for n in range(size):
        count = 0
        below = at.shape[1]
        for level in range(at.shape[1]):
            if at[n, level] < 0:
                break
            if holding[at[n, level]]:
                if not count:
                    below = level
                count += 1
        # Every block stands in as many of these as it shares with the innermost; that one in most.
        if count > most:
            most = count
            first = n
        if count == most:
            last = n
        out[row, n] = count
        out[row + 1, n] = below
    for n in range(size):
        out[row, n] = most - out[row, n]
        out[row + 2, n] = -1 if n < first else 1 if n > last else 0


def hints(out: cython.float[:, ::1], tree: Tree, lexicon: Lexicon) -> None:
    """Fill the rows of "names": what the names of the elements around each block say."""
    at: cython.Py_ssize_t[:, ::1] = tree.at
    kinds: cython.Py_ssize_t[::1] = tree.kinds
    said = lexicon.said(tree.known.ids, tree.known.starts)
    mean: cython.float[::1] = said.mean
    least: cython.float[::1] = said.least
    most: cython.float[::1] = said.most
    row: cython.Py_ssize_t = schema.row("hint0")
    # The three of one block, level by level; no element says nothing.
    own: cython.float[:, ::1] = np.zeros((3, at.shape[1]), dtype=np.float32)
    n: cython.Py_ssize_t
    level: cython.Py_ssize_t
    reach: cython.Py_ssize_t
    k: cython.Py_ssize_t
    lowest: cython.float
    highest: cython.float
    named: cython.Py_ssize_t = NAMED
    for n in range(out.shape[1]):
        for level in range(at.shape[1]):
            k = kinds[at[n, level]] if at[n, level] >= 0 else -1
            own[0, level] = mean[k] if k >= 0 else 0
            own[1, level] = least[k] if k >= 0 else 0
            own[2, level] = most[k] if k >= 0 else 0
        for level in range(named):
            out[row + level, n] = own[0, level]
        k = row + named
        for reach in TOGETHER:
            lowest = own[1, 0]
            highest = own[2, 0]
            for level in range(1, reach):
                lowest = min(lowest, own[1, level])
                highest = max(highest, own[2, level])
            out[k, n] = _sum(own, reach)
            out[k + 1, n] = lowest
            out[k + 2, n] = highest
            k += 3


@cython.cfunc
def _sum(own: cython.float[:, ::1], count: cython.Py_ssize_t) -> cython.float:
    """The sum of the first figures, added in numpy's order: eight sums side by side.

    Only for fewer than eight figures, or a multiple of eight up to 128.
    """
    total: cython.float = 0
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    if count < 8:
        for n in range(count):
            total = total + own[0, n]
        return total
    for k in range(8):
        for n in range(k + 8, count, 8):
            own[0, k] = own[0, k] + own[0, n]
    return ((own[0, 0] + own[0, 1]) + (own[0, 2] + own[0, 3])) + (
        (own[0, 4] + own[0, 5]) + (own[0, 6] + own[0, 7])
    )
