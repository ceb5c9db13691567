"""python -m sluice.bulk.child_process: one cleaning process, watched, for a program of yours.

Whoever starts it hands over one end of a socket pair as standard input. It says which engine it
has, takes loads, and answers each page of them in order. It ends when the other end is closed,
also where that happens because the program was killed.
"""

import contextlib
import os
import socket
import subprocess
import sys
from typing import Self

from sluice.bulk.messages import Done, Hello, Load, Page
from sluice.bulk.pool import Pool
from sluice.workers.job import Message, framed, receive
from sluice.workers.settings import WorkerSettings, from_environment

SECONDS_TO_END = 5.0
# Times that pages are sent to a process that is killed from outside, and not by them.
TRIES = 3
# Where the process prints what it should not have to: its standard error is that of its owner.
OUTPUT = 2


class ChildProcess:
    """A cleaning process, as the program that has started it sees it."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Start one. environment: of the process, whole: its settings are read from there.

        Raises RuntimeError when it does not start; what is wrong stands on standard error.
        """
        self._environment = environment
        self._start()

    def clean(self, pages: list[Page]) -> list[Done]:
        """What became of each page, in order.

        Whoever kills the process blames no page: it is started again, and so are they. Raises
        RuntimeError when that helps as little a few times in a row.
        """
        for _ in range(TRIES - 1):
            with contextlib.suppress(RuntimeError):
                return self._cleaned(pages)
            self._start()
        return self._cleaned(pages)

    def close(self) -> None:
        """End it."""
        self._channel.close()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        """It ends with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.close()

    def _start(self) -> None:
        self._channel, theirs = socket.socketpair()
        command = [sys.executable, "-m", "sluice.bulk.child_process"]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no word of a page
                command, stdin=theirs.fileno(), stdout=OUTPUT, env=self._environment
            )
        self.pid = self._process.pid
        self.engine = self._received(Hello).engine

    def _cleaned(self, pages: list[Page]) -> list[Done]:
        with contextlib.suppress(OSError):
            self._channel.sendall(framed(Load(pages)))
        return [self._received(Done) for _ in pages]

    def _received(self, kind: type[Message]) -> Message:
        try:
            message = receive(self._channel, kind)
        except OSError:
            message = None
        if message is None:
            self.close()
            raise RuntimeError("The process that cleans has ended; standard error says why.")
        return message


def main() -> None:
    """Clean what comes, until nothing comes."""
    settings = from_environment(WorkerSettings)
    channel, pool = socket.socket(fileno=os.dup(0)), Pool(1, settings)
    # The other side may leave in the middle of a page.
    with contextlib.suppress(OSError), contextlib.closing(pool):
        channel.sendall(framed(Hello(settings.cleaner().engine())))
        while (load := receive(channel, Load)) is not None:
            for _, done in pool.clean(iter(load.pages)):
                channel.sendall(framed(done))


if __name__ == "__main__":
    main()
