"""What a process that cleans may use of the machine: it is the first to go, and goes alone."""

import contextlib
import gc
import os
import resource
import signal
from pathlib import Path

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
STATM = Path("/proc/self/statm")
# A process that has grown so far is replaced before a page can be blamed for it.
GROWN = 0.5
# The memory is read twenty times a second; this bounds what is asked for in between.
HARD_LIMIT = 2
# So many objects more than before are some ten pages.
NEW_OBJECTS = 100_000


def resident_bytes(statm: Path = STATM) -> int:
    """Memory of the process whose /proc file this is; 0 when it has gone."""
    try:
        return int(statm.read_text(encoding="ascii").split()[1]) * PAGE_BYTES
    except (OSError, IndexError):
        return 0


def has_grown(most_bytes: int) -> bool:
    """Whether this process holds so much of what it may that another should take its place."""
    return resident_bytes() > GROWN * most_bytes


def spare_collections() -> None:
    """Leave what has been loaded alone, and look for cyclic garbage less often than Python does.

    A page is tens of thousands of tuples, of which next to none is part of a cycle: at Python's own
    threshold looking for them took a tenth of a page's time. A process that grows is replaced.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 100)


def be_expendable(most_bytes: int) -> None:
    """Default signals, a hard bound on memory, and first in line when the machine has none left."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    limit = HARD_LIMIT * most_bytes
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
