"""sluice clean: a file, standard input, or the pages of folders on all cores."""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from sluice.cli.pages import KINDS, STDIN, pages_of
from sluice.errors import Refused
from sluice.forms import Comments, Images, Output
from sluice.options import FrontMatter, Options, Removed, options_from
from sluice.workers.cpus import granted_cpus

COLUMNS = ("kind", "verdict", "words kept", "blocks removed", "title")
CRASHED = "page-crashed-engine"


@dataclass(frozen=True)
class Row:
    """What is told of one page of many. line: its answer as JSON, where that is asked for."""

    line: bytes
    cells: tuple[str, ...]
    verdict: str
    problem: str = ""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument(
    "pages",
    nargs=-1,
    required=True,
    metavar="PAGE...",
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
)
@click.option(
    "--json", "form", flag_value="json", help="The service's answer as JSON, one line a page."
)
@click.option("--pretty", "form", flag_value="pretty", help="For people (default).")
@click.option("--all", "form", flag_value="all", help="For people, with each block or page.")
@click.option(
    "--output",
    type=click.Choice([str(form) for form in Output]),
    help="The body alone, in this form; with --json or --pretty the form of its body.",
)
@click.option(
    "--images",
    type=click.Choice([str(which) for which in Images]),
    help="Images in Markdown and HTML: the article's (default), or none.",
)
@click.option(
    "--comments",
    type=click.Choice([str(which) for which in Comments]),
    help="Readers' comments: forums keep them and articles do not (default), keep all, drop all.",
)
@click.option(
    "--front-matter",
    type=click.Choice([str(form) for form in FrontMatter]),
    help="The metadata above the body.",
)
@click.option(
    "--removed",
    type=click.Choice([str(form) for form in Removed]),
    help="How much of the removal report the JSON holds.",
)
@click.option("--url", help="The page's address: resolves links in metadata and body.")
@click.option("--language", help="The page's language, where you know it.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="Processes for many pages; by default as many as there are CPUs.",
)
def clean(
    pages: tuple[Path, ...], form: str | None, workers: int | None, **asked: str | None
) -> None:
    """Clean PAGE...: files, folders of .html, .txt and .md files, or - for standard input.

    Of one page the cleaned body goes to standard output, and what was removed and why beside it;
    with --output the body goes alone. Of many, with --json, each answer is a line, with the page's
    name as `file`. A page has no deadline here, as `sluice bulk` and the service give it.

    Exits with 1 if a page was refused.

    \b
    Examples:
      sluice clean page.html
      curl -s https://example.org/story | sluice clean - --output markdown > story.md
      sluice clean pages/ --json > articles.ndjson
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    try:
        options = options_from({name: value for name, value in asked.items() if value})
    except Refused as refusal:
        raise click.UsageError(refusal.detail) from None
    if len(pages) == 1 and not pages[0].is_dir():
        sys.exit(_one(pages[0], form or ("body" if asked["output"] else "pretty"), options))
    if STDIN in pages:
        raise click.UsageError("Standard input is one page, and has to be named alone.")
    named = list(pages_of(pages))
    if not named:
        raise click.UsageError(f"{pages[0]}: no file here ends in {', '.join(KINDS)}.")
    sys.exit(_many(named, form or "pretty", options, workers or granted_cpus()))


def _one(page: Path, form: str, options: Options) -> int:
    from sluice.answer import answer  # noqa: PLC0415 - --help waits for nothing that cleans
    from sluice.formats.json_codec import encode  # noqa: PLC0415

    try:
        fields = answer(cleaned(page, options), options)
    except Refused as refusal:
        click.echo(f"{page}: {refusal.problem.value.title} {refusal.detail}", err=True)
        click.echo(refusal.problem.value.remedy, err=True)
        return 1
    if form == "json":
        sys.stdout.buffer.write(encode(fields) + b"\n")
    elif form == "body":
        _write_body(fields["body"])
    else:
        _show(fields, form)
    return 0


def cleaned(page: Path, options: Options) -> Any:
    """The page's Article. Raises Refused."""
    from sluice import InputKind, Source  # noqa: PLC0415
    from sluice import clean as clean_page  # noqa: PLC0415

    content = sys.stdin.buffer.read() if page == STDIN else page.read_bytes()
    kind = KINDS.get(page.suffix.lower())
    told = (options.url, options.language, options.crawled_at, options.comments)
    return clean_page(Source(content, InputKind(kind) if kind else None, None, *told))


def _write_body(body: str) -> None:
    """The body alone: to a file to the letter, to a terminal as one may show it."""
    from sluice.cli.terminal import shown  # noqa: PLC0415

    text = shown(body) if sys.stdout.isatty() else body
    sys.stdout.buffer.write(f"{text}\n".encode() if text else b"")


