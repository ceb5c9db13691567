"""NDJSON as it arrives: one job a line."""

import re
from collections.abc import Iterable, Iterator

from sluice.errors import Problem, Refused
from sluice.formats.item import JSON, Item
from sluice.workers.job import Job

Query = dict[str, list[str]]


def line_items(pieces: Iterable[bytes], limit: int, query: Query) -> Iterator[Item]:
    """A page for each line that is not blank.

    limit: most bytes of a line; a longer one is read past and refused. query: the options of all.
    """
    for position, line in lines(pieces, limit):
        if line is None:
            refusal = Refused(Problem.BODY_TOO_LARGE, f"The limit of a line is {limit} bytes.")
            yield Item(position, refusal)
        elif line.strip():
            yield Item(position, Job(line, JSON, query=query))


def lines(pieces: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number as soon as its end has arrived; None for one over the limit.

    Blank lines are counted; those that come in one piece are passed over.
    """
    # Read past in one go: a bomb of blank lines unfolds to millions of them.
    blanks = re.compile(rb"(?:[ \t\r\f\v]{0,%d}+\n)*+" % limit)
    held, number, over = bytearray(), 1, False
    for piece in pieces:
        at = 0
        while (end := piece.find(b"\n", at)) >= 0:
            if not held and not over and (blank := blanks.match(piece, at)) and blank.end() > at:
                number += piece.count(b"\n", at, blank.end())
                at = blank.end()
                continue
            fits = not over and len(held) + end - at <= limit
            yield number, bytes(held) + piece[at:end] if fits else None
            held.clear()
            over, number, at = False, number + 1, end + 1
        over = over or len(held) + len(piece) - at > limit
        if over:
            held.clear()
        else:
            held += piece[at:]
    if held or over:
        yield number, None if over else bytes(held)
