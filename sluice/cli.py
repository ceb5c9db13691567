"""The command line: cleans a file, standard input or a folder, with the service's clean()."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import category

import click
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table
from rich.text import Text

from sluice import compiled
from sluice.answer import answer
from sluice.errors import Refused
from sluice.formats.json_codec import encode
from sluice.model import Article, InputKind, Source
from sluice.options import FrontMatter, Options, options_from
from sluice.pipeline import clean
from sluice.render import Images, Output
from sluice.text.words import count_words
from sluice.version import VERSION

KINDS = {
    ".html": InputKind.HTML,
    ".htm": InputKind.HTML,
    ".xhtml": InputKind.HTML,
    ".txt": InputKind.TEXT,
    ".text": InputKind.TEXT,
    ".md": InputKind.TEXT,
}
COLUMNS = ("kind", "verdict", "words kept", "blocks removed", "title")
out = Console(highlight=False)
notes = Console(stderr=True, highlight=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("page", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option(
    "--json", "form", flag_value="json", help="The service's answer as JSON, one line a page."
)
@click.option("--pretty", "form", flag_value="pretty", help="For people (default).")
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
    "--front-matter",
    type=click.Choice([str(form) for form in FrontMatter]),
    help="The metadata above the body.",
)
@click.option("--url", help="The page's address: resolves links in metadata and body.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, asked: _version(context) if asked else None,
    help="Show the version, and whether the compiled modules are in use.",
)
def main(page: Path, form: str | None, **asked: str | None) -> None:
    """Clean PAGE: a file, a folder of .html and .txt files, or - for standard input.

    The cleaned body goes to standard output, what was removed and why beside it; with --output the
    body goes alone. Exits with 1 if a page was refused. For a whole crawl there is
    `python -m service bulk`.

    \b
    Examples:
      python -m service page.html
      curl -s https://example.org/story | python -m service - --output markdown > story.md
      curl -s https://example.org/story | python -m service - --json
      python -m service pages/ --json > articles.ndjson
    """  # noqa: D301 - click wants the character, it keeps the lines below it as they are
    options = options_from({name: value for name, value in asked.items() if value})
    if page.is_dir():
        sys.exit(_folder(page, form, options))
    try:
        article = clean(_source(page, options))
    except Refused as refusal:
        notes.print(Text(f"{page}: {refusal.problem.value.title} {refusal.detail}", "red"))
        notes.print(refusal.problem.value.remedy)
        sys.exit(1)
    if form == "json":
        sys.stdout.buffer.write(encode(answer(article, options)) + b"\n")
    elif form is None and asked["output"]:
        _write_body(answer(article, options)["body"])
    else:
        _show(article, options)


def _write_body(body: str) -> None:
    """The body alone: to a file to the letter, to a terminal as one may show it."""
    text = _shown(body) if sys.stdout.isatty() else body
    sys.stdout.buffer.write(f"{text}\n".encode() if text else b"")


def _version(context: click.Context) -> None:
    click.echo(f"sluice, version {VERSION} ({compiled.code()})")
    context.exit()


def _source(page: Path, options: Options) -> Source:
    content = sys.stdin.buffer.read() if str(page) == "-" else page.read_bytes()
    return Source(content, KINDS.get(page.suffix.lower()), url=options.url)


def _folder(folder: Path, form: str | None, options: Options) -> int:
    """Clean every page of the folder; the exit code says whether one was refused."""
    pages = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in KINDS and path.is_file()
    )
    if not pages:
        notes.print(f"{folder}: no file here ends in {', '.join(KINDS)}.")
        return 1
    table = Table(Column("page", overflow="fold"), *COLUMNS)
    refused = 0
    for page, result in _cleaned(pages, options):
        name = str(page.relative_to(folder))
        refused += isinstance(result, Refused)
        if form == "json":
            sys.stdout.buffer.write(encode({"file": name} | _fields(result, options)) + b"\n")
        else:
            table.add_row(name, *_cells(result))
    if form != "json":
        out.print(table)
    notes.print(f"{len(pages)} pages, {refused} refused")
    return 1 if refused else 0


def _cleaned(pages: list[Path], options: Options) -> Iterator[tuple[Path, Article | Refused]]:
    quiet = not sys.stderr.isatty()
    for page in track(pages, "Cleaning", console=notes, disable=quiet, transient=True):
        try:
            yield page, clean(_source(page, options))
        except Refused as refusal:
            yield page, refusal


def _fields(result: Article | Refused, options: Options) -> dict[str, Any]:
    if isinstance(result, Refused):
        return {"problem": result.problem.value.code, "detail": result.detail}
    return answer(result, options)


def _cells(result: Article | Refused) -> list[str]:
    if isinstance(result, Refused):
        return ["", result.problem.value.code, "", "", ""]
    judgement, metadata = result.judgement, result.metadata
    words = sum(count_words(block.text) for _, block in judgement.kept())
    removed = str(len(judgement.removed()))
    return [judgement.page.kind, result.verdict.page, str(words), removed, metadata.title or ""]


def _show(article: Article, options: Options) -> None:
    """The answer as a person reads it: what it is, the body, and what went."""
    fields = answer(article, options)
    for name, value in fields["metadata"].items():
        if value and name not in ("sources", "confidence"):
            text = value if isinstance(value, str) else ", ".join(value)
            out.print(Text.assemble((f"{name}: ", "bold"), _shown(text)))
    out.print()
    out.print(Text(_shown(fields["body"])), soft_wrap=True)
    notes.print(Text(f"\n{len(fields['removed'])} blocks removed", "bold"))
    for entry in fields["removed"]:
        notes.print(
            Text.assemble((f"{entry['reason']:16}", "cyan"), f" {_shown(entry['text'][:100])}")
        )


def _shown(text: str) -> str:
    """The text without control characters: a page must not drive the terminal."""
    return "".join(c for c in text if c in "\n\t" or category(c) != "Cc")
