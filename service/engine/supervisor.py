"""The supervisor: loads the tables once, forks the engines from itself, watches and replaces them.

A process of its own, started by `launch`, so that engines are forked from a process without
threads. It lives as long as anybody holds the other end of its queue.
"""

import contextlib
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path

from service.engine import worker
from service.engine.scoreboard import Cause, Scoreboard
from service.log import log
from service.settings import settings
from sluice.errors import place_of
from sluice.workers.isolation import resident_bytes, spare_collections
from sluice.workers.job import Job
from sluice.workers.page import PageWorker

# How often engines are looked after, in seconds: what a deadline or a memory cap may be late.
TICK = 0.05
# An engine that dies before it was ready is replaced slowly: the next may die of the same.
YOUNG_SECONDS = 1.0
# So that what loads on first use is loaded once, before the engines are forked.
WARM = b"<html><head><title>Mill</title></head><body><p>The mill was opened.</p></body></html>"


class Supervisor:
    """The engines, each in its slot."""

    def __init__(self, queue: socket.socket, board: Scoreboard, worker: PageWorker) -> None:
        """queue: where jobs arrive. board: what everybody sees. worker: cleans in each engine."""
        self._queue = queue
        self._worker = worker
        self._board = board
        self._pids: dict[int, int] = {}
        self._born: dict[int, float] = {}
        self._life = os.pipe()

    def run(self) -> None:
        """Keep every slot filled until nobody can send a job any more."""
        while not self._abandoned():
            self._fill()
            self._watch()
            self._board.beat()
            self._reap()
        os.close(self._life[1])
        while self._pids:
            self._watch()
            self._reap()
            time.sleep(TICK)

    def _abandoned(self) -> bool:
        """Wait for one tick; whether the queue's other end has gone."""
        poll = select.poll()
        poll.register(self._queue, 0)
        return bool(poll.poll(1000 * TICK))

    def _fill(self) -> None:
        for slot in range(self._board.engines):
            if (
                slot not in self._pids
                and time.monotonic() - self._born.get(slot, 0) > YOUNG_SECONDS
            ):
                self._start(slot)

    def _start(self, slot: int) -> None:
        self._board.put(slot, ready=0, started=0, resident=0)
        pid = os.fork()
        if pid == 0:
            self._be_engine(slot)
        self._pids[slot], self._born[slot] = pid, time.monotonic()
        self._board.put(slot, pid=pid)

    def _be_engine(self, slot: int) -> None:
        status = 1
        try:
            os.close(self._life[1])
            worker.run(
                worker.WorkerContext(slot, self._queue, self._life[0], self._board, self._worker)
            )
            status = 0
        except BaseException as error:
            log.error("engine failed", engine=slot, fault=place_of(error))
        finally:
            sys.stdout.flush()
            os._exit(status)

    def _watch(self) -> None:
        """Kill what has been at one page for too long, or holds too much memory."""
        for slot, pid in list(self._pids.items()):
            resident = resident_bytes(Path(f"/proc/{pid}/statm"))
            self._board.put(slot, resident=resident)
            since = self._board.get(slot, "started")
            if since and time.monotonic() - since > settings.page_seconds:
                self._kill(slot, Cause.DEADLINE)
            elif resident > settings.engine_memory_bytes:
                self._kill(slot, Cause.MEMORY)

    def _kill(self, slot: int, cause: Cause) -> None:
        """Kill an engine, unless it finishes at this very moment: the next page is innocent."""
        serial, since = (self._board.get(slot, field) for field in ("serial", "started"))
        os.kill(self._pids[slot], signal.SIGSTOP)
        _, status = os.waitpid(self._pids[slot], os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            del self._pids[slot]
            self._note(slot, status)
        elif (self._board.get(slot, "serial"), self._board.get(slot, "started")) == (serial, since):
            self._board.put(slot, killed_cause=cause, killed_serial=serial)
            os.kill(self._pids[slot], signal.SIGKILL)
        else:
            os.kill(self._pids[slot], signal.SIGCONT)

    def _reap(self) -> None:
        for slot, pid in list(self._pids.items()):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone:
                del self._pids[slot]
                self._note(slot, status)

    def _note(self, slot: int, status: int) -> None:
        if os.waitstatus_to_exitcode(status) == 0:
            cause = Cause.RETIRED
        else:
            cause = (
                self._board.killed_for(slot, int(self._board.get(slot, "serial"))) or Cause.CRASH
            )
        if cause is not Cause.CRASH or self._board.get(slot, "ready"):
            self._born.pop(slot)
        self._board.put(slot, ready=0, started=0, resident=0)
        self._board.count(cause)
        log.info("engine replaced", cause=cause.name.lower(), engine=slot, status=status)


def main(queue: int, board: int) -> None:
    """Run the supervisor on what `launch` hands over: two file descriptors."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    worker = PageWorker(settings.cleaner(), settings.max_body_bytes)
    if not worker.cleans_known_page() or worker.perform(Job(WARM, "text/html")).problem:
        raise SystemExit("sluice: this installation cannot clean its own test page.")
    spare_collections()
    with contextlib.suppress(KeyboardInterrupt):
        Supervisor(socket.socket(fileno=queue), Scoreboard(settings.engines, board), worker).run()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
