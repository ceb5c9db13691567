"""The bulk job on a Spark cluster: the same command, the same folder of results, more machines.

    spark-submit --master spark://… deploy/spark/bulk.py IN... --out FOLDER

Tasks read the inputs and hand out blocks of pages; others clean them (`mapInPandas`); this process
takes what comes back in order and writes it as the one-machine job does.
"""

import itertools
from collections.abc import Iterator
from functools import partial
from typing import Any

import click
import msgspec
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession

from deploy.blocks import READING, Job, job_of, readings
from deploy.spark.tasks import clean, read
from sluice.bulk.command import HELP, asked, carry_out
from sluice.bulk.messages import Cleaned, Done, Page
from sluice.bulk.run import Plan

# Readings that are cleaned before any of them is written: what the job's kill may cost, and what
# the nodes' disks hold of a crawl.
WAVE = 16
ROW = "place long, message binary"


def cleaned(spark: SparkSession, rows: list[dict[str, int]], job: Job) -> DataFrame:
    """The blocks of some readings, cleaned by all cores, on the nodes' disks."""
    cores = spark.sparkContext.defaultParallelism
    names = ("number", *READING)
    schema = ", ".join(f"{name} long" for name in names)
    table = spark.createDataFrame([[row[name] for name in names] for row in rows], schema)
    found = table.repartition(len(rows), "number").mapInPandas(partial(read, job=job), ROW)
    # Twice as many tasks as cores: the last one to end keeps the others waiting.
    spread = found.repartition(2 * cores, "place")
    kept = spread.mapInPandas(partial(clean, job=job), ROW).persist(StorageLevel.DISK_ONLY)
    kept.count()
    return kept


def on_cluster(plan: Plan, start: tuple[int, int]) -> Iterator[tuple[Page, Done]]:
    """As sluice.bulk.run.here, on the cluster that spark-submit or the configuration names."""
    spark = SparkSession.builder.appName("sluice bulk").getOrCreate()
    # A message is a block: a few of them are enough for one record batch.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "4")
    job = job_of(plan)
    numbered = (row | {"number": i} for i, row in enumerate(readings(plan.inputs, start)))
    while wave := list(itertools.islice(numbered, WAVE)):
        kept = cleaned(spark, wave, job)
        for row in kept.orderBy("place").toLocalIterator():
            message = msgspec.msgpack.decode(bytes(row.message), type=Cleaned)
            yield from zip(message.pages, message.done, strict=True)
        kept.unpersist()
    spark.stop()


@click.command(context_settings=HELP)
@asked
def bulk(**given: Any) -> None:
    """Clean every page of IN... on a Spark cluster, into parts in the folder --out.

    Inputs, results and options are those of `python -m service bulk`, and so is what the same
    command does after a kill. All nodes have to see the inputs at the same paths.
    """
    carry_out(given | {"workers": 1}, on_cluster)


if __name__ == "__main__":
    bulk()
