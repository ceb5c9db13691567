"""One job from its bytes to its answer's bytes, in the process that calls it."""

import threading
import time
from collections import Counter

from sluice.answer import answer
from sluice.collection import HeldBack
from sluice.errors import Problem, Refused, place_of
from sluice.formats.json_codec import encode
from sluice.intake import document_of
from sluice.model import Article, Source
from sluice.pipeline import Cleaner, default_cleaner
from sluice.second_opinion import load, whole_answer
from sluice.text.dates import is_date_line
from sluice.workers.job import Job, Reply
from sluice.workers.request import MOST_BYTES, read_job

KNOWN_DATE = "May 1, 2024"
KNOWN_PAGE = "The mill on the river was opened again on Monday. It had stood still for years."
TOO_MUCH_MEMORY = "It needs more memory than one page may."


class PageWorker:
    """Does jobs with one Cleaner. most_bytes: of a body after decompression."""

    def __init__(self, cleaner: Cleaner | None = None, most_bytes: int = MOST_BYTES) -> None:
        """cleaner: by default the package's own."""
        self.cleaner = cleaner or default_cleaner()
        self._most_bytes = most_bytes

    def perform(self, job: Job) -> Reply:
        """Clean the job's page, or have its peer do it; whatever goes wrong is a reply too."""
        # Until the page is gone: it is never looked through.
        with HeldBack():
            return self._performed(job)

    def _performed(self, job: Job) -> Reply:
        started = time.perf_counter()
        try:
            source, options = read_job(job, self._most_bytes)
            if job.peer:
                reply = Reply(encode(whole_answer(document_of(source))))
            else:
                article = self.cleaner.clean(source)
                reply = _reply(article, encode(answer(article, options)))
        except Refused as refused:
            reply = Reply(problem=refused.problem.name, detail=refused.detail)
        except MemoryError:
            reply = Reply(problem=Problem.PAGE_TOO_COSTLY.name, detail=TOO_MUCH_MEMORY)
        except Exception as error:  # a fault of ours: the caller answers, its log has the place
            reply = Reply(problem=Problem.INTERNAL_ERROR.name, fault=place_of(error))
        return _timed(reply, time.perf_counter() - started)

    def cleans_known_page(self) -> bool:
        """Whether this process can clean at all: it has cleaned a page whose body is known."""
        # What only some pages need is loaded here, once, and not in each process that is forked
        # from this one: with the first date how all languages write theirs.
        is_date_line(KNOWN_DATE)
        load()
        try:
            article = self.cleaner.clean(Source(KNOWN_PAGE))
        except Exception:  # whatever keeps it from cleaning, it is not ready
            return False
        return [block.text for _, block in article.judgement.kept()] == [KNOWN_PAGE]


def _reply(article: Article, body: bytes) -> Reply:
    counted = Counter(article.judgement.reasons)
    removed = {str(reason): blocks for reason, blocks in counted.items() if reason is not None}
    kind, page = str(article.document.kind), str(article.verdict.page)
    return Reply(body, kind=kind, page=page, removed=removed)


def _timed(reply: Reply, seconds: float) -> Reply:
    fields = {name: getattr(reply, name) for name in Reply.__struct_fields__}
    return Reply(**fields | {"seconds": seconds})


class Inline:
    """Cleans in the caller's own process: for tests and tools, never for a service."""

    def __init__(self, worker: PageWorker | None = None) -> None:
        """One page at a time, whoever asks: the parsers stand no threads."""
        self._worker = worker or PageWorker()
        self._one = threading.Lock()

    def clean(self, job: Job, wait_seconds: float | None = None) -> Reply:
        """Clean one page, however long it takes and however long that is waited for."""
        with self._one:
            return self._worker.perform(job)

    def ready(self) -> bool:
        """Whether the known page comes out right."""
        return self._worker.cleans_known_page()
