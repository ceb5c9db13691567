"""SIGTERM and SIGHUP: whoever was let in is answered."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.serving.conftest import PAGE, Service, eventually
from tests.serving.test_clients import sized, statuses

SLOW = f"costly: one second\n{PAGE}"


def all_of(sock: socket.socket) -> bytes:
    return b"".join(iter(lambda: sock.recv(65536), b""))


def test_every_accepted_request_is_answered(serve: Callable[..., Service]) -> None:
    """From SIGTERM on the service is unready, answers all who got in, and leaves with 0."""
    service = serve(SLUICE_ENGINES="2", SLUICE_WAIT_SECONDS="20").wait_until_ready()
    open_before = service.connect()
    with ThreadPoolExecutor(40) as pool:
        accepted = [pool.submit(service.clean, SLOW) for _ in range(4)]
        accepted += [pool.submit(service.clean) for _ in range(30)]
        time.sleep(0.4)
        service.process.send_signal(signal.SIGTERM)
        assert eventually(lambda: service.get("/readyz")[0] == 503, 2)
        assert json.loads(service.get("/readyz")[1]) == {"status": "shutting down"}
        late = pool.submit(service.clean)
        open_before.sendall(sized())
        assert {future.result()[0] for future in [*accepted, late]} == {200}
        assert statuses(open_before.recv(4096)) == [200]
        open_before.close()
    assert service.stop() == 0


def test_steady_load_sees_no_broken_answer(serve: Callable[..., Service]) -> None:
    """Eight clients that never stop asking see answers and, at the end, a closed door, no more."""
    service = serve(SLUICE_ENGINES="2", SLUICE_WAIT_SECONDS="20").wait_until_ready()
    broken: list[str] = []
    answered: list[int] = []

    def ask() -> None:
        while True:
            try:
                sock = service.connect()
            except ConnectionRefusedError:
                return
            with sock:
                try:
                    sock.sendall(sized("Connection: close"))
                    answered.extend(statuses(all_of(sock)) or [0])
                except OSError as error:
                    broken.append(repr(error))

    clients = [threading.Thread(target=ask) for _ in range(8)]
    for client in clients:
        client.start()
    time.sleep(1)
    assert service.stop() == 0
    for client in clients:
        client.join()
    assert broken == []
    assert set(answered) == {200}


def test_backlog_is_answered(serve: Callable[..., Service]) -> None:
    """Who had connected but was not yet accepted at SIGTERM is answered too."""
    service = serve(SLUICE_LINGER_SECONDS="0", SLUICE_EDGES="1").wait_until_ready()
    (edge,) = service.family()["edge"]
    os.kill(edge, signal.SIGSTOP)
    waiting = [service.connect() for _ in range(50)]
    for sock in waiting:
        sock.sendall(sized("Connection: close"))
    service.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    os.kill(edge, signal.SIGCONT)
    for sock in waiting:
        with sock:
            assert statuses(all_of(sock)) == [200]
    assert service.stop() == 0


def test_idle_and_stuck_clients_do_not_hold_it_up(serve: Callable[..., Service]) -> None:
    """Connections on which nothing happens do not delay the end, half requests end with it."""
    service = serve(SLUICE_SHUTDOWN_SECONDS="4").wait_until_ready()
    idle = [service.connect() for _ in range(50)]
    began = time.monotonic()
    assert service.stop() == 0
    assert time.monotonic() - began < 3
    again = serve(SLUICE_SHUTDOWN_SECONDS="3").wait_until_ready()
    stuck = again.connect()
    stuck.sendall(sized()[:-5])
    time.sleep(0.2)
    began = time.monotonic()
    assert again.stop() == 0
    assert time.monotonic() - began < 6
    for sock in [*idle, stuck]:
        sock.close()


def test_reload_costs_no_request(serve: Callable[..., Service]) -> None:
    """SIGHUP brings new edges, a new supervisor and new engines, while everybody is answered."""
    service = serve(SLUICE_ENGINES="1", SLUICE_WAIT_SECONDS="20").wait_until_ready()
    before = {pid for group in service.family().values() for pid in group}
    expected = service.clean()[1]
    with ThreadPoolExecutor(4) as pool:
        service.process.send_signal(signal.SIGHUP)
        answers = [future.result() for future in [pool.submit(service.clean) for _ in range(100)]]

        def all_new() -> bool:
            now = {kind: set(pids) for kind, pids in service.family().items()}
            return all(pids and not pids & before for pids in now.values())

        assert eventually(all_new, 20)
        answers += [service.clean()]
    assert {answer[:2] for answer in answers} == {(200, expected)}
    assert service.figure("sluice_requests_total") == 102
    assert service.stop() == 0


def test_interrupt_ends_it(serve: Callable[..., Service]) -> None:
    """Ctrl-C at a terminal ends the service at once, supervisor and engines with it."""
    service = serve(SLUICE_ENGINES="1").wait_until_ready()
    supervisor = service.family()["supervisor"][0]
    began = time.monotonic()
    assert service.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 5
    assert eventually(lambda: not os.path.exists(f"/proc/{supervisor}"))
