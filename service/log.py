"""The one log: JSON lines on standard output, and no word of a page in any of them."""

import contextlib
import sys

import structlog


class Output:
    """Standard output, for whole lines. What it does not take is lost: a full disk stops nobody."""

    def msg(self, line: str) -> None:
        """Write one line, its end included, at once: several processes share the output."""
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    info = error = msg


structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    ],
    logger_factory=lambda *_: Output(),
)
log = structlog.get_logger()
