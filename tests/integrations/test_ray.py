"""The bulk job on a real cluster of two nodes gives the folder of the one-machine job.

In one file, and the one that is submitted first, so that no two clusters are here at a time.

`make integrations` runs these; without Ray they are skipped.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from deploy.ray.local import ENVIRONMENT, store
from tests.archives import http, packed, record
from tests.poison import poisoned

pytestmark = pytest.mark.skipif(
    find_spec("ray") is None, reason="Ray is not installed: make integrations"
)
ROOT = Path(__file__).parents[2]
# Far more than it takes, so that a busy machine fails nothing.
SECONDS = 400
BULK = [sys.executable, "-m", "service", "bulk"]
RAY = str(Path(sys.executable).parent / "ray")
RAY_BULK = [sys.executable, "-m", "deploy.ray.bulk"]
TELL = "import os, sys; print(os.environ['RAY_ADDRESS'], flush=True); sys.stdin.read()"
PROSE = "The mill on the river was opened again on Monday. It had stood still for {} years. " * 40
POISONS = {40: "die", 41: "die", 150: "loop"}


@pytest.fixture
def submitting(tmp_path: Path) -> dict[str, str]:
    """What a program needs that submits a job to a cluster."""
    paths = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path)}
    # What is compiled is not under version control, and is wanted nevertheless.
    sent = {"RAY_RUNTIME_ENV_IGNORE_GITIGNORE": "1"}
    return paths | sent | ENVIRONMENT | store()


@pytest.fixture
def server(submitting: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """The address of a cluster's job server."""
    with (
        socket.create_server(("127.0.0.1", 0)) as found,
        socket.create_server(("127.0.0.1", 0)) as other,
    ):
        port, dashboard = (each.getsockname()[1] for each in (found, other))
    call = [RAY, "start", "--head", "--block", "--num-cpus=2", "--node-ip-address=127.0.0.1"]
    call += [f"--port={port}", "--include-dashboard=true", "--dashboard-host=127.0.0.1"]
    call += [f"--dashboard-port={dashboard}", "--object-store-memory=104857600"]
    address = f"http://127.0.0.1:{dashboard}"
    until = time.monotonic() + SECONDS
    with subprocess.Popen(call, cwd=tmp_path, env=submitting) as process:
        while not answers(f"{address}/api/jobs/"):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.5)
        yield address
        process.terminate()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.skipif(
    find_spec("aiohttp_cors") is None, reason="Ray has no job server here: make integrations"
)
def test_job_is_submitted(submitting: dict[str, str], server: str, tmp_path: Path) -> None:
    """The documented command sends the project, and its job writes the one-machine job's folder."""
    rows = [json.dumps({"id": f"{i}", "text": page(i)}) for i in range(200)]
    (tmp_path / "a.ndjson").write_text("\n".join(rows), encoding="utf-8")
    sources = [str(tmp_path / "a.ndjson"), "--part-pages", "80", "--out"]
    call = [sys.executable, "-m", "service", "bulk", *sources, str(tmp_path / "one")]
    subprocess.run(call, cwd=ROOT, env=submitting, check=True)
    submit = [RAY, "job", "submit", "--address", server, "--working-dir", str(ROOT)]
    submit += ["--runtime-env", str(ROOT / "deploy" / "ray" / "runtime_env.yaml"), "--"]
    job = [sys.executable, "-m", "deploy.ray.bulk", *sources, str(tmp_path / "two")]
    done = subprocess.run(
        [*submit, *job],
        cwd=tmp_path,
        env=submitting,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "succeeded" in done.stdout
    one, two = (
        {p.name: p.read_bytes() for p in (tmp_path / out).iterdir()} for out in ("one", "two")
    )
    assert one == two
    assert len(one) == 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all programs run, with inputs of several kinds, good, bad and poisoned."""
    folder = tmp_path_factory.mktemp("ray")
    rows = [{"id": f"{i}", "text": page(i), "url": f"https://example.org/{i}"} for i in range(300)]
    lines = [json.dumps(row).encode() for row in rows]
    lines[7], lines[8] = b'{"id": "x"}', b"{"
    (folder / "a.ndjson").write_bytes(b"\n".join(lines))
    (folder / "b.warc.gz").write_bytes(packed(*(record(http(), f"{i}") for i in range(90)))[:-20])
    (folder / "c.ndjson").write_bytes(b"\n".join(lines[:30]))
    return folder


def page(i: int) -> str:
    """Some 3 kB of prose, no two the same; a few are poison."""
    text = f"Mill {i}\n\n{PROSE.format(*range(i, i + 40))}\n\nThis website uses cookies."
    return f"poison: {POISONS[i]}\n{text}" if i in POISONS else text


@pytest.fixture(scope="module")
def environment(folder: Path) -> dict[str, str]:
    paths = {"PYTHONPATH": f"{ROOT}:{poisoned(folder)}", "SLUICE_PAGE_SECONDS": "5"}
    return {"PATH": "/usr/bin:/bin", "HOME": str(folder)} | paths


@pytest.fixture(scope="module")
def cluster(folder: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The program that holds the cluster, after it has told the address."""
    command = [sys.executable, "-m", "deploy.ray.local", sys.executable, "-c", TELL]
    with subprocess.Popen(
        command,
        **{"cwd": folder, "env": environment, "text": True},
        **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE},
    ) as process:
        assert process.stdout is not None
        environment["RAY_ADDRESS"] = next(
            line.strip() for line in process.stdout if line.startswith("127.0.0.1:")
        )
        yield process
        process.communicate(timeout=60)


