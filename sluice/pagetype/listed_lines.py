"""Hours and recipes of a page without a headline's element: lines that no wall has.

Of a text page nothing holds the lines and their headline together, as main_part has it of HTML.
Several short lines that name a day each, or so much of something, are still none of a wall's.
"""

import re

from sluice.pagetype.gate_markup import named_gates
from sluice.pagetype.gates import asks, speaks
from sluice.pagetype.main_part import headline_of
from sluice.pagetype.reading import Reading
from sluice.reasons import PageKind, Reason
from sluice.text.concepts import Concept, named

UNNAMED = (None, Reason.NOT_CONTENT)
# A line of hours or of a recipe has no more words; so many of a kind are no chance.
LONGEST = 8
DAYS, AMOUNTS, COUNTS = 3, 2, 3
# "200 g", "½ l"; and a number before a word, which says something only beside the first.
AMOUNT = re.compile(r"[\d½¼¾]\s?(?:k?g|[mcd]?l|к?г|м?л|克|毫升|グラム|ミリ)(?!\w)", re.I)
COUNT = re.compile(r"[\d½¼¾][\d.,/–-]{0,4} [^\W\d_]")


def listed_lines(reading: Reading, own: list[int], kind: PageKind) -> tuple[int, ...]:
    """The lines around such ones, as far as nothing says what walls of this kind say."""
    if headline_of(reading) is not None:
        return ()
    short = [i for i in own if reading.words[i] <= LONGEST and reading.reasons[i] in UNNAMED]
    lines = _with_days(reading, short) or _with_amounts(reading, short)
    if not lines:
        return ()
    first, last = lines[0], lines[-1]
    saying = {i for i in own if speaks(reading, i, kind) or asks(reading, i)}
    if any(first < i < last for i in saying):
        return ()
    first = max((i for i in saying if i < first), default=-1)
    last = min((i for i in saying if i > last), default=len(reading.blocks))
    inside = (i for i in own if first < i < last and reading.reasons[i] in UNNAMED)
    return tuple(i for i in inside if not named_gates(reading, i))


def _with_days(reading: Reading, short: list[int]) -> list[int]:
    """Lines that name a day each, the hours beside one at least."""
    texts = {i: reading.blocks[i].text for i in short}
    found = [i for i, text in texts.items() if Concept.WEEKDAYS in named(text)]
    has_hours = any(c.isdecimal() for i in found for c in texts[i])
    return found if has_hours and len(found) >= DAYS else []


def _with_amounts(reading: Reading, short: list[int]) -> list[int]:
    """Lines that say how much of something; beside one of them, lines that say how many."""
    texts = {i: reading.blocks[i].text for i in short}
    found = [i for i, text in texts.items() if AMOUNT.search(text)]
    if len(found) >= AMOUNTS or not found:
        return found
    found = [i for i, text in texts.items() if i in found or COUNT.match(text)]
    return found if len(found) >= COUNTS else []
