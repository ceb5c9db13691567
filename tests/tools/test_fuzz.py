"""The fuzzed functions bear their seeds and what chance makes of them; atheris tries for longer."""

import random

import pytest

from tools.fuzz.__main__ import NAMES
from tools.fuzz.targets import TARGETS, seeds, tried

TRIES = 60
LONGEST = 20_000


def changed(seed: bytes, dice: random.Random) -> bytes:
    """The seed with some bytes written over, taken out, put in or said twice."""
    data = bytearray(seed[:LONGEST])
    for _ in range(dice.randrange(1, 6)):
        at, length = dice.randrange(len(data) + 1), dice.randrange(1, 9)
        some = [dice.randbytes(length), b"", data[at : at + 99] * 2, b"\0\xff\r\n"]
        data[at : at + dice.choice((0, length))] = dice.choice(some)
    return bytes(data)


def test_every_target_can_be_asked_for() -> None:
    """The command knows the functions by their names."""
    assert tuple(TARGETS) == NAMES


@pytest.mark.parametrize("name", TARGETS)
def test_target_bears_what_chance_makes_of_its_seeds(name: str) -> None:
    """Whatever is sent is answered or refused: nothing else is raised."""
    dice = random.Random(name)
    some = seeds(name)
    for number in range(TRIES):
        tried(TARGETS[name], changed(some[number % len(some)], dice))


@pytest.mark.parametrize("name", ["intake", "ndjson", "warc", "wacz"])
def test_seed_is_understood(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed reaches what is behind the first refusals."""
    reached = []
    whole = "tools.fuzz.targets.document_of"
    monkeypatch.setattr(whole, reached.append)
    for seed in seeds(name):
        tried(TARGETS[name], seed)
    assert len(reached) >= len(seeds(name)) - 1
