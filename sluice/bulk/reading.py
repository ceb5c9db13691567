"""An input as pages, in order, from wherever a run left off."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from lzma import LZMAError
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sluice.bulk import parquet
from sluice.bulk.inputs import PAGES, Input, Kind, kind_of, pages_of
from sluice.bulk.messages import Page
from sluice.bulk.places import StoreError, name_in, opened, shown
from sluice.errors import Problem, Refused
from sluice.formats.item import Item
from sluice.formats.ndjson import Query, line_items
from sluice.formats.warc import archive_items
from sluice.intake.inflate import inflated
from sluice.workers.job import Job
from sluice.workers.request import MOST_BYTES

PIECE = 1 << 20
LONGEST_ID = 256
UNREADABLE = "The file cannot be read to its end."
# Where a WACZ holds its records (WACZ 1.1.1, "archive/").
RECORDS = ("archive/", (".warc", ".warc.gz"))
# What zipfile raises for a file that is none, was cut, is encrypted, packed in its own way, or has
# a name in no encoding.
NO_ZIP = (
    *(BadZipFile, zlib.error, LZMAError, EOFError),
    *(NotImplementedError, RuntimeError, UnicodeDecodeError),
)


class Meter:
    """How far an input has been read, in its own bytes, and how large one page of it may be."""

    def __init__(self, most_bytes: int) -> None:
        """Nothing is read yet."""
        self.seen = 0
        self.most_bytes = most_bytes


Reader = Callable[[Input, Meter, Query], Iterator[Item]]


def pages(
    inputs: list[Input], query: Query, start: tuple[int, int], most_bytes: int = MOST_BYTES
) -> Iterator[Page]:
    """Every page of all inputs.

    query: the options of all pages. start: the input at which to begin, and how many of its pages
    are to be passed over. most_bytes: of one page. An input that cannot be read on ends with a page
    that says so.
    """
    first, skip = start
    for i, each in enumerate(inputs[first:], first):
        meter = Meter(most_bytes)
        items = enumerate(_items(each, meter, query), 1)
        for number, item in islice(items, skip if i == first else 0, None):
            yield _page(each, item, (i, number, meter.seen))


def _items(source: Input, meter: Meter, query: Query) -> Iterator[Item]:
    position = 0
    try:
        for item in READERS[source.kind](source, meter, query):
            position = item.position
            yield item
    except Refused as refused:
        yield Item(position + 1, refused)
    except StoreError:
        # Nothing is wrong with the input: what is left of it is read when the store is there again.
        raise
    except OSError:
        yield Item(position + 1, Refused(Problem.INCOMPLETE_BODY, UNREADABLE))


def _page(source: Input, item: Item, place: tuple[int, int, int]) -> Page:
    i, number, seen = place
    file = shown(source.path)
    if isinstance(item.job, Refused):
        problem, job = (item.job.problem.name, item.job.detail), None
    else:
        problem, job = ("", ""), item.job
    return Page(file, item.position, i, number, seen, job, *problem, item.id, item.url)


def _lines(source: Input, meter: Meter, query: Query) -> Iterator[Item]:
    pieces = inflated(_pieces(source.path, meter), source.coding)
    return line_items(pieces, meter.most_bytes, query)


def _archive(source: Input, meter: Meter, query: Query) -> Iterator[Item]:
    return archive_items(_pieces(source.path, meter), meter.most_bytes, query)


def _collection(source: Input, meter: Meter, query: Query) -> Iterator[Item]:
    """The archives of a WACZ one after the other; its index is not asked, so it may be broken."""
    position = 0
    try:
        with opened(source.path) as file, ZipFile(file) as packed:
            for item in chain.from_iterable(_archives_in(packed, meter, query)):
                position += 1
                yield replace(item, position=position)
    except NO_ZIP:
        yield Item(position + 1, Refused(Problem.MALFORMED_BODY, "The WACZ is no whole ZIP file."))


def _archives_in(packed: ZipFile, meter: Meter, query: Query) -> Iterator[Iterator[Item]]:
    names = [name for name in sorted(packed.namelist()) if _holds_records(name)]
    if not names:
        raise Refused(Problem.MALFORMED_BODY, "The WACZ holds no archive/*.warc.gz.")
    for name in names:
        yield archive_items(_member(packed, name, meter), meter.most_bytes, query)


def _holds_records(name: str) -> bool:
    folder, endings = RECORDS
    return name.startswith(folder) and name.lower().endswith(endings)


def _member(packed: ZipFile, name: str, meter: Meter) -> Iterator[bytes]:
    with packed.open(name) as file:
        while piece := file.read(PIECE):
            meter.seen += len(piece)
            yield piece


def _parquet(source: Input, meter: Meter, query: Query) -> Iterator[Item]:
    for item, share in parquet.row_items(source.path, query):
        meter.seen = int(share * source.size)
        yield item


def _folder(source: Input, meter: Meter, query: Query) -> Iterator[Item]:
    for position, path in enumerate(pages_of(source.path), 1):
        name = name_in(source.path, path)
        yield _file(path, name, position, (meter, query))


def _one_page(source: Input, meter: Meter, query: Query) -> Iterator[Item]:
    name = shown(Path(source.path.name))
    yield _file(source.path, name, 1, (meter, query))


def _file(path: Path, name: str, position: int, asked: tuple[Meter, Query]) -> Item:
    """A page that is a file; its name in the folder is its id."""
    meter, query = asked
    options = query | {"id": [name[-LONGEST_ID:]]}
    coding = kind_of(path)[1]
    try:
        with opened(path) as file:
            content = file.read()
    except StoreError:
        raise
    except OSError:
        return Item(position, Refused(Problem.INCOMPLETE_BODY, UNREADABLE), name)
    meter.seen += len(content)
    suffix = path.with_suffix("").suffix if coding else path.suffix
    return Item(position, Job(content, PAGES[suffix.lower()], None, coding, options), name)


def _pieces(path: Path, meter: Meter) -> Iterator[bytes]:
    with opened(path) as file:
        while piece := file.read(PIECE):
            meter.seen += len(piece)
            yield piece


READERS: dict[Kind, Reader] = {
    Kind.LINES: _lines,
    Kind.ARCHIVE: _archive,
    Kind.COLLECTION: _collection,
    Kind.PARQUET: _parquet,
    Kind.FOLDER: _folder,
    Kind.PAGE: _one_page,
}
