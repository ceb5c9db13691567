"""The bulk job on two nodes of Ray beside the same job without it, on the same pages in turn.

    .venv-integrations/bin/python -m tools.cluster [--pages 1200] [--rounds 3]

Both have two cleaning processes on this machine. What is measured lies between the first part of
the results and the last: starting a cluster takes its time, and is told by itself. The results of
both have to be the same bytes. Half of the made-up pages are HTML of 40 kB, half text of 8 kB.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click
from rich.console import Console
from rich.table import Table

from tools.made_up import html_page, text_page
from tools.measure.running import memory, tree

PARTS = 12
TICKS = os.sysconf("SC_CLK_TCK")
HTML_BYTES, TEXT_BYTES = 40_000, 8_000
PYTHON = sys.executable
RUNS = {
    "bulk, 2 workers": [PYTHON, "-m", "service", "bulk", "--workers", "2"],
    "Ray, 2 nodes": [PYTHON, "-m", "deploy.ray.local", PYTHON, "-m", "deploy.ray.bulk"],
}


SHOWN = ("start", "rate", "memory")
NAMED = (
    "MapBatches(read)",
    "MapBatches(Cleaner)",
    "deploy.ray.bulk",
    "sluice.bulk.child_process",
    "service bulk",
)
Spent = dict[tuple[str, int], float]


class Figures(NamedTuple):
    """start: seconds until the first part. rate: pages a second from then on.

    cpu: ms a page, by process. memory: bytes at the end.
    """

    start: float
    rate: float
    cpu: dict[str, float]
    memory: int


@click.command(help=__doc__)
@click.option("--pages", default=1_200)
@click.option("--rounds", default=3)
def main(pages: int, rounds: int) -> None:
    """Make pages, run each in turn, show the medians."""
    found: dict[str, list[Figures]] = defaultdict(list)
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.ndjson"
        _make(source, pages)
        for number in range(rounds):
            for name, command in RUNS.items():
                out = Path(folder) / f"{name} {number}"
                found[name].append(_run(command, source, out, pages // PARTS))
                console.print(f"{name}: {found[name][-1]}", style="dim")
        console.print(f"The same bytes: {len({_written(out) for out in _folders(folder)}) == 1}")
    table = Table("", "start s", "pages/s", "CPU ms a page", "MiB", title=f"{pages} pages")
    for run, each in found.items():
        spent = median(sum(one.cpu.values()) for one in each)
        start, rate, held = (median(getattr(one, name) for one in each) for name in SHOWN)
        table.add_row(run, f"{start:.1f}", f"{rate:.1f}", f"{spent:.1f}", f"{held / 2**20:,.0f}")
    console.print(table)


def _make(source: Path, pages: int) -> None:
    with source.open("w", encoding="utf-8") as file:
        for i in range(pages):
            kind, page = ("text", text_page(TEXT_BYTES, i)) if i % 2 else ("html", _html(i))
            file.write(json.dumps({"id": f"{i}", kind: page.decode("utf-8", "replace")}) + "\n")


def _html(seed: int) -> bytes:
    return html_page(HTML_BYTES, seed)


def _run(command: list[str], source: Path, out: Path, part: int) -> Figures:
    call = [*command, str(source), "--out", str(out), "--part-pages", str(part)]
    began = time.monotonic()
    process = subprocess.Popen(call, stderr=sys.stderr, stdout=subprocess.DEVNULL)
    spent: Spent = {}
    first, before = _wait(process, out, 1, spent), dict(spent)
    last = _wait(process, out, PARTS, spent)
    held = memory(process.pid)
    process.wait()
    pages = part * (PARTS - 1)
    used: defaultdict[str, float] = defaultdict(float)
    for (name, pid), seconds in spent.items():
        used[name] += 1_000 * (seconds - before.get((name, pid), 0)) / pages
    return Figures(first - began, pages / (last - first), dict(used), held)


def _wait(process: subprocess.Popen[bytes], out: Path, parts: int, spent: Spent) -> float:
    """When so many parts are there; until then the CPU seconds of each process are noted."""
    while len(list(out.glob("part-*.ndjson"))) < parts:
        if process.poll() is not None:
            raise SystemExit(f"{out.name}: it ended with {process.returncode}.")
        note(process.pid, spent)
        time.sleep(0.1)
    note(process.pid, spent)
    return time.monotonic()


def note(top: int, spent: Spent) -> None:
    """Each process by itself: what Ray's have used is told to nobody when they end."""
    known = {pid: name for name, pid in spent}
    with contextlib.suppress(OSError):  # One has ended since it was listed.
        for pid in list(tree(top)):
            row = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            # One that has ended has no command line, and is known by its old one.
            known.setdefault(pid, _name(pid))
            spent[known[pid], pid] = sum(map(int, row[11:13])) / TICKS


def _name(pid: int) -> str:
    """What a process is: of Ray's those that read and clean, the job's command, its workers."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    named = [name for name in ("deploy.ray.local", *NAMED) if name in words]
    return (named or ["Ray's other processes"])[0]


def _folders(folder: str) -> list[Path]:
    return [path for path in Path(folder).iterdir() if path.is_dir()]


def _written(out: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(out.iterdir()))


if __name__ == "__main__":
    main()
