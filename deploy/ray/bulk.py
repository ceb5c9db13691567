"""The bulk job on a Ray cluster: the same command, the same folder of results, more machines.

    ray job submit ... -- python -m deploy.ray.bulk IN... --out FOLDER

One task reads the inputs in order and hands out blocks of pages; actors, one a core, have them
cleaned; this process takes what comes back in order and writes it as the one-machine job does.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import click
import msgspec
import pyarrow
import ray
from ray.data import ActorPoolStrategy, DataContext, TaskPoolStrategy

from deploy.blocks import READING, Job, blocks, cleaning, job_of, readings
from sluice.bulk.command import HELP, asked, carry_out
from sluice.bulk.messages import Cleaned, Done, Load, Page
from sluice.bulk.run import Plan
from sluice.workers.job import Message

# Of a core: an actor's share, and what is left of it for the task that reads.
CLEANING_CORE, READING_CORE = 0.9, 0.1
ROW = "message"
SCHEMA = pyarrow.schema({ROW: pyarrow.large_binary()})


class Cleaner:
    """An actor: one core, and the watched process that cleans there."""

    def __init__(self, wanted: dict[str, str], environment: dict[str, str]) -> None:
        """Start the process. wanted: the engine of the job. environment: its settings.

        Raises ValueError where another engine is installed: its bytes would be others.
        """
        self._piped = cleaning(wanted, environment)

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


def read(readings: Any, job: Job) -> Iterator[pyarrow.Table]:
    """Ray's side of reading: a block of pages after the other. readings: columns of READING.

    Raises ValueError where this node sees other inputs than the job does.
    """
    for values in zip(*(readings[name] for name in READING), strict=True):
        yield from map(packed, blocks(job, dict(zip(READING, values, strict=True))))


def dataset(plan: Plan, start: tuple[int, int], actors: int) -> ray.data.Dataset:
    """What Ray is to do: read in one place, clean in many, keep the order."""
    rows = readings(plan.inputs, start)
    job = job_of(plan)
    return (
        ray.data.from_items(rows, override_num_blocks=len(rows))
        .map_batches(
            read,  # type: ignore[arg-type]  # Ray's types know of no further arguments
            fn_args=(job,),
            compute=TaskPoolStrategy(size=1),
            num_cpus=READING_CORE,
        )
        .map_batches(
            Cleaner,
            fn_constructor_args=(job.engine, job.environment),
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
