"""What a change does to the answers, byte for byte.

    python -m tools.answers keep FOLDER [--corpora DIR] [--every N]
    python -m tools.answers compare FOLDER [--corpora DIR] [--every N] [--show N]

keep writes the whole answer to every page into FOLDER: to the development pages as HTML, as text
in lines without blanks around them and as text with all its white space; to the golden pages in
tests/pages; to the pages that came with the task; to hostile ones, cut to 50 kB. compare cleans
the same pages again and says which answers have changed, and in what; then it exits with 1.
Example: keep /tmp/before in one worktree, then in another

    python -m tools.answers compare /tmp/before --every 20 --show 3
"""

import difflib
import hashlib
import importlib.util
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import click
import zstandard
from bs4 import BeautifulSoup
from rich.console import Console
from rich.table import Table

from tools.library import named
from tools.train import corpus
from tools.train.console import each

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TESTS = ROOT / "tests"
HOSTILE_BYTES = 50_000
# What the kept answer says elsewhere, and what is different with every change of the code.
REPEATED = ("id", "output", "body", "engine")
SHOWN_LINES, SHOWN_CHARACTERS = 40, 200
OUTCOMES = ("unchanged", "changed", "not kept")
CONSOLE = Console()

InputKind = named("InputKind")
MORE_HOSTILE = {
    # The first word is tests/poison.py's: here it is a word like any other.
    "poison": ("text/plain", lambda: "poison: die\npoison: loop\n"),
    "bytes without a charset": ("text/plain", lambda: bytes(range(128, 256)) * 400),
    "a letter and fifty blanks": ("text/plain", lambda: ("x" + " " * 50) * 1_000),
    "shouted teasers": ("text/plain", lambda: "READ MORE: READ ALSO: \n" * 2_000),
    "tables without cells": ("text/plain", lambda: "| a | b |\n|---|\n" * 3_000),
}
KINDS = {".html": InputKind.HTML, ".md": InputKind.TEXT, ".txt": InputKind.TEXT}

Answer = dict[str, Any]
# By kind a page's content, the kind as it is declared, and its address.
Forms = dict[str, tuple[bytes, Any, str | None]]


class Job(NamedTuple):
    """One page of a set. read: gives its content in one or more forms when it is its turn."""

    set: str
    id: str
    read: Callable[..., Forms]
    arguments: tuple[Any, ...]


class Change(NamedTuple):
    """What became of one answer.

    fields: those that differ, one of metadata as metadata.title. before, after: the answers, None
    where nothing was kept.
    """

    job: Job
    kind: str
    fields: tuple[str, ...] = ()
    before: Answer | None = None
    after: Answer | None = None

    @property
    def outcome(self) -> str:
        """The column in which it counts."""
        if self.after is None:
            return "not kept"
        return "changed" if self.fields else "unchanged"


@click.group(help=__doc__)
def main() -> None:
    """Keep or compare."""


