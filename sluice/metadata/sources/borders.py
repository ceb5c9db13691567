"""The lines of a block, parted where one inline element ends and the next one touches it.

The text of a page has "Ada StonePublished" where two elements stand side by side that a style
parts. The block does not know where they end; the page's source does, and is asked only of a word
that looks like two.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from sluice.model import Page
from sluice.text.dates import FIGURE
from sluice.text.name_edges import LABELS, calendar
from sluice.text.names import byline_match

# A longer line is a sentence, and its elements are emphasis.
LONGEST = 160
WORD = re.compile(r"[^\W\d_]{5,60}")
BORDER = r"(?P<border>(?:</?[A-Za-z][^<>]{0,500}>|<!--[^<>]{0,99}-->){1,12})"
INSIDE = r"[^<>\s]"
OPENS = 2
SHORTEST_TAIL = 4
ENDING = 4
# From the first on scripts have no capitals; the last ones have no blanks between words either.
UNCASED, HAN, HANGUL = "\u0590", "\u2e80", "\uac00"


def lines_of(page: Page, text: str) -> list[str]:
    """The lines of a block's text, parted where elements touch in what may be a byline."""
    return [part for line in text.split("\n") for part in _parted(page, line)]


def _parted(page: Page, line: str) -> Iterator[str]:
    start = 0
    if len(line) <= LONGEST and (FIGURE.search(line) or byline_match(line)):
        for word in WORD.finditer(line):
            if _may_be_two(word[0]) and (seam := _seam(page.html, word[0])):
                yield line[start : word.start() + seam].rstrip()
                start = word.start() + seam
    yield line[start:].lstrip() if start else line


def _may_be_two(word: str) -> bool:
    if word[-1] >= UNCASED:
        return word[-1] < HAN or word[-1] >= HANGUL
    if word.isupper():
        return False
    if not word[1:].islower() and any(a.islower() and b.isupper() for a, b in pairwise(word)):
        return True
    may_end = word[-ENDING:].casefold() in _endings()
    return may_end and any(_is_of_date(word, place) for place in range(3, len(word) - 3))


@cache
def _endings() -> frozenset[str]:
    """The last letters of all words of dates."""
    return frozenset(word[-ENDING:] for word in calendar() | LABELS)


def _is_of_date(word: str, place: int) -> bool:
    """Whether what stands from there on is a date's word: "Ruizmiércoles", "StonePublished"."""
    tail = word[place:].casefold()
    return len(tail) >= SHORTEST_TAIL and (tail in calendar() or tail in LABELS)


def _seam(html: str, word: str) -> int:
    """Where in the word one element ends and another begins; 0 where the source has it as one."""
    if word in html:
        return 0
    touching = re.compile(
        rf"{re.escape(word[:OPENS])}(?P<head>{INSIDE}{{0,60}}?){BORDER}(?P<tail>{INSIDE}{{1,60}})"
    )
    for found in touching.finditer(html):
        seam = OPENS + len(found["head"])
        head, tail = word[:seam], word[seam:]
        is_whole = found["head"] == head[OPENS:] and tail and found["tail"].startswith(tail)
        if is_whole and not head.isupper() and _ends_there(found["border"], word, seam):
            return seam
    return 0


def _ends_there(border: str, word: str, seam: int) -> bool:
    """Whether the border parts words: "Mc<b>Stone</b>" and "Ada<i>s</i>" are one each."""
    if _is_of_date(word, seam):
        return True
    is_next = word[seam].isupper() or (word[seam] >= UNCASED and "<" in border.lstrip("<"))
    return border.startswith("</") and is_next
