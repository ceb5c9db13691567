"""What a trial hands back, and the service it is tried on."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL
from statistics import quantiles
from typing import NamedTuple

from tests.serving.conftest import Service
from tools.measure.client import Outcome


class Seen(NamedTuple):
    """A row of the table. kept: None where this machine does not allow the trial."""

    harm: str
    promise: str
    figures: str
    kept: bool | None


# A trial takes the factor for all that can be more of.
Trial = Callable[[float], Seen]


@contextmanager
def service(
    output: str | None = None, prefix: tuple[str, ...] = (), **settings: str
) -> Iterator[Service]:
    """A service in which some words are poison, until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        started = Service(Path(output or f"{folder}/log"), [*prefix], **settings)
        try:
            yield started.wait_until_ready()
        finally:
            started.stop(SIGKILL)


def statuses(outcomes: Iterable[Outcome]) -> str:
    """How many of each, as words; 0 is no answer."""
    counted = sorted(Counter(outcome.status for outcome in outcomes).items())
    return ", ".join(f"{number:,} x {status or 'no answer'}" for status, number in counted)


def late(outcomes: Iterable[Outcome], percent: int = 99) -> float:
    """Seconds within which so many percent were answered."""
    return quantiles([outcome.seconds for outcome in outcomes], n=100)[percent - 1]
