"""Markdown's marks: plain words and block kinds instead.

Only marks that CommonMark (spec.commonmark.org) defines are read, line by line, and only where the
text as a whole is plainly Markdown; a star or an underscore in ordinary text stays.
"""

import re
from collections.abc import Iterator

from sluice.blocks.lines import Lines
from sluice.blocks.scan import containing, with_marks
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
INSIDE = ("](", "**", "__")
AT_START = "#`~"
# Marks on so many lines, or on this share of them, make the text Markdown.
FEWEST_MARKS = 2
MARKED_SHARE = 0.02


def is_markdown(lines: Lines) -> bool:
    """Whether the text as a whole was written in Markdown."""
    enough = max(FEWEST_MARKS, MARKED_SHARE * len(lines.texts))
    asked = with_marks(lines.texts, AT_START, INSIDE)
    if len(asked) < enough:
        return False
    marked = 0
    for i in asked:
        marked += _is_marked(lines.texts[i])
        if marked >= enough:
            return True
    return False


def _is_marked(text: str) -> bool:
    heading = text.startswith("#") and HEADING.match(text)
    return (
        text.startswith(FENCE)
        or bool(heading)
        or ("](" in text and ")" in text and LINK.search(text) is not None)
        or (("**" in text or "__" in text) and STRONG.search(text) is not None)
    )


def fenced(lines: Lines) -> Iterator[Lines | Block]:
    """The lines in parts: runs of ordinary lines, and a block for each fenced piece of code."""
    texts = lines.texts
    # Where the ordinary lines begin that no part has yet.
    begin = 0
    opened: int | None = None
    for i in containing(texts, FENCE):
        if opened is not None:
            if texts[i].startswith(texts[opened][: len(FENCE[0])]):
                yield _code(lines.part(opened + 1, i))
                opened, begin = None, i + 1
        elif texts[i].startswith(FENCE):
            yield lines.part(begin, i)
            opened = i
    # A fence that is never closed was no fence.
    yield lines.part(begin if opened is None else opened)


def _code(lines: Lines) -> Block:
    margin = min(lines.indents, default=0)
    rows = (
        "\n" * (gap + 1) + " " * (indent - margin) + text
        for text, gap, indent in zip(*lines, strict=True)
    )
    return Block("".join(rows).lstrip("\n"), BlockKind.CODE)


def plain(text: str) -> tuple[str, BlockKind, int]:
    """The line's words without marks, the kind of block it is, and a heading's level."""
    kind, level = BlockKind.PARAGRAPH, 0
    if text.startswith("#") and (heading := HEADING.match(text)):
        kind, level, text = BlockKind.HEADING, len(heading[1]), heading[2]
    elif text.startswith(">") and (quote := QUOTE.match(text)):
        kind, text = BlockKind.QUOTE, text[quote.end() :]
    words = text
    if "\\" in words:
        words = ESCAPE.sub(lambda escape: chr(WAITING + ord(escape[1])), words)
    # Each is looked for only where its mark stands: most lines have none.
    if "](" in words and ")" in words:
        words = LINK.sub(r"\1", words)
    if "`" in words:
        words = CODE.sub(r"\1", words)
    if "**" in words or "__" in words:
        words = STRONG.sub(r"\1\2", words)
    if "*" in words or "_" in words:
        words = EMPHASIS.sub(r"\2", words)
    if not words.isascii():
        words = WAITED.sub(lambda waiting: chr(ord(waiting[0]) - WAITING), words)
    return words.strip() or text, kind, level
