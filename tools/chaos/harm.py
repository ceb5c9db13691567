"""Pages, signals, disks, clocks and memory that do it harm."""

import asyncio
import contextlib
import http.client
import json
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.serving.conftest import PAGE, ROOT, Service, eventually
from tools.chaos.seen import Seen, late, service, statuses
from tools.measure import client
from tools.measure.sent import Page, mixed

POISONS = ("loop", "segfault", "memory", "loop in C", "memory at once", "stop")
PAGE_SECONDS = 6.0
BUSY = f"costly: one second\n{PAGE}"
REQUESTS = {
    "text": ("/v1/clean", "text/plain", BUSY),
    "JSON": ("/v1/clean", "application/json", json.dumps({"text": BUSY})),
    "batch": ("/v1/clean/batch", "application/x-ndjson", f"{json.dumps({'text': BUSY})}\n" * 3),
}
JUMPING = Path(__file__).with_name("jumping")
CGROUPS = Path("/sys/fs/cgroup/memory")
MIB = 1 << 20
LITTLE = 700 * MIB
# Each folder is mounted over itself, read-only.
READ_ONLY = """
for folder in / /tmp /dev/shm "$1"; do
    mount --bind "$folder" "$folder" && mount -o remount,bind,ro "$folder" || exit 8
done
cd "$1" && shift && exec "$@"
"""


def poison(times: float) -> Seen:
    """Endless, crashing and greedy pages among good ones."""
    pages = mixed(int(60 * times))
    bad = range(0, len(pages), 10)
    for number in bad:
        word = f"poison: {POISONS[number // 10 % len(POISONS)]}\n".encode()
        pages[number] = Page(word + pages[number].body, "text/plain")
    limits = {"SLUICE_PAGE_SECONDS": str(PAGE_SECONDS), "SLUICE_WAIT_SECONDS": "60"}
    with service(**limits, SLUICE_ENGINE_MEMORY_BYTES=str(512 * MIB)) as running_one:
        found = asyncio.run(client.one_by_one(running_one.port, pages, 4))
    ill = [outcome for outcome in found if outcome.page in bad]
    well = [outcome for outcome in found if outcome.page not in bad]
    kept = {o.status for o in ill} == {422} and {o.status for o in well} == {200}
    return Seen(
        f"{len(ill)} pages that hang, crash or grow, among {len(well)} good ones",
        "422 for each of them, 200 for all others",
        f"bad pages: {statuses(ill)}; good ones: {statuses(well)}, p99 {late(well):.2f} s.",
        kept,
    )


def killed(times: float) -> Seen:
    """SIGKILL for each kind of process in the middle of each kind of request."""
    rounds, wrong = max(1, int(times)), []
    told: Counter[str] = Counter()
    for kind in ("edge", "supervisor", "engine"):
        with service(SLUICE_ENGINES="2", SLUICE_WAIT_SECONDS="60") as running_one:
            for name in list(REQUESTS) * rounds:
                told += Counter(found := _killing(running_one, kind, name))
                back = eventually(lambda s=running_one: _whole(s), 30)
                if "other bytes" in found or not back:
                    wrong.append(f"{kind} during {name}")
    return Seen(
        "`kill -9` of an edge, the supervisor, an engine, in the middle of text, JSON and a batch",
        "each request is answered as on a quiet day, or its loss is seen (422, 503, a closed "
        "connection, a line that says so); all processes are there again within 30 s",
        f"{', '.join(f'{n} x {what}' for what, n in told.items())}; wrong: {wrong or 'none'}.",
        not wrong,
    )


def _killing(running_one: Service, kind: str, name: str) -> list[str]:
    """What became of four requests while one process was killed."""
    quiet = _asked(running_one, name)
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(_asked, running_one, name) for _ in range(4)]
        time.sleep(0.5)
        with contextlib.suppress(ProcessLookupError):
            os.kill(running_one.family()[kind][0], signal.SIGKILL)
        return [_became(future.result(), quiet) for future in futures]


Answer = tuple[int, bytes]


def _asked(running_one: Service, name: str) -> Answer:
    path, media_type, body = REQUESTS[name]
    try:
        return running_one.ask("POST", path, body.encode(), {"Content-Type": media_type})[:2]
    except (OSError, http.client.HTTPException):
        return 0, b""


def _became(answer: Answer, quiet: Answer) -> str:
    status, body = answer
    if answer == quiet:
        return "as on a quiet day"
    if status == 200:
        lines = {*body.splitlines()} - {*quiet[1].splitlines()}
        return (
            "a line that says so"
            if all(b'"retryable":' in line for line in lines)
            else "other bytes"
        )
    return str(status or "closed connection")


