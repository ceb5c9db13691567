"""NDJSON as it arrives: one job a line."""

from collections.abc import Iterable, Iterator

from sluice.errors import Problem, Refused
from sluice.formats.item import JSON, Item
from sluice.workers.job import Job

Query = dict[str, list[str]]


def line_items(pieces: Iterable[bytes], limit: int, query: Query) -> Iterator[Item]:
    """A page for each line that is not blank.

    limit: most bytes of a line; a longer one is read past and refused. query: the options of all.
    """
    for position, line in enumerate(lines(pieces, limit), 1):
        if line is None:
            refusal = Refused(Problem.BODY_TOO_LARGE, f"The limit of a line is {limit} bytes.")
            yield Item(position, refusal)
        elif line.strip():
            yield Item(position, Job(line, JSON, query=query))


def lines(pieces: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """Each line as soon as its end has arrived; None for one of more bytes than the limit."""
    held = bytearray()
    over = False
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for part in ended:
            fits = not over and len(held) + len(part) <= limit
            yield bytes(held) + part if fits else None
            held.clear()
            over = False
        over = over or len(held) + len(rest) > limit
        if over:
            held.clear()
        else:
            held += rest
    if held or over:
        yield None if over else bytes(held)
