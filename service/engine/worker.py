"""An engine: a process that takes one page after the other, until it is old or in the way."""

import contextlib
import os
import select
import socket
import time
from dataclasses import dataclass
from random import SystemRandom

from service.engine.scoreboard import STARTED, Scoreboard, Start
from service.settings import settings
from sluice.workers import job as wire
from sluice.workers.isolation import be_expendable, has_grown
from sluice.workers.page import PageWorker

# An edge that does not send what it promised is not waited for.
SECONDS_FOR_EDGE = 10.0


@dataclass(frozen=True)
class WorkerContext:
    """What an engine is given. life: ends when the supervisor does."""

    slot: int
    queue: socket.socket
    life: int
    board: Scoreboard
    worker: PageWorker


def run(context: WorkerContext) -> None:
    """Clean pages until it is time to retire, or until nobody is left to ask."""
    be_expendable(settings.engine_memory_bytes)
    if not context.worker.cleans_known_page():
        os._exit(1)
    context.board.put(context.slot, started=0, ready=1)
    most = settings.engine_pages
    for _ in range(most + SystemRandom().randrange(most // 10 + 1)):
        channel = _next_job(context)
        if channel is None:
            return
        with channel:
            _serve(channel, context)
        if has_grown(settings.engine_memory_bytes):
            return


def _next_job(context: WorkerContext) -> socket.socket | None:
    """The channel of the job whose turn it is; None when supervisor or edges have gone."""
    poll = select.poll()
    poll.register(context.queue, select.POLLIN)
    poll.register(context.life, 0)
    while True:
        if any(fd == context.life for fd, _ in poll.poll()):
            return None
        # Of several engines that wake up, one is first.
        with contextlib.suppress(BlockingIOError):
            word, fds, _, _ = socket.recv_fds(context.queue, 1, 1, socket.MSG_DONTWAIT)
            if not word:
                return None
            if fds:
                return socket.socket(fileno=fds[0])


def _serve(channel: socket.socket, context: WorkerContext) -> None:
    """One job; an edge that withdrew it, or leaves in the middle, is no matter."""
    slot, serial = context.slot, int(context.board.get(context.slot, "serial")) + 1
    context.board.put(slot, serial=serial)
    channel.settimeout(SECONDS_FOR_EDGE)
    with contextlib.suppress(OSError):
        channel.sendall(STARTED.pack(*Start(slot, serial)))
        job = wire.receive(channel, wire.Job)
        if job is None:
            return
        context.board.put(slot, started=time.monotonic())
        try:
            reply = context.worker.perform(job)
        finally:
            context.board.put(slot, started=0, pages=context.board.get(slot, "pages") + 1)
        wire.send_reply(channel, reply)
