"""python -m service learn: the command line of learning, with its progress and its summary."""

import sqlite3
import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from sluice.bulk import inputs, parquet
from sluice.bulk.progress import Shown, progress_of
from sluice.learn.run import SAMPLE_PAGES, Figures, Plan, Run
from sluice.learn.template import USUAL
from sluice.site_profiles.host import normal
from sluice.workers.settings import WorkerSettings, from_environment

# As a shell reports a program that Ctrl-C has ended.
INTERRUPTED = 130
notes = Console(stderr=True, highlight=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument(
    "sources", nargs=-1, required=True, metavar="PAGES...", type=click.Path(exists=True)
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of profiles; one that is there stays until the new one is whole.",
)
@click.option("--host", help="The host of pages that state no url, as those of a folder.")
@click.option(
    "--sample",
    type=click.IntRange(USUAL.bodies, 0xFFFF),
    default=SAMPLE_PAGES,
    show_default=True,
    help="Most pages of one host that are kept; more take longer and tell little.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    envvar="SLUICE_ENGINES",
    help="Reading processes; by default as many as there are CPUs.",
)
def learn(sources: tuple[str, ...], out: Path, **others: str | int | None) -> None:
    """Learn from PAGES... what each site prints on page after page, into the file --out.

    PAGES are files as for `python -m service bulk`: NDJSON (.ndjson, .jsonl), web archives (.warc,
    .wet), each also .gz or .zst; Parquet (.parquet); folders of .html and .txt files. A host needs
    some ten different articles; lines on a third of them and more are its template. Pages are told
    apart by their url; those without one are left out, unless --host names theirs.

    The service and bulk load the file with SLUICE_SITE_PROFILES, and report the lines that it
    takes as site_template. The same pages give the same file. A run that is killed changes nothing;
    start it again. Exits with 1 if an input could not be read to its end.

    \b
    Examples:
      python -m service learn crawl/*.warc.gz --out site-profiles.sqlite
      python -m service learn mirror/ --host example.org --out site-profiles.sqlite
      SLUICE_SITE_PROFILES=site-profiles.sqlite python -m service bulk crawl/*.warc.gz --out clean/
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    try:
        sys.exit(_carry_out(_plan(sources, out, others)))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except (OSError, sqlite3.Error) as error:
        detail = getattr(error, "strerror", None) or error
        raise click.ClickException(f"{out}: {detail}. Nothing was changed.") from None


def _plan(sources: tuple[str, ...], out: Path, others: dict[str, str | int | None]) -> Plan:
    found, _ = inputs.inputs_of(map(Path, sources))
    if any(each.kind is inputs.Kind.PARQUET for each in found) and not parquet.available():
        raise ValueError(parquet.MISSING)
    host = None if others["host"] is None else normal(str(others["host"]))
    if others["host"] is not None and host is None:
        raise ValueError(f"--host: {others['host']!r} is no name of a host.")
    workers = int(others["workers"] or from_environment(WorkerSettings).engines)
    return Plan(found, out, workers, host, int(others["sample"] or 0))


def _carry_out(plan: Plan) -> int:
    began = time.monotonic()
    with progress_of(notes) as progress:
        shown = Shown(progress, "Reading", plan.size())

        def show(figures: Figures, seen: int) -> None:
            shown.draw(seen, figures.pages, figures.pages)

        run = Run(plan, show)
        try:
            run.go()
        except KeyboardInterrupt:
            notes.print("Interrupted. Nothing was changed.")
            return INTERRUPTED
        finally:
            run.close()
    return _summary(run.figures, plan, time.monotonic() - began)


def _summary(figures: Figures, plan: Plan, seconds: float) -> int:
    """What was learned; the exit code says whether all inputs were read to their ends."""
    table = Table("what", "count", title=str(plan.out), show_edge=False, show_header=False)
    rows = {
        "pages": figures.pages,
        "pages that state no url": figures.nameless,
        "pages of hosts with enough others": figures.enough,
        **{f"pages left out: {name}": count for name, count in figures.failures.most_common()},
        "hosts": figures.hosts,
        "hosts with a profile": figures.profiles,
        "lines of templates": figures.lines,
    }
    for name, count in rows.items():
        table.add_row(name, f"{count:,}")
    notes.print(table)
    rate = figures.pages / max(0.001, seconds)
    notes.print(
        f"{seconds:,.1f} s, {rate:,.1f} pages a second, {figures.bytes_a_host():,} bytes a profile"
    )
    if not figures.profiles:
        notes.print("No host has enough different articles: the file holds no profile.")
    return 1 if figures.unread else 0
