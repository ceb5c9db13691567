"""python -m service bulk: the command line of a run, with its progress and its summary."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from sluice.bulk import inputs, parquet, places
from sluice.bulk.counts import Tally
from sluice.bulk.journal import FAILURES
from sluice.bulk.parts import FORMATS
from sluice.bulk.progress import Shown, progress_of
from sluice.bulk.run import PART_PAGES, Cleaned, Plan, Run, here
from sluice.errors import Refused
from sluice.formats.ndjson import Query
from sluice.forms import Comments, Output
from sluice.options import Removed
from sluice.site_profiles.file import BadFileError, identity
from sluice.workers.request import options_of
from sluice.workers.settings import WorkerSettings, from_environment

OPTIONS = ("output", "removed", "comments", "language")
# As a shell reports a program that Ctrl-C has ended.
INTERRUPTED = 130
# Of the verdicts, reasons and failures, where nobody asks for all.
MOST_NAMED = 6
GOES_ON = "The same command again goes on from here."
notes = Console(stderr=True, highlight=False)
NEEDS = "" if parquet.available() else f" NOT HERE: {parquet.MISSING}."


class Place(click.ParamType):  # type: ignore[type-arg]  # generic in newer ones only
    """A path, or an address in an object store."""

    name = "place"

    def __init__(self, path: click.Path) -> None:
        """path: what is asked of paths of this machine."""
        self._path = path

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The place. Refuses what is not there, or cannot be."""
        if isinstance(value, Path) or "://" not in str(value):
            return Path(os.fsdecode(self._path.convert(value, param, ctx)))
        try:
            place = places.place_of(str(value))
            if self._path.exists and not places.exists(place):
                self.fail(f"{value} does not exist.", param, ctx)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        except places.StoreError as error:
            raise click.ClickException(f"{error.strerror}.") from None
        return place


HELP = {"help_option_names": ["-h", "--help"]}
# What is asked for wherever the job runs, in the order in which --help lists it.
ASKED = (
    click.argument(
        "sources", nargs=-1, required=True, metavar="IN...", type=Place(click.Path(exists=True))
    ),
    click.option(
        "--out",
        "folder",
        required=True,
        type=Place(click.Path(file_okay=False)),
        help="Folder of results.",
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(list(FORMATS)),
        default="ndjson",
        help=f"Of the results. Parquet needs pyarrow.{NEEDS}",
    ),
    click.option(
        "--output", type=click.Choice([str(form) for form in Output]), help="The bodies' form."
    ),
    click.option(
        "--removed",
        type=click.Choice([str(form) for form in Removed]),
        help="How much of the removal report a result holds.",
    ),
    click.option(
        "--comments",
        type=click.Choice([str(which) for which in Comments]),
        help="Readers' comments: by the page's kind (default), keep all, drop all.",
    ),
    click.option("--language", help="The language of all pages, where you know it."),
    click.option(
        "--part-pages",
        type=click.IntRange(1),
        default=PART_PAGES,
        help="Pages of one part: what a kill may cost is done again.",
    ),
    click.option("--all", is_flag=True, help="A summary with every verdict, reason and failure."),
)


def asked(command: Callable[..., None]) -> Callable[..., None]:
    """Have a command ask for what every run needs: it is passed on to carry_out."""
    for option in reversed(ASKED):
        command = option(command)
    return command


