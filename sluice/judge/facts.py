"""What is known of each block by itself, worked out once for all blocks of a page."""

import re
from collections.abc import Sequence
from enum import IntFlag
from typing import NamedTuple

from sluice.features.measured import Measures
from sluice.features.measures import (
    BETWEEN_SENTENCES,
    ENDS_SENTENCE,
    HAS_DIGIT,
    OPEN_ENDED,
    STARTS_ALNUM,
    STARTS_SMALL,
    UNSPACED,
    measure,
)
from sluice.judge.chosen import texts_of
from sluice.judge.columns import facts_rows, holding, opening_signs
from sluice.model import Block, BlockKind
from sluice.text.dates import LONGEST, is_date_line
from sluice.text.names import contributor_names, is_byline
from sluice.text.phrases import Found, Matcher, Phrase, Weight

# A sentence of fewer words says little about the place where it stands.
PROSE_WORDS = 8
# So many words are prose even without a mark at their end: a paragraph whose end was cut off.
LONG_WORDS = 25
HEADLINE_WORDS = range(3, 26)
SHORT_WORDS = 12
LINKED_SHARE = 0.6
# A line with a date or with its authors' names, and nothing else.
STAMP_WORDS = 20
# No headline ends so, or starts with a small letter, where its script has small letters at all.
NO_HEADLINE = OPEN_ENDED | STARTS_SMALL | UNSPACED
PLAIN = (0, UNSPACED, UNSPACED | STARTS_SMALL)
FURNITURE = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE_ROW)
# As the loop that makes facts is told them.
LIMITS = (
    *(FURNITURE, LINKED_SHARE, PROSE_WORDS, SHORT_WORDS, LONG_WORDS),
    *(HEADLINE_WORDS.start, HEADLINE_WORDS.stop, STAMP_WORDS),
    *(ENDS_SENTENCE, BETWEEN_SENTENCES, NO_HEADLINE, PLAIN),
)
# Code and table rows quote interfaces; a phrase in them is a quotation.
QUOTING = (BlockKind.CODE, BlockKind.TABLE_ROW)
QUESTION = ("?", "？", "؟")
COLONS = (":", "：")
# A live blog's entries begin with a time on a line of its own.
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|uur|uhr|hrs?|h|ч\.?|น\.))?", re.I)
CLOCK_LETTERS = 7
RAW_OPENINGS = ("[", "{", "<", "%")
LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
OTHER_ASCII = dict.fromkeys(i for i in range(128) if not chr(i).isalnum())


class Sign(IntFlag):
    """What a rule looks for first: most lines have none of these, and few have several.

    CLOCK, HIT and SURE are certain; with the others a line is only worth a look. WORTH_A_LOOK: as a
    date or a line of names.
    """

    BLANK = 1
    FIGURES = 2
    CLOCK = 4
    RAW = 8
    COPYRIGHT = 16
    BROKEN_OFF = 32
    HIT = 64
    SURE = 128
    WORTH_A_LOOK = 256
    TRAIL = 512


# Plain numbers: to add members of a flag takes twenty times as long.
BLANK, FIGURES, CLOCK_TIME = int(Sign.BLANK), int(Sign.FIGURES), int(Sign.CLOCK)
RAW, COPYRIGHT, BROKEN_OFF = int(Sign.RAW), int(Sign.COPYRIGHT), int(Sign.BROKEN_OFF)
HIT, SURE, WORTH_A_LOOK = int(Sign.HIT), int(Sign.SURE), int(Sign.WORTH_A_LOOK)
TRAIL = int(Sign.TRAIL)
# As the loop over the lines' beginnings is told them.
OPENINGS = (
    *(HAS_DIGIT, STARTS_ALNUM, WORTH_A_LOOK, RAW, BLANK, FIGURES, CLOCK_TIME, COPYRIGHT),
    *(RAW_OPENINGS, CLOCK_LETTERS, CLOCK.fullmatch),
)
MARK_SIGNS = (
    (COPYRIGHT, ("©",)),
    (BROKEN_OFF, ("…", "...", "&hellip;")),
    (TRAIL, (">", "›", "»", "→", "/", "|", "•", "·")),
)


class Facts(NamedTuple):
    """A block's own signals.

    key: as `key` tells. is_date, is_byline, is_credit: a line with a date, its authors' or its
    reporters' names, and nothing else. signs: of Sign, added up.
    """

    words: int
    key: str
    ends_sentence: bool
    is_prose: bool
    is_headline: bool
    is_stamp: bool
    hits: tuple[Phrase, ...]
    is_date: bool = False
    is_byline: bool = False
    is_credit: bool = False
    signs: int = 0

    @property
    def surely(self) -> Phrase | None:
        """The phrase that is enough alone to take this block."""
        return self.hits[0] if self.hits and self.hits[0].weight is Weight.SURE else None


def facts_of(block: Block, matcher: Matcher) -> Facts:
    """The signals of one block, by its own text and links alone."""
    return facts_of_blocks([block], matcher)[0]


def facts_of_blocks(
    blocks: Sequence[Block], matcher: Matcher, measures: Measures | None = None
) -> list[Facts]:
    """The signals of each block, by its own text and links alone.

    measures: of these blocks' texts, where somebody has taken them.
    """
    texts = texts_of(blocks)
    measures = measures or measure(texts)
    found = matcher.search(texts)
    signs, dated = _signs(texts, measures, found)
    named = (
        found.hits,
        {n for n in dated if len(texts[n]) <= LONGEST and is_date_line(texts[n])},
        {n for n in found.bylines if is_byline(texts[n])},
        {n for n in found.credits if contributor_names(texts[n])},
    )
    columns = (blocks, measures.words, measures.keys, measures.flags, signs)
    return facts_rows(Facts, columns, named, LIMITS)


def _signs(texts: list[str], measures: Measures, found: Found) -> tuple[list[int], list[int]]:
    """What rules look for in each line; and which lines hold a figure."""
    signs, dated = opening_signs(texts, (measures.keys, measures.flags), OPENINGS)
    for n in found.bylines | found.credits:
        signs[n] |= WORTH_A_LOOK
    whole = "\n".join(texts)
    for sign, marks in MARK_SIGNS:
        for mark in marks:
            for n in holding(mark, texts, whole):
                signs[n] |= sign
    for n, hits in found.hits.items():
        signs[n] |= HIT | SURE if hits[0].weight is Weight.SURE else HIT
    return signs, dated


def key(text: str) -> str:
    """The text's letters and digits, case folded: equal where two texts say the same."""
    folded = text.casefold()
    # Deleting from ASCII is several times faster than collecting.
    if folded.isascii():
        return folded.translate(OTHER_ASCII)
    return "".join(LETTERS_AND_DIGITS.findall(folded))
