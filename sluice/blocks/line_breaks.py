"""A block whose text has line breaks of its own: paragraphs, verse, code, or one line after all."""

import re

from sluice.model import BlockKind
from sluice.text.words import ends_sentence

LINE_END = "\n"
# What a line break of preformatted text is until it is known what the block is.
SOFT_LINE_END = "\r"
# All but a single blank, which most words stand between.
SPACES = re.compile(r"\s{2,}|[^\S ]")
PARAGRAPH_BREAK = re.compile(r"\n[ \r\n]*\n")
# Three and more short lines with line breaks between them are verse, an address or the like.
VERSE_LINES = 3
VERSE_LINE_CHARACTERS = 80
CODE, VERSE = BlockKind.CODE, BlockKind.VERSE
VERSE_FROM = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
# So much of a line's end tells whether it ends a sentence.
TAIL = 12


def plain(pieces: list[str]) -> str:
    """The pieces put together, where LINE_END alone is a break and other white space a blank."""
    return "".join(piece if piece == LINE_END else SPACES.sub(" ", piece) for piece in pieces)


def parts(raw: str, kind: BlockKind) -> list[tuple[str, BlockKind]]:
    """The paragraphs of one block; a single line break is verse, a sentence's end or a blank."""
    if kind is CODE:
        code = raw.replace(SOFT_LINE_END, LINE_END).strip(LINE_END).rstrip()
        return [(code, kind)] if code.strip() else []
    if LINE_END not in raw:
        return [(" ".join(raw.split()), kind)]
    found: list[tuple[str, BlockKind]] = []
    for part in PARAGRAPH_BREAK.split(raw.replace(SOFT_LINE_END, " ")):
        lines = [line for line in (" ".join(line.split()) for line in part.split(LINE_END)) if line]
        if len(lines) >= VERSE_LINES and max(map(len, lines)) <= VERSE_LINE_CHARACTERS:
            verse = kind in VERSE_FROM
            found.append((LINE_END.join(lines), VERSE) if verse else (" ".join(lines), kind))
        else:
            found += [(text, kind) for text in _joined(lines)]
    return found


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
