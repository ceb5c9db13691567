"""A supervisor in which some words are poison: what a bug in a parser would do, on demand."""

import os
import re
import signal
import sys
import time

from service.engine import supervisor
from sluice.model import Article, Source
from sluice.pipeline import Cleaner

real_clean = Cleaner.clean
held: list[bytearray] = []


def fill_memory() -> None:
    while True:
        held.append(bytearray(b"x") * 10_000_000)


def deeper() -> None:
    deeper()


POISONS = {
    "poison: loop": lambda: [None for _ in iter(int, 1)],
    "poison: loop in C": lambda: re.match("(a+)+$", "a" * 50 + "b"),
    "poison: sleep": lambda: time.sleep(3600),
    "poison: stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "poison: segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "poison: abort": os.abort,
    "poison: exit": lambda: os._exit(0),
    "poison: killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "poison: memory": fill_memory,
    "poison: memory at once": lambda: held.append(bytearray(1 << 42)),
    "poison: fault": lambda: {}["the mill on the river"],
    "poison: recursion": deeper,
    "costly: one second": lambda: time.sleep(1),
    "costly: a tenth": lambda: time.sleep(0.1),
}


def clean(self: Cleaner, source: Source) -> Article:
    text = source.content if isinstance(source.content, str) else source.content.decode("latin-1")
    poison = POISONS.get(text.partition("\n")[0])
    if poison is not None:
        poison()
    return real_clean(self, source)


if __name__ == "__main__":
    Cleaner.clean = clean  # type: ignore[method-assign]
    supervisor.main(*map(int, sys.argv[1:]))
