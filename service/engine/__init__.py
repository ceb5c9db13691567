"""Cleaning in processes that may die: one page at a time each, watched, killed and replaced.

The edge hands a Job to an Engine and gets a Reply. Three files to read: `worker` is what cleans,
`supervisor` starts and watches the processes, `client` is how the edge reaches them.
"""

from typing import Protocol

from sluice.workers.job import Job, Reply

__all__ = ["Engine", "Job", "Reply"]


class Engine(Protocol):
    """Whatever cleans pages for the edge."""

    def clean(self, job: Job, wait_seconds: float | None = None) -> Reply:
        """Clean one page.

        wait_seconds: the longest to wait until somebody is free, by default SLUICE_WAIT_SECONDS.
        Raises sluice.errors.Overloaded when nobody is in time.
        """

    def ready(self) -> bool:
        """Whether a page would be cleaned now."""
