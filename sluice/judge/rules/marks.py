"""Blocks that are no words of the article by their shape alone: marks, clocks, copyright."""

import re
from collections.abc import Iterator

from sluice.judge.facts import BLANK, COPYRIGHT, FIGURES
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, Shape
from sluice.reasons import Reason

# "0:00", "-0:00" or "0:00 / 3:45". A clock time such as "10:45" may head a live blog's entry; it
# needs a second sign and is left to the neighbours.
PLAYER_CLOCK = re.compile(r"-?0?0:\d\d|-?\d{1,2}(?::\d\d){1,2}\s*[/|–-]\s*-?\d{1,2}(?::\d\d){1,2}")
COPYRIGHT_LINE = re.compile(
    r"^(?:copyright )?(?:©|\(c\) ?(?=\d{4}))"
    r"|^copyright\W{1,3}(?:(?-i:[A-Z&])[\w.'’-]*\W{1,3}){0,6}(?:19|20)\d\d\b|©[^©.!?]{0,60}$",
    re.I,
)
COPYRIGHT_WORDS = 20
# The crosses that close a player, a gallery or a window over the page.
CLOSERS = frozenset("×✕✖✗╳")
PLAYER_KINDS = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM)


def front_matter(state: PageState) -> Iterator[Finding]:
    """The fields above a text: its reader has put them into its first block."""
    is_there = Shape.FRONT_MATTER in state.page.shape and 0 in state.origins[:1]
    if is_there and state.reasons[0] is None:
        yield drop(0, Reason.MASTHEAD, "front-matter")


def hidden_in_line(state: PageState) -> Iterator[Finding]:
    """What a style hides within a line that readers see; the builder puts it before that line."""
    blocks = state.blocks
    for i in state.hidden:
        if i + 1 < len(blocks):
            line = blocks[i + 1]
            inside = line.element == blocks[i].element >= 0
            if inside and not line.hidden and not state.facts[i].is_prose:
                yield drop(i, Reason.HIDDEN, "hidden-in-a-line")


def separator(state: PageState) -> Iterator[Finding]:
    """A line without a letter or digit, the closing crosses aside."""
    for i in state.signed(BLANK):
        block = state.blocks[i]
        if block.kind is not BlockKind.CODE and not CLOSERS.issuperset(block.text):
            yield drop(i, Reason.SEPARATOR, "marks-only")


def symbol(state: PageState) -> Iterator[Finding]:
    """The lone cross that closes a player or a gallery."""
    for i in state.signed(BLANK):
        if CLOSERS.issuperset(state.blocks[i].text):
            yield drop(i, Reason.MEDIA_PLAYER, "closing-cross")


def player_clock(state: PageState) -> Iterator[Finding]:
    """A player's time alone on a line; a table's figures stay."""
    for i in state.signed(FIGURES):
        block = state.blocks[i]
        if block.kind in PLAYER_KINDS and PLAYER_CLOCK.fullmatch(block.text):
            yield drop(i, Reason.MEDIA_PLAYER, "clock")


def copyright_line(state: PageState) -> Iterator[Finding]:
    """A short line that states a copyright: the sign, or the word with names and a year."""
    for i in state.signed(COPYRIGHT):
        short = state.facts[i].words <= COPYRIGHT_WORDS
        if short and COPYRIGHT_LINE.search(state.blocks[i].text):
            yield drop(i, Reason.FOOTER, "copyright-sign")