@click.command(context_settings=HELP)
@asked
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    envvar="SLUICE_ENGINES",
    help="Cleaning processes; by default as many as there are CPUs.",
)
@click.option(
    "--site-profiles",
    "profiles",
    type=click.Path(path_type=Path),
    help="File of `python -m service learn`; otherwise that of SLUICE_SITE_PROFILES, if any.",
)
def bulk(profiles: Path | None, **given: Any) -> None:
    """Clean every page of IN... on all cores, into parts in the folder --out.

    IN is NDJSON (.ndjson, .jsonl), a web archive (.warc, .wet) or a page (.html, .txt, .md), each
    also .gz or .zst; Parquet (.parquet) or WACZ (.wacz); or a folder of these. IN and --out may be
    in an object store (s3://bucket/name, gs://bucket/name). The command can be killed at any
    moment: the same command again goes on where it was, without loss or repetition.

    Pages that could not be cleaned are listed in _failures.ndjson, each with its reason. Exits
    with 1 if an input could not be read to its end.

    \b
    Examples:
      python -m service bulk crawl/*.warc.gz --out clean/
      python -m service bulk pages.ndjson.zst --out clean/ --format parquet --removed summary
      python -m service bulk crawl/*.warc.gz --out wet/ --format warc
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    settings = from_environment(WorkerSettings)
    if profiles:
        try:
            identity(profiles)
        except BadFileError as error:
            raise SystemExit(f"sluice: --site-profiles={str(profiles)!r}: {error}.") from None
        settings = settings.model_copy(update={"site_profiles": profiles})
    carry_out(given | {"settings": settings}, here)


def carry_out(given: dict[str, Any], cleaned: Cleaned) -> None:
    """Do what was asked for, show it, and exit with what the command promises.

    given: by the names of the options. cleaned: where the pages are cleaned. Raises
    click.ClickException, with a sentence.
    """
    try:
        plan = _plan(given)
        _check(plan)
        sys.exit(_carry_out(plan, cleaned))
    except Refused as refused:
        raise click.UsageError(refused.detail) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except places.StoreError as error:
        raise click.ClickException(f"{error.strerror}. {GOES_ON}") from None
    except OSError as error:
        raise click.ClickException(f"{given['folder']}: {error.strerror}. {GOES_ON}") from None


def _plan(given: dict[str, Any]) -> Plan:
    query: Query = {name: [given[name]] for name in OPTIONS if given[name] is not None}
    options_of(query)
    found, unread = inputs.inputs_of(given["sources"])
    if unread:
        notes.print(f"Not read: {inputs.told(unread)}.")
    settings = given.get("settings") or from_environment(WorkerSettings)
    numbers = given["workers"] or settings.engines, given["part_pages"]
    return Plan(found, given["folder"], given["form"], query, *numbers, settings)


def _check(plan: Plan) -> None:
    """Raise ValueError for what would only show in the middle of a run."""
    wanted = plan.form == "parquet" or any(i.kind is inputs.Kind.PARQUET for i in plan.inputs)
    if wanted and not parquet.available():
        raise ValueError(parquet.MISSING)


def _carry_out(plan: Plan, cleaned: Cleaned) -> int:
    began = time.monotonic()
    with progress_of(notes) as progress:
        shown = Shown(progress, "Cleaning", plan.size())

        def show(tally: Tally, seen: int) -> None:
            shown.draw(seen, tally.pages, tally.pages - run.found)

        run = Run(plan, show, cleaned)
        try:
            run.go()
        except KeyboardInterrupt:
            notes.print(f"Interrupted. {GOES_ON}")
            return INTERRUPTED
        finally:
            run.close()
    _summary(run, plan, time.monotonic() - began)
    return 1 if run.tally.unread else 0


def _summary(run: Run, plan: Plan, seconds: float) -> None:
    tally = run.tally
    notes.print(f"{tally.pages:,} pages")
    asked = click.get_current_context(silent=True)
    most = None if asked and asked.params.get("all") else MOST_NAMED
    for title, counts in (
        ("page verdicts", tally.verdicts),
        ("blocks removed", tally.removed),
        ("failures", tally.failures),
    ):
        if counts:
            notes.print(_told(title, counts, most), soft_wrap=True)
    now = tally.pages - run.found
    notes.print(
        f"{now:,} pages now, in {seconds:,.1f} s ({now / max(0.001, seconds):,.1f} a second)"
    )
    if run.found:
        notes.print(f"{run.found:,} pages had been done before.")
    if tally.failures:
        notes.print(f"Failures, each with its reason: {places.shown(plan.folder / FAILURES)}")


def _told(title: str, counts: Counter[str], most: int | None) -> str:
    """The counts on one line, the largest first; all of them where most is None, a line each."""
    ranked = [f"{name} {count:,}" for name, count in counts.most_common()]
    if most is None:
        return "\n  ".join([f"{title}:", *ranked])
    more = f" and {len(ranked) - most} more (--all)" if len(ranked) > most else ""
    return f"{title}: {', '.join(ranked[:most])}{more}"
