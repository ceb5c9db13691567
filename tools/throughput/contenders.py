"""What the service is compared with: functions that take the bytes of a page."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser
from trafilatura import extract

from sluice.workers.job import Job
from sluice.workers.page import PageWorker

Clean = Callable[[bytes], object]


class Cost(NamedTuple):
    """seconds: of the clock. cpu: seconds of all processes. pages: cleaned in that time."""

    pages: int
    seconds: float
    cpu: float
    memory: int = 0
    latencies: tuple[float, ...] = ()

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    @property
    def milliseconds(self) -> float:
        """CPU time of a page."""
        return 1_000 * self.cpu / self.pages


def parse_only(page: bytes) -> object:
    """The floor: what no extractor can be faster than."""
    return LexborHTMLParser(page.decode("utf-8", "replace")).body


def resiliparse(page: bytes) -> object:
    """Resiliparse's main content."""
    return extract_plain_text(page.decode("utf-8", "replace"), main_content=True)


def trafilatura_fast(page: bytes) -> object:
    """Trafilatura without its fallbacks."""
    return extract(page, fast=True)


def trafilatura(page: bytes) -> object:
    """Trafilatura as it comes."""
    return extract(page)


def sluice_html(page: bytes) -> object:
    """The engine alone, from bytes to JSON."""
    return PageWorker().perform(Job(page, "text/html", query={"removed": ["summary"]}))


def sluice_text(page: bytes) -> object:
    """The engine alone on raw text, from bytes to JSON."""
    return PageWorker().perform(Job(page, "text/plain", query={"removed": ["summary"]}))


HTML: dict[str, Clean] = {
    "parse only": parse_only,
    "resiliparse": resiliparse,
    "trafilatura, fast": trafilatura_fast,
    "trafilatura": trafilatura,
    "Sluice, engine alone": sluice_html,
}
TEXT: dict[str, Clean] = {"Sluice, engine alone, text": sluice_text}


def once(clean: Clean, page: bytes) -> float:
    """CPU milliseconds of a page in a process that has seen none of its lines."""
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=fork) as process:
        return process.submit(_timed, clean, page).result()


def _timed(clean: Clean, page: bytes) -> float:
    began = time.process_time()
    clean(page)
    return 1_000 * (time.process_time() - began)


def in_processes(clean: Clean, pages: list[bytes], processes: int) -> Cost:
    """Clean the pages side by side. What loads on first use is loaded before the clock starts."""
    context = multiprocessing.get_context("fork")
    go, ready = context.Event(), context.Semaphore(0)
    sent = context.SimpleQueue()

    def work(share: list[bytes]) -> None:
        clean(pages[0])
        ready.release()
        go.wait()
        began = time.process_time()
        for page in share:
            clean(page)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        sent.put((time.process_time() - began, peak))

    workers = [context.Process(target=work, args=(pages[i::processes],)) for i in range(processes)]
    for worker in workers:
        worker.start()
    for _ in workers:
        ready.acquire()
    began = time.perf_counter()
    go.set()
    spent = [sent.get() for _ in workers]
    seconds = time.perf_counter() - began
    for worker in workers:
        worker.join()
    return Cost(len(pages), seconds, sum(cpu for cpu, _ in spent), sum(peak for _, peak in spent))
