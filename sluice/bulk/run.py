"""One run, from inputs to parts: read, have cleaned, write, note; again from the last note."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sluice.bulk.counts import Tally
from sluice.bulk.inputs import Input
from sluice.bulk.journal import Journal
from sluice.bulk.messages import Done, Page
from sluice.bulk.parts import FORMATS, UNFINISHED, Part, part_path, settle
from sluice.bulk.places import shown
from sluice.bulk.pool import Pool
from sluice.bulk.reading import pages
from sluice.bulk.results import results_in
from sluice.formats.ndjson import Query
from sluice.workers.settings import WorkerSettings, from_environment

PART_PAGES = 5_000
PART_BYTES = 512 << 20


@dataclass(frozen=True)
class Plan:
    """What is to be done. form: of the parts. query: the options of all pages.

    settings: what cleaning takes, by default that of the environment.
    """

    inputs: list[Input]
    folder: Path
    form: str
    query: Query
    workers: int
    part_pages: int = PART_PAGES
    settings: WorkerSettings = field(default_factory=partial(from_environment, WorkerSettings))

    def identity(self) -> dict[str, Any]:
        """All that decides about the results: a run that differs in any of it is another."""
        return {
            "inputs": [[shown(each.path.resolve()), each.mark] for each in self.inputs],
            "options": self.query,
            "format": self.form,
            "pages of a part": self.part_pages,
            "engine": self.settings.cleaner().engine(),
        }

    def size(self) -> int:
        """Bytes of all inputs."""
        return sum(each.size for each in self.inputs)


# From where a plan is to be begun (an input, and how many of its pages have been done) to each page
# with what became of it, in order. The pages may come without their jobs.
Cleaned = Callable[[Plan, tuple[int, int]], Iterator[tuple[Page, Done]]]


def here(plan: Plan, start: tuple[int, int]) -> Iterator[tuple[Page, Done]]:
    """Have the pages cleaned on this machine, by a crew of the plan's size."""
    found = pages(plan.inputs, plan.query, start, plan.settings.max_body_bytes)
    return Pool(plan.workers, plan.settings).cleaned(found)


class Run:
    """A plan being carried out."""

    def __init__(
        self, plan: Plan, seen: Callable[[Tally, int], None], cleaned: Cleaned = here
    ) -> None:
        """seen: told after each page what has been done, and how many bytes have been read.

        Raises ValueError, with a sentence, when the plan's folder is not free for it.
        """
        self._plan = plan
        self._seen = seen
        self._cleaned = cleaned
        self._results = results_in(plan.folder)
        try:
            self._journal = Journal(self._results.local, plan.identity())
        except BaseException:
            self._results.close()
            raise
        try:
            # Whoever comes second finds the folder taken.
            self._results.noted()
        except BaseException:
            self.close()
            raise
        self.tally = Tally()
        for entry in self._journal.entries:
            self.tally.add(entry["tally"])
        self.found = self.tally.pages
        self._part: Part | None = None
        self._own = Tally()
        self._bytes = 0

    def go(self) -> None:
        """Do what is left."""
        if self._journal.complete():
            return
        before = [0]
        for each in self._plan.inputs:
            before.append(before[-1] + each.size)
        place = self._journal.start()
        for page, done in self._cleaned(self._plan, place):
            self._add(page, done)
            place = page.input, page.number
            self._seen(self.tally, before[page.input] + page.seen)
            if self._own.pages >= self._plan.part_pages or self._bytes >= PART_BYTES:
                self._commit(place, 0)
        self._commit(place, 1)

    def close(self) -> None:
        """Let others at the folder."""
        self._journal.close()
        self._results.close()

    def _add(self, page: Page, done: Done) -> None:
        self.tally.count(page, done)
        self._own.count(page, done)
        if done.failure:
            self._journal.failures.write(done.line)
            return
        if self._part is None:
            self._part = FORMATS[self._plan.form](self._path(UNFINISHED))
        self._part.write(done.line)
        self._bytes += len(done.line)

    def _path(self, suffix: str) -> Path:
        path = part_path(self._results.local, self._journal.part + 1, self._plan.form)
        return path.with_name(path.name + suffix)

    def _commit(self, place: tuple[int, int], complete: int) -> None:
        if self._part is not None:
            self._part.close()
            settle(self._path(UNFINISHED), self._path(""))
            self._results.keep(self._path(""))
        figures = self._own.figures()
        self._journal.note(input=place[0], number=place[1], tally=figures, complete=complete)
        self._results.noted()
        self._part, self._own, self._bytes = None, Tally(), 0
