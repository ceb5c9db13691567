"""One job from its bytes to its answer's bytes, in the process that calls it."""

import threading
import time
from collections import Counter

from service.errors import Problem, Refused
from service.log import place_of
from service.model import Article, Source
from service.pipeline import clean
from service.wire.answer import answer
from service.wire.job import Job, Reply
from service.wire.json import encode
from service.wire.request import read_job

KNOWN_PAGE = "The mill on the river was opened again on Monday. It had stood still for years."
TOO_MUCH_MEMORY = "It needs more memory than one page may."


def perform(job: Job) -> Reply:
    """Clean the job's page; whatever goes wrong is a reply too."""
    started = time.perf_counter()
    try:
        source, options = read_job(job)
        article = clean(source)
        body = encode(answer(article, options))
    except Refused as refused:
        reply = Reply(problem=refused.problem.name, detail=refused.detail)
    except MemoryError:
        reply = Reply(problem=Problem.PAGE_TOO_COSTLY.name, detail=TOO_MUCH_MEMORY)
    except Exception as error:  # a fault of ours: the edge answers, its log has the place
        reply = Reply(problem=Problem.INTERNAL_ERROR.name, fault=place_of(error))
    else:
        reply = _reply(article, body)
    return _timed(reply, time.perf_counter() - started)


def cleans_known_page() -> bool:
    """Whether this process can clean at all: it has cleaned a page whose body is known."""
    try:
        article = clean(Source(KNOWN_PAGE))
    except Exception:  # whatever keeps it from cleaning, it is not ready
        return False
    return [block.text for _, block in article.judgement.kept()] == [KNOWN_PAGE]


def _reply(article: Article, body: bytes) -> Reply:
    removed = Counter(str(verdict.reason) for _, _, verdict in article.judgement.removed())
    kind, page = str(article.document.kind), str(article.verdict.page)
    return Reply(body, kind=kind, page=page, removed=dict(removed))


def _timed(reply: Reply, seconds: float) -> Reply:
    fields = {name: getattr(reply, name) for name in Reply.__struct_fields__}
    return Reply(**fields | {"seconds": seconds})


class Inline:
    """Cleans in the caller's own process: for tests and tools, never for a service."""

    def __init__(self) -> None:
        """One page at a time, whoever asks: the parsers stand no threads."""
        self._one = threading.Lock()

    def clean(self, job: Job, wait_seconds: float | None = None) -> Reply:
        """Clean one page, however long it takes and however long that is waited for."""
        with self._one:
            return perform(job)

    def ready(self) -> bool:
        """Whether the known page comes out right."""
        return cleans_known_page()
