"""The service as it runs: gunicorn, edges, supervisor and engines, on a free port here."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (
    "The mill on the river was opened again on Monday. It had stood still for eleven years.\n\n"
    "This website uses cookies.\n"
)
SECONDS_TO_START = 60
CONFIG = "tests/serving/poisoned.conf.py"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Service:
    """One running service."""

    def __init__(self, output: Path, prefix: list[str], **env: str):
        self.port = free_port()
        self.output = output
        own = {name: value for name, value in os.environ.items() if "SLUICE_" not in name}
        own |= {"SLUICE_BIND": f"127.0.0.1:{self.port}", "PYTHONUNBUFFERED": "1"}
        with output.open("wb") as log:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, "-m", "gunicorn", "-c", CONFIG],
                cwd=ROOT,
                env=own | env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> "Service":
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if self.get("/readyz")[0] == 200:
                    return self
            time.sleep(0.05)
        # A service that cannot start may have said so without end.
        with self.output.open("rb") as output:
            output.seek(max(0, self.output.stat().st_size - 5_000))
            raise AssertionError(output.read().decode("utf-8", "replace"))

    def connect(self, seconds: float = 30) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def raw(self, request: bytes, seconds: float = 30) -> bytes:
        """Send these bytes and nothing else; all that comes back until the server closes."""
        with self.connect(seconds) as sock:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                sock.sendall(request)
                sock.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: sock.recv(65536), b""))

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read(), response.headers

    def get(self, path: str, **headers: str) -> tuple:
        return self.ask("GET", path, None, headers)

    def clean(self, page: str | bytes = PAGE, **headers: str) -> tuple:
        body = page.encode() if isinstance(page, str) else page
        return self.ask("POST", "/v1/clean", body, {"Content-Type": "text/plain"} | headers)

    def lines(self) -> list[dict]:
        """The log's JSON lines."""
        text = self.output.read_text(encoding="utf-8", errors="replace")
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]

    def family(self) -> dict[str, list[int]]:
        """Process ids by what they are."""
        found: dict[str, list[int]] = {"edge": [], "supervisor": [], "engine": []}
        for pid in children(self.process.pid):
            is_supervisor = "_supervisor" in command(pid) or "engine.supervisor" in command(pid)
            found["supervisor" if is_supervisor else "edge"].append(pid)
            found["engine"] += children(pid) if is_supervisor else []
        return found

    def figure(self, name: str) -> float:
        """One figure of /metrics, all its labels together."""
        text = self.get("/metrics")[1].decode()
        rows = [line.rpartition(" ") for line in text.splitlines() if line.startswith(name)]
        return sum(float(value) for key, _, value in rows if key.partition("{")[0] == name)

    def stop(self, number: int = signal.SIGTERM, seconds: float = 40) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(seconds)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()] + [
            int(n)
            for task in Path(f"/proc/{pid}/task").iterdir()
            if task.name != str(pid)
            for n in (task / "children").read_text().split()
        ]
    return []


def command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
    return ""


def eventually(condition: Callable[[], object], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Service]]:
    """Start services; all are ended with the session."""
    started: list[Service] = []

    def start(output: str | None = None, prefix: list[str] | None = None, **env: str) -> Service:
        log = Path(output or tmp_path_factory.mktemp("service") / "log")
        started.append(Service(log, prefix or [], **env))
        return started[-1]

    yield start
    for service in started:
        service.stop(signal.SIGKILL)


@pytest.fixture(scope="session")
def service(serve: Callable[..., Service]) -> Service:
    """One service with small limits, for all tests that leave it as they found it."""
    return serve(
        SLUICE_ENGINES="2",
        SLUICE_PAGE_SECONDS="1.5",
        SLUICE_ENGINE_MEMORY_BYTES=str(512 << 20),
        SLUICE_MAX_BODY_BYTES="2000000",
        SLUICE_HEADER_SECONDS="1.5",
        SLUICE_BODY_SECONDS="2",
        SLUICE_IDLE_SECONDS="3",
        SLUICE_WAIT_SECONDS="5",
    ).wait_until_ready()
