"""A block whose text has line breaks of its own: paragraphs, verse, code, or one line after all."""

import re
from itertools import groupby
from operator import not_

from sluice.model import BlockKind
from sluice.text.words import ends_sentence

LINE_END = "\n"
# What a line break of preformatted text is until it is known what the block is.
SOFT_LINE_END = "\r"
PARAGRAPH_BREAK = re.compile(r"\n[ \r\n]*\n")
# Three and more short lines with line breaks between them are verse, an address or the like.
VERSE_LINES = 3
VERSE_LINE_CHARACTERS = 80
CODE, VERSE = BlockKind.CODE, BlockKind.VERSE
VERSE_FROM = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
# So much of a line's end tells whether it ends a sentence.
TAIL = 12

Part = tuple[str, BlockKind]


def parts_of_preformatted(raw: str, kind: BlockKind) -> list[Part]:
    """The paragraphs of a block whose white space stands as it was, line ends as SOFT_LINE_END."""
    if kind is CODE:
        code = raw.replace(SOFT_LINE_END, LINE_END).strip(LINE_END).rstrip()
        return [(code, kind)] if code.strip() else []
    if LINE_END not in raw:
        return [(" ".join(raw.split()), kind)]
    found: list[Part] = []
    for part in PARAGRAPH_BREAK.split(raw.replace(SOFT_LINE_END, " ")):
        lines = [" ".join(line.split()) for line in part.split(LINE_END)]
        found += _paragraph([line for line in lines if line], kind)
    return found


def parts_of_lines(lines: list[str], kind: BlockKind) -> list[Part]:
    """The paragraphs of a block with these lines, white space put right; empty ones part them."""
    found: list[Part] = []
    for is_empty, group in groupby(lines, not_):
        if not is_empty:
            found += _paragraph(list(group), kind)
    return found


def _paragraph(lines: list[str], kind: BlockKind) -> list[Part]:
    """A single line break is verse, a sentence's end or a blank."""
    if len(lines) < VERSE_LINES or max(map(len, lines)) > VERSE_LINE_CHARACTERS:
        return [(text, kind) for text in _joined(lines)]
    return [(LINE_END.join(lines), VERSE) if kind in VERSE_FROM else (" ".join(lines), kind)]


def _joined(lines: list[str]) -> list[str]:
    """Lines put together, save where the line before ended its sentence."""
    joined: list[str] = []
    run: list[str] = []
    tail = ""
    for line in lines:
        if run and ends_sentence(tail):
            joined.append(" ".join(run))
            run, tail = [], ""
        run.append(line)
        # The end of what is joined so far, which may be of more than one line.
        tail = f"{tail} {line}"[-TAIL:] if tail else line[-TAIL:]
    return [*joined, " ".join(run)] if run else joined
