"""What elements hold, and what is said of them; and sums over what stands before each block.

Mechanical work only, compiled as sluice.judge.columns is.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import cython
import numpy as np

from sluice.judge.columns import BLOCK_FIELDS
from sluice.model import Block, Elements

_ELEMENT = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("element"))
_OWN_NAMES = cython.declare(cython.Py_ssize_t, BLOCK_FIELDS.index("own_names"))
_LIST = cython.declare(cython.int, 2)


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


def inherited(
    elements: Elements, bits_of: dict[Any, int], by_tag: tuple[Any, Any, Any]
) -> tuple[list[int], list[Any]]:
    """For each element the bits of its names and tag and of all around it, and its innermost tag's.

    bits_of: of sets of names; those that are not in it have none. by_tag: a tag's bits, what it
    says, which is the innermost's that says anything, and those whose names do not count. At the
    end of both stands what is around no element.
    """
    bits_of_tag: dict[str, int] = by_tag[0]
    tags: dict[str, Any] = by_tag[1]
    unnamed = by_tag[2]
    parents: tuple[int, ...] = elements.parents
    size: cython.Py_ssize_t = len(parents)
    bits: cython.int[::1] = np.zeros(size + 1, dtype=np.intc)
    own: cython.int
    at: cython.Py_ssize_t
    parent: cython.Py_ssize_t
    said: list[Any] = [None] * (size + 1)
    names: tuple[Any, ...] = elements.names
    tag_names: tuple[str, ...] = elements.tags
    for at in range(size):
        parent = parents[at]
        if parent < 0:
            parent = size
        own = bits[parent]
        tag: str = tag_names[at]
        found = bits_of.get(names[at]) if names[at] and tag not in unnamed else None
        if found is not None:
            own |= found
        found = bits_of_tag.get(tag)
        if found is not None:
            own |= found
        bits[at] = own
        found = tags.get(tag)
        said[at] = said[parent] if found is None else found
    return np.asarray(bits).tolist(), said


def with_bits(blocks: Sequence[Any], bits: list[int], wanted: int, bits_of: Any) -> list[int]:
    """The blocks whose element has one of the bits, or whose own names have by `bits_of`."""
    asked: cython.int = wanted
    own: cython.int
    n: cython.Py_ssize_t
    element: cython.Py_ssize_t
    last: cython.Py_ssize_t = len(bits) - 1
    block: tuple[Any, ...]
    found: list[int] = []
    for n in range(len(blocks)):
        block = cython.cast(tuple, blocks[n])
        element = block[_ELEMENT]
        own = bits[last if element < 0 else element]
        if block[_OWN_NAMES]:
            own |= cython.cast(cython.int, bits_of(block[_OWN_NAMES]))
        if own & asked:
            found.append(n)
    return found


def homes_of(elements: Elements, kinds: dict[str, int]) -> list[int]:
    """For each element the one around it, or itself, that stays or goes whole; -1 for none.

    kinds: 2 for the tags of lists, which are whole where they hold lists, 1 for others.
    """
    parents: tuple[int, ...] = elements.parents
    tags: tuple[str, ...] = elements.tags
    size: cython.Py_ssize_t = len(parents)
    homes: cython.Py_ssize_t[::1] = np.empty(size, dtype=np.intp)
    kind_of: cython.int[::1] = np.zeros(size, dtype=np.intc)
    holds_list: cython.uchar[::1] = np.zeros(size, dtype=np.uint8)
    at: cython.Py_ssize_t
    home: cython.Py_ssize_t
    kind: cython.int
    for at in range(size):
        kind = kinds.get(tags[at], 0)
        kind_of[at] = kind
        home = parents[at]
        if home >= 0:
            home = homes[home]
        if kind and (home < 0 or kind != _LIST or kind_of[home] != _LIST):
            home = at
        elif kind == _LIST:
            holds_list[home] = 1
        homes[at] = home
    for at in range(size):
        home = homes[at]
        if home >= 0 and kind_of[home] == _LIST and not holds_list[home]:
            homes[at] = -1
    return np.asarray(homes).tolist()
