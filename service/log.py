"""The one log: JSON lines on standard output, and no word of a page in any of them."""

import traceback

import structlog

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    ],
    # Line and line end in one write: several processes share the output.
    logger_factory=structlog.WriteLoggerFactory(),
)
log = structlog.get_logger()


def place_of(error: BaseException) -> str:
    """What kind of fault it is and where it arose.

    Without the fault's own message: libraries quote in it what they choked on, and that is the
    page.
    """
    frames = traceback.extract_tb(error.__traceback__)
    way = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in frames[::-1])
    return f"{type(error).__name__}: {way}"
