"""What is known of each block by itself, worked out once for all blocks of a page."""

import re
from collections.abc import Sequence
from enum import IntFlag
from typing import NamedTuple

from sluice.model import Block, BlockKind
from sluice.text.dates import is_date_line
from sluice.text.names import contributor_names, is_byline
from sluice.text.phrases import Found, Matcher, Phrase, Weight
from sluice.text.words import BETWEEN_SENTENCES, count_words, ends_sentence, is_unspaced

# A sentence of fewer words says little about the place where it stands.
PROSE_WORDS = 8
# So many words are prose even without a mark at their end: a paragraph whose end was cut off.
LONG_WORDS = 25
HEADLINE_WORDS = range(3, 26)
SHORT_WORDS = 12
LINKED_SHARE = 0.6
# A line with a date or with its authors' names, and nothing else.
STAMP_WORDS = 20
OPEN_ENDS = (".", ",", ";", ":", "-", "–", "—", "，", "、", "；", "：", "。")
FURNITURE = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE_ROW)
# Code and table rows quote interfaces; a phrase in them is a quotation.
QUOTING = (BlockKind.CODE, BlockKind.TABLE_ROW)
QUESTION = ("?", "？", "؟")
COLONS = (":", "：")
# A live blog's entries begin with a time on a line of its own.
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?", re.I)
CLOCK_LETTERS = 6
RAW_OPENINGS = ("[", "{", "<", "%")
DOTS = ("…", "...", "&hellip;")
LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
OTHER_ASCII = dict.fromkeys(i for i in range(128) if not chr(i).isalnum())


class Sign(IntFlag):
    """What a rule looks for first: most lines have none of these, and few have several.

    CLOCK and the two kinds of hits are sure; with the others a line is only worth a look.
    """

    BLANK = 1
    FIGURES = 2
    CLOCK = 4
    RAW = 8
    COPYRIGHT = 16
    BROKEN_OFF = 32
    HIT = 64
    SURE = 128


# Plain numbers: to add members of a flag takes twenty times as long.
BLANK, FIGURES, CLOCK_TIME = int(Sign.BLANK), int(Sign.FIGURES), int(Sign.CLOCK)
RAW, COPYRIGHT, BROKEN_OFF = int(Sign.RAW), int(Sign.COPYRIGHT), int(Sign.BROKEN_OFF)
HIT, SURE = int(Sign.HIT), int(Sign.SURE)


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


def facts_of_blocks(blocks: Sequence[Block], matcher: Matcher) -> list[Facts]:
    """The signals of each block, by its own text and links alone."""
    found = matcher.search([block.text for block in blocks])
    return [_facts(n, block, found) for n, block in enumerate(blocks)]


def _facts(n: int, block: Block, found: Found) -> Facts:
    text = block.text
    words = count_words(text)
    letters = key(text)
    ends = ends_sentence(text)
    prose = words >= LONG_WORDS or (ends and words >= PROSE_WORDS)
    prose = prose or (words >= SHORT_WORDS and bool(BETWEEN_SENTENCES.search(text)))
    apart = block.link_share > LINKED_SHARE or block.kind in FURNITURE
    credit = n in found.credits and bool(contributor_names(text))
    byline = n in found.bylines and is_byline(text)
    date = is_date_line(text)
    hits = found.hits.get(n, ())
    return Facts(
        words,
        letters,
        ends,
        credit or (prose and not apart),
        words in HEADLINE_WORDS and not text.endswith(OPEN_ENDS) and not _starts_low(text),
        words <= STAMP_WORDS and (date or byline),
        hits,
        date,
        byline,
        credit,
        _signs(text, letters) + _signs_of(hits),
    )


def _starts_low(text: str) -> bool:
    return text[:1].islower() and not is_unspaced(text)


def _signs(text: str, letters: str) -> int:
    """What rules look for in the line itself; letters: its key."""
    signs = 0
    if not letters:
        signs = BLANK
    elif letters[0].isdecimal():
        signs = FIGURES if letters.isdecimal() else 0
        if len(letters) <= CLOCK_LETTERS and CLOCK.fullmatch(text):
            signs |= CLOCK_TIME
    elif letters[0] == "c" and (letters[1:2] == "o" or letters[1:2].isdecimal()):
        # "Copyright", or the letter in brackets before a year.
        signs = COPYRIGHT
    if "©" in text:
        signs |= COPYRIGHT
    if text.startswith(RAW_OPENINGS):
        signs |= RAW
    # Nearly all lines are asked in vain, so without a loop.
    if DOTS[0] in text or DOTS[1] in text or DOTS[2] in text:
        signs |= BROKEN_OFF
    return signs


def _signs_of(hits: tuple[Phrase, ...]) -> int:
    if not hits:
        return 0
    return HIT | SURE if hits[0].weight is Weight.SURE else HIT


def key(text: str) -> str:
    """The text's letters and digits, case folded: equal where two texts say the same."""
    folded = text.casefold()
    # Deleting from ASCII is several times faster than collecting.
    if folded.isascii():
        return folded.translate(OTHER_ASCII)
    return "".join(LETTERS_AND_DIGITS.findall(folded))
