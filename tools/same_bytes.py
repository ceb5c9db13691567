"""One crawl of made-up WARC records through bulk, Ray and Spark: the folders have to be equal.

    make same-bytes ARGS="--records 100000"

Each runs on this machine with two workers, from the same archives, and tells as it goes how far it
is, and in the end its minutes, those of its CPUs, and the most memory that it held. What is not
installed (Spark asks for a Java) is left out, and told. The pages are short, so that what is tried
is the way of so many: a few paragraphs among what sites put around them, no two the same, every
twentieth of them HTML and the rest text.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import click

from deploy.ray.local import ENVIRONMENT
from sluice.bulk.run import PART_PAGES
from tools.cluster import Spent, note
from tools.made_up import html_page, text_page
from tools.measure.running import memory

ROOT = Path(__file__).parents[1]
ARCHIVES = 8
# Of a page: the least, and by how much others are longer.
HTML_BYTES, TEXT_BYTES, LONGER = 1_200, 400, 500
HTML_EVERY = 20
# Between two looks at the processes, and how many of them until what was seen is told.
LOOK_SECONDS, TOLD_AFTER = 3, 20
SPARK = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1"}
RECORD = """WARC/1.1\r
WARC-Type: response\r
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r
WARC-Target-URI: https://example.org/{number}\r
WARC-Date: 2026-11-30T10:00:00Z\r
Content-Type: application/http; msgtype=response\r
Content-Length: {length}\r
\r
"""
HTTP = "HTTP/1.1 200 OK\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n"


class Figures(NamedTuple):
    """What one took. memory: the most bytes that its processes held, as far as was looked."""

    minutes: float
    cpu_minutes: float
    memory: int

    def __str__(self) -> str:
        """For a line of the output."""
        held = f"{self.memory / 2**20:,.0f} MiB"
        return f"{self.minutes:.1f} min, {self.cpu_minutes:.1f} of CPU, {held} at the most"


def commands(ray: str, spark: str) -> dict[str, list[str]]:
    """How each is run: with the interpreter that has what it needs."""
    bulk = [sys.executable, "-m", "service", "bulk", "--workers", "2"]
    submit = [str(Path(spark).parent / "spark-submit"), "--master", "local-cluster[2,1,1024]"]
    for name, value in SPARK.items():
        submit += ["--conf", f"{name}={value}"]
    return {
        "bulk": bulk,
        "ray": [ray, "-m", "deploy.ray.local", ray, "-m", "deploy.ray.bulk"],
        "spark": [*submit, str(ROOT / "deploy" / "spark" / "bulk.py")],
    }


@click.command(help=__doc__)
@click.option("--records", default=100_000)
@click.option("--ray", default=".venv-integrations/bin/python", help="The interpreter with Ray.")
@click.option("--spark", default=".venv-spark/bin/python", help="The interpreter with Spark.")
def main(records: int, ray: str, spark: str) -> None:
    """Make the archives, run each, compare."""
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        archives = make(folder, records)
        for name, command in commands(os.path.abspath(ray), os.path.abspath(spark)).items():
            if not shutil.which(command[0]) or (name == "spark" and not shutil.which("java")):
                click.echo(f"{name}: not installed, left out")
                continue
            out = folder / name
            figures = run([*command, *archives, "--out", str(out)], os.path.abspath(spark), out)
            found[name] = digest(out)
            click.echo(f"{name}: {figures}; digest {found[name]}")
            shutil.rmtree(out)
    if len(set(found.values())) != 1:
        raise SystemExit("They are not the same bytes.")
    click.echo(f"{records:,} records, the same bytes by {', '.join(found)}.")


def make(folder: Path, records: int) -> list[str]:
    """The archives: record after record, each gzipped by itself."""
    paths = [folder / f"crawl-{n}.warc.gz" for n in range(ARCHIVES)]
    for n, path in enumerate(paths):
        with path.open("wb") as file:
            for number in range(n, records, ARCHIVES):
                file.write(gzip.compress(record(number), 1, mtime=0))
    return list(map(str, paths))


def record(number: int) -> bytes:
    """A response of HTML or of text."""
    longer = number * 37 % LONGER
    if number % HTML_EVERY == 0:
        kind, page = "html", html_page(HTML_BYTES + longer, number)
    else:
        kind, page = "plain", text_page(TEXT_BYTES + longer, number)
    block = HTTP.format(kind=kind).encode() + page
    head = RECORD.format(number=number, length=len(block)).encode()
    return head + block + b"\r\n\r\n"


def run(command: list[str], spark: str, out: Path) -> Figures:
    """Run it in this project's folder; what it took."""
    environment = os.environ | ENVIRONMENT
    environment |= {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": spark, "SPARK_LOCAL_IP": "127.0.0.1"}
    began = time.monotonic()
    log = out.with_suffix(".log")
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
        spent: Spent = {}
        held = max(watched(process, spent, out))
    if process.returncode:
        told = log.read_bytes()[-2_000:].decode(errors="replace")
        raise SystemExit(f"{told}\n{command[0]} failed.")
    return Figures((time.monotonic() - began) / 60, sum(spent.values()) / 60, held)


def watched(process: subprocess.Popen[bytes], spent: Spent, out: Path) -> Iterator[int]:
    """The bytes that its processes hold, again and again until it ends; how far it is, is shown."""
    looks = 0
    while True:
        note(process.pid, spent)
        held = 0
        with suppress(OSError):  # One has ended since it was listed.
            held = memory(process.pid)
        yield held
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_SECONDS)
            return
        looks += 1
        if looks % TOLD_AFTER == 0:
            pages = len(list(out.glob("part-*.ndjson"))) * PART_PAGES
            click.echo(f"{out.name}: {pages:,} written, {sum(spent.values()):,.0f} s of CPU")


def digest(folder: Path) -> str:
    """Of all files of a folder of results, the journal among them."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            own = hashlib.file_digest(file, "sha256").hexdigest()
        found.update(f"{path.name} {own}\n".encode())
    return found.hexdigest()[:16]


if __name__ == "__main__":
    main()
