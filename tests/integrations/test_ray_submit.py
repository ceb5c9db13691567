"""The bulk job handed to a cluster's job server, as `ray job submit` does, in a process of its own.

`make integrations` runs this; without Ray and its job server it is skipped.
"""

import json
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

pytestmark = pytest.mark.skipif(
    find_spec("ray") is None or find_spec("aiohttp_cors") is None,
    reason="Ray and its job server are not installed: make integrations",
)
ROOT = Path(__file__).parents[2]
SECONDS = 400
RAY = str(Path(sys.executable).parent / "ray")
PAGE = "Mill\n\nThe mill on the river was opened again on Monday. It had stood still for {} years."


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    paths = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path)}
    # What is compiled is not under version control, and is wanted nevertheless.
    sent = {"RAY_RUNTIME_ENV_IGNORE_GITIGNORE": "1"}
    return paths | sent | ENVIRONMENT | store()


@pytest.fixture
def server(environment: dict[str, str], tmp_path: Path) -> Iterator[str]:
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
    with subprocess.Popen(call, cwd=tmp_path, env=environment) as process:
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


def test_job_is_submitted(environment: dict[str, str], server: str, tmp_path: Path) -> None:
    """The documented command sends the project, and its job writes the one-machine job's folder."""
    rows = [json.dumps({"id": f"{i}", "text": PAGE.format(i)}) for i in range(200)]
    (tmp_path / "a.ndjson").write_text("\n".join(rows), encoding="utf-8")
    sources = [str(tmp_path / "a.ndjson"), "--part-pages", "80", "--out"]
    call = [sys.executable, "-m", "service", "bulk", *sources, str(tmp_path / "one")]
    subprocess.run(call, cwd=ROOT, env=environment, check=True)
    submit = [RAY, "job", "submit", "--address", server, "--working-dir", str(ROOT)]
    submit += ["--runtime-env", str(ROOT / "deploy" / "ray" / "runtime_env.yaml"), "--"]
    job = [sys.executable, "-m", "deploy.ray.bulk", *sources, str(tmp_path / "two")]
    done = subprocess.run(
        [*submit, *job],
        cwd=tmp_path,
        env=environment,
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
