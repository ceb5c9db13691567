"""What Spark's workers do: tables in, tables out, each row a place in the order and a message.

They find it by its name, so that the nodes have to have this project in their path.
"""

from collections.abc import Iterator
from functools import cache

import msgspec
import pandas

from deploy.blocks import Job, blocks, cleaning
from sluice.bulk.child_process import ChildProcess
from sluice.bulk.messages import Cleaned, Load

# Of the blocks of a reading, so that numbers go on from one to the next.
MOST_BLOCKS = 1 << 32
Rows = Iterator[pandas.DataFrame]


def read(tables: Rows, job: Job) -> Rows:
    """Spark's side of reading: readings in, blocks out."""
    for table in tables:
        for reading in table.to_dict("records"):
            place = int(reading["number"]) * MOST_BLOCKS
            for i, load in enumerate(blocks(job, reading), place):
                yield _row(i, load)


def clean(tables: Rows, job: Job) -> Rows:
    """Spark's side of cleaning: blocks in, what became of their pages out."""
    process = _process(*(tuple(sorted(each.items())) for each in (job.engine, job.environment)))
    for table in tables:
        for place, message in table.itertuples(index=False):
            load = msgspec.msgpack.decode(message, type=Load)
            bare = [msgspec.structs.replace(page, job=None) for page in load.pages]
            yield _row(place, Cleaned(bare, process.clean(load.pages)))


@cache
def _process(*told: tuple[tuple[str, str], ...]) -> ChildProcess:
    """One for each worker of Spark's, which takes task after task; it ends with the worker."""
    engine, environment = map(dict, told)
    return cleaning(engine, environment)


def _row(place: int, message: msgspec.Struct) -> pandas.DataFrame:
    return pandas.DataFrame({"place": [place], "message": [msgspec.msgpack.encode(message)]})
