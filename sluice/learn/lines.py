"""A page as learning sees it: a number for each line, and what kind of line it is."""

import struct
from dataclasses import dataclass
from hashlib import blake2b

from sluice.blocks import page_from
from sluice.bulk import worker
from sluice.bulk.messages import Done, Page
from sluice.errors import Problem, Refused, place_of
from sluice.formats.item import Item, names_of
from sluice.intake import document_of
from sluice.judge.facts import Facts, facts_of
from sluice.judge.split import split_residue
from sluice.model import Block, Source
from sluice.site_profiles.host import host_of
from sluice.site_profiles.profile import NO_KEY, exact, folded
from sluice.text.names import contributor_names
from sluice.text.phrases import Matcher
from sluice.workers.page import PageWorker
from sluice.workers.request import read_job

# Templates stand at both ends of a page; of a longer one the middle is left out.
MOST_LINES = 2_000
ROW_BYTES = struct.calcsize("<QQHB")
PROSE, QUESTION = 1, 2
QUESTION_MARKS = ("?", "？", "؟")
MOST_WORDS = 0xFFFF


@dataclass(frozen=True)
class Lines:
    """A page's lines, one place in each tuple for each of them.

    exact and folded: their keys, 0 where a line is not to be learned. kinds: PROSE and QUESTION.
    """

    exact: tuple[int, ...]
    folded: tuple[int, ...]
    words: tuple[int, ...]
    kinds: tuple[int, ...]

    def packed(self) -> bytes:
        """As bytes, for the way from process to process and for the disk."""
        size = len(self.exact)
        figures = (*self.exact, *self.folded, *self.words, *self.kinds)
        return struct.pack(f"<{size}Q{size}Q{size}H{size}B", *figures)


def unpacked(packed: bytes) -> Lines:
    """What `packed` has written."""
    size = len(packed) // ROW_BYTES
    figures = struct.unpack(f"<{size}Q{size}Q{size}H{size}B", packed)
    return Lines(*(figures[n * size : (n + 1) * size] for n in range(4)))


def done(page_worker: PageWorker, page: Page) -> Done:
    """A worker's task: the page's lines, packed. Whatever goes wrong is a failure by name."""
    if page.job is None:
        return worker.failure(page, page.problem, page.detail)
    try:
        source, _ = read_job(page.job)
        return Done(lines_of(source, page_worker.cleaner.resources.phrases).packed())
    except Refused as refused:
        return worker.failure(page, refused.problem.name, refused.detail)
    except MemoryError:
        return worker.failure(page, Problem.PAGE_TOO_COSTLY.name, "It needs too much memory.")
    except Exception as error:  # a fault of ours: the page is left out, and counted
        return worker.failure(page, Problem.INTERNAL_ERROR.name, place_of(error))


def lines_of(source: Source, matcher: Matcher) -> Lines:
    """The lines of a page, cut and joined as they are where pages are judged."""
    blocks = split_residue(page_from(document_of(source)), matcher).blocks
    if len(blocks) > MOST_LINES:
        blocks = blocks[: MOST_LINES // 2] + blocks[-MOST_LINES // 2 :]
    rows = [_row(block, facts_of(block, matcher)) for block in blocks]
    columns = zip(*rows, strict=True)
    return Lines(*columns) if rows else Lines((), (), (), ())


def _row(block: Block, facts: Facts) -> tuple[int, int, int, int]:
    kind = PROSE * facts.is_prose + QUESTION * block.text.rstrip().endswith(QUESTION_MARKS)
    # Who reported stays with the article, though it be the same reporter every day.
    learned = not contributor_names(block.text)
    keys = (exact(facts.key), folded(facts.key)) if learned else (NO_KEY, NO_KEY)
    return *keys, min(MOST_WORDS, facts.words), kind


@dataclass(frozen=True)
class Named:
    """Which page of which host a page is. mark: a number for its address, the same in every run."""

    host: str
    mark: int


def named(page: Page, host: str | None) -> Named | None:
    """The page's name, or None if nothing says of which host it is. host: of pages without url."""
    if page.job is None:
        return None
    name, url = (page.id, page.url) if page.url else names_of(Item(page.position, page.job))
    found = host_of(url) or (host if not url else None)
    if not found:
        return None
    address = url or f"{page.file}\0{page.position}\0{name}"
    digest = blake2b(address.encode("utf-8", "replace"), digest_size=8).digest()
    return Named(found, int.from_bytes(digest, "little", signed=True))
