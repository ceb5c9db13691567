"""What all processes see: who is busy since when, who was killed for what. Memory, no file."""

import mmap
import os
import struct
import time
from enum import IntEnum
from typing import NamedTuple

# Figures per engine and their places in its row; all are 8 bytes, so that none is read half.
FIELDS = ("pid", "ready", "serial", "started", "killed_serial", "killed_cause", "resident", "pages")
PLACE = {name: i for i, name in enumerate(FIELDS)}
HEAD = 16
BEAT, CAUSES = 0, 1
SECONDS_WITHOUT_BEAT = 5.0


class Cause(IntEnum):
    """Why an engine was replaced."""

    RETIRED = 0
    DEADLINE = 1
    MEMORY = 2
    CRASH = 3


class Scoreboard:
    """Rows of figures in memory that the supervisor, its engines and the edges share.

    Each row has one writer at a time: the engine writes serial, started and pages, the
    supervisor the rest. Numbers are floats, exact for every count below 2**53.
    """

    def __init__(self, engines: int, fd: int | None = None) -> None:
        """engines: how many rows. fd: the memory of a board that exists, else one is made."""
        self.engines = engines
        size = 8 * (HEAD + engines * len(FIELDS))
        self.fd = os.memfd_create("sluice-board") if fd is None else fd
        if fd is None:
            os.ftruncate(self.fd, size)
        self._cells = memoryview(mmap.mmap(self.fd, size)).cast("d")

    def get(self, slot: int, field: str) -> float:
        """One figure of one engine."""
        return self._cells[HEAD + slot * len(FIELDS) + PLACE[field]]

    def put(self, slot: int, **figures: float) -> None:
        """Write figures of one engine, in the order given."""
        row = HEAD + slot * len(FIELDS)
        for field, figure in figures.items():
            self._cells[row + PLACE[field]] = figure

    def beat(self) -> None:
        """The supervisor lives."""
        self._cells[BEAT] = time.monotonic()

    def count(self, cause: Cause) -> None:
        """One more engine was replaced for this cause."""
        self._cells[CAUSES + cause] += 1

    def replaced(self, cause: Cause) -> int:
        """Engines replaced for this cause since the service started."""
        return int(self._cells[CAUSES + cause])

    def ready(self) -> bool:
        """Whether the supervisor lives and at least one engine has cleaned the known page."""
        fresh = time.monotonic() - self._cells[BEAT] < SECONDS_WITHOUT_BEAT
        return fresh and any(self.get(slot, "ready") for slot in range(self.engines))

    def killed_for(self, slot: int, serial: int) -> Cause | None:
        """Why the supervisor killed this engine at this page; None when it did not."""
        if self.get(slot, "killed_serial") != serial:
            return None
        return Cause(int(self.get(slot, "killed_cause")))


# An engine's first word to the edge.
STARTED = struct.Struct("!HQ")


class Start(NamedTuple):
    """slot: the engine's row on the board. serial: of the page, in that row."""

    slot: int
    serial: int
