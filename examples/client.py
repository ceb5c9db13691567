"""A client for Sluice in one file, with the standard library alone: copy it into your crawler.

    sluice = Sluice("http://127.0.0.1:8080")
    answer = sluice.clean(page, "text/html", url="https://example.org/story")
    for answer in sluice.clean_many(pages):
        ...

It tries again where the service says that this may help (a problem with `retryable`), and where
the connection breaks or a proxy says "not now"; everything else is raised as Refused at once.
"""

import json
import random
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

Page = bytes | str
# An answer's fields are those of openapi.yaml: body, metadata, removed, verdict and more.
Answer = dict[str, Any]
# What proxies answer for a service that is not there at the moment.
NOT_NOW = frozenset((429, 502, 503, 504))


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The service refused the page, or could not be reached in as many attempts as granted.

    problem: the problem document (RFC 9457), with `code`, `detail` and `remedy`.
    """

    def __init__(self, problem: Mapping[str, Any]) -> None:
        """problem: the document as it came."""
        super().__init__(f"{problem.get('code')}: {problem.get('detail')}")
        self.problem = problem


@dataclass(frozen=True)
class Sluice:
    """A service by its address.

    timeout: seconds for one attempt. attempts: how often a page is sent before it is given up.
    first_wait: seconds before the second attempt where the service names none; doubles each time.
    """

    address: str = "http://127.0.0.1:8080"
    timeout: float = 60.0
    attempts: int = 5
    first_wait: float = 0.5

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
        self, pages: Iterable[Page], at_once: int = 4, **options: str
    ) -> Iterator[Answer | Refused]:
        """One answer, or the refusal, for each page, in the order of the pages.

        pages may be endless: no more than twice at_once pages are held at a time, and a page that
        is refused does not end the stream. at_once: pages that are cleaned side by side.
        """
        with ThreadPoolExecutor(at_once) as pool:
            waiting: deque[Future[Answer | Refused]] = deque()
            for page in pages:
                waiting.append(pool.submit(self._answer_or_refusal, page, options))
                if len(waiting) >= 2 * at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _answer_or_refusal(self, page: Page, options: Mapping[str, str]) -> Answer | Refused:
        try:
            return self.clean(page, **options)
        except Refused as refusal:
            return refusal

    def _request(self, page: Page, media_type: str, options: Mapping[str, str]) -> Request:
        if isinstance(page, str):
            # A str has no encoding any more, whatever its page once declared.
            page, media_type = page.encode(), f"{media_type.partition(';')[0]}; charset=utf-8"
        query = f"?{urlencode(options)}" if options else ""
        address = f"{self.address}/v1/clean{query}"
        return Request(address, page, {"Content-Type": media_type})  # noqa: S310

    def _wait(self, attempt: int, asked: str | None) -> float:
        """Seconds before the next attempt: what the service asks for, else twice the last wait."""
        if asked is not None and asked.isdecimal():
            return float(asked)
        # Clients that were turned away together should not come back together.
        spread = random.uniform(0.75, 1.25)  # noqa: S311
        return float(self.first_wait * 2 ** (attempt - 1) * spread)


def _problem(error: HTTPError) -> dict[str, Any]:
    """The problem document; one of our own where a proxy answered in the service's place."""
    fallback = {"code": f"http-{error.code}", "detail": error.reason, "status": error.code}
    try:
        document = json.loads(error.read())
    except (ValueError, OSError, HTTPException):
        return fallback
    return document if isinstance(document, dict) and "code" in document else fallback


def _may_help(problem: Mapping[str, Any]) -> bool:
    return bool(problem.get("retryable", problem.get("status") in NOT_NOW))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(Sluice().clean(Path(name).read_bytes()), ensure_ascii=False))
