"""NDJSON in pieces: lines come out whole, at once, and never longer than the limit."""

import itertools
import time
from collections.abc import Iterator

import pytest

from sluice.errors import Problem, Refused
from sluice.formats.item import Item, names_of
from sluice.formats.ndjson import line_items, lines
from sluice.workers.job import Job
from tests.pace import allowed
from tests.rows import every_row


def cut(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


@every_row("size", [1, 2, 3, 7, 100])
@every_row(
    ("body", "expected"),
    [
        (b"", []),
        (b"a", [(1, b"a")]),
        (b"a\n", [(1, b"a")]),
        (b"a\nbc", [(1, b"a"), (2, b"bc")]),
        (b"\n\na\r\n", [(3, b"a\r")]),
        (b"\n \r\n\t\n  a\n \n\n \nb\n  ", [(4, b"  a"), (8, b"b")]),
        (b"123456\n12345\n1234567", [(1, None), (2, b"12345"), (3, None)]),
        (b"12345678901234567890\na\n", [(1, None), (2, b"a")]),
        (b"1234\n       \n\na\n", [(1, b"1234"), (2, None), (4, b"a")]),
    ],
)
def test_lines(size: int, body: bytes, expected: list[tuple[int, bytes | None]]) -> None:
    """However a body is cut, its lines are the same, numbered; one over the limit is none."""
    assert [
        found for found in lines(cut(body, size), 5) if found[1] is None or found[1].strip()
    ] == expected


def test_blank_lines_cost_next_to_nothing() -> None:
    """A bomb of blank lines is read past as fast as it unfolds: no line of it is looked at."""
    pieces = itertools.chain(itertools.repeat(b"\n" * 65_536, 320), [b"a"])
    began = time.process_time()
    assert [*lines(pieces, 100)] == [(320 * 65_536 + 1, b"a")]
    assert time.process_time() - began < allowed(2)


def test_line_comes_out_before_the_next_piece_is_asked_for() -> None:
    """A line whose end has arrived does not wait for what follows it."""

    def arriving() -> Iterator[bytes]:
        yield b"first\nsec"
        raise AssertionError("it was read on")

    assert next(lines(arriving(), 100)) == (1, b"first")


def test_endless_line_is_not_held() -> None:
    """A line without an end costs no more memory than the limit."""
    pieces = (bytes(1000) for _ in range(100_000))
    assert list(lines(pieces, 5_000)) == [(1, None)]


def test_positions_count_every_line() -> None:
    """Blank lines are passed over, and the position is that of the line in the body."""
    items = list(line_items([b'\n{"text":"a"}\r\n \nxxxxxxxxxxxxxxxxxx\n{"text":"b"}'], 14, {}))
    assert [item.position for item in items] == [2, 4, 5]
    assert isinstance(items[1].job, Refused)
    assert items[1].job.problem is Problem.BODY_TOO_LARGE


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('{"id": "a", "url": "b"}', ("a", "b")),
        ('{"id": 5, "url": null}', (None, None)),
        ("[1]", (None, None)),
        ("{", (None, None)),
        ("[" * 100_000, (None, None)),
        ('{"id": "\\ud800"}', ("?", None)),
        ('{"id": "' + "a" * 5000 + '"}', (None, None)),
    ],
)
def test_names_of_a_line(line: str, names: tuple[str | None, str | None]) -> None:
    """A line's own id and url are read where they can be, and nothing is raised where not."""
    assert names_of(Item(1, Job(line.encode(), "application/json"))) == names
