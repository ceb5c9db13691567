"""Work on all cores with a progress bar on standard error."""

from collections.abc import Callable, Sequence
from multiprocessing import Pool
from typing import TypeVar

from rich.console import Console
from rich.progress import track

PROCESSES = 2
CONSOLE = Console(stderr=True)

Job = TypeVar("Job")
Result = TypeVar("Result")


def each(work: Callable[[Job], Result], jobs: Sequence[Job], label: str) -> list[Result]:
    """The work's result for each job, in order."""
    with Pool(PROCESSES) as pool:
        found = pool.imap(work, jobs, chunksize=8)
        return list(track(found, label, total=len(jobs), console=CONSOLE))
