"""Markdown's marks: plain words and block kinds instead.

Only marks that CommonMark (spec.commonmark.org) defines are read, line by line, and only where the
text as a whole is plainly Markdown; a star or an underscore in ordinary text stays.
"""

import re
from collections.abc import Iterator

from service.blocks.lines import Line
from service.model import Block, BlockKind

HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#+)?$")
QUOTE = re.compile(r"(?:> ?)+")
LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]"
    r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?: \"[^\"\n]{0,200}\")?\)"
)
STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){1,2000}?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,2000}?)(?<=[^\s*_])\1(?![\w*_])")
CODE = re.compile(r"`([^`\n]{1,500})`")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
FENCE = ("```", "~~~")
# Marks on so many lines, or on this share of them, make the text Markdown.
FEWEST_MARKS = 2
MARKED_SHARE = 0.02


def is_markdown(lines: list[Line]) -> bool:
    """Whether the text as a whole was written in Markdown."""
    marks = sum(
        bool(HEADING.match(line.text) or LINK.search(line.text) or STRONG.search(line.text))
        or line.text.startswith(FENCE)
        for line in lines
    )
    return marks >= max(FEWEST_MARKS, MARKED_SHARE * len(lines))


def fenced(lines: list[Line]) -> Iterator[list[Line] | Block]:
    """The lines in parts: runs of ordinary lines, and a block for each fenced piece of code."""
    ordinary: list[Line] = []
    opened: int | None = None
    for i, line in enumerate(lines):
        if not line.text.startswith(FENCE):
            ordinary += [line] if opened is None else []
        elif opened is None:
            yield ordinary
            ordinary, opened = [], i
        else:
            yield _code(lines[opened + 1 : i])
            opened = None
    # A fence that is never closed was no fence.
    yield ordinary if opened is None else lines[opened:]


def _code(lines: list[Line]) -> Block:
    margin = min((line.indent for line in lines), default=0)
    rows = (" " * (line.indent - margin) + line.text for line in lines)
    return Block("\n".join(rows), BlockKind.CODE)


def plain(text: str) -> tuple[str, BlockKind, int]:
    """The line's words without marks, the kind of block it is, and a heading's level."""
    kind, level = BlockKind.PARAGRAPH, 0
    if heading := HEADING.match(text):
        kind, level, text = BlockKind.HEADING, len(heading[1]), heading[2]
    elif quote := QUOTE.match(text):
        kind, text = BlockKind.QUOTE, text[quote.end() :]
    words = text
    for mark, group in ((LINK, 1), (CODE, 1), (STRONG, 2), (EMPHASIS, 2), (ESCAPE, 1)):
        words = mark.sub(lambda match, group=group: match[group], words)  # type: ignore[misc]
    return words.strip() or text, kind, level
