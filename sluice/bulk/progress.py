"""The bar that shows how far a run has come."""

import sys
import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

SECONDS_BETWEEN = 0.2


def progress_of(console: Console) -> Progress:
    """A bar that is silent where nobody watches; a task's field `rate` stands behind it."""
    # Drawn by hand: a thread that draws would be forked with the workers.
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        auto_refresh=False,
        transient=True,
        disable=not sys.stderr.isatty(),
    )


class Shown:
    """One task on a bar, drawn now and then: a page takes less time than to draw it."""

    def __init__(self, progress: Progress, doing: str, size: int) -> None:
        """doing: what stands before the bar. size: of the whole task, in bytes of its inputs."""
        self._progress = progress
        self._task = progress.add_task(doing, total=max(1, size), rate="")
        self._began = time.monotonic()
        self._drawn = 0.0

    def draw(self, seen: int, pages: int, here: int) -> None:
        """seen: bytes read. pages: of the whole task. here: those done since the bar was made."""
        now = time.monotonic()
        if now - self._drawn < SECONDS_BETWEEN:
            return
        self._drawn = now
        rate = f"{pages:,} pages, {here / max(0.001, now - self._began):,.1f}/s"
        self._progress.update(self._task, completed=seen, rate=rate)
        self._progress.refresh()