@pytest.fixture(scope="module")
def expected(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """What the one-machine job writes."""
    done = start("one", BULK, folder, environment)
    assert done.wait(SECONDS) == 1  # The archive is damaged.
    return written(folder / "one")


def start(
    out: str, command: list[str], folder: Path, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    inputs = ["a.ndjson", "b.warc.gz", "c.ndjson"]
    call = [*command, *inputs, "--out", out, "--part-pages", "50"]
    variables = environment | {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
    return subprocess.Popen(call, cwd=folder, env=variables)


def written(out: Path) -> dict[str, bytes]:
    """All files of a folder of results, the journal among them."""
    return {path.name: path.read_bytes() for path in out.iterdir()}


def parts(out: Path) -> int:
    return len(list(out.glob("part-*.ndjson")))


def wait_for_parts(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while parts(out) < count:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.02)


def test_same_folder_though_an_actor_is_killed(
    folder: Path,
    environment: dict[str, str],
    expected: dict[str, bytes],
    cluster: subprocess.Popen[str],
) -> None:
    """An actor and the process beside another are killed, and the folder is the same to a byte."""
    failures = [json.loads(row) for row in expected["_failures.ndjson"].splitlines()]
    assert {row["code"] for row in failures} == {
        *("malformed-json", "page-crashed-engine", "page-too-costly", "malformed-body"),
    }
    job = start("many", RAY_BULK, folder, environment)
    wait_for_parts(folder / "many", 1, job)
    (first, beside_first), (_, beside_second) = sorted(actors(cluster.pid).items())
    os.kill(first, signal.SIGKILL)
    os.kill(beside_second, signal.SIGKILL)
    assert job.poll() is None
    wait_for_parts(folder / "many", 3, job)
    assert not alive(beside_first)
    assert job.wait(SECONDS) == 1
    assert written(folder / "many") == expected


def test_goes_on_after_the_job_was_killed(
    folder: Path,
    environment: dict[str, str],
    expected: dict[str, bytes],
    cluster: subprocess.Popen[str],
) -> None:
    """The same command again goes on where a killed one was, and either job can go on."""
    first = start("again", RAY_BULK, folder, environment)
    wait_for_parts(folder / "again", 2, first)
    first.kill()
    first.wait()
    before = (folder / "again" / "part-00001.ndjson").stat().st_mtime_ns
    second = start("again", RAY_BULK, folder, environment)
    assert second.wait(SECONDS) == 1
    assert (folder / "again" / "part-00001.ndjson").stat().st_mtime_ns == before
    assert written(folder / "again") == expected
    assert start("again", BULK, folder, environment).wait(SECONDS) == 1


def processes() -> dict[int, tuple[int, bytes]]:
    """Every process with its parent and command line."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            found[int(path.name)] = parent, (path / "cmdline").read_bytes()
        except OSError:
            continue
    return found


def actors(top: int) -> dict[int, int]:
    """Each actor below the process, with the process that cleans for it."""
    known = processes()

    def below(pid: int) -> bool:
        while pid in known and pid != top:
            pid = known[pid][0]
        return pid == top

    return {
        parent: pid
        for pid, (parent, command) in known.items()
        if b"sluice.bulk.child_process" in command
        and known.get(parent, (0, b""))[1].startswith(b"ray::")
        and below(pid)
    }


def alive(pid: int) -> bool:
    return b"sluice.bulk.child_process" in processes().get(pid, (0, b""))[1]
