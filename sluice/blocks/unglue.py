"""Cuts lines on which a tool has glued paragraphs, menus and buttons together without a break.

Tools that drop tags and put nothing in their place leave "…opened again.The mayor said" where one
paragraph ended, and "Skip to contentHomeNews" where a menu stood. A sentence's end with a capital
right behind it is the end of a paragraph. A capital behind a small letter inside a word is a cut
only on lines where so many stand that they cannot all be names like "YouTube"; the pieces keep
their seam, so that a word which stays whole is written as it was.
"""

import re
from itertools import pairwise
from typing import Any

from sluice.blocks.scan import pieces, rows
from sluice.blocks.seams import COMPILED, seams_of, wide_blanks
from sluice.model import Block, BlockKind
from sluice.text.words import BETWEEN_SENTENCES

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
TEXT, GAP, GLUED, SEAMLESS = map(Block._fields.index, ("text", "gap", "glued", "seamless"))


def unglued(block: Block) -> list[Block]:
    """The line's paragraphs as blocks of their own, and what is glued inside them in pieces."""
    text = block.text
    if len(text) < SHORTEST or block.kind is not BlockKind.PARAGRAPH:
        return [block]
    words, paragraphs = seams_of(text) if COMPILED else _searched(text)
    enough = max(FEWEST_SEAMS, len(text) / CHARACTERS_A_SEAM)
    # Only on few lines are two blanks or a tab to be looked for.
    wide = wide_blanks(text) if "  " in text or "\t" in text else []
    if len(words) + len(wide) // 2 >= enough:
        return _pieces(block, [*words, *wide], paragraphs)
    if not paragraphs:
        return [block if text == text.strip() else block._replace(text=text.strip())]
    places = pairwise(sorted({0, *paragraphs, len(text)}))
    parts = [(n, text[a:b].strip()) for n, (a, b) in enumerate(places)]
    return [block._replace(text=t, gap=0 if n else block.gap) for n, t in parts if t]


def is_glued(text: str) -> bool:
    """Whether words stand together in it as only a tool puts them."""
    words, _ = seams_of(text) if COMPILED else _searched(text)
    return len(words) >= max(FEWEST_SEAMS, len(text) / CHARACTERS_A_SEAM)


def _searched(text: str) -> tuple[list[int], list[int]]:
    return (
        [m.start() for m in WORD_SEAM.finditer(text)],
        [m.start() for m in PARAGRAPH_SEAM.finditer(text)],
    )


def _pieces(block: Block, seams: list[int], paragraphs: list[int]) -> list[Block]:
    text = block.text
    sentences = [m.end() for m in BETWEEN_SENTENCES.finditer(text)]
    cuts = sorted({0, *seams, *paragraphs, *sentences, len(text)})
    texts, glued, seamless = pieces(text, cuts, set(paragraphs))
    gaps = [block.gap] + [0] * (len(texts) - 1)
    columns: list[tuple[int, list[Any]]]
    columns = [(TEXT, texts), (GAP, gaps), (GLUED, glued), (SEAMLESS, seamless)]
    return rows(Block, tuple(block), columns)
