"""A batch's pages on their way: cleaned side by side, answered in their order.

One thread (a greenlet in the service) reads items and has them cleaned, a bounded number at a
time; the response takes the answers from the front of the line. So nothing is read that is not
about to be cleaned, and nothing is cleaned whose answer nobody takes: a client that reads slowly
slows its own batch down, and a batch of any length costs the same memory.
"""

# The module and not its class: gevent puts its own in the class's place after this file was read.
import queue
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Semaphore, Thread
from typing import Any, NamedTuple

from service.engine import Engine, Job, Reply
from service.log import log
from service.settings import settings
from service.web import metrics, shutdown
from service.web.body import MemoryBudget, memory
from service.web.problems import problem_document
from sluice.errors import Overloaded, Problem, Refused, place_of
from sluice.formats.item import Item, names_of
from sluice.formats.json_codec import encode

# So many pages in flight for each engine: one that it cleans, and one that waits behind it.
PAGES_AN_ENGINE = 2
# A page of a batch waits its turn: there is nobody whom a 503 would tell to come again.
WAIT_SECONDS = 60.0
PAUSE_SECONDS = 0.02
LEAVING = "The service is stopping; from here on nothing of the batch was cleaned."


class Entry(NamedTuple):
    """An item in the line, with its reply to come."""

    item: Item
    reply: "Future[Reply]"


class Batch:
    """One request's pages on their way."""

    def __init__(self, engine: Engine, items: Iterable[Item], told: Any) -> None:
        """told: where the request's log line is gathered."""
        self._engine = engine
        self._items = items
        self._told = told
        self._line: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self._window = PAGES_AN_ENGINE * settings.engines
        self._slots = Semaphore(self._window)
        # Of its own bytes a batch holds no more than one page's at its largest, and one page.
        self._own = MemoryBudget(settings.max_body_bytes)
        self._left = False
        told.answered_whole = False

    def answers(self) -> Iterator[bytes]:
        """Each page's answer or problem, a line each, in the order of the pages."""
        pool = ThreadPoolExecutor(self._window, thread_name_prefix="batch")
        Thread(target=self._read, args=(pool,), daemon=True).start()
        pages = sent = 0
        try:
            while (entry := self._line.get()) is not None:
                line = self._answer(entry)
                pages, sent = pages + 1, sent + len(line)
                yield line
                self._release(entry.item)
            self._told.answered_whole = True
        finally:
            # Also where the client has gone: what has not begun is not begun.
            self._left = True
            pool.shutdown(wait=False, cancel_futures=True)
            self._told.spans = {"pages": pages}
            self._told.bytes_out = sent
            self._give_back()

    def _read(self, pool: ThreadPoolExecutor) -> None:
        try:
            for item in self._admitted():
                self._line.put(Entry(item, pool.submit(self._clean, item)))
        except RuntimeError:
            # The pool is closed: the client has gone.
            pass
        finally:
            self._line.put(None)

    def _admitted(self) -> Iterator[Item]:
        """The items, each once there is room for it; the last may say why there are no more."""
        position = 0
        try:
            for item in self._items:
                position = item.position
                if shutdown.begun():
                    yield Item(position, Refused(Problem.OVERLOADED, LEAVING))
                    return
                if not self._wait_for_room(item.size()):
                    return
                yield item
        except Refused as refused:
            yield Item(position + 1, refused)
        except Exception as error:
            log.error("batch", request_id=self._told.request_id, fault=place_of(error))
            yield Item(position + 1, Refused(Problem.INTERNAL_ERROR, ""))

    def _wait_for_room(self, size: int) -> bool:
        """Hold the page's bytes, as soon as may be; False when nobody waits for it any more."""
        while not self._left:
            if self._slots.acquire(timeout=PAUSE_SECONDS):
                break
        while not self._left:
            if not self._own.used or self._own.used + size <= settings.max_body_bytes:
                try:
                    memory.hold(size)
                except Overloaded:
                    pass
                else:
                    self._own.used += size
                    return True
            time.sleep(PAUSE_SECONDS)
        return False

    def _release(self, item: Item) -> None:
        self._slots.release()
        memory.used -= item.size()
        self._own.used -= item.size()

    def _give_back(self) -> None:
        memory.used -= self._own.used
        self._own.used = 0

    def _clean(self, item: Item) -> Reply:
        if isinstance(item.job, Refused):
            return Reply(problem=item.job.problem.name, detail=item.job.detail)
        began = time.perf_counter()
        reply = self._reply(item.job)
        waited = time.perf_counter() - began - reply.seconds
        metrics.observe("sluice_queue_seconds", max(0.0, waited))
        return reply

    def _reply(self, job: Job) -> Reply:
        try:
            return self._engine.clean(job, WAIT_SECONDS)
        except Refused as refused:
            return Reply(problem=refused.problem.name, detail=refused.detail)
        except Exception as error:
            return Reply(problem=Problem.INTERNAL_ERROR.name, fault=place_of(error))

    def _answer(self, entry: Entry) -> bytes:
        reply = entry.reply.result()
        if reply.problem is None:
            metrics.page_done(reply, 200)
            return reply.body + b"\n"
        problem = Problem[reply.problem]
        metrics.page_done(reply, problem.value.status)
        if reply.fault is not None:
            log.error("batch", request_id=self._told.request_id, fault=reply.fault)
        document = problem_document(problem, reply.detail or problem.value.title)
        name, _ = names_of(entry.item)
        where = {"request_id": self._told.request_id, "id": name, "position": entry.item.position}
        return encode(document | where) + b"\n"
