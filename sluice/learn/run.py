"""One run of learning, from a crawl's files to a file of profiles that has its name when whole."""

import contextlib
import fcntl
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sluice.bulk.counts import UNREAD
from sluice.bulk.inputs import Input
from sluice.bulk.messages import Page
from sluice.bulk.parts import UNFINISHED, settle
from sluice.bulk.pool import Pool
from sluice.bulk.reading import pages
from sluice.learn.lines import MOST_LINES, Named, done, named
from sluice.learn.sample import Sample
from sluice.learn.template import USUAL, Thresholds, site_of
from sluice.site_profiles import file
from sluice.site_profiles.profile import ROW_BYTES, Site
from sluice.version import VERSION
from sluice.workers.settings import WorkerSettings, from_environment

COUNTING = ".counting"
# Of a host, so many pages tell its template; a share of a half is then known to within 0.05.
SAMPLE_PAGES = 500
BUSY = "another run is writing it."


@dataclass(frozen=True)
class Plan:
    """What is to be done. host: of pages without url. sample: pages of one host that are kept."""

    inputs: list[Input]
    out: Path
    workers: int
    host: str | None = None
    sample: int = SAMPLE_PAGES
    needed: Thresholds = USUAL

    def size(self) -> int:
        """Bytes of all inputs."""
        return sum(each.size for each in self.inputs)

    def beside(self, suffix: str) -> Path:
        """A file of this run alone, in the folder of the one that it makes."""
        return self.out.with_name(self.out.name + suffix)


@dataclass
class Figures:
    """What a run has seen. enough: pages of hosts of which enough others are kept."""

    pages: int = 0
    unread: int = 0
    nameless: int = 0
    enough: int = 0
    hosts: int = 0
    profiles: int = 0
    lines: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    def bytes_a_host(self) -> int:
        """What a profile's lines take in the file, in the mean."""
        return round(ROW_BYTES * self.lines / max(1, self.profiles))


Seen = Callable[[Figures, int], None]


class Run:
    """A plan being carried out. A run that is killed leaves what was there before it."""

    def __init__(self, plan: Plan, seen: Seen) -> None:
        """seen: told after each page what has been done, and how many bytes have been read.

        Raises ValueError, with a sentence, when another run is writing the same file.
        """
        self._plan = plan
        self._seen = seen
        self.figures = Figures()
        self._lock = _locked(plan.beside(COUNTING))

    def go(self) -> None:
        """Read everything, then decide host by host, then give the file its name."""
        counting, unfinished = self._plan.beside(COUNTING), self._plan.beside(UNFINISHED)
        with contextlib.closing(Sample(counting, self._plan.sample)) as sample:
            self._read(sample)
            self.figures.hosts = sample.hosts()
            unfinished.unlink(missing_ok=True)
            file.write(unfinished, self._decided(sample), self._about())
        settle(unfinished, self._plan.out)

    def close(self) -> None:
        """Leave nothing but the file."""
        self._plan.beside(UNFINISHED).unlink(missing_ok=True)
        self._plan.beside(COUNTING).unlink(missing_ok=True)
        self._lock.close()

    def _read(self, sample: Sample) -> None:
        before = [0]
        for each in self._plan.inputs:
            before.append(before[-1] + each.size)
        waiting = self._wanted(sample)
        # Learning follows no profile; the file that is named may be the one that it is to make.
        settings = from_environment(WorkerSettings).model_copy(update={"site_profiles": None})
        for page, result in Pool(self._plan.workers, settings, done).cleaned(waiting):
            name = named(page, self._plan.host)
            if result.failure:
                self.figures.failures[result.failure] += 1
                self.figures.unread += page.job is None and page.problem in UNREAD
            elif name:
                sample.add(name, result.line)
            self._seen(self.figures, before[page.input] + page.seen)

    def _wanted(self, sample: Sample) -> Iterator[Page]:
        """The pages that have to be read: those of a known host that has not given enough yet."""
        for page in pages(self._plan.inputs, {}, (0, 0)):
            self.figures.pages += 1
            name = named(page, self._plan.host)
            if page.job is None or self._is_wanted(name, sample):
                yield page

    def _is_wanted(self, name: Named | None, sample: Sample) -> bool:
        self.figures.nameless += name is None
        self.figures.enough += name is not None and not sample.wants(name)
        return name is not None and sample.wants(name)

    def _decided(self, sample: Sample) -> Iterator[tuple[str, Site]]:
        for host, found in sample.sites(self._plan.needed.bodies):
            site = site_of(found, self._plan.needed)
            if site.lines:
                self.figures.profiles += 1
                self.figures.lines += len(site.lines)
                yield host, site

    def _about(self) -> dict[str, str]:
        """What made the file; nothing of when and where, so that the same pages give the same."""
        needed = {f"least {name}": str(value) for name, value in vars(self._plan.needed).items()}
        own = {"learned by": f"sluice {VERSION}", "most lines of a page": str(MOST_LINES)}
        return own | needed | {"most pages of a host": str(self._plan.sample)}


def _locked(path: Path) -> IO[bytes]:
    lock = path.open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise ValueError(f"{path}: {BUSY}") from None
    lock.truncate(0)
    return lock
