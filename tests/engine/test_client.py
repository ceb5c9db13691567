"""The edge's side of the queue, with threads of the test in the place of engines."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from service.engine.client import Client
from service.engine.scoreboard import STARTED, Cause, Scoreboard
from sluice.errors import Overloaded
from sluice.workers import job as wire
from sluice.workers.job import Job, Reply

Behaviour = Callable[[socket.socket], None]


class Line:
    """A queue with a client at one end and, at the other, whoever the test sends."""

    def __init__(self) -> None:
        writing, self.reading = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.board = Scoreboard(2)
        self.client = Client(writing, self.board)
        self.writing = writing

    def engine(self, behave: Behaviour, jobs: int = 1) -> None:
        """Take so many jobs from the queue, in a thread, and treat each channel like this."""

        def work() -> None:
            # Until the test is over and its queue has gone.
            with contextlib.suppress(OSError, IndexError):
                for _ in range(jobs):
                    fds = socket.recv_fds(self.reading, 1, 1)[1]
                    with socket.socket(fileno=fds[0]) as channel:
                        behave(channel)

        threading.Thread(target=work, daemon=True).start()


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.reading.shutdown(socket.SHUT_RDWR)
    line.reading.close()
    line.writing.close()


def start(channel: socket.socket) -> Job:
    channel.sendall(STARTED.pack(1, 7))
    job = wire.receive(channel, Job)
    assert job is not None
    return job


def echo(channel: socket.socket) -> None:
    job = start(channel)
    wire.send_reply(channel, Reply(job.body, kind="text", removed={"footer": 2}))


@pytest.mark.parametrize("size", [0, 1, 100_000, 20_000_000])
def test_page_goes_there_and_back(line: Line, size: int) -> None:
    """A job of any size arrives whole, and so does its reply."""
    line.engine(echo)
    reply = line.client.clean(Job(b"a" * size, "text/html", query={"id": ["1"]}), 5)
    assert (len(reply.body), reply.kind, reply.removed) == (size, "text", {"footer": 2})


def test_nobody_is_free(line: Line) -> None:
    """Without an engine the wait ends when it should, and says when to come again."""
    began = time.monotonic()
    with pytest.raises(Overloaded) as overloaded:
        line.client.clean(Job(b"page"), 0.2)
    assert 0.2 <= time.monotonic() - began < 1
    assert overloaded.value.retry_seconds == 1
    assert line.client.waiting == 0


def test_withdrawn_job_is_not_cleaned(line: Line) -> None:
    """An engine that comes too late finds the channel closed, and the next job behind it."""
    with pytest.raises(Overloaded):
        line.client.clean(Job(b"given up"), 0.05)
    seen: list[str] = []

    def note(channel: socket.socket) -> None:
        try:
            echo(channel)
            seen.append("cleaned")
        except OSError:
            seen.append("withdrawn")

    line.engine(note, jobs=2)
    assert line.client.clean(Job(b"page"), 5).body == b"page"
    assert seen[0] == "withdrawn"


def test_engine_that_dies_before_it_begins_costs_nothing(line: Line) -> None:
    """The job stands in line again, and another engine takes it."""
    line.engine(lambda _: None)
    threading.Timer(0.2, line.engine, [echo]).start()
    assert line.client.clean(Job(b"page"), 5).body == b"page"


@pytest.mark.parametrize(
    ("cause", "problem"),
    [
        (None, "PAGE_CRASHED_ENGINE"),
        (Cause.DEADLINE, "PAGE_TOO_COSTLY"),
        (Cause.MEMORY, "PAGE_TOO_COSTLY"),
    ],
)
def test_lost_engine_is_explained(line: Line, cause: Cause | None, problem: str) -> None:
    """When an engine is gone in the middle of a page, the board says why."""

    def die(channel: socket.socket) -> None:
        start(channel)
        if cause is not None:
            line.board.put(1, killed_cause=cause, killed_serial=7)

    line.engine(die)
    reply = line.client.clean(Job(b"page"), 5)
    assert (reply.problem, reply.body) == (problem, b"")
    assert reply.detail.endswith(".")


def test_full_queue_is_an_overload(line: Line) -> None:
    """A queue that holds no more refuses in time, and works again once it is read."""
    near, far = socket.socketpair()
    with near, far, contextlib.suppress(BlockingIOError):
        for _ in range(100_000):
            socket.send_fds(line.writing, [b"j"], [far.fileno()])
    with pytest.raises(Overloaded):
        line.client.clean(Job(b"page"), 0.1)
    line.engine(lambda channel: channel.recv(1, socket.MSG_PEEK) and echo(channel), 9999)
    assert line.client.clean(Job(b"page"), 5).body == b"page"


def test_retry_after_follows_the_queue(line: Line) -> None:
    """The more wait and the longer a page takes, the later to come again, within bounds."""
    figures = []
    for waiting, seconds in ((0, 0.05), (20, 0.5), (200, 0.5), (9999, 9)):
        line.client.waiting, line.client.mean_seconds = waiting, seconds
        figures.append(line.client.retry_seconds())
    assert figures == [1, 10, 60, 60]
