"""Work on all cores with a progress bar on standard error."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from rich.console import Console
from rich.progress import track

PROCESSES = 2
CONSOLE = Console(stderr=True)

Job = TypeVar("Job")
Result = TypeVar("Result")


def each(work: Callable[[Job], Result], jobs: Sequence[Job], label: str) -> list[Result]:
    """The work's result for each job, in order."""
    # Unlike a multiprocessing.Pool it ends with an error where one of the processes dies.
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = pool.map(work, jobs, chunksize=8)
        return list(track(found, label, total=len(jobs), console=CONSOLE))
