"""Figures that many processes add to and any of them can sum: rows of shared memory, no file.

prometheus_client's own way keeps them in files that are mapped into memory: on a full disk the
next new file costs the process its life (SIGBUS), and without a writable folder there are none.
"""

import mmap
from collections.abc import Hashable, Sequence

# More than there are edges at a time, even while old ones leave and new ones have come.
ROWS = 128


class SharedCounters:
    """One row of figures for each process, one column for each key of a closed list."""

    def __init__(self, keys: Sequence[Hashable]) -> None:
        """keys: all that will ever be counted."""
        self._column = {key: i for i, key in enumerate(keys)}
        self._cells = memoryview(mmap.mmap(-1, 8 * ROWS * len(keys))).cast("d")
        self._start = 0

    def sit(self, number: int) -> None:
        """Write into this row from now on; a process that is gone leaves its figures in it."""
        self._start = (number % ROWS) * len(self._column)

    def add(self, key: Hashable, amount: float = 1) -> None:
        """Add to this process's figure. Raises KeyError for what is not in the list."""
        self._cells[self._start + self._column[key]] += amount

    def total(self, key: Hashable) -> float:
        """The sum over all processes, those that are gone included."""
        column, width = self._column[key], len(self._column)
        return sum(self._cells[row * width + column] for row in range(ROWS))

    def __contains__(self, key: Hashable) -> bool:
        """Whether the key is in the list."""
        return key in self._column
