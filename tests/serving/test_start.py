"""Starting where things are wrong or missing: said at once, in a sentence, or not needed at all."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serving.conftest import PAGE, ROOT, Service

HEADER = "language\tplace\tweight\tphrase\ttakes\n"
ROW = "en\tline\tsure\tthe mill thanks you\tThe mill thanks you.\n"
STARTS_BADLY = [
    ({"SLUICE_PAGE_SECONDS": "never"}, "sluice: SLUICE_PAGE_SECONDS='never': "),
    ({"SLUICE_BIND": "here"}, "sluice: SLUICE_BIND='here': "),
    ({"SLUICE_TOKEN_FILE": "/dev/null/nothing"}, "sluice: SLUICE_TOKEN_FILE="),
]
TABLES = [
    ("newsletter.tsv", HEADER + "en\tline\tsure\tthe mill thanks you\tSomething else.\n"),
    ("newsletter.tsv", HEADER + "en\tnowhere\tsure\tthe mill\tThe mill\n"),
    ("newsletter.tsv", HEADER + "en\tline\n"),
    ("newsletter.tsv", "no header\n"),
    ("newsletter.tsv", ""),
    ("newsletter.tsv", b"\xff\xfe\x00"),
    ("no_such_reason.tsv", HEADER + ROW),
]


def refused(**env: str) -> str:
    """What a service says that does not start."""
    run = subprocess.run(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if "SLUICE_" not in k} | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode != 0
    assert "Traceback" not in run.stderr + run.stdout
    return run.stderr


@pytest.mark.parametrize(("env", "sentence"), STARTS_BADLY)
def test_bad_setting_stops_the_start(env: dict[str, str], sentence: str) -> None:
    """The service ends before it listens, and names what is wrong."""
    assert sentence in refused(**env)


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_bad_phrase_table_is_named(name: str, table: str | bytes, tmp_path: Path) -> None:
    """A mounted table is checked as those in the package are, and the bad row is named."""
    (tmp_path / name).write_bytes(table if isinstance(table, bytes) else table.encode())
    script = (
        "from sluice.workers.settings import WorkerSettings, from_environment\n"
        "from_environment(WorkerSettings).cleaner()"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"SLUICE_PHRASES": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith(f"sluice: SLUICE_PHRASES={str(tmp_path)!r}: ")
    assert "newsletter" in run.stderr or name in run.stderr or "utf-8" in run.stderr


def test_bad_table_stops_the_service(tmp_path: Path) -> None:
    """A service whose engines refuse a table does not come up without them."""
    (tmp_path / "newsletter.tsv").write_text(HEADER + "en\tline\n", encoding="utf-8")
    said = refused(SLUICE_PHRASES=str(tmp_path))
    assert "newsletter.tsv, line 2" in said
    assert "sluice: the engines did not start." in said


def test_nothing_is_warned_of(serve: Callable[..., Service]) -> None:
    """What an operator sees first is the service's own log."""
    said = serve(SLUICE_ENGINES="1").wait_until_ready().output.read_text(encoding="utf-8")
    assert "Listening" in said
    assert "Warning" not in said


def test_mounted_phrases_and_token(serve: Callable[..., Service], tmp_path: Path) -> None:
    """A mounted phrase takes its line, and the token is asked of everybody but the probes."""
    (tmp_path / "newsletter.tsv").write_text(HEADER + ROW, encoding="utf-8")
    token = tmp_path / "token"
    token.write_text("s3cret-Ünïcode\n", encoding="utf-8")
    service = serve(
        SLUICE_ENGINES="1", SLUICE_PHRASES=str(tmp_path), SLUICE_TOKEN_FILE=str(token)
    ).wait_until_ready()
    shown = {"Authorization": "Bearer s3cret-Ünïcode".encode().decode("latin-1")}
    answer = json.loads(service.clean(f"{PAGE}\n\nThe mill thanks you.", **shown)[1])
    assert answer["removed"][-1]["rule"] == "newsletter/the-mill-thanks-you"
    for headers in (
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic s3cret"},
        {"Authorization": "Bearer s3cret-"},
        {"Authorization": "Bearer " + "a" * 4000},
    ):
        status, body, received = service.clean(**headers)
        assert (status, json.loads(body)["code"]) == (401, "unauthorized")
        assert received["WWW-Authenticate"] == "Bearer"
    assert service.get("/v1/reasons")[0] == 401
    assert {service.get(path)[0] for path in ("/livez", "/readyz", "/healthz", "/metrics")} == {200}
    assert "s3cret" not in service.output.read_text(encoding="utf-8")


def test_full_disk_and_no_home(serve: Callable[..., Service]) -> None:
    """With nowhere to write and an output that takes nothing, pages are cleaned all the same."""
    service = serve(
        output="/dev/full",
        SLUICE_ENGINES="1",
        HOME="/nowhere",
        TMPDIR="/nowhere",
        PYTHONDONTWRITEBYTECODE="1",
    ).wait_until_ready()
    assert [service.clean()[0] for _ in range(5)] == [200] * 5
    assert service.clean(f"poison: segfault\n{PAGE}")[0] == 422
    assert service.clean(f"poison: fault\n{PAGE}")[0] == 500
    assert service.clean()[0] == 200
    assert service.stop() == 0


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None,
    reason="needs root and unshare, to take the folders away",
)
def test_no_folder_at_all_is_writable(serve: Callable[..., Service]) -> None:
    """On a read-only machine, /tmp and /dev/shm included, the service starts and cleans."""
    # Each folder is mounted over itself, so that what lies in it is still there, also where this
    # clone does; who stands in one has to come in again.
    script = """
    for folder in / /tmp /dev/shm "$1"; do
        mount --bind "$folder" "$folder" && mount -o remount,bind,ro "$folder" || exit 8
    done
    cd "$1" && shift
    for folder in . / /tmp /dev/shm "$HOME"; do
        touch "$folder/written" 2>/dev/null && exit 9
    done
    exec "$@"
    """
    service = serve(
        prefix=["unshare", "-m", "sh", "-c", script, "sh", str(ROOT)],
        SLUICE_ENGINES="1",
        PYTHONDONTWRITEBYTECODE="1",
    ).wait_until_ready()
    assert [service.clean()[0] for _ in range(5)] == [200] * 5
    assert service.get("/metrics")[0] == 200
    assert service.stop() == 0
