"""Markdown's marks: plain words and block kinds instead.

Only marks that CommonMark (spec.commonmark.org) defines are read, line by line, and only where the
text as a whole is plainly Markdown; a star or an underscore in ordinary text stays.
"""

import re
from collections.abc import Iterator

from sluice.blocks.lines import Line
from sluice.model import Block, BlockKind

HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#+)?$")
QUOTE = re.compile(r"(?:> ?)+")
LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]"
    r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?: \"[^\"\n]{0,200}\")?\)"
)
# Not __init__: programmers write more names with underscores than bold words in small letters.
STRONG = re.compile(
    r"\*\*(?=[^\s*])((?:(?!\*\*).){1,2000}?)(?<=\S)\*\*"
    r"|(?<!\w)__(?![a-z0-9_]+__)(?=[^\s_])((?:(?!__).){1,2000}?)(?<=\S)__(?!\w)"
)
EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,2000}?)(?<=[^\s*_])\1(?![\w*_])")
CODE = re.compile(r"`([^`\n]{1,500})`")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Where an escaped character waits until the marks are gone: Unicode's private use area.
WAITING = 0xE000
WAITED = re.compile("[\ue021-\ue07e]")
FENCE = ("```", "~~~")
# Marks on so many lines, or on this share of them, make the text Markdown.
FEWEST_MARKS = 2
MARKED_SHARE = 0.02


def is_markdown(lines: list[Line]) -> bool:
    """Whether the text as a whole was written in Markdown."""
    marks = sum(_is_marked(line.text) for line in lines)
    return marks >= max(FEWEST_MARKS, MARKED_SHARE * len(lines))


def _is_marked(text: str) -> bool:
    heading = text.startswith("#") and HEADING.match(text)
    link = "](" in text and LINK.search(text)
    strong = ("**" in text or "__" in text) and STRONG.search(text)
    return bool(heading or link or strong) or text.startswith(FENCE)


def fenced(lines: list[Line]) -> Iterator[list[Line] | Block]:
    """The lines in parts: runs of ordinary lines, and a block for each fenced piece of code."""
    ordinary: list[Line] = []
    opened: int | None = None
    for i, line in enumerate(lines):
        if opened is not None:
            if line.text.startswith(lines[opened].text[: len(FENCE[0])]):
                yield _code(lines[opened + 1 : i])
                opened = None
        elif line.text.startswith(FENCE):
            yield ordinary
            ordinary, opened = [], i
        else:
            ordinary.append(line)
    # A fence that is never closed was no fence.
    yield ordinary if opened is None else lines[opened:]


def _code(lines: list[Line]) -> Block:
    margin = min((line.indent for line in lines), default=0)
    rows = ("\n" * (line.gap + 1) + " " * (line.indent - margin) + line.text for line in lines)
    return Block("".join(rows).lstrip("\n"), BlockKind.CODE)


def plain(text: str) -> tuple[str, BlockKind, int]:
    """The line's words without marks, the kind of block it is, and a heading's level."""
    kind, level = BlockKind.PARAGRAPH, 0
    if heading := HEADING.match(text):
        kind, level, text = BlockKind.HEADING, len(heading[1]), heading[2]
    elif quote := QUOTE.match(text):
        kind, text = BlockKind.QUOTE, text[quote.end() :]
    words = ESCAPE.sub(lambda escape: chr(WAITING + ord(escape[1])), text)
    for mark, words_group in ((LINK, r"\1"), (CODE, r"\1"), (STRONG, r"\1\2"), (EMPHASIS, r"\2")):
        words = mark.sub(words_group, words)
    words = WAITED.sub(lambda waiting: chr(ord(waiting[0]) - WAITING), words)
    return words.strip() or text, kind, level
