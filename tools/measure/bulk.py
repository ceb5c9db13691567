"""Many generated pages through bulk, killed twice and resumed: what is lost, what is there twice.

The run is killed (SIGKILL, the command and not its workers, which have to notice) when a third and
two thirds of its parts are written. The memory of its process tree is read every second.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from tools.made_up import text_page
from tools.measure.running import memory

MIB = 1 << 20
SECONDS = 1.0
# One page in so many is no page, so that failures are counted too.
BROKEN = 500


@click.command(help=__doc__)
@click.option("--pages", default=100_000, show_default=True)
@click.option("--bytes", "size", default=600, show_default=True)
@click.option("--part-pages", default=2_000, show_default=True)
def bulk(pages: int, size: int, part_pages: int) -> None:
    """Generate, run, kill, resume, count."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "pages.ndjson", Path(folder) / "out"
        _generate(source, pages, size)
        print(f"{pages} pages, {source.stat().st_size / MIB:.0f} MiB", flush=True)
        parts = pages // part_pages
        for until in (parts // 3, 2 * parts // 3, parts + 1):
            _run([str(source), "--out", str(out), "--part-pages", str(part_pages)], out, until)
        _count(out, pages)


def _generate(source: Path, pages: int, size: int) -> None:
    with source.open("w", encoding="utf-8") as file:
        for i in range(pages):
            page = {"id": f"page-{i}", "text": text_page(size, i).decode("utf-8", "replace")}
            file.write((json.dumps(page) if i % BROKEN else f'{{"id": "page-{i}"}}') + "\n")


def _run(arguments: list[str], out: Path, until: int) -> None:
    """Run until so many parts are there, or to the end."""
    began, held = time.monotonic(), []
    command = [sys.executable, "-m", "service", "bulk", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list(out.glob("part-*.ndjson"))) < until:
        time.sleep(SECONDS)
        held.append(memory(process.pid))
    killed = process.poll() is None
    if killed:
        os.kill(process.pid, signal.SIGKILL)
    status = process.wait()
    parts = len(list(out.glob("part-*.ndjson")))
    half = held[len(held) // 4 :] or held
    print(
        f"{'killed' if killed else f'ended with {status}'} at {parts} parts after "
        f"{time.monotonic() - began:.0f} s; memory {min(half) / MIB:.0f} to {max(half) / MIB:.0f} "
        f"MiB, at the end {held[-2:][0] / MIB:.0f}",
        flush=True,
    )


def _count(out: Path, pages: int) -> None:
    found: Counter[str] = Counter()
    ordered, last = True, -1
    for part in sorted(out.glob("part-*.ndjson")):
        for row in part.open(encoding="utf-8"):
            name = json.loads(row)["id"]
            found[name] += 1
            ordered, last = ordered and int(name[5:]) > last, int(name[5:])
    results = sum(found.values())
    failures = [json.loads(row)["id"] for row in (out / "_failures.ndjson").open(encoding="utf-8")]
    found.update(failures)
    wanted = {f"page-{i}" for i in range(pages)}
    print(f"{results} results, {len(failures)} failures, in order: {ordered}")
    twice = sum(count > 1 for count in found.values())
    strange = len(found.keys() - wanted)
    print(f"lost: {len(wanted - found.keys())}, twice: {twice}, unknown: {strange}")
