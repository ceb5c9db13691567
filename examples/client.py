"""A client for Sluice in one file, with the standard library alone: copy it into your crawler.

    sluice = Sluice("http://127.0.0.1:8080")
    answer = sluice.clean(page, "text/html", url="https://example.org/story")
    for answer in sluice.clean_many(pages):
        ...
    for answer in sluice.clean_batch({"html": page, "id": "17"} for page in pages):
        ...

It tries again where the service says that this may help (a problem with `retryable`), and where
the connection breaks or a proxy says "not now"; everything else is raised as Refused at once.
"""

import contextlib
import json
import random
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

Page = bytes | str
# An answer's fields are those of openapi.yaml: body, metadata, removed, verdict and more.
Answer = dict[str, Any]
# What proxies answer for a service that is not there at the moment.
NOT_NOW = frozenset((429, 502, 503, 504))


NDJSON, WARC = "application/x-ndjson", "application/warc"


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The service refused the page, or could not be reached in as many attempts as granted.

    problem: the problem document (RFC 9457), with `code`, `detail` and `remedy`.
    """

    def __init__(self, problem: Mapping[str, Any]) -> None:
        """problem: the document as it came."""
        super().__init__(f"{problem.get('code')}: {problem.get('detail')}")
        self.problem = problem


@dataclass(frozen=True)
class Sent:
    """A page with its own Content-Type and options, where pages are many."""

    page: Page
    media_type: str = "application/octet-stream"
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sluice:
    """A service by its address.

    timeout: seconds for one attempt. attempts: how often a page is sent before it is given up.
    first_wait: seconds before the second attempt where the service names none; doubles each time.
    token: the bearer token, where the service asks for one.
    """

    address: str = "http://127.0.0.1:8080"
    timeout: float = 60.0
    attempts: int = 5
    first_wait: float = 0.5
    token: str = field(default="", repr=False)

    def clean(
        self, page: Page, media_type: str = "application/octet-stream", **options: str
    ) -> Answer:
        """The answer to one page. Raises Refused.

        media_type: the page's Content-Type as the crawler got it; without one the content decides.
        options: output, removed, url, language, crawled_at, id.
        """
        request = self._request(page, media_type, options)
        for attempt in range(1, self.attempts + 1):
            try:
                with urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                    answer: Answer = json.load(response)
                    return answer
            except HTTPError as error:
                problem = _problem(error)
                if attempt == self.attempts or not _may_help(problem):
                    raise Refused(problem) from None
                time.sleep(self._wait(attempt, error.headers.get("Retry-After")))
            except (OSError, HTTPException) as error:
                if attempt == self.attempts:
                    raise Refused({"code": "unreachable", "detail": str(error)}) from error
                time.sleep(self._wait(attempt, None))
        raise ValueError("attempts must be at least 1")

    def clean_many(
        self, pages: Iterable[Page | Sent], at_once: int = 4, **options: str
    ) -> Iterator[Answer | Refused]:
        """One answer, or the refusal, for each page, in the order of the pages.

        pages may be endless: no more than twice at_once pages are held at a time, and a page that
        is refused does not end the stream. at_once: pages that are cleaned side by side. options:
        of all pages; what a Sent has of its own counts before them.
        """
        with ThreadPoolExecutor(at_once) as pool:
            waiting: deque[Future[Answer | Refused]] = deque()
            for page in pages:
                sent = page if isinstance(page, Sent) else Sent(page)
                own = replace(sent, options={**options, **sent.options})
                waiting.append(pool.submit(self._answer_or_refusal, own))
                if len(waiting) >= 2 * at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def clean_batch(
        self, pages: Iterable[Mapping[str, Any]], **options: str
    ) -> Iterator[Answer | Refused]:
        """The same in one request, which is streamed both ways: one connection for a whole crawl.

        pages: each an object as in openapi.yaml's JsonPage, `html` or `text` with options of its
        own. A page whose refusal may pass is sent again by itself. Raises Refused where the batch
        itself is refused, or where it breaks off; the pages that were not answered by then are
        yours to send again.
        """
        lines = ((json.dumps(page) + "\n").encode() for page in pages)
        unanswered: deque[bytes] = deque()
        with _Exchange(self, NDJSON, options) as exchange:
            for answer in exchange.answers(_noted(lines, unanswered)):
                line = unanswered.popleft() if unanswered else b""
                if answer.get("code") and answer.get("retryable") and line and self.attempts > 1:
                    yield self._answer_or_refusal(Sent(line, "application/json", options))
                else:
                    yield Refused(answer) if "code" in answer else answer
        if unanswered:
            raise Refused({"code": "unreachable", "detail": "The batch ended before its end."})

    def clean_archive(self, archive: Iterable[bytes], **options: str) -> Iterator[Answer | Refused]:
        """One answer, or the refusal, for each page of a web archive: an open file of a WARC.

        Raises Refused as clean_batch does.
        """
        with _Exchange(self, WARC, options) as exchange:
            for answer in exchange.answers(archive):
                yield Refused(answer) if "code" in answer else answer

    def _answer_or_refusal(self, sent: Sent) -> Answer | Refused:
        try:
            return self.clean(sent.page, sent.media_type, **sent.options)
        except Refused as refusal:
            return refusal

    def _request(self, page: Page, media_type: str, options: Mapping[str, str]) -> Request:
        if isinstance(page, str):
            # A str has no encoding any more, whatever its page once declared.
            page, media_type = page.encode(), f"{media_type.partition(';')[0]}; charset=utf-8"
        query = f"?{urlencode(options)}" if options else ""
        address = f"{self.address}/v1/clean{query}"
        return Request(address, page, self.headers(media_type))  # noqa: S310

    def headers(self, media_type: str) -> dict[str, str]:
        """What stands above a body of this type."""
        shown = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Content-Type": media_type, **shown}

    def _wait(self, attempt: int, asked: str | None) -> float:
        """Seconds before the next attempt: what the service asks for, else twice the last wait."""
        if asked is not None and asked.isdecimal():
            return float(asked)
        # Clients that were turned away together should not come back together.
        spread = random.uniform(0.75, 1.25)  # noqa: S311
        return float(self.first_wait * 2 ** (attempt - 1) * spread)


class _Exchange:
    """One request whose body is sent while its answer is read.

    Who sends all of it first may wait for ever: the service takes no more than it has answered.
    """

    def __init__(self, service: Sluice, media_type: str, options: Mapping[str, str]) -> None:
        """service: where to. options: of all pages."""
        address = urlsplit(service.address)
        if address.scheme != "http":
            raise ValueError("A batch is read while it is sent, which this client does over http.")
        self._connection = HTTPConnection(address.netloc, timeout=service.timeout)
        self._path = f"{address.path}/v1/clean/batch?{urlencode(options)}"
        self._headers = service.headers(media_type) | {"Transfer-Encoding": "chunked"}
        self._fault: Exception | None = None

    def __enter__(self) -> "_Exchange":
        """Nothing is sent yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Whoever still sends meets a closed connection, and stops."""
        self._hang_up()
        self._connection.close()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)

    def answers(self, pieces: Iterable[bytes]) -> Iterator[Answer]:
        """The lines of the answer, each as soon as it is there. Raises Refused."""
        try:
            response = self._opened(pieces)
            if response.status != 200:
                raise Refused(_document(response.read(), response.status, response.reason))
            for line in response:
                yield json.loads(line)
        except (OSError, HTTPException, ValueError) as error:
            if self._fault is None:
                raise Refused({"code": "unreachable", "detail": str(error)}) from error
        if self._fault is not None:
            raise self._fault

    def _opened(self, pieces: Iterable[bytes]) -> HTTPResponse:
        self._connection.putrequest("POST", self._path)
        for name, value in self._headers.items():
            self._connection.putheader(name, value)
        self._connection.endheaders()
        threading.Thread(target=self._send, args=(pieces,), daemon=True).start()
        return self._connection.getresponse()

    def _send(self, pieces: Iterable[bytes]) -> None:
        with self._connection.sock.dup() as sock:
            # It waits for whoever takes the answers, however long that is.
            sock.settimeout(None)
            try:
                for piece in filter(None, pieces):
                    sock.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
                sock.sendall(b"0\r\n\r\n")
            except ConnectionError:
                return  # the reading side sees it too, and says so
            except Exception as error:  # the caller's own pages: it is told where it reads
                self._fault = error
                self._hang_up()


def _noted(lines: Iterable[bytes], unanswered: deque[bytes]) -> Iterator[bytes]:
    for line in lines:
        unanswered.append(line)
        yield line


def _problem(error: HTTPError) -> dict[str, Any]:
    try:
        body = error.read()
    except (OSError, HTTPException):
        body = b""
    return _document(body, error.code, error.reason)


def _document(body: bytes, status: int, reason: str) -> dict[str, Any]:
    """The problem document; one of our own where a proxy answered in the service's place."""
    try:
        document = json.loads(body)
    except ValueError:
        document = None
    if isinstance(document, dict) and "code" in document:
        return document
    return {"code": f"http-{status}", "detail": reason, "status": status}


def _may_help(problem: Mapping[str, Any]) -> bool:
    return bool(problem.get("retryable", problem.get("status") in NOT_NOW))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(Sluice().clean(Path(name).read_bytes()), ensure_ascii=False))
