"""More than it can do: everybody is answered, in time, with the same bytes or with 503."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serving.conftest import PAGE, Service

WAIT = 0.5
# Of these, two engines clean twenty a second; sixty clients that never rest ask for ten times more.
SLOW = f"costly: a tenth\n{PAGE}"
CLIENTS, REQUESTS = 60, 900


@pytest.fixture(scope="module")
def busy(serve: Callable[..., Service]) -> Service:
    return serve(SLUICE_ENGINES="2", SLUICE_WAIT_SECONDS=str(WAIT)).wait_until_ready()


def test_ten_times_overload(busy: Service) -> None:
    """Each request gets 200 or 503 with Retry-After, soon, and answers are those of a quiet day."""

    def timed(_: int) -> tuple[float, int, bytes, http.client.HTTPMessage]:
        began = time.monotonic()
        status, body, headers = busy.clean(SLOW)
        if status == 503:
            time.sleep(0.2)
        return time.monotonic() - began, status, body, headers

    idle = [timed(i) for i in range(20)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        loaded = list(pool.map(timed, range(REQUESTS)))
    assert {status for _, status, _, _ in loaded} == {200, 503}
    accepted = [answer for answer in loaded if answer[1] == 200]
    refused = [answer for answer in loaded if answer[1] == 503]
    assert {answer[2] for answer in accepted} == {idle[0][2]}
    assert all(1 <= int(answer[3]["Retry-After"]) <= 60 for answer in refused)
    slowest = sorted(answer[0] for answer in accepted)[int(0.99 * len(accepted)) - 1]
    assert slowest < 2 * max(answer[0] for answer in idle) + WAIT
    assert busy.figure("sluice_requests_total") == REQUESTS + len(idle)


def test_clients_of_every_day_are_never_refused(serve: Callable[..., Service]) -> None:
    """Eight clients that never rest wait for two engines, by default, and are all answered."""
    service = serve(SLUICE_ENGINES="2").wait_until_ready()
    with ThreadPoolExecutor(8) as pool:
        assert {answer[0] for answer in pool.map(service.clean, [SLOW] * 120)} == {200}


def test_probes_answer_under_overload(busy: Service) -> None:
    """A service that is busy is alive and ready all the same: it must not be taken away."""
    with ThreadPoolExecutor(40) as pool:
        futures = [pool.submit(busy.clean, SLOW) for _ in range(200)]
        probes = [busy.get(path)[0] for path in ("/livez", "/readyz", "/metrics") * 5]
        assert {future.result()[0] for future in futures} <= {200, 503}
    assert set(probes) == {200}


def test_too_many_bytes_are_refused_while_they_arrive(serve: Callable[..., Service]) -> None:
    """What an edge holds of bodies is bounded, however many clients send at once."""
    service = serve(
        SLUICE_ENGINES="1",
        SLUICE_EDGES="1",
        SLUICE_MAX_BODY_BYTES="2000000",
        SLUICE_MAX_BUFFERED_BYTES="5000000",
        SLUICE_BODY_SECONDS="3",
    ).wait_until_ready()
    body = b"a" * 1_900_000
    half_sent = [service.connect() for _ in range(10)]
    for sock in half_sent:
        sock.sendall(b"POST /v1/clean HTTP/1.1\r\nHost: a\r\nContent-Length: 1900000\r\n\r\n")
        sock.sendall(body[:1_000_000])
    answers = [sock.recv(65536) for sock in half_sent]
    refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
    late = [answer for answer in answers if answer.startswith(b"HTTP/1.1 408 ")]
    assert (len(refused), len(late)) == (5, 5)
    assert all(b"\r\nRetry-After: " in answer for answer in refused)
    for sock in half_sent:
        sock.close()
    assert service.clean()[0] == 200


def test_figures_add_up(busy: Service) -> None:
    """What /metrics says of two edges together is what was asked of them."""
    before = {name: busy.figure(name) for name in COUNTED}
    page = f"{PAGE}\nThe shortcode is missing a valid Donation Form ID attribute.\n"
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(busy.clean, [page, "", page, "Home\n\nNews\n"] * 5))
    after = {name: busy.figure(name) for name in COUNTED}
    grown = {name: after[name] - before[name] for name in COUNTED}
    assert grown == {
        "sluice_requests_total": 20,
        "sluice_pages_total": 20,
        "sluice_removed_blocks_total": 30,
        "sluice_request_seconds_count": 20,
        "sluice_queue_seconds_count": 20,
        "sluice_engine_seconds_count": 20,
        "sluice_received_bytes_total": 10 * len(page) + 5 * len("Home\n\nNews\n"),
        "sluice_answered_bytes_total": sum(len(body) for _, body, _ in answers),
    }
    assert busy.figure("sluice_engines_ready") == 2
    text = busy.get("/metrics")[1].decode()
    assert 'sluice_pages_total{kind="text",status="200",verdict="empty"} ' in text
    assert "mill" not in text


COUNTED = (
    *("sluice_requests_total", "sluice_pages_total", "sluice_removed_blocks_total"),
    *("sluice_request_seconds_count", "sluice_queue_seconds_count", "sluice_engine_seconds_count"),
    *("sluice_received_bytes_total", "sluice_answered_bytes_total"),
)
