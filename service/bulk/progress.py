"""The bar that shows how far a run has come."""

import sys

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)


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
