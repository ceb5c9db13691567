"""What the bulk job is in parts on any cluster: inputs in readings, pages in blocks, one engine."""

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from sluice.bulk.child_process import ChildProcess
from sluice.bulk.inputs import Input, input_of
from sluice.bulk.messages import Load, loads
from sluice.bulk.places import exists, shown
from sluice.bulk.reading import pages
from sluice.bulk.run import Plan
from sluice.formats.ndjson import Query

# A block is what a lost worker costs, in pages cleaned again, and what is kept account of.
BLOCK_PAGES = 64
BLOCK_BYTES = 4 << 20
# Of one task that reads: a lost one begins anew.
READ_BYTES = 256 << 20
SETTINGS = "SLUICE_"
# What a task reads: the inputs from first to before last, but for skip pages that have been done.
READING = ("first", "last", "skip")


class Job(NamedTuple):
    """What every node is told. most_bytes: of one page."""

    inputs: list[Input]
    query: Query
    most_bytes: int
    engine: dict[str, str]
    environment: dict[str, str]


def job_of(plan: Plan) -> Job:
    """The same engine and settings on every node as where the plan was made."""
    environment = {k: v for k, v in os.environ.items() if k.startswith(SETTINGS)}
    settings = plan.settings
    return Job(
        *(plan.inputs, plan.query, int(settings.max_body_bytes)),
        *(settings.cleaner().engine(), environment),
    )


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


def blocks(job: Job, reading: dict[str, Any]) -> Iterator[Load]:
    """A block of pages after the other.

    Raises ValueError where this node sees other inputs than the job does.
    """
    first, last, skip = (int(reading[name]) for name in READING)
    for each in job.inputs[first:last]:
        if not exists(each.path) or input_of(each.path).mark != each.mark:
            raise ValueError(f"{shown(each.path)}: this node does not see it as the job does.")
    found = pages(job.inputs[:last], job.query, (first, skip), job.most_bytes)
    yield from loads(found, BLOCK_PAGES, BLOCK_BYTES)


def cleaning(engine: dict[str, str], environment: dict[str, str]) -> ChildProcess:
    """The watched process that cleans on this node. environment: the job's settings.

    Raises ValueError where another engine is installed: its bytes would be others.
    """
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(SETTINGS)}
    piped = ChildProcess(inherited | environment)
    if piped.engine != engine:
        piped.close()
        raise ValueError(f"Another engine is installed on this node: {piped.engine}.")
    return piped
