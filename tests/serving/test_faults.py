"""Pages and processes that die: each costs its own answer, within the deadline, and no other."""

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.serving.conftest import PAGE, Service, eventually

DEADLINE = 1.5
POISONS = [
    ("poison: loop", "page-too-costly"),
    ("poison: loop in C", "page-too-costly"),
    ("poison: sleep", "page-too-costly"),
    ("poison: stop", "page-too-costly"),
    ("poison: segfault", "page-crashed-engine"),
    ("poison: abort", "page-crashed-engine"),
    ("poison: exit", "page-crashed-engine"),
    ("poison: killed", "page-crashed-engine"),
    ("poison: memory", "page-too-costly"),
    ("poison: memory at once", "page-too-costly"),
    ("poison: fault", "internal-error"),
    ("poison: recursion", "internal-error"),
]


@pytest.mark.parametrize(("poison", "code"), POISONS)
def test_poison_costs_itself_alone(service: Service, poison: str, code: str) -> None:
    """A page that hangs, crashes or grows is answered in time, and its neighbours like any day."""
    expected = service.clean()[1]
    began = time.monotonic()
    with ThreadPoolExecutor(9) as pool:
        bad = pool.submit(service.clean, f"{poison}\n{PAGE}")
        good = [pool.submit(service.clean) for _ in range(40)]
        status, body, _ = bad.result()
        took = time.monotonic() - began
        answers = [future.result()[:2] for future in good]
    assert (json.loads(body)["code"], status) == (code, 500 if code == "internal-error" else 422)
    assert json.loads(body)["retryable"] is False
    assert took < DEADLINE + 1
    assert answers == [(200, expected)] * 40
    assert eventually(lambda: len(service.family()["engine"]) == 2)


def test_many_poisons_at_once(service: Service) -> None:
    """Poison on every engine, again and again, delays a good page but does not cost it."""
    before = service.figure("sluice_engines_replaced_total")
    with ThreadPoolExecutor(8) as pool:
        bad = [pool.submit(service.clean, f"poison: segfault\n{PAGE}") for _ in range(20)]
        good = [pool.submit(service.clean) for _ in range(20)]
        assert {future.result()[0] for future in bad} == {422}
        assert {future.result()[0] for future in good} == {200}
    assert eventually(lambda: service.figure("sluice_engines_replaced_total") >= before + 20)


def test_killed_engine_is_replaced(service: Service) -> None:
    """Engines that are killed while they wait for work are replaced, and no page notices."""
    for pid in service.family()["engine"]:
        os.kill(pid, signal.SIGKILL)
    assert [service.clean()[0] for _ in range(5)] == [200] * 5
    assert eventually(lambda: len(service.family()["engine"]) == 2)


def sockets(pid: int) -> int:
    count = 0
    for path in Path(f"/proc/{pid}/fd").iterdir():
        # It may be closed by now.
        with contextlib.suppress(OSError):
            count += os.readlink(path).startswith("socket:")
    return count


def test_killed_edge_costs_its_own_requests(service: Service) -> None:
    """When an edge is killed in the middle of requests, the other's are answered all the same."""
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(service.clean, f"costly: one second\n{PAGE}") for _ in range(4)]
        time.sleep(0.5)
        # By chance one edge may have taken nearly all of them; it is the other that is killed.
        os.kill(min(service.family()["edge"], key=sockets), signal.SIGKILL)
        lost = sum(future.exception() is not None for future in futures)
        assert lost < 4
        assert {future.result()[0] for future in futures if not future.exception()} <= {200}
    assert eventually(lambda: len(service.family()["edge"]) == 2)
    assert service.clean()[0] == 200


def test_killed_room_is_started_again(service: Service) -> None:
    """The process that watches the engines is replaced too, and its engines with it."""
    (supervisor,) = service.family()["supervisor"]
    os.kill(supervisor, signal.SIGKILL)
    assert service.clean()[0] == 200
    assert eventually(lambda: service.family()["supervisor"] not in ([], [supervisor]), 20)
    assert eventually(lambda: len(service.family()["engine"]) == 2, 20)
    assert service.clean()[0] == 200


def test_no_process_is_left_behind(serve: Callable[..., Service]) -> None:
    """When the master is killed, edges, supervisor and engines end by themselves."""
    service = serve(SLUICE_ENGINES="2").wait_until_ready()
    pids = [pid for group in service.family().values() for pid in group]
    assert len(pids) == 5
    os.kill(service.process.pid, signal.SIGKILL)
    service.process.wait()

    def gone(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False

    assert eventually(lambda: all(map(gone, pids)))


def test_engines_retire(serve: Callable[..., Service]) -> None:
    """An engine that has cleaned its share is replaced, and no page is lost over it."""
    service = serve(SLUICE_ENGINES="1", SLUICE_ENGINE_PAGES="5").wait_until_ready()
    assert [service.clean()[0] for _ in range(30)] == [200] * 30
    assert service.figure("sluice_engines_replaced_total") >= 4
    assert {line["cause"] for line in service.lines() if "cause" in line} == {"retired"}
    assert service.stop() == 0


def test_faults_are_logged_without_the_page(service: Service) -> None:
    """The log has the place where the code broke, and not a word of what it broke on."""
    service.clean(f"poison: fault\n{PAGE}", **{"X-Request-ID": "broken-1"})
    (line,) = [line for line in service.lines() if line.get("request_id") == "broken-1"]
    assert line["fault"].startswith("KeyError: <lambda> (")
    assert "river" not in service.output.read_text(encoding="utf-8")
