"""Lines of a byline that begin in lower case, which are no more of the headline above them.

"by", the name and "reporter" stand on lines of their own where each had an element of its own; so
does the hour of a live blog's newest entry ("kl. 18.45").
"""

import re

from sluice.blocks.lines import Lines
from sluice.text.dates import is_date_line
from sluice.text.names import is_byline, is_marker_alone, is_trade, split_names

# So many lines may stand above a page's first sentence, which is so long.
MOST_LINES, SENTENCE = 80, 140
LONGEST_NAMES, LONGEST_TRADE, LONGEST_BYLINE, TRADE_WORDS = 60, 30, 80, 3
AT_HOUR = re.compile(r"kl\.?\s?\d{1,2}[:.]\d{2}")
# In place of the blank lines before a line that has none, while wrapped lines are put together.
APART = -1


def set_apart(lines: Lines) -> Lines:
    """The same lines, those of a byline marked as no part of the line above them."""
    apart = _apart(lines)
    if not apart:
        return lines
    gaps = [gap or (APART if i in apart else 0) for i, gap in enumerate(lines.gaps)]
    return lines._replace(gaps=gaps)


def without_marks(lines: Lines) -> Lines:
    """The lines as they were, without the marks."""
    if APART not in lines.gaps:
        return lines
    return lines._replace(gaps=[max(gap, 0) for gap in lines.gaps])


def _apart(lines: Lines) -> set[int]:
    texts = lines.texts
    found = set[int]()
    for i, text in enumerate(texts[:MOST_LINES]):
        if len(text) > SENTENCE:
            break
        if i and text[0].islower() and len(text) <= LONGEST_BYLINE:
            found.update(_byline(texts, i))
    return found


def _byline(texts: list[str], i: int) -> range:
    """Which lines are parts of a byline, of which the i-th is one; and the line below them."""
    below = texts[i + 1] if i + 1 < len(texts) else ""
    if AT_HOUR.fullmatch(texts[i]):
        return range(i, i + 2)
    if _is_trade(texts[i]) and _names(texts[i - 1]):
        return range(i - 1, i + 2)
    if is_marker_alone(texts[i]):
        last = texts[i + 2] if i + 2 < len(texts) else ""
        return range(i, i + 3) if _names(below) and _ends(last) else range(0)
    # A sentence that names who did it goes on, or has its stop.
    is_last = is_date_line(below) or _is_trade(below)
    return range(i, i + 2) if is_last and is_byline(texts[i]) else range(0)


def _is_trade(text: str) -> bool:
    is_short = len(text) <= LONGEST_TRADE and len(text.split()) <= TRADE_WORDS
    return is_short and text[-1:].isalpha() and is_trade(text)


def _names(text: str) -> bool:
    """Whether a line is nothing but names."""
    is_framed = len(text) > LONGEST_NAMES or not text[:1].isupper() or text.endswith(".")
    return not is_framed and bool(split_names(text))


def _ends(below: str) -> bool:
    """Whether the names end above this line, and are not the link in a sentence that goes on."""
    return not below or (below[0].isalnum() and (not below[0].islower() or _is_trade(below)))
