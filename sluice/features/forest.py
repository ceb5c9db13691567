"""A forest of oblivious trees: every node of one level asks the same question.

So a tree of six levels is six comparisons, whose answers are the bits of a leaf's number, and a
page is scored in a few array operations without a library for it. The trees are grown by gradient
boosting (Prokhorenkova et al. 2018, "CatBoost: unbiased boosting with categorical features").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A page of 100,000 blocks must not take gigabytes; and a part that fits the cache is faster.
AT_ONCE = 512


@dataclass(frozen=True)
class Forest:
    """The trees: per tree and level the signal that is asked and its border; per leaf a value."""

    names: tuple[str, ...]
    asked: NDArray[np.intp]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def read(self, known: Mapping[str, NDArray[np.floating[Any]]]) -> NDArray[np.float64]:
        """The probability of content for each block, by its signals."""
        return self.probabilities(np.stack([known[name] for name in self.names], dtype=np.float32))

    def probabilities(self, columns: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability of content for each block; columns has one row a signal."""
        starts = range(0, columns.shape[1], AT_ONCE)
        raw = [self._log_odds(columns[:, start : start + AT_ONCE]) for start in starts]
        return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate(raw))))

    def _log_odds(self, columns: NDArray[np.float32]) -> NDArray[np.float64]:
        trees, levels = self.asked.shape
        leaf = np.zeros((trees, columns.shape[1]), dtype=np.uint8)
        for level in range(levels):
            above = columns[self.asked[:, level]] > self.borders[:, level, None]
            leaf |= above.view(np.uint8) << np.uint8(level)
        first = np.arange(trees, dtype=np.int32)[:, None] * self.leaves.shape[1]
        return np.asarray(self._leaves[leaf + first].sum(axis=0) + self.bias)

    @cached_property
    def _leaves(self) -> NDArray[np.float64]:
        """All leaves in a row, in the precision in which they are summed."""
        return self.leaves.ravel().astype(np.float64)
