"""The day and the byline at the headline, from the lines around it; else the one labelled day.

Lines of a masthead, of comments and of other stories are not asked.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from service.metadata.date_lines import OPENING, told
from service.metadata.names import byline_names, is_byline
from service.metadata.times import ELSEWHERE
from service.model import Block, BlockKind, Page

WORD = re.compile(r"\w+")
LONGEST_LINE = 70
LONGEST_LABELLED = 400
BEFORE, AFTER = 1, 14
MASTHEAD = frozenset(("header", "nav"))
# So many characters are a paragraph: the lines of the headline end above the second one.
PROSE = 220
LONGEST_TITLE = 300
MOST_LINES = 3_000
TELLING = 0.6


def read(page: Page, title: str | None, language: str) -> dict[str, Any]:
    """The days of publication and of the last change that lines tell."""
    place = _headline(page.blocks, title or "")
    near = [] if place is None else list(_lines_near(page.blocks, place))
    found: dict[str, Any] = {}
    for line in near:
        said = told(line, language)
        # A sentence or a caption may name any day.
        if (
            len(line) > LONGEST_LINE
            and not is_byline(line)
            and not said.labelled
            and not OPENING.match(line)
        ):
            continue
        if said.published:
            found.setdefault("date_published", said.published)
        if said.modified:
            found.setdefault("date_modified", said.modified)
        if is_byline(line):
            found.setdefault("authors", list(byline_names(line)))
    return found


def _headline(blocks: tuple[Block, ...], title: str) -> int | None:
    """The block that is the title; of several the last heading before prose, else the first."""
    words = _words(title)
    if not words:
        return None
    same = [n for n, block in enumerate(blocks[:MOST_LINES]) if _is_title(block, words)]
    headings = [n for n in same if blocks[n].kind is BlockKind.HEADING]
    return next(iter(headings or same), None)


def _is_title(block: Block, words: str) -> bool:
    if not 0 < len(block.text) <= LONGEST_TITLE:
        return False
    own = _words(block.text)
    if block.kind is BlockKind.HEADING and own:
        return own.startswith(words) or (words.startswith(own) and len(own) > TELLING * len(words))
    return own == words


def _lines_near(blocks: tuple[Block, ...], place: int) -> Iterator[str]:
    """The lines below the headline, then those right above it."""
    prose = 0
    shared = blocks[place].hints
    for block in blocks[place : place + AFTER]:
        prose += len(block.text) > PROSE
        if prose > 1:
            break
        if not ELSEWHERE & (block.hints - shared) and "nav" not in block.path:
            yield from block.text.split("\n")
    for block in reversed(blocks[max(0, place - BEFORE) : place]):
        in_article = bool({"main", "article"} & set(block.path))
        if not ELSEWHERE & (block.hints - shared) and (
            in_article or not MASTHEAD & set(block.path)
        ):
            yield from block.text.split("\n")


def labelled(blocks: tuple[Block, ...], language: str) -> dict[str, Any]:
    """Days that say what they are the days of, wherever they stand; the only one of a kind."""
    days: dict[str, set[str]] = {"date_published": set(), "date_modified": set()}
    for block in islice(blocks, MOST_LINES):
        if ELSEWHERE & block.hints or len(block.text) > LONGEST_LABELLED:
            continue
        for line in block.text.split("\n"):
            said = told(line, language)
            if said.labelled and said.published:
                days["date_published"].add(said.published)
            if said.modified:
                days["date_modified"].add(said.modified)
    return {field: found.pop() for field, found in days.items() if len(found) == 1}


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
