"""Messages between edge and engine."""

import socket
from threading import Thread

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


@pytest.mark.parametrize("body", [b"", b"{}", bytes(range(256)) * 40_000])
def test_reply_brings_its_body_behind_it(body: bytes) -> None:
    """A reply of any size arrives with its body to the byte, and the next one follows it."""
    near, far = socket.socketpair()
    sent = [Reply(body, kind="text"), Reply(problem="PAGE_TOO_COSTLY"), Reply(body, seconds=0.5)]

    def send() -> None:
        for reply in sent:
            wire.send_reply(far, reply)

    with near, far:
        sender = Thread(target=send)
        sender.start()
        assert [wire.receive_reply(near) for _ in sent] == sent
        sender.join()


@pytest.mark.parametrize("cut", [0, 5, -1, -8, -9])
def test_cut_reply_is_none(cut: int) -> None:
    """A reply whose engine has died in the middle is none, also within its body."""
    near, far, listening, speaking = (*socket.socketpair(), *socket.socketpair())
    with near, far, listening, speaking:
        wire.send_reply(far, Reply(b'{"a":1}', kind="text"))
        whole = near.recv(10_000)
        speaking.sendall(whole[:cut])
        speaking.shutdown(socket.SHUT_WR)
        assert wire.receive_reply(listening) is None
