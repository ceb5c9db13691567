"""What the edge and an engine tell one another: a page to clean, and what became of it."""

import socket
import struct
from collections.abc import Iterator
from typing import TypeVar

import msgspec

LENGTH = struct.Struct("!Q")


class Job(msgspec.Struct, frozen=True):
    """One page as it was posted. coding: its Content-Encoding. query: the options asked for.

    peer: the other library whose answer is wanted; without a name it is this one's.
    """

    body: bytes
    media_type: str = ""
    charset: str | None = None
    coding: str = ""
    query: dict[str, list[str]] = {}
    peer: str = ""


class Reply(msgspec.Struct, frozen=True):
    """What became of a page: the answer's JSON in body, or the problem that it is.

    problem: an entry's name in sluice.errors.Problem. fault: where the code broke, for the log,
    without a word of the page. kind: what the page was posted as, page: what it turned out to be,
    codes of InputKind and PageKind. removed: blocks by reason. seconds: time in the engine.
    """

    body: bytes = b""
    problem: str | None = None
    detail: str = ""
    fault: str | None = None
    kind: str = ""
    page: str = ""
    removed: dict[str, int] = {}
    seconds: float = 0.0


Message = TypeVar("Message", bound=msgspec.Struct)
_ENCODER = msgspec.msgpack.Encoder()


def framed(message: msgspec.Struct) -> bytearray:
    """The message as it travels: its length, and itself."""
    frame = bytearray(LENGTH.size)
    _ENCODER.encode_into(message, frame, LENGTH.size)
    LENGTH.pack_into(frame, 0, len(frame) - LENGTH.size)
    return frame


def unframed(held: bytearray, kind: type[Message]) -> Iterator[Message]:
    """Each message that has arrived whole; it is taken out of what is held."""
    while len(held) >= LENGTH.size:
        end = LENGTH.size + LENGTH.unpack_from(held)[0]
        if len(held) < end:
            return
        payload = bytes(memoryview(held)[LENGTH.size : end])
        del held[:end]
        yield msgspec.msgpack.decode(payload, type=kind)


def receive(channel: socket.socket, kind: type[Message]) -> Message | None:
    """The next message; None when the other side has gone before its end."""
    head = _exactly(channel, LENGTH.size)
    payload = _exactly(channel, LENGTH.unpack(head)[0]) if head else None
    return msgspec.msgpack.decode(payload, type=kind) if payload else None


def send_reply(channel: socket.socket, reply: Reply) -> None:
    """Send a reply with its body behind it as it is: an answer may be as long as its page."""
    head = framed(msgspec.structs.replace(reply, body=b""))
    head += LENGTH.pack(len(reply.body))
    sent = channel.sendmsg([head, reply.body])
    if sent < len(head):
        channel.sendall(memoryview(head)[sent:])
    channel.sendall(memoryview(reply.body)[max(0, sent - len(head)) :])


def receive_reply(channel: socket.socket) -> Reply | None:
    """What `send_reply` has sent; None when the other side has gone before its end."""
    reply = receive(channel, Reply)
    size = _exactly(channel, LENGTH.size) if reply else None
    body = _exactly(channel, LENGTH.unpack(size)[0]) if size else None
    if reply is None or body is None:
        return None
    return msgspec.structs.replace(reply, body=bytes(body))


def _exactly(channel: socket.socket, count: int) -> bytearray | None:
    held = bytearray(count)
    free = memoryview(held)
    while free:
        arrived = channel.recv_into(free)
        if not arrived:
            return None
        free = free[arrived:]
    return held
