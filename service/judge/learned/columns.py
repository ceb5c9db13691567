"""Signals as columns, one figure a block, and what those of the blocks around it say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.floating[Any]]

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
    at = np.arange(size)
    for mark, reach, start, end in (
        *(("~", reach, -reach, reach + 1) for reach in WINDOWS),
        *(("<", reach, -reach, 0) for reach in SIDES),
        *((">", reach, 1, reach + 1) for reach in SIDES),
    ):
        # What is beyond the page counts as nothing.
        first, last = np.clip(at + start, 0, size), np.clip(at + end, 0, size)
        means = ((sums[:, last] - sums[:, first]) / (end - start)).astype(np.float32)
        columns |= {f"{name}{mark}{reach}": means[n] for n, name in enumerate(window)}
    return columns
