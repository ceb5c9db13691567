"""One crawl of made-up WARC records through bulk, Ray and Spark: the folders have to be equal.

    make same-bytes ARGS="--records 100000"

Each runs on this machine with two workers, from the same archives, and tells its seconds. What is
not installed (Spark asks for a Java) is left out, and told. Half of the pages are HTML of 10 kB,
half text of 2 kB, no two the same.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from deploy.ray.local import ENVIRONMENT
from tools.made_up import html_page, text_page

ROOT = Path(__file__).parents[1]
ARCHIVES = 8
HTML_BYTES, TEXT_BYTES = 10_000, 2_000
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
            began = time.monotonic()
            run([*command, *archives, "--out", str(folder / name)], os.path.abspath(spark))
            found[name] = digest(folder / name)
            click.echo(f"{name}: {time.monotonic() - began:,.0f} s, {found[name]}")
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
    text = number // ARCHIVES % 2
    page = text_page(TEXT_BYTES, number) if text else html_page(HTML_BYTES, number)
    block = HTTP.format(kind="plain" if text else "html").encode() + page
    head = RECORD.format(number=number, length=len(block)).encode()
    return head + block + b"\r\n\r\n"


def run(command: list[str], spark: str) -> None:
    """Run it in this project's folder; its own progress is not shown."""
    environment = os.environ | ENVIRONMENT
    environment |= {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": spark, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stderr.decode(errors='replace')[-2_000:]}\n{command[0]} failed.")


def digest(folder: Path) -> str:
    """Of all files of a folder of results, the journal among them."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        found.update(f"{path.name} {path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


if __name__ == "__main__":
    main()
