"""An engine: a process that takes one page after the other, until it is old or in the way."""

import contextlib
import os
import select
import socket
import time
from dataclasses import dataclass
from random import SystemRandom

from service.engine.board import Board
from service.engine.start import STARTED, Start
from service.settings import settings
from sluice.workers import job as wire
from sluice.workers.isolation import be_expendable, has_grown
from sluice.workers.page import PageWorker

# An edge that does not send what it promised is not waited for.
SECONDS_FOR_EDGE = 10.0


@dataclass(frozen=True)
class Seat:
    """What an engine is given. life: ends when the supervisor does."""

    slot: int
    queue: socket.socket
    life: int
    board: Board
    worker: PageWorker


def run(seat: Seat) -> None:
    """Clean pages until it is time to retire, or until nobody is left to ask."""
    be_expendable(settings.engine_memory_bytes)
    if not seat.worker.cleans_known_page():
        os._exit(1)
    seat.board.put(seat.slot, started=0, ready=1)
    most = settings.engine_pages
    for _ in range(most + SystemRandom().randrange(most // 10 + 1)):
        channel = _next_job(seat)
        if channel is None:
            return
        with channel:
            _serve(channel, seat)
        if has_grown(settings.engine_memory_bytes):
            return


def _next_job(seat: Seat) -> socket.socket | None:
    """The channel of the job whose turn it is; None when room or edges have gone."""
    poll = select.poll()
    poll.register(seat.queue, select.POLLIN)
    poll.register(seat.life, 0)
    while True:
        if any(fd == seat.life for fd, _ in poll.poll()):
            return None
        # Of several engines that wake up, one is first.
        with contextlib.suppress(BlockingIOError):
            word, fds, _, _ = socket.recv_fds(seat.queue, 1, 1, socket.MSG_DONTWAIT)
            if not word:
                return None
            if fds:
                return socket.socket(fileno=fds[0])


def _serve(channel: socket.socket, seat: Seat) -> None:
    """One job; an edge that withdrew it, or leaves in the middle, is no matter."""
    slot, serial = seat.slot, int(seat.board.get(seat.slot, "serial")) + 1
    seat.board.put(slot, serial=serial)
    channel.settimeout(SECONDS_FOR_EDGE)
    with contextlib.suppress(OSError):
        channel.sendall(STARTED.pack(*Start(slot, serial)))
        job = wire.receive(channel, wire.Job)
        if job is None:
            return
        seat.board.put(slot, started=time.monotonic())
        try:
            reply = seat.worker.perform(job)
        finally:
            seat.board.put(slot, started=0, pages=seat.board.get(slot, "pages") + 1)
        channel.sendall(wire.framed(reply))