def _choosing(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which pages are taken."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    command = click.option("--every", default=1, help="Take each N-th page of a set.")(command)
    command = click.option(
        "--corpora", type=folder, default=SHARED / "corpus" if SHARED.is_dir() else None
    )(command)
    return click.argument("folder", type=click.Path(path_type=Path))(command)


@main.command(help="Write the answers into FOLDER.")
@_choosing
def keep(folder: Path, corpora: Path | None, every: int) -> None:
    """One file a set, one line a page."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, jobs in _sets(corpora, every).items():
        lines = each(_packed, jobs, name)
        (folder / f"{name}.jsonl.zst").write_bytes(b"".join(lines))
        digest = hashlib.sha256(b"".join(map(zstandard.decompress, lines))).hexdigest()
        click.echo(f"{digest[:16]}  {name}, {len(lines)} pages")


@main.command(help="Clean the pages whose answers lie in FOLDER again and say what is different.")
@_choosing
@click.option("--show", default=0, help="Differences that are printed of each set.")
@click.option("--without", multiple=True, help="A field that may differ: input, metadata.title.")
def compare(folder: Path, corpora: Path | None, every: int, **asked: Any) -> None:
    """Print a table of what is unchanged, changed and was not kept."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    fields: Counter[str] = Counter()
    for name, jobs in _sets(corpora, every).items():
        changes = []
        for change in _compared(jobs, folder / f"{name}.jsonl.zst", asked["without"]):
            counts[name][change.outcome] += 1
            if change.fields:
                counts[name][change.kind] += 1
                fields.update(change.fields)
                changes.append(change)
        for change in changes[: asked["show"]]:
            _show(change)
    _print(counts, fields)
    if not any(count["unchanged"] or count["changed"] for count in counts.values()):
        raise click.ClickException(f"{folder} holds no answer to any of these pages.")
    sys.exit(any(count["changed"] for count in counts.values()))


def _compared(jobs: Sequence[Job], path: Path, without: Sequence[str]) -> Iterator[Change]:
    """Every answer of a set beside the one that was kept."""
    lines = _lines_of(path.read_bytes()) if path.exists() else ()
    kept = {json.loads(line)["id"]: line for line in lines}
    known = [job for job in jobs if job.id in kept]
    yield from (Change(job, "any") for job in jobs if job.id not in kept)
    for job, packed in zip(known, each(_packed, known, jobs[0].set), strict=True):
        before, after = (json.loads(line)["answers"] for line in (kept[job.id], *_lines_of(packed)))
        for kind, answer in after.items():
            old = before.get(kind, {})
            yield Change(job, kind, _differing(old, answer, without), old, answer)


# Which pages.


def _sets(corpora: Path | None, every: int) -> dict[str, list[Job]]:
    """The pages of each set, in one order on every machine."""
    sets: dict[str, list[Job]] = {"golden": [], "seeds": [], "hostile": []}
    for path in sorted((TESTS / "pages").glob("*/page.*")):
        sets["golden"].append(Job("golden", path.parent.name, _file, (path,)))
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        sets["seeds"].append(Job("seeds", path.stem, _file, (path,)))
    for name in _hostile():
        sets["hostile"].append(Job("hostile", name, _attack, (name,)))
    for folder in sorted(corpora.iterdir()) if corpora else ():
        records = corpus.records(folder)
        sets[folder.name] = [Job(folder.name, r["id"], _three, (folder, r)) for r in records]
    return {name: jobs[::every] for name, jobs in sets.items() if jobs}


def _file(path: Path) -> Forms:
    return {path.suffix[1:]: (path.read_bytes(), KINDS[path.suffix], None)}


def _three(folder: Path, record: dict) -> Forms:
    """A development page as HTML with its address, and two texts that crawlers make of it."""
    page = corpus.read(folder, record)
    soup = BeautifulSoup(page.html, "lxml")
    return {
        "html": (page.html, InputKind.HTML, page.url or None),
        "lines": (soup.get_text("\n", strip=True).encode(), InputKind.TEXT, None),
        "raw": (soup.get_text().encode(), InputKind.TEXT, None),
    }


def _attack(name: str) -> Forms:
    media_type, make = _hostile()[name]
    content = make()
    content = content.encode("utf-8", "replace") if isinstance(content, str) else content
    kind = InputKind.HTML if "html" in media_type else InputKind.TEXT
    return {str(kind): (content[:HOSTILE_BYTES], kind, None)}


@cache
def _hostile() -> dict[str, tuple[str, Callable[[], str | bytes]]]:
    """By name the media type and the maker of each page that the tests call hostile."""
    found: dict[str, tuple[str, Callable[[], str | bytes]]] = dict(MORE_HOSTILE)
    for path in sorted(TESTS.rglob("test_hostile.py")):
        found |= _loaded(path).PAGES
    for path in sorted(TESTS.rglob("test_marked.py")):
        for name, page in _loaded(path).HOSTILE.items():
            found[f"{name}, marked"] = ("text/html", lambda page=page: page)
    return found


def _loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"answers_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# What is answered.


def _packed(job: Job) -> bytes:
    """The page's line, compressed by itself: files of such frames can be joined and read."""
    forms = job.read(*job.arguments)
    answers = {kind: _answer(*form) for kind, form in forms.items()}
    line = json.dumps({"id": job.id, "answers": answers}, default=str)
    return zstandard.compress(line.encode("ascii") + b"\n")


def _answer(content: bytes, kind: Any, url: str | None) -> Answer:
    """The whole answer: all three outputs, and each block with its reason and score."""
    page = {"page": hashlib.sha256(content).hexdigest()[:16]}
    try:
        article = named("clean")(named("Source")(content, kind, url=url))
    except named("Refused") as refused:
        return page | {"problem": refused.problem.value.code, "detail": refused.detail}
    except Exception as fault:  # what a change may have brought is an answer to show
        return page | {"fault": f"{type(fault).__name__}: {fault}"}
    answer, options = named("answer"), named("Options")
    whole = page | answer(article, options(url=url, removed=named("Removed").PAGE))
    for output in named("Output"):
        whole[str(output)] = answer(article, options(url=url, output=output))["body"]
    return {name: value for name, value in whole.items() if name not in REPEATED}


def _lines_of(frames: bytes) -> io.TextIOWrapper:
    reader = zstandard.ZstdDecompressor().stream_reader(frames, read_across_frames=True)
    return io.TextIOWrapper(reader, encoding="ascii", newline="\n")


# What is different.


def _differing(before: Answer, after: Answer, without: Iterable[str]) -> tuple[str, ...]:
    one, other = dict(_fields(before)), dict(_fields(after))
    names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
    return tuple(n for n in names if n not in without and n.partition(".")[0] not in without)


def _fields(answer: Answer) -> Iterator[tuple[str, str]]:
    """Each field by its name, those of an object by both names, as they are written."""
    for name, value in json.loads(json.dumps(answer, default=str)).items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", json.dumps(v)) for inner, v in value.items())
        else:
            yield name, json.dumps(value)


def _show(change: Change) -> None:
    job, fields = change.job, change.fields
    CONSOLE.rule(f"{job.set}, {job.id}, {change.kind}: {', '.join(fields)}", align="left")
    before, after = (_lines(answer, fields) for answer in (change.before or {}, change.after or {}))
    lines = difflib.unified_diff(before, after, "before", "after", lineterm="", n=0)
    for line in islice(lines, SHOWN_LINES):
        click.echo(line[:SHOWN_CHARACTERS])


def _lines(answer: Answer, fields: Iterable[str]) -> list[str]:
    """The fields that differ, an entry of the report or a line of the body a line."""
    found = []
    names = dict.fromkeys(field.partition(".")[0] for field in fields)
    # The same words once more.
    others = ("markdown", "html") if "text" in names else ()
    for name in (name for name in names if name not in others):
        value = answer.get(name)
        if isinstance(value, str):
            parts = value.split("\n")
        elif isinstance(value, dict):
            parts = [f"{inner}: {json.dumps(v, ensure_ascii=False)}" for inner, v in value.items()]
        else:
            parts = [json.dumps(v, ensure_ascii=False, default=str) for v in value or ()]
        found += [f"{name}: {part}" for part in parts]
    return found


def _print(counts: dict[str, Counter[str]], fields: Counter[str]) -> None:
    table = Table("set", *OUTCOMES, "of which")
    for name, count in counts.items():
        kinds = [f"{n} {kind}" for kind, n in count.items() if kind not in OUTCOMES]
        table.add_row(name, *(f"{count[n] or ''}" for n in OUTCOMES), ", ".join(kinds))
    CONSOLE.print(table)
    for field, number in fields.most_common():
        click.echo(f"{number} answers differ in {field}")


if __name__ == "__main__":
    main()
