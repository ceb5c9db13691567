"""Pages on all cores: a page on which its process dies costs itself and no other."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from typing import TypeVar

Page = TypeVar("Page")
Made = TypeVar("Made")
# Pages on their way for each process: a slow one holds up the order, and not yet the others.
WINDOW = 8


def on_all_cores(
    work: Callable[[Page], Made], pages: Iterable[Page], processes: int
) -> Iterator[tuple[Page, Made | None]]:
    """Each page with what work makes of it, in order; None where its process has died of it.

    work has to be a function of a module, for it is sent to other processes. There is no deadline.
    """
    left, line = iter(pages), deque[tuple[Page, Future[Made]]]()
    pool = _pool(processes)
    try:
        while True:
            for page in islice(left, WINDOW * processes - len(line)):
                line.append((page, _begun(pool, work, page)))
            if not line:
                return
            page, future = line.popleft()
            try:
                yield page, future.result()
            except BrokenProcessPool:
                # Nobody knows which page it was: each that was on its way has a process of its own.
                pool.shutdown()
                yield page, _alone(work, page)
                yield from ((each, _result(work, each, done)) for each, done in line)
                line.clear()
                pool = _pool(processes)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    # A server that forks is itself never forked from a process with threads.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["sluice.pipeline", "sluice.answer", "trafilatura"])
    return ProcessPoolExecutor(processes, context, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _begun(pool: ProcessPoolExecutor, work: Callable[[Page], Made], page: Page) -> Future[Made]:
    try:
        return pool.submit(work, page)
    except BrokenProcessPool as error:
        broken: Future[Made] = Future()
        broken.set_exception(error)
        return broken


def _result(work: Callable[[Page], Made], page: Page, future: Future[Made]) -> Made | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return _alone(work, page)


def _alone(work: Callable[[Page], Made], page: Page) -> Made | None:
    with _pool(1) as pool:
        try:
            return pool.submit(work, page).result()
        except BrokenProcessPool:
            return None
