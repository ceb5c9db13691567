"""A title with its date and its authors on one line is cut into the three.

Only where both stand behind it: a date alone may be what the title is about, and so may a name.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from sluice.model import BlockKind, InputKind, Page
from sluice.text.calendar_names import weekday_names
from sluice.text.dates import is_date_line
from sluice.text.names import is_byline, is_name
from sluice.text.words import count_words

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A page's first prose ends its head; so many of its lines are looked at.
MOST_LINES, PROSE_CHARACTERS = 200, 140
SHORTEST, LONGEST = 20, 200
OTHER_KINDS = frozenset(BlockKind) - {BlockKind.HEADING, BlockKind.PARAGRAPH}
DATE_WORDS, BYLINE_WORDS = 7, 8
NAME_WORDS = range(2, 5)
FEWEST_WORDS = 3
MARKS = ("|", "·", "•", "—", "–", "-", "/", "//")
OPEN_ENDS = ",;:("
SMALL_WORD = 3
FIGURE = re.compile(r"\d")


def title_line(page: Page) -> tuple[int, list[str]] | None:
    """The only line of a page's head that is title, date and authors, and its parts."""
    found: tuple[int, list[str]] | None = None
    is_html = page.kind is InputKind.HTML
    for n, block in enumerate(page.blocks[:MOST_LINES]):
        size = len(block.text)
        if size < SHORTEST:
            continue
        has_year = ("20" in block.text or "19" in block.text) and YEAR.search(block.text)
        if not has_year:
            if size > PROSE_CHARACTERS:
                break
            continue
        if block.kind is not BlockKind.HEADING and (is_html or block.kind in OTHER_KINDS):
            continue
        parts = parts_of_title(block.text) if size <= LONGEST else ()
        if len(parts) > 1:
            if found:
                # A list of stories has each with its day and author.
                return None
            found = n, list(parts)
    return found


def parts_of_title(text: str) -> list[str]:
    """Title, date and authors as they stand, and the marks between; else the text alone."""
    words = text.split()
    start, end = _date_in(words) if words else (0, 0)
    below = _past_marks(words, end)
    above = _before_marks(words, start)
    if not start:
        return [text]
    if below < len(words):
        until = above
        told = _names_authors(" ".join(words[below:]))
        bounds = [0, until, start, end, below, len(words)]
    else:
        by = _byline_before(words, above)
        until, told = _before_marks(words, by), by > 0
        bounds = [0, until, by, above, start, end, len(words)]
    if not told or not _is_whole(words, until):
        return [text]
    return [" ".join(words[n:m]) for n, m in pairwise(bounds) if m > n]


def _date_in(words: Sequence[str]) -> tuple[int, int]:
    """Where the last date with a year stands; 0, 0 where none does or a word ties it to others."""
    year = next((n for n in range(len(words) - 1, 0, -1) if YEAR.search(words[n])), 0)
    ends = range(year + 1, min(len(words), year + DATE_WORDS) + 1)
    spans = ((n, m) for n in range(max(0, year - DATE_WORDS), year + 1) for m in ends)
    start, end = next((own for own in spans if is_date_line(_joined(words, *own))), (0, 0))
    first = words[start]
    # "of 14 March": the title speaks of the day.
    if first.isalpha() and first.islower() and first not in weekday_names():
        return 0, 0
    while start and end < len(words) and FIGURE.search(words[end]):
        if not is_date_line(_joined(words, start, end + 1)):
            break
        end += 1
    return start, end


def _joined(words: Sequence[str], start: int, end: int) -> str:
    return " ".join(words[start:end]).strip(" |·•—–-,/")


def _names_authors(text: str) -> bool:
    return is_byline(text) or (is_name(text) and len(text.split()) in NAME_WORDS)


def _byline_before(words: Sequence[str], end: int) -> int:
    """Where the byline that ends here begins: with a capital or behind a mark; 0 for none."""
    for n in range(end - 2, max(0, end - BYLINE_WORDS), -1):
        opens = words[n][0].isupper() or words[n - 1] in MARKS
        if (
            opens
            and is_byline(_joined(words, n, end))
            and not is_name(words[n - 1] + " " + words[n])
        ):
            return n
    return 0


def _past_marks(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] in MARKS:
        at += 1
    return at


def _before_marks(words: Sequence[str], at: int) -> int:
    while at and words[at - 1] in MARKS:
        at -= 1
    return at


def _is_whole(words: Sequence[str], until: int) -> bool:
    """Whether the words so far may be a title: enough of them, and no small word at the end."""
    title = " ".join(words[:until])
    if count_words(title) < FEWEST_WORDS or title[-1] in OPEN_ENDS:
        return False
    last = words[until - 1]
    return words[until] in MARKS or not (last.islower() and len(last) <= SMALL_WORD)
