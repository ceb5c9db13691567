"""The processes that clean, watched: one that dies or dawdles costs the page that it was at.

A worker gets pages by the load, and sends back one line a page, so it is always known which page it
was at. Nothing but bytes goes either way, and no process waits for the other to read: loads are
written as the worker takes them.
"""

import os
import selectors
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator

from sluice.bulk import worker
from sluice.bulk.messages import Done, Load, Page, loads
from sluice.bulk.worker import Duty, Task
from sluice.workers.isolation import spare_collections
from sluice.workers.job import framed, unframed
from sluice.workers.page import PageWorker
from sluice.workers.settings import WorkerSettings

# Small, so that all cores are at work until shortly before the end.
LOAD_PAGES = 8
LOAD_BYTES = 1 << 18
# Loads that a worker has: one at work, one that waits so that it need not.
LOADS_A_WORKER = 2
# Loads on their way for each worker: a slow page holds up the order, and not yet the others.
WINDOW = 8
PIECE = 1 << 20
TICK = 0.1
SLOW = "It takes longer than one page may."
DEAD = "The process that was cleaning it has died."


class Work:
    """One load: its pages, and what has become of them so far."""

    def __init__(self, pages: list[Page]) -> None:
        """pages: in order."""
        self.pages = pages
        self.done: list[Done] = []

    def finished(self) -> bool:
        """Whether there is nothing left to do."""
        return len(self.done) == len(self.pages)


class Worker:
    """One process, as this side sees it."""

    def __init__(self, others: "list[Worker]", duty: Duty) -> None:
        """others: whose channels a new process must not keep open. duty: what it does."""
        self._seconds = duty.settings.page_seconds
        self.channel, theirs = socket.socketpair()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                worker.follow(parent)
                for each in [*others, self]:
                    each.channel.close()
                status = worker.run(theirs, duty)
            finally:
                worker.leave(status)
        theirs.close()
        self.channel.settimeout(0)
        self.works: deque[Work] = deque()
        self.since = time.monotonic()
        self._unsent = bytearray()
        self._held = bytearray()

    def give(self, work: Work) -> None:
        """One more load, or what is left of one."""
        if not self.works:
            self.since = time.monotonic()
        self.works.append(work)
        self._unsent += framed(Load(work.pages[len(work.done) :]))
        self.write()

    def write(self) -> None:
        """Send what the worker takes now."""
        try:
            while self._unsent:
                del self._unsent[: self.channel.send(memoryview(self._unsent)[:PIECE])]
        except BlockingIOError:
            pass
        except OSError:
            # It has died; reading will say so.
            self._unsent.clear()

    def wanted(self) -> int:
        """Which events to wait for."""
        write = selectors.EVENT_WRITE if self._unsent else 0
        return selectors.EVENT_READ | write

    def lives(self) -> bool:
        """Take what has been done; False when the process has ended."""
        try:
            piece = self.channel.recv(PIECE)
        except BlockingIOError:
            return True
        except OSError:
            piece = b""
        self._held += piece
        for done in unframed(self._held, Done):
            self._note(done)
        return bool(piece)

    def late(self) -> bool:
        """Whether its page takes longer than one may."""
        return bool(self.works) and time.monotonic() - self.since > self._seconds

    def end(self) -> int:
        """Kill it, if it is not dead, and bury it; its exit status."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        self.channel.close()
        return os.waitstatus_to_exitcode(status)

    def _note(self, done: Done) -> None:
        self.since = time.monotonic()
        self.works[0].done.append(done)
        if self.works[0].finished():
            self.works.popleft()


class Pool:
    """All workers."""

    def __init__(self, size: int, settings: WorkerSettings, task: Task = worker.done) -> None:
        """size: how many processes. task: what they do with each page; they clean it."""
        page_worker = PageWorker(settings.cleaner(), settings.max_body_bytes)
        # What loads with the first page is then there in all workers, also in those to come.
        page_worker.cleans_known_page()
        spare_collections()
        self._size = size
        self._duty = Duty(task, page_worker, settings)
        self._workers: list[Worker] = []
        self._line: deque[Work] = deque()

    def cleaned(self, pages: Iterator[Page]) -> Iterator[tuple[Page, Done]]:
        """Each page with what became of it, in the order of the pages; then the workers end."""
        try:
            yield from self.clean(pages)
        finally:
            self.close()

    def clean(self, pages: Iterator[Page]) -> Iterator[tuple[Page, Done]]:
        """The same, and the workers stay for further pages."""
        works = (Work(load.pages) for load in loads(pages, LOAD_PAGES, LOAD_BYTES))
        while self._fill(works) or self._line:
            self._turn()
            while self._line and self._line[0].finished():
                work = self._line.popleft()
                yield from zip(work.pages, work.done, strict=True)

    def close(self) -> None:
        """End all workers."""
        for each in self._workers:
            each.end()
        self._workers.clear()

    def _fill(self, works: Iterator[Work]) -> bool:
        """Give every worker enough to do; False when there is no more."""
        while len(self._workers) < self._size:
            self._workers.append(Worker(self._workers, self._duty))
        while len(self._line) < WINDOW * self._size:
            idlest = min(self._workers, key=lambda each: len(each.works))
            if len(idlest.works) >= LOADS_A_WORKER:
                return True
            work = next(works, None)
            if work is None:
                return False
            self._line.append(work)
            idlest.give(work)
        return True

    def _turn(self) -> None:
        """Wait until something happens, and see to it."""
        with selectors.DefaultSelector() as selector:
            for each in self._workers:
                selector.register(each.channel, each.wanted(), each)
            for key, events in selector.select(TICK):
                if events & selectors.EVENT_WRITE:
                    key.data.write()
                if events & selectors.EVENT_READ and not key.data.lives():
                    self._replace(key.data, "PAGE_CRASHED_ENGINE", DEAD)
        for each in [each for each in self._workers if each.late()]:
            self._replace(each, "PAGE_TOO_COSTLY", SLOW)

    def _replace(self, old: Worker, problem: str, detail: str) -> None:
        """Another in its place, with what it left; the page that it was at has failed."""
        status = old.end()
        self._workers.remove(old)
        heir = Worker(self._workers, self._duty)
        self._workers.append(heir)
        if old.works and status != worker.RETIRED:
            work = old.works[0]
            page = work.pages[len(work.done)]
            work.done.append(worker.failure(page, problem, detail))
        for work in old.works:
            if not work.finished():
                heir.give(work)