def _show(fields: dict[str, Any], form: str) -> None:
    """The answer as a person reads it: what it is, the body, and what went."""
    from rich.text import Text  # noqa: PLC0415

    from sluice.cli.terminal import SUMMARY, notes, out, shown  # noqa: PLC0415

    for name, value in fields["metadata"].items():
        if value and name not in ("sources", "confidence"):
            text = value if isinstance(value, str) else ", ".join(value)
            out.print(Text.assemble((f"{name}: ", "bold"), shown(text)))
    out.print()
    out.print(Text(shown(fields["body"])), soft_wrap=True)
    removed = fields["removed"]
    notes.print(Text(f"\n{len(removed)} blocks removed", "bold"))
    told = [(entry["reason"], shown(entry["text"][:100])) for entry in removed]
    if form != "all" and len(told) > SUMMARY - 2:
        told = _by_reason(removed, SUMMARY - 3)
    for reason, text in told:
        notes.print(Text.assemble((f"{reason:16}", "cyan"), f" {text}"), soft_wrap=True)


def _by_reason(removed: list[dict[str, Any]], most: int) -> list[tuple[str, str]]:
    counts = Counter(entry["reason"] for entry in removed).most_common()
    told = [(reason, f"{count} blocks") for reason, count in counts[:most]]
    rest = sum(count for _, count in counts[most:])
    return [*told, ("…", f"{rest} for other reasons; --all lists each" if rest else "--all: each")]


def _many(named: list[tuple[str, Path]], form: str, options: Options, workers: int) -> int:
    """Clean all of them; the exit code says whether one was refused."""
    from sluice.cli.crew import on_all_cores  # noqa: PLC0415
    from sluice.cli.terminal import notes  # noqa: PLC0415

    work = partial(row, options=options, form=form)
    rows = []
    for (name, _), made in on_all_cores(work, named, min(workers, len(named))):
        done = made or _failed(name, CRASHED, "The process that was cleaning it has died.")
        rows.append(done)
        if form == "json":
            sys.stdout.buffer.write(done.line)
            rows[-1] = Row(b"", (), done.verdict, done.problem)
    if form != "json":
        _summary(rows, form)
    refused = sum(bool(each.problem) for each in rows)
    notes.print(f"{len(rows)} pages, {refused} refused")
    return 1 if refused else 0


def row(named: tuple[str, Path], options: Options, form: str) -> Row:
    """One page of many, in whatever process."""
    from sluice.answer import answer  # noqa: PLC0415
    from sluice.formats.json_codec import encode  # noqa: PLC0415
    from sluice.text.words import count_words  # noqa: PLC0415

    name, page = named
    try:
        article = cleaned(page, options)
    except Refused as refusal:
        return _failed(name, refusal.problem.value.code, refusal.detail)
    except OSError as error:
        return _failed(name, "unreadable", error.strerror or "It cannot be read.")
    if form == "json":
        line = encode({"file": name} | answer(article, options)) + b"\n"
        return Row(line, (), article.verdict.page)
    words = sum(count_words(block.text) for _, block in article.judgement.kept())
    removed = str(len(article.judgement.removed()))
    kind, title = str(article.judgement.page.kind), article.metadata.title or ""
    verdict = str(article.verdict.page)
    return Row(b"", (name, kind, verdict, str(words), removed, title), verdict)


def _failed(name: str, code: str, detail: str) -> Row:
    from sluice.formats.json_codec import encode  # noqa: PLC0415

    line = encode({"file": name, "problem": code, "detail": detail}) + b"\n"
    return Row(line, (name, "", code, "", "", ""), code, code)


def _summary(rows: Iterable[Row], form: str) -> None:
    """A row a page where these are few or all are asked for; else how many are what."""
    from rich.table import Column, Table  # noqa: PLC0415

    from sluice.cli.terminal import SUMMARY, out, shown  # noqa: PLC0415

    rows = list(rows)
    most = SUMMARY - 6
    if form == "all" or len(rows) <= SUMMARY - 5:
        table = Table(Column("page", overflow="fold"), *COLUMNS)
        for each in rows:
            table.add_row(*map(shown, each.cells))
    else:
        table = Table("verdict", Column("pages", justify="right"))
        counts = Counter(each.verdict for each in rows).most_common()
        for verdict, count in counts[:most]:
            table.add_row(verdict, f"{count:,}")
        rest = sum(count for _, count in counts[most:])
        if rest:
            table.add_row("others", f"{rest:,}")
        table.caption = "--all lists each"
    out.print(table)
