"""Signals as columns, one figure a block, and what those of the blocks around it say."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.floating[Any]]
# A window's mark, for each block where it begins and ends, and how many blocks it spans.
Window = tuple[str, tuple[NDArray[np.intp], NDArray[np.intp]], int]

# Neighbours told one by one; means over so many blocks on both sides, and on one side.
STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
WINDOWS = (2, 5, 12, 30)
SIDES = (4, 12)


def column(values: Iterable[float]) -> Column:
    """One figure a block as a signal."""
    return np.fromiter(values, dtype=np.float32)


def around(
    own: Mapping[str, Column], neighbour: Sequence[str], window: Sequence[str]
) -> dict[str, Column]:
    """The neighbours' signals one by one, and means over windows; all columns at once."""
    size = len(own[window[0]])
    far = STEPS[-1]
    padded = np.full((len(neighbour), size + 2 * far), -1, dtype=np.float32)
    padded[:, far : far + size] = [own[name] for name in neighbour]
    columns = {
        f"{name}@{step:+}": padded[n, far + step : far + step + size]
        for n, name in enumerate(neighbour)
        for step in STEPS
    }
    sums = np.zeros((len(window), size + 1))
    np.cumsum([own[name] for name in window], axis=1, dtype=np.float64, out=sums[:, 1:])
    for mark, (first, last), blocks in _windows(size):
        means = ((sums[:, last] - sums[:, first]) / blocks).astype(np.float32)
        columns |= {f"{name}{mark}": means[n] for n, name in enumerate(window)}
    return columns


# Several groups of signals ask for the windows of one page.
@lru_cache(maxsize=4)
def _windows(size: int) -> tuple[Window, ...]:
    at = np.arange(size)
    reaches = (
        *((f"~{reach}", -reach, reach + 1) for reach in WINDOWS),
        *((f"<{reach}", -reach, 0) for reach in SIDES),
        *((f">{reach}", 1, reach + 1) for reach in SIDES),
    )
    # What is beyond the page counts as nothing.
    return tuple(
        (mark, (np.clip(at + start, 0, size), np.clip(at + end, 0, size)), end - start)
        for mark, start, end in reaches
    )
