"""This tree beside another commit's."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from rich.progress import track
from rich.table import Table

from tools.measure.output import CONSOLE
from tools.measure.pages import Form, Pages
from tools.measure.runner import ROOT, Contender, Runner

Trees = tuple[Path, Path]
Round = tuple[float, float]


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """The commit in a folder of its own, built in place where it has something to build."""
    with TemporaryDirectory(prefix="bench-against-") as folder:
        tree = Path(folder) / "tree"
        _run(ROOT, "git", "worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            if (tree / "setup.py").exists():
                _run(tree, sys.executable, "setup.py", "--quiet", "build_ext", "--inplace")
            yield tree
        finally:
            _run(ROOT, "git", "worktree", "remove", "--force", str(tree))


def _run(folder: Path, *call: str) -> None:
    subprocess.run(call, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def compare(trees: Trees, pages: Pages, rounds: int) -> None:
    """Measure and print: the ratio of this tree's cost to the other's."""
    found: dict[Form, list[Round]] = defaultdict(list)
    for number in track(range(rounds), "Rounds"):
        for form in pages.files:
            found[form].append(_round(trees, pages, form, number))
    title = f"This tree beside the commit, CPU; {rounds} rounds of {len(pages.files[form])} pages"
    table = Table("", "this, ms", "commit, ms", "ratio, median", "from", "to", title=title)
    for form, costs in found.items():
        ratios = [ours / theirs for ours, theirs in costs]
        spent = (mean(column) for column in zip(*costs, strict=True))
        figures = (median(ratios), min(ratios), max(ratios))
        table.add_row(form, *(f"{ms:.2f}" for ms in spent), *(f"{r:.3f}" for r in figures))
    CONSOLE.print(table)


def _round(trees: Trees, pages: Pages, form: Form, number: int) -> Round:
    """Mean CPU milliseconds of a page in each tree, in fresh processes."""
    ours, theirs = (Runner(Contender("sluice", form.kind, tree)) for tree in trees)
    spent: dict[Runner, list[float]] = {ours: [], theirs: []}
    with ours, theirs:
        for runner in spent:
            runner.warm(pages.first[form.kind])
        for at, page in enumerate(pages.files[form], number):
            # Who comes second finds the page in the machine's caches: they take turns.
            for runner in (ours, theirs) if at % 2 else (theirs, ours):
                spent[runner].append(runner.measure(page).milliseconds)
    return mean(spent[ours]), mean(spent[theirs])
