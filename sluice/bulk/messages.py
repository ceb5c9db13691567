"""What the command line and its workers tell one another: some pages, and what became of each."""

from collections.abc import Iterator

import msgspec

from sluice.workers.job import Job


class Page(msgspec.Struct, frozen=True):
    """A page of an input, or (without a job) why there is none.

    file and position: where it stands. input and number: the same for the machine, as the input's
    place among all and the page's among the pages of it, from 1. seen: bytes of the input that had
    been read when it came.
    """

    file: str
    position: int
    input: int
    number: int
    seen: int
    job: Job | None
    problem: str = ""
    detail: str = ""
    id: str | None = None
    url: str | None = None


class Load(msgspec.Struct, frozen=True):
    """Pages that a worker takes one after the other."""

    pages: list[Page]


def loads(found: Iterator[Page], most_pages: int, most_bytes: int) -> Iterator[Load]:
    """The pages in loads; the page that brings a load over so many bytes is its last."""
    held: list[Page] = []
    size = 0
    for page in found:
        held.append(page)
        size += len(page.job.body) if page.job else 0
        if len(held) == most_pages or size > most_bytes:
            yield Load(held)
            held, size = [], 0
    if held:
        yield Load(held)


class Done(msgspec.Struct, frozen=True):
    """What became of a page: its line for the results, or its line for the failures.

    failure: the problem's code, where it is one.
    """

    line: bytes
    failure: str = ""
    verdict: str = ""
    removed: dict[str, int] = {}


class Cleaned(msgspec.Struct, frozen=True):
    """A load on its way back over a network: its pages, without jobs, and what became of each."""

    pages: list[Page]
    done: list[Done]


class Hello(msgspec.Struct, frozen=True):
    """The first message of a process that cleans: which engine it has."""

    engine: dict[str, str]
