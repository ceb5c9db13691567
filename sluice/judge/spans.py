"""Which blocks an element holds, and sums over what stands before each block."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from sluice.model import Block, Elements


def spans_of(elements: Elements, blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """The first and the last block of each element; a last of -1 where it holds none."""
    parents = elements.parents
    first, last = [len(blocks)] * len(parents), [-1] * len(parents)
    for i, block in enumerate(blocks):
        element = block.element
        if element >= 0:
            # Blocks come in the page's order.
            if last[element] < 0:
                first[element] = i
            last[element] = i
    for element in range(len(parents) - 1, 0, -1):
        parent = parents[element]
        if parent >= 0:
            first[parent] = min(first[parent], first[element])
            last[parent] = max(last[parent], last[element])
    return first, last


def sums(values: Iterable[int]) -> list[int]:
    """For each position, and for the end, the sum of the values before it."""
    return [0, *accumulate(values)]
