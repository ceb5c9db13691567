"""How the edge reaches the engines: a queue without a name, and a channel for each job.

The queue is a socket pair that all edges write and all engines read. What stands in it is the
other end of a job's own channel, so an edge that gives up closes the channel, and the engine whose
turn it would be finds it closed. Nothing is shared but the kernel's queue: no lock that a killed
process could keep.
"""

import math
import socket
import time

from service.engine.scoreboard import STARTED, Cause, Scoreboard, Start
from service.settings import settings
from sluice.errors import Overloaded, Problem
from sluice.workers import job as wire
from sluice.workers.job import Job, Reply

# The supervisor kills at the deadline; an edge that hears nothing gives up so much later.
GRACE_SECONDS = 0.5
SMOOTHING = 0.1
PAUSE_SECONDS = 0.01
LONGEST_RETRY_SECONDS = 60
LOST = {
    Cause.DEADLINE: (Problem.PAGE_TOO_COSTLY, "It takes longer than one page may."),
    Cause.MEMORY: (Problem.PAGE_TOO_COSTLY, "It needs more memory than one page may."),
    None: (Problem.PAGE_CRASHED_ENGINE, "The process that was cleaning it has died."),
}


class Client:
    """The engines as one edge process sees them."""

    def __init__(self, queue: socket.socket, board: Scoreboard) -> None:
        """queue: the writing end, this process's own. board: what everybody sees."""
        queue.settimeout(0)
        self._queue = queue
        self.board = board
        self.waiting = 0
        self.mean_seconds = 0.05

    def ready(self) -> bool:
        """Whether an engine has cleaned the known page and the supervisor lives."""
        return self.board.ready()

    def clean(self, job: Job, wait_seconds: float | None = None) -> Reply:
        """Clean one page in an engine.

        wait_seconds: the longest to wait for a free one, by default SLUICE_WAIT_SECONDS. Raises
        Overloaded when there is none in time. A page that costs its engine is a reply.
        """
        wait = settings.wait_seconds if wait_seconds is None else wait_seconds
        line = _Line(wire.framed(job), time.monotonic() + wait)
        channel, start = self._engine(line)
        with channel:
            return self._answered(channel, start, line.rest)

    def retry_seconds(self) -> int:
        """When to come again: the time in which the queue of now will have been worked off."""
        work = self.waiting * settings.edges * self.mean_seconds / self.board.engines
        return min(LONGEST_RETRY_SECONDS, max(1, math.ceil(work)))

    def _engine(self, line: "_Line") -> tuple[socket.socket, Start]:
        """A free engine's channel, and its first word."""
        self.waiting += 1
        try:
            while time.monotonic() < line.until:
                channel = self._queued(line)
                start = _first_word(channel, line.until)
                if start is not None:
                    return channel, start
                # It was taken by an engine that died before it began: nothing is lost.
                channel.close()
            raise Overloaded(self.retry_seconds())
        finally:
            self.waiting -= 1

    def _queued(self, line: "_Line") -> socket.socket:
        """The near end of a new channel, whose far end stands in the queue."""
        near, far = socket.socketpair()
        with far:
            line.send_ahead(near)
            while not self._stands_in_line(far):
                if time.monotonic() > line.until:
                    near.close()
                    raise Overloaded(self.retry_seconds())
                time.sleep(PAUSE_SECONDS)
        return near

    def _stands_in_line(self, far: socket.socket) -> bool:
        """Put the channel into the queue; False when it, or the kernel's bound on it, is full."""
        try:
            socket.send_fds(self._queue, [b"j"], [far.fileno()])
        except OSError:
            return False
        return True

    def _answered(self, channel: socket.socket, start: Start, rest: memoryview) -> Reply:
        began = time.monotonic()
        channel.settimeout(settings.page_seconds + GRACE_SECONDS)
        try:
            # Sending nothing fails too, where the engine has answered and gone by now.
            if rest:
                channel.sendall(rest)
            reply = wire.receive_reply(channel)
        except TimeoutError:
            return _lost(Cause.DEADLINE)
        except OSError:
            reply = None
        finally:
            self.mean_seconds += SMOOTHING * (time.monotonic() - began - self.mean_seconds)
        return reply or _lost(self.board.killed_for(*start))


class _Line:
    """A job that waits for its turn: its bytes, and the moment until which it waits."""

    def __init__(self, frame: bytearray, until: float) -> None:
        self._frame = memoryview(frame)
        self.rest = self._frame
        self.until = until

    def send_ahead(self, channel: socket.socket) -> None:
        """Send what the channel holds without a reader: the engine then has it at once."""
        channel.settimeout(0)
        self.rest = self._frame[channel.send(self._frame) :]


def _first_word(channel: socket.socket, until: float) -> Start | None:
    """What the engine says when it begins; None when it died or nobody is free in time."""
    channel.settimeout(max(0.001, until - time.monotonic()))
    try:
        word = channel.recv(STARTED.size, socket.MSG_WAITALL)
    except OSError:
        return None
    return Start(*STARTED.unpack(word)) if len(word) == STARTED.size else None


def _lost(cause: Cause | None) -> Reply:
    problem, detail = LOST[cause]
    return Reply(problem=problem.name, detail=detail)
