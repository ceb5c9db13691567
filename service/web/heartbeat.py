"""gunicorn's sign of life from each worker, without a file: there may be no folder to write to."""

import os
import time


class Heartbeat:
    """In place of gunicorn's WorkerTmp, which makes a temporary file to set its time of change."""

    def __init__(self, _: object) -> None:
        """As gunicorn calls it, with its configuration."""
        self._fd = os.memfd_create("sluice-heartbeat")

    def notify(self) -> None:
        """The worker lives."""
        now = time.monotonic()
        os.utime(self._fd, (now, now))

    def last_update(self) -> float:
        """When it last lived, on the monotonic clock, in seconds."""
        return os.fstat(self._fd).st_mtime

    def fileno(self) -> int:
        """For whoever sets flags on it."""
        return self._fd

    def close(self) -> None:
        """The worker is gone."""
        os.close(self._fd)
