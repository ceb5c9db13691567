"""A batch's answers in the coding that the client accepts, each as soon as it is there."""

import json
import zlib
from collections.abc import Iterator

import pytest
import zstandard
from flask.testing import FlaskClient

from service.web.compression import STREAMS, _packed

LINES = [
    {"text": f"The mill number {n} on the river was opened again on Monday."} for n in range(9)
]
BODY = "".join(json.dumps(line) + "\n" for line in LINES).encode()
UNPACKERS = {
    "gzip": lambda: zlib.decompressobj(31),
    "zstd": lambda: zstandard.ZstdDecompressor().decompressobj(),
}


def pieces_of(client: FlaskClient, accepted: str) -> tuple[list[bytes], dict[str, str]]:
    headers = {"Accept-Encoding": accepted} if accepted else {}
    response = client.post(
        "/v1/clean/batch",
        data=BODY,
        content_type="application/x-ndjson",
        headers=headers,
        buffered=False,
    )
    return list(response.iter_encoded()), dict(response.headers)


@pytest.mark.parametrize("coding", STREAMS)
def test_each_answer_is_sent_when_it_is_there(client: FlaskClient, coding: str) -> None:
    """What has arrived with a line can be read without the next one."""
    plain = b"".join(pieces_of(client, "")[0])
    pieces, headers = pieces_of(client, coding)
    assert headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in headers["Vary"]
    unpacker = UNPACKERS[coding]()
    found = [unpacker.decompress(piece) for piece in pieces]
    assert b"".join(found) == plain
    assert [json.loads(line)["body"] for line in found if line] == [line["text"] for line in LINES]
    assert sum(map(len, pieces)) < len(plain)


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0, zstd;q=0", "nonsense"])
def test_others_get_it_as_it_is(client: FlaskClient, accepted: str) -> None:
    """Who does not ask for a coding that is known, has none."""
    pieces, headers = pieces_of(client, accepted)
    assert "Content-Encoding" not in headers
    assert len(b"".join(pieces).splitlines()) == len(LINES)


@pytest.mark.parametrize("coding", STREAMS)
def test_client_that_leaves_ends_the_batch(coding: str) -> None:
    """The answers are told that nobody takes them, so that no further page is cleaned."""
    told: list[str] = []

    def answers() -> Iterator[bytes]:
        try:
            for n in range(1000):
                yield b"%d\n" % n
        except GeneratorExit:
            told.append("left")
            raise

    packed = _packed(answers(), coding)
    next(packed)
    packed.close()
    assert told == ["left"]
