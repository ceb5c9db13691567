"""Cuts lines on which a tool has glued paragraphs, menus and buttons together without a break.

Tools that drop tags and put nothing in their place leave "…opened again.The mayor said" where one
paragraph ended, and "Skip to contentHomeNews" where a menu stood. A sentence's end with a capital
right behind it is the end of a paragraph. A capital behind a small letter inside a word is a cut
only on lines where so many stand that they cannot all be names like "YouTube"; the pieces keep
their seam, so that a word which stays whole is written as it was.
"""

import re
from itertools import pairwise

from service.blocks.words import BETWEEN_SENTENCES
from service.model import Block, BlockKind

# Shorter lines are judged as they are.
SHORTEST = 400
PARAGRAPH_SEAM = re.compile(
    r"(?:(?<=[^\W\d_A-Z]{2}[.!?…])|(?<=[^\W\d_A-Z][.!?…][\"”’»)]))(?=[\"“„«¿¡(]?[^\W\d_a-zà-öø-ÿ][^.])"
)
# The names of services that stand in every share bar are no seams.
SERVICES = "".join(f"(?<!{name})" for name in ("Whats", "You", "Linked", "Tik", "Snap", "Pay"))
# What may begin behind a seam comes first: nearly every place fails there, without a look back.
WORD_SEAM = re.compile(
    r"(?=[A-ZÀ-ÖØ-ÞĀČĎĐĘĚĞŁŃŇŐŒŘŚŞŠŤŰŽΑ-ΩА-ЯЁІЇЄҐ\d©])"
    rf"(?:{SERVICES}"
    r"(?<=[^\W\d_A-Z]{2})(?=[A-ZÀ-ÖØ-ÞĀČĎĐĘĚĞŁŃŇŐŒŘŚŞŠŤŰŽΑ-ΩА-ЯЁІЇЄҐ])"
    r"|(?<=[a-zà-öø-ÿ][)»”\"!?:.])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])|(?<=\d)(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zà-öø-ÿа-яё]{2})"
    r"|(?<=[^\W\d_])(?=\d{1,2}\.? [^\W\d_]{3,12} \d{4})|(?<=[^\W\d_])(?=©))"
)
WIDE_BLANK = re.compile(r" {2,}|\t+ *| +\t[ \t]*")
# So many seams a character that the line is no sentence; names with a capital inside are rarer.
CHARACTERS_A_SEAM = 400
FEWEST_SEAMS = 3


def unglued(block: Block) -> list[Block]:
    """The line's paragraphs as blocks of their own, and what is glued inside them in pieces."""
    if len(block.text) < SHORTEST or block.kind is not BlockKind.PARAGRAPH:
        return [block]
    if not _is_glued(block.text):
        paragraphs = _cut(block.text, [m.start() for m in PARAGRAPH_SEAM.finditer(block.text)])
        return [block._replace(text=text, gap=0 if n else block.gap) for n, text in paragraphs]
    return _pieces(block)


def _is_glued(text: str) -> bool:
    seams = len(WORD_SEAM.findall(text)) + len(WIDE_BLANK.findall(text)) // 2
    return seams >= max(FEWEST_SEAMS, len(text) / CHARACTERS_A_SEAM)


def _cut(text: str, places: list[int]) -> list[tuple[int, str]]:
    cuts = sorted({0, *places, len(text)})
    return [(n, text[a:b].strip()) for n, (a, b) in enumerate(pairwise(cuts)) if text[a:b].strip()]


def _pieces(block: Block) -> list[Block]:
    text = block.text
    seams = {m.start() for m in WORD_SEAM.finditer(text)}
    paragraphs = {m.start() for m in PARAGRAPH_SEAM.finditer(text)}
    blanks = {m.end() for m in WIDE_BLANK.finditer(text)}
    sentences = {m.end() for m in BETWEEN_SENTENCES.finditer(text)}
    cuts = sorted({0, *seams, *paragraphs, *blanks, *sentences, len(text)})
    pieces: list[Block] = []
    for start, end in pairwise(cuts):
        piece = text[start:end].strip()
        if not piece:
            continue
        first = not pieces
        fresh = first or start in paragraphs
        pieces.append(
            block._replace(
                text=piece,
                gap=block.gap if first else 0,
                glued=not fresh,
                seamless=not fresh and not text[start - 1].isspace(),
            )
        )
    return pieces
