"""Whether this process has been told to stop; probes and connections ask."""

import time

_begun: list[float] = []


def begin() -> None:
    """From now on the process is on its way out."""
    _begun.append(time.monotonic())


def begun() -> bool:
    """Whether it is on its way out."""
    return bool(_begun)
