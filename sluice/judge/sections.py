"""Where the article stands on the page: the run of blocks with the most prose for its furniture."""

import re
from collections.abc import Collection, Sequence

from sluice.judge.chosen import in_stanzas
from sluice.judge.columns import densest, worths
from sluice.judge.facts import CLOCK_TIME, COLONS, Facts
from sluice.model import Block, BlockKind

# What a block adds to the run of blocks that it stands in. A long paragraph counts as one of 60
# words, so that one block of legal text does not outweigh an article.
MOST_WORDS = 60
SHORT_SENTENCE = 0.5
LINKED = 0.5
LINE = -4.0
FRAME = {
    BlockKind.HEADING: -2.0,
    BlockKind.LIST_ITEM: -1.0,
    BlockKind.TABLE_ROW: -1.0,
    BlockKind.CODE: 0.0,
}
OPEN_ENDED = (",", ";", ":", "，", "、", "；", "：", "—", "–")
OPEN_ENDED_WORTH = 2.0
# A date or a byline alone on a line begins an article or a list's entry.
STAMP = -12.0
# As the loop over all blocks is told them; a heading is no short sentence.
WORTHS = (
    *(MOST_WORDS, LINKED, STAMP, LINE, SHORT_SENTENCE, BlockKind.HEADING),
    *(FRAME, frozenset(OPEN_ENDED), OPEN_ENDED_WORTH),
)
# Three lines in a row, one in three with a mark at its end: a menu has no marks.
STANZA_LINES = 3
VERSE_LINE = 2.0
VERSE_MARKS = (",", ";", ":", ".", "!", "?", "—", "–", "…", "،", "؛", "؟", "۔", "।")

# A press release ends with whom to ask: a heading, and below it numbers and addresses.
CONTACT_HEADING = re.compile(
    r"(?:(?:media|press|for more|further) )?(?:contact|contacts|information)|(?:presse)?kontakt"
    r"|contact presse|contacto(?: de prensa)?|contatti(?: stampa)?|contato|perscontact"
    r"|(?:press)?kontakt|kontak|narahubung|iletişim|контакты?|お問い合わせ先?|联系方式|聯絡方式",
    re.I,
)
# What it may begin with, as re.I takes letters for one another.
CONTACT_STARTS = frozenset("cfikmnpк" + "CFIKMNPК" + "İı\u212a" + "お联聯")
CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.|\+?\d[\d ()/-]{7,18}\d")
CONTACT_LINES = 10
CONTACT_HEADING_WORDS = 4


def densest_run(
    left: Sequence[int], worths: Sequence[float], verse: Collection[int]
) -> tuple[int, int]:
    """Where the run starts and ends in `left`; it starts and ends with prose.

    worths: for each block of the page. verse: the positions of lines in stanzas.
    The maximum-sum segment (Bentley 1984, "Algorithm design techniques"), as in Pasternack and
    Roth 2009, "Extracting article text from the web with maximum subsequence segmentation".
    """
    return densest(left, worths, verse, VERSE_LINE)


def article_run(
    blocks: Sequence[Block], facts: Sequence[Facts], left: Sequence[int], run: tuple[int, int]
) -> Sequence[int]:
    """The positions of the densest run, and of the lines before and after it that belong to it."""
    start, end = run
    if start == end:
        return ()
    if start and _is_clock(facts[left[start - 1]]):
        start -= any(_is_clock(facts[i]) for i in left[start:end])
    if end < len(left) and is_contact_heading(blocks[left[end]].text, facts[left[end]]):
        below = range(end, min(len(left), end + CONTACT_LINES))
        end = max((end, *(n + 1 for n in below if holds_contact(blocks[left[n]].text))))
    return left[start : _end_of_list(blocks, facts, left, end)]


def _is_clock(facts: Facts) -> bool:
    return bool(facts.signs & CLOCK_TIME)


def is_contact_heading(text: str, facts: Facts) -> bool:
    """Whether the line opens the part of a press release that says whom to ask."""
    if facts.words > CONTACT_HEADING_WORDS:
        return False
    words = text.strip(":： ")
    return words[:1] in CONTACT_STARTS and CONTACT_HEADING.fullmatch(words) is not None


def holds_contact(text: str) -> bool:
    """Whether the line has a telephone number or an address to write to."""
    return CONTACT.search(text) is not None


def _end_of_list(
    blocks: Sequence[Block], facts: Sequence[Facts], left: Sequence[int], end: int
) -> int:
    """Past the table right below the run, or the list there that a line with a colon announces."""
    below = end < len(left) and blocks[left[end]].text.endswith(COLONS)
    announced = below or blocks[left[end - 1]].text.endswith(COLONS)
    kind = BlockKind.LIST_ITEM if announced else BlockKind.TABLE_ROW
    last = first = end + below
    while last < len(left) and blocks[left[last]].kind is kind and not facts[left[last]].hits:
        last += 1
    return last if last > first else end


def stanzas(blocks: Sequence[Block], left: Sequence[int]) -> frozenset[int]:
    """The positions of lines in stanzas: short lines in a row, some with a mark at their end."""
    return frozenset(in_stanzas(blocks, left, BlockKind.VERSE, VERSE_MARKS, STANZA_LINES))


def worths_of(blocks: Sequence[Block], facts: Sequence[Facts]) -> list[float]:
    """What each block adds to a run by itself, in words of prose."""
    return worths(blocks, facts, WORTHS)
