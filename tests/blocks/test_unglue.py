"""Lines on which a tool has glued paragraphs, menus and buttons together."""

import time

import pytest

from sluice.blocks.from_text import page_from_text
from sluice.blocks.unglue import SHORTEST, unglued
from sluice.model import Block, BlockKind, InputKind, Judgement, Page
from sluice.render import Output, body_of
from tests.pace import allowed

FIRST = (
    "The old mill on the river was opened again on Monday, after it had stood still for eleven "
    "years, and the wheel was the first thing to go round when the water came back."
)
SECOND = (
    "Several hundred people came to see it turn, and many of them stayed until the evening, when "
    "the baker of the village sold the first bread that was made of its flour."
)
THIRD = (
    "It is not clear who will pay for the bridge; the county has promised half of the money, and "
    "the rest is to be found by a society that has eleven members and a raffle."
)
MENU = "Skip to contentHomeNewsSportCultureWeather"
RUSSIAN = (
    "Старая мельница на реке снова открылась в понедельник после долгого ремонта, и первым делом "
    "пришло в движение колесо, которое стояло без дела больше одиннадцати лет подряд."
)


def texts(line: str) -> list[str]:
    return [block.text for block in unglued(Block(line))]


GLUED = [
    (f"{FIRST}{SECOND}{THIRD}", [FIRST, SECOND, THIRD]),
    (f"{FIRST}“{SECOND}”{THIRD}", [FIRST, f"“{SECOND}”", THIRD]),
    (f"{RUSSIAN}{RUSSIAN}{RUSSIAN}", [RUSSIAN] * 3),
    (
        f"{MENU}{FIRST} {SECOND}{THIRD}",
        [*("Skip to content", "Home", "News", "Sport", "Culture", "Weather"), FIRST, SECOND, THIRD],
    ),
    (
        f"Home    News    Sport    Culture    Weather    Travel    {FIRST} {SECOND} {THIRD}",
        ["Home", "News", "Sport", "Culture", "Weather", "Travel", FIRST, SECOND, THIRD],
    ),
]


@pytest.mark.parametrize(("line", "parts"), GLUED, ids=range(len(GLUED)))
def test_glued_line_is_cut(line: str, parts: list[str]) -> None:
    """Paragraphs without a break between them, and buttons glued to them, become blocks."""
    assert texts(line) == parts


WHOLE = [
    f"{FIRST} {SECOND} {THIRD}",
    f"{FIRST} YouTube and LinkedIn said so. {SECOND} {THIRD}",
    f"{FIRST} It runs on Node.js and ASP.NET. {SECOND} {THIRD}",
    f"{FIRST} The U.S.A. and the U.K. agreed. {SECOND} {THIRD}",
    f"{FIRST}Short",
    "水车转了。" * 100,
]


@pytest.mark.parametrize("line", WHOLE)
def test_ordinary_line_stays_whole(line: str) -> None:
    """Names with capitals inside, abbreviations, short lines and other scripts are no seams."""
    assert texts(line) == [line]


@pytest.mark.parametrize("kind", [BlockKind.CODE, BlockKind.TABLE_ROW, BlockKind.VERSE])
def test_other_kinds_stay_whole(kind: BlockKind) -> None:
    """Code, tables and verse are written as they are written."""
    block = Block(f"{FIRST}{SECOND}{THIRD}", kind)
    assert unglued(block) == [block]


@pytest.mark.parametrize("line", [line for line, _ in GLUED])
def test_body_puts_pieces_together_again(line: str) -> None:
    """Where all pieces stay, the line is as it was, save that glued paragraphs stand apart."""
    blocks = tuple(unglued(Block(line)))
    body = body_of(Judgement(Page(InputKind.TEXT, blocks), ((),) * len(blocks)), Output.TEXT)
    assert body.replace("\n\n", "") == " ".join(line.split())


def test_page_on_one_line_is_read_in_pieces() -> None:
    """A whole page that a tool has put on one line is cut before it is judged."""
    page = page_from_text(f"{MENU}{FIRST} {SECOND}{THIRD}Privacy policyImprintContact")
    kept = {block.text for block in page.blocks}
    assert {FIRST, SECOND, THIRD, "Imprint"} <= kept


@pytest.mark.parametrize("piece", ["aB", "a.B", "  ", "Aa", "1A", '."', "a.“", "\u0301B"])
def test_cost_grows_with_the_line(piece: str) -> None:
    """A hostile line of a million characters is cut within seconds."""
    line = piece * (1_000_000 // len(piece))
    start = time.process_time()
    found = unglued(Block(line))
    assert time.process_time() - start < allowed(10)
    assert "".join("".join(b.text for b in found).split()) == "".join(line.split())


def test_shortest_line_is_left_alone() -> None:
    """Below the length at which lines are cut nothing changes."""
    line = ("aB" * SHORTEST)[: SHORTEST - 1]
    assert texts(line) == [line]
