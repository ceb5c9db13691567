"""The bulk job on a Spark cluster of two workers gives the folder of the one-machine job.

`make spark` runs these; without Spark and a Java they are skipped.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.archives import http, packed, record
from tests.poison import poisoned

pytestmark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark or Java is not installed: make spark",
)
ROOT = Path(__file__).parents[2]
SECONDS = 400
PROSE = "The mill on the river was opened again on Monday. It had stood still for {} years. " * 40
POISONS = {40: "die", 150: "loop"}
CONFIGURATION = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # Else a small job gives one executor all that there is to do.
    "spark.locality.wait": "0",
}


def page(i: int) -> str:
    text = f"Mill {i}\n\n{PROSE.format(*range(i, i + 40))}\n\nThis website uses cookies."
    return f"poison: {POISONS[i]}\n{text}" if i in POISONS else text


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def executors(top: int) -> dict[int, int]:
    """Each executor below the process, with how many processes clean for it."""
    parents, commands = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            commands[int(path.name)] = (path / "cmdline").read_bytes()
        except OSError:
            continue

    def above(pid: int) -> list[int]:
        found = []
        while pid in parents:
            found.append(pid)
            pid = parents[pid]
        return found

    known = {
        pid: 0
        for pid, command in commands.items()
        if b"CoarseGrainedExecutorBackend" in command and top in above(pid)
    }
    for pid, command in commands.items():
        if b"sluice.bulk.child_process" in command:
            for owner in known.keys() & set(above(pid)):
                known[owner] += 1
    return known


def test_same_folder_though_an_executor_is_killed(tmp_path: Path) -> None:
    """A worker dies while it cleans, two pages are poison, and the folder is the same to a byte."""
    rows = [json.dumps({"id": f"{i}", "text": page(i)}) for i in range(400)]
    rows[7] = "{"
    inputs = [tmp_path / "a.ndjson", tmp_path / "b.warc.gz"]
    inputs[0].write_text("\n".join(rows), encoding="utf-8")
    inputs[1].write_bytes(packed(*(record(http(), f"{i}") for i in range(90)))[:-20])
    environment = {
        **{"PATH": os.environ["PATH"], "HOME": str(tmp_path), "SPARK_LOCAL_IP": "127.0.0.1"},
        **{"PYTHONPATH": f"{ROOT}:{poisoned(tmp_path)}", "SLUICE_PAGE_SECONDS": "5"},
        **{"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_DIRS": str(tmp_path / "spark")},
    }
    sources = [*map(str, inputs), "--part-pages", "50"]
    call = [sys.executable, "-m", "service", "bulk", *sources, "--out", str(tmp_path / "one")]
    assert subprocess.run(call, cwd=tmp_path, env=environment, check=False).returncode == 1
    submit = [str(Path(sys.executable).parent / "spark-submit"), "--master"]
    submit += ["local-cluster[2,1,1024]"]
    for name, value in CONFIGURATION.items():
        submit += ["--conf", f"{name}={value}"]
    job = [*submit, str(ROOT / "deploy" / "spark" / "bulk.py"), *sources]
    with subprocess.Popen(
        [*job, "--out", str(tmp_path / "two")], cwd=tmp_path, env=environment
    ) as process:
        until = time.monotonic() + SECONDS
        while not any(found := executors(process.pid).values()):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        assert len(found) == 2
        busy = [pid for pid, count in executors(process.pid).items() if count]
        os.kill(busy[0], signal.SIGKILL)
        assert process.wait(SECONDS) == 1
    assert written(tmp_path / "two") == written(tmp_path / "one")
    codes = {
        json.loads(row)["code"]
        for row in written(tmp_path / "one")["_failures.ndjson"].splitlines()
    }
    assert codes == {"malformed-json", "page-crashed-engine", "page-too-costly", "malformed-body"}
