"""The bulk job on a Ray cluster: the same command, the same folder of results, more machines.

    ray job submit ... -- python -m deploy.ray.bulk IN... --out FOLDER

One task reads the inputs in order and hands out blocks of pages; actors, one a core, have them
cleaned; this process takes what comes back in order and writes it as the one-machine job does.
"""

import os
from collections.abc import Iterator
from functools import partial
from typing import Any

import click
import msgspec
import pyarrow
import ray
from ray.data import ActorPoolStrategy, DataContext, TaskPoolStrategy

from sluice.bulk.child_process import ChildProcess
from sluice.bulk.command import HELP, asked, carry_out
from sluice.bulk.inputs import Input, input_of
from sluice.bulk.messages import Cleaned, Done, Load, Page, loads
from sluice.bulk.places import exists
from sluice.bulk.reading import pages
from sluice.bulk.run import Plan
from sluice.formats.ndjson import Query
from sluice.workers.job import Message

# Of a core: an actor's share, and what is left of it for the task that reads.
CLEANING_CORE, READING_CORE = 0.9, 0.1
# A block is what a lost actor costs, in pages cleaned again, and what Ray has to keep account of.
BLOCK_PAGES = 64
BLOCK_BYTES = 4 << 20
# Of one reading task: a lost one begins anew.
READ_BYTES = 256 << 20
SETTINGS = "SLUICE_"
ROW = "message"
SCHEMA = pyarrow.schema({ROW: pyarrow.large_binary()})
# What a task reads: the inputs from first to before last, but for skip pages that have been done.
READING = ("first", "last", "skip")


class Cleaner:
    """An actor: one core, and the watched process that cleans there."""

    def __init__(self, wanted: dict[str, str], environment: dict[str, str]) -> None:
        """Start the process. wanted: the engine of the job. environment: its settings.

        Raises ValueError where another engine is installed: its bytes would be others.
        """
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(SETTINGS)}
        self._piped = ChildProcess(inherited | environment)
        if self._piped.engine != wanted:
            self._piped.close()
            raise ValueError(f"Another engine is installed on this node: {self._piped.engine}.")

    def __call__(self, blocks: pyarrow.Table) -> Iterator[pyarrow.Table]:
        """Ray's side of it: rows in, rows out."""
        for load in unpacked(blocks, Load):
            bare = [msgspec.structs.replace(page, job=None) for page in load.pages]
            yield packed(Cleaned(bare, self._piped.clean(load.pages)))


def packed(message: msgspec.Struct) -> pyarrow.Table:
    """A block for Ray: one row, and in it the message."""
    return pyarrow.table({ROW: [msgspec.msgpack.encode(message)]}, schema=SCHEMA)


def unpacked(blocks: pyarrow.Table, kind: type[Message]) -> Iterator[Message]:
    """The message of each row."""
    for row in blocks.column(ROW):
        yield msgspec.msgpack.decode(row.as_buffer(), type=kind)


def read(readings: Any, inputs: list[Input], query: Query) -> Iterator[pyarrow.Table]:
    """Ray's side of reading: a block of pages after the other. readings: columns of READING.

    Raises ValueError where this node sees other inputs than the job does.
    """
    for first, last, skip in zip(*(readings[name] for name in READING), strict=True):
        for each in inputs[first:last]:
            if not exists(each.path) or input_of(each.path).mark != each.mark:
                raise ValueError(f"{each.path}: this node does not see it as the job does.")
        found = pages(inputs[:last], query, (int(first), int(skip)))
        for load in loads(found, BLOCK_PAGES, BLOCK_BYTES):
            yield packed(load)


def readings(inputs: list[Input], start: tuple[int, int]) -> list[dict[str, int]]:
    """The inputs from the start on, in tasks of some size."""
    first, skip = start
    found, size = [dict(zip(READING, (first, first, skip), strict=True))], 0
    for i in range(first, len(inputs)):
        if size > READ_BYTES:
            found.append(dict(zip(READING, (i, i, 0), strict=True)))
            size = 0
        found[-1]["last"] = i + 1
        size += inputs[i].size
    return found


def dataset(plan: Plan, start: tuple[int, int], actors: int) -> ray.data.Dataset:
    """What Ray is to do: read in one place, clean in many, keep the order."""
    rows = readings(plan.inputs, start)
    environment = {k: v for k, v in os.environ.items() if k.startswith(SETTINGS)}
    return (
        ray.data.from_items(rows, override_num_blocks=len(rows))
        .map_batches(
            read,  # type: ignore[arg-type]  # Ray's types know of no further arguments
            fn_args=(plan.inputs, plan.query),
            compute=TaskPoolStrategy(size=1),
            num_cpus=READING_CORE,
        )
        .map_batches(
            Cleaner,
            fn_constructor_args=(plan.settings.cleaner().engine(), environment),
            batch_size=None,
            batch_format="pyarrow",
            compute=ActorPoolStrategy(size=actors),
            num_cpus=CLEANING_CORE,
        )
    )


def on_cluster(
    plan: Plan, start: tuple[int, int], actors: int | None = None
) -> Iterator[tuple[Page, Done]]:
    """As sluice.bulk.run.here, on the cluster that RAY_ADDRESS names, or on one of this machine.

    actors: how many; None for one a core.
    """
    ray.init(log_to_driver=True, configure_logging=False)
    context = DataContext.get_current()
    context.execution_options.preserve_order = True
    # Each message is a block of its own: how large it is has been decided.
    context.target_max_block_size = 1
    context.enable_progress_bars = False
    cores = int(ray.cluster_resources()["CPU"])  # type: ignore[no-untyped-call]
    found = dataset(plan, start, actors or cores)
    for batch in found.iter_batches(batch_size=None, batch_format="pyarrow"):
        for cleaned in unpacked(batch, Cleaned):
            yield from zip(cleaned.pages, cleaned.done, strict=True)


@click.command(context_settings=HELP)
@asked
@click.option("--actors", type=click.IntRange(1), help="Cleaning actors; by default one a core.")
def bulk(actors: int | None, **given: Any) -> None:
    """Clean every page of IN... on a Ray cluster, into parts in the folder --out.

    Inputs, results and options are those of `python -m service bulk`, and so is what the same
    command does after a kill. All nodes have to see the inputs at the same paths.
    """
    carry_out(given | {"workers": 1}, partial(on_cluster, actors=actors))


if __name__ == "__main__":
    bulk()
