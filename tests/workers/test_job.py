"""Messages between edge and engine."""

import socket

import pytest

from sluice.workers import job as wire
from sluice.workers.job import Job, Reply


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 9, -1])
def test_cut_message_is_none(cut: int) -> None:
    """A message whose sender has gone in the middle is no message, wherever it was cut."""
    near, far = socket.socketpair()
    with near, far:
        near.sendall(bytes(wire.framed(Job(b"page", "text/html")))[:cut])
        near.shutdown(socket.SHUT_WR)
        assert wire.receive(far, Job) is None


def test_messages_follow_one_another() -> None:
    """Each message is read to its end and no further."""
    near, far = socket.socketpair()
    sent = [
        Job(b"\x00\xff" * 1000, query={"id": ["a"]}),
        Job(b""),
        Job(b"c", "text/plain", "utf-8"),
    ]
    with near, far:
        for job in sent:
            near.sendall(wire.framed(job))
        assert [wire.receive(far, Job) for _ in sent] == sent
        far.sendall(wire.framed(Reply(b"{}", removed={"footer": 1}, seconds=0.5)))
        assert wire.receive(near, Reply) == Reply(b"{}", removed={"footer": 1}, seconds=0.5)