def _whole(running_one: Service) -> bool:
    family = running_one.family()
    there = [len(family[kind]) for kind in ("edge", "supervisor", "engine")] == [2, 1, 2]
    return there and _good(running_one)


def _good(running_one: Service) -> bool:
    with contextlib.suppress(OSError, http.client.HTTPException):
        return bool(running_one.clean()[0] == 200)
    return False


def full_disk(times: float) -> Seen:
    """Its output on a full disk, and no folder for temporary files."""
    return _still_cleans(
        "its log on a full disk, no home, no folder for temporary files",
        times,
        lambda: service("/dev/full", HOME="/nowhere", TMPDIR="/nowhere"),
    )


def nowhere_to_write(times: float) -> Seen:
    """No folder that can be written, /tmp and /dev/shm included."""
    harm = "a machine on which nothing can be written, `/tmp` and `/dev/shm` included"
    if os.geteuid() or not shutil.which("unshare"):
        return Seen(harm, "all pages are cleaned", "It needs root and unshare.", None)
    prefix = ("unshare", "-m", "sh", "-c", READ_ONLY, "sh", str(ROOT))
    return _still_cleans(harm, times, lambda: service(None, prefix, PYTHONDONTWRITEBYTECODE="1"))


def jumping_clock(times: float) -> Seen:
    """A time of day that jumps by an hour or a day each time it is asked for."""
    path = os.pathsep.join((str(JUMPING), os.environ.get("PYTHONPATH", "")))
    return _still_cleans(
        "a clock that jumps by an hour or a day, back and forth, whenever it is asked for",
        times,
        lambda: service(PYTHONPATH=path),
    )


def little_memory(times: float) -> Seen:
    """A cgroup whose memory is short, and pages that want more than there is."""
    harm = f"a cgroup of {LITTLE // MIB} MiB, and every twentieth page grows without end"
    promise = "the service stays, all other pages are cleaned"
    with _cgroup() as group:
        if group is None:
            return Seen(harm, promise, "No cgroup of memory can be made here.", None)
        pages = mixed(int(100 * times))
        for number in range(0, len(pages), 20):
            pages[number] = Page(b"poison: memory\n" + pages[number].body, "text/plain")
        enter = ("sh", "-c", 'echo $$ >"$1"; shift; exec "$@"', "sh", str(group / "cgroup.procs"))
        with service(None, enter, SLUICE_WAIT_SECONDS="60", SLUICE_ENGINES="2") as running_one:
            found = asyncio.run(client.one_by_one(running_one.port, pages, 2))
            alive = eventually(lambda: _good(running_one), 20)
            most = int((group / "memory.max_usage_in_bytes").read_text()) // MIB
    grown = [outcome for outcome in found if outcome.page % 20 == 0]
    others = [outcome for outcome in found if outcome.page % 20]
    kept = alive and {o.status for o in others} == {200} and {o.status for o in grown} == {422}
    figures = f"these: {statuses(grown)}; others: {statuses(others)}; at most {most} MiB were held."
    return Seen(harm, promise, figures, kept)


@contextmanager
def _cgroup() -> Iterator[Path | None]:
    group = CGROUPS / f"sluice-chaos-{os.getpid()}"
    try:
        group.mkdir()
        (group / "memory.limit_in_bytes").write_text(str(LITTLE))
    except OSError:
        yield None
        return
    try:
        yield group
    finally:
        eventually(lambda: not (group / "cgroup.procs").read_text(), 20)
        group.rmdir()


def _still_cleans(
    harm: str, times: float, start: Callable[[], contextlib.AbstractContextManager[Service]]
) -> Seen:
    """Pages get the bytes that they get from a service to which nothing is done."""
    pages = mixed(int(40 * times))
    with service() as well:
        wanted = asyncio.run(client.one_by_one(well.port, pages, 2))
    with start() as running_one:
        found = asyncio.run(client.one_by_one(running_one.port, pages, 2))
        crashed = running_one.clean(f"poison: segfault\n{PAGE}")[0]
        ends = running_one.stop()
    bodies = [{outcome.page: outcome.body for outcome in each} for each in (wanted, found)]
    return Seen(
        harm,
        "pages get the bytes of a quiet day, a crash costs its page, SIGTERM ends it with 0",
        f"{statuses(found)}; a crashing page {crashed}; ended with {ends}.",
        bodies[0] == bodies[1] and (crashed, ends) == (422, 0),
    )
