"""A service started for the measurement, and the memory that its processes hold."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@contextmanager
def service(config: str = "gunicorn.conf.py", **env: str) -> Iterator[tuple[int, int]]:
    """Process id and port of a service on this machine, until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", config],
        env=os.environ | {"SLUICE_BIND": f"127.0.0.1:{port}"} | env,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield started.pid, port
    finally:
        started.terminate()
        started.wait()


def tree(pid: int) -> Iterator[int]:
    """The process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*"):
        for child in (task / "children").read_text().split():
            yield from tree(int(child))


def memory(pid: int) -> int:
    """Bytes of the process tree; what processes share is counted once (PSS)."""
    total = 0
    for process in tree(pid):
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in rollup.splitlines() if row.startswith("Pss:"))
    return total * 1024


def figures(port: int) -> dict[str, float]:
    """All that /metrics says."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as response:
        rows = [row.rpartition(" ") for row in response.read().decode().splitlines()]
    return {name: float(value) for name, _, value in rows if not name.startswith("#")}


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz"):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The service did not start.")
