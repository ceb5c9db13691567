"""One process of the crew: takes loads, cleans their pages, sends back lines."""

import contextlib
import ctypes
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

from sluice.bulk.messages import Done, Load, Page
from sluice.errors import Problem
from sluice.formats.item import Item, Told, told_of
from sluice.formats.json_codec import encode
from sluice.workers import job as wire
from sluice.workers.isolation import be_expendable, has_grown
from sluice.workers.job import Reply
from sluice.workers.page import PageWorker
from sluice.workers.settings import WorkerSettings

# How a process ends that has aged, and not died of a page.
RETIRED = 77
# From linux/prctl.h.
PR_SET_PDEATHSIG = 1

Task = Callable[[PageWorker, Page], Done]


@dataclass(frozen=True)
class Duty:
    """What a process does with each page, by what, and what it may use."""

    task: Task
    worker: PageWorker
    settings: WorkerSettings


def run(channel: socket.socket, duty: Duty) -> int:
    """Do the duty for what comes, until nothing comes or this process has grown or aged.

    Returns the exit status.
    """
    be_expendable(duty.settings.engine_memory_bytes)
    pages = 0
    with contextlib.suppress(OSError):
        while (load := wire.receive(channel, Load)) is not None:
            for page in load.pages:
                channel.sendall(wire.framed(duty.task(duty.worker, page)))
            pages += len(load.pages)
            if pages >= duty.settings.engine_pages or has_grown(duty.settings.engine_memory_bytes):
                return RETIRED
    return 0


def follow(parent: int) -> None:
    """End with the process that watches this one, also in the middle of a page without end."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        leave(1)


def done(worker: PageWorker, page: Page) -> Done:
    """Clean one page; whatever goes wrong is a line too."""
    if page.job is None:
        return failure(page, page.problem, page.detail)
    reply = worker.perform(page.job)
    if reply.problem is not None:
        return failure(page, reply.problem, reply.detail or reply.fault or "")
    return Done(_line(page, reply), verdict=reply.page, removed=reply.removed)


def failure(page: Page, problem: str, detail: str) -> Done:
    """The line of a page that was not cleaned. problem: a name in sluice.errors.Problem."""
    kind = Problem[problem].value
    told = _told(page)
    fields = {
        **{"file": page.file, "position": page.position, "id": told.id, "url": told.url},
        **{"code": kind.code, "detail": detail or kind.title, "retryable": kind.retryable},
    }
    return Done(encode(fields) + b"\n", failure=kind.code)


def _line(page: Page, reply: Reply) -> bytes:
    """The answer with where its page stood before it; its JSON is not taken apart for that."""
    told = _told(page)
    place = {"file": page.file, "position": page.position}
    where = encode(place | {"url": told.url, "crawled_at": told.crawled_at})
    return where[:-1] + b"," + reply.body[1:] + b"\n"


def _told(page: Page) -> Told:
    if page.job is None:
        return Told(page.id, page.url, None)
    return told_of(Item(page.position, page.job, page.id, page.url))


def leave(status: int) -> None:
    """End this process at once: what its parent has opened is the parent's to close."""
    os._exit(status)
