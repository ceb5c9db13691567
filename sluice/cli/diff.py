"""sluice diff: whose bodies changed between two versions or two settings, and by which rule."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import click

from sluice.cli.answers import Pair, pairs
from sluice.cli.pages import KINDS, pages_of
from sluice.comparison import Answered, Change, changed, on_one_side
from sluice.workers.cpus import granted_cpus

SAME, DIFFERENT, TROUBLE = 0, 1, 2
# With the lines that stand around them these make ten.
MOST_RULES = 6
WIDTH = 100


@dataclass
class Tally:
    """What a comparison has come to. rules: of each, pages, lines gone and lines back."""

    pages: int = 0
    changed: int = 0
    otherwise: int = 0
    rules: dict[str, list[int]] = field(default_factory=dict)

    def count(self, change: Change) -> None:
        """One more page whose body is another."""
        self.changed += 1
        gone = Counter(line.rule for line in change.gone)
        back = Counter(line.rule for line in change.back)
        for rule in gone.keys() | back.keys():
            figures = self.rules.setdefault(rule, [0, 0, 0])
            for i, count in enumerate((1, gone[rule], back[rule])):
                figures[i] += count


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="A B | PAGE...",
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--a", multiple=True, metavar="KEY=VALUE", help="A setting of the first.")
@click.option("--b", multiple=True, metavar="KEY=VALUE", help="One of the second.")
@click.option("--all", "form", flag_value="all", help="Each page with its lines, and all rules.")
@click.option("--json", "form", flag_value="json", help="Each page that changed as a line of JSON.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="Processes that clean; by default as many as there are CPUs.",
)
def diff(
    paths: tuple[Path, ...],
    form: str | None,
    workers: int | None,
    **settings: tuple[str, ...],
) -> None:
    """Say whose bodies changed from A to B, and by which rule.

    A and B are answers to the same pages by two versions: files of `sluice clean --json` or of
    the service, or folders of `sluice bulk`. With --a or --b the PAGEs themselves are cleaned, by
    two settings; what neither names has its default. Settings are output, images, comments,
    front_matter, language, phrases (a folder), site_profiles (a file), second_opinion (none),
    most_blocks.

    Exits with 0 if all bodies are the same, with 1 if any differs or stands on one side only, with
    2 if the comparison could not be made.

    \b
    Examples:
      sluice clean pages/ --json > old.ndjson   # with one version
      sluice clean pages/ --json > new.ndjson   # with the other
      sluice diff old.ndjson new.ndjson
      sluice diff pages/ --b phrases=my-phrases/ --all
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    tally = Tally()
    try:
        found = _pairs(paths, settings, workers or granted_cpus())
        for change in _changes(found, tally):
            if form == "json":
                click.echo(json.dumps(asdict(change), ensure_ascii=False))
            elif form == "all":
                _show(change)
    except (ValueError, OSError) as error:
        sentence = str(error) if isinstance(error, ValueError) else f"{paths[0]}: {error.strerror}"
        click.echo(f"Error: {sentence}", err=True)
        sys.exit(TROUBLE)
    _summary(tally, form)
    sys.exit(DIFFERENT if tally.changed else SAME)


def _pairs(
    paths: tuple[Path, ...], asked: dict[str, tuple[str, ...]], workers: int
) -> Iterator[Pair]:
    if not any(asked.values()):
        if len(paths) != 2:
            raise click.UsageError("Name two files of answers, or settings with --a or --b.")
        return pairs(*paths)
    from sluice.cli.crew import on_all_cores  # noqa: PLC0415 - answers are compared without it
    from sluice.cli.settings import both_answers, settings_of  # noqa: PLC0415

    named = list(pages_of(paths))
    if not named:
        raise click.UsageError(f"{paths[0]}: no file here ends in {', '.join(KINDS)}.")
    work = partial(both_answers, first=settings_of(asked["a"]), second=settings_of(asked["b"]))
    crew = on_all_cores(work, named, min(workers, len(named)))
    return (made or _died(name) for (name, _), made in crew)


def _died(name: str) -> Pair:
    crashed = Answered(name, "page-crashed-engine", "", [], "")
    return crashed, crashed


def _changes(found: Iterable[Pair], tally: Tally) -> Iterator[Change]:
    for a, b in found:
        tally.pages += 1
        if a is None or b is None:
            there = a or b
            change = on_one_side(there.page, "A" if a else "B") if there else None
        else:
            change = changed(a, b)
            tally.otherwise += change is None and a.rest != b.rest
        if change is not None:
            tally.count(change)
            yield change


def _show(change: Change) -> None:
    from sluice.cli.terminal import shown  # noqa: PLC0415 - without --all nobody waits for it

    click.echo(shown(change.page))
    for mark, lines in (("-", change.gone), ("+", change.back)):
        for line in lines:
            text = shown(" ".join(line.text.split()))
            click.echo(f"  {mark} {text[:WIDTH]}{'…' * (len(text) > WIDTH)}  [{line.rule}]")


def _summary(tally: Tally, form: str | None) -> None:
    """At most ten lines, unless all are asked for; beside JSON it is a note."""
    note = form == "json"
    click.echo(f"{tally.changed:,} of {tally.pages:,} pages have another body", err=note)
    ranked = sorted(tally.rules.items(), key=lambda entry: (-entry[1][0], entry[0]))
    most = len(ranked) if form == "all" else MOST_RULES
    if ranked:
        click.echo(f"{'pages':>7}{'gone':>7}{'back':>7}  by rule", err=note)
    for rule, (pages, gone, back) in ranked[:most]:
        click.echo(f"{pages:>7,}{gone:>7,}{back:>7,}  {rule}", err=note)
    if len(ranked) > most:
        click.echo(f"and {len(ranked) - most:,} other rules: --all lists all", err=note)
    if tally.otherwise:
        sentence = "have the same body and another report, verdict or metadata"
        click.echo(f"{tally.otherwise:,} pages {sentence}", err=note)
