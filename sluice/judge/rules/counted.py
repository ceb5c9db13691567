"""A few remarks below the line that counts or heads them, each with its writer and its day.

Two, or one, are no thread by their times alone. The line says that they are, where it stands below
an article and the lines of their days are alike.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median_low

from sluice.judge.facts import HIT, WORTH_A_LOOK
from sluice.judge.rules.posts import CLOCK, DAY, WHEN_WORDS
from sluice.judge.rules.remarks import MOST_IF_SAID, SAYS, UNTAKEN
from sluice.judge.rules.replies import is_forum
from sluice.judge.rules.threads import LEAST_BEFORE, names_of_comments
from sluice.judge.spans import sums
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind
from sluice.reasons import Reason
from sluice.text.names import is_name
from sluice.text.phrases import Weight

# Between the heading and the first day stand the writer's name and his picture's label.
MOST_ABOVE = 3
# A day without a clock has little else beside it; a remark has so many words.
DAY_WORDS, REMARK_WORDS = 8, 3
# A recipe has little prose and a list.
PROSE_BEFORE, LINKED = 20, 0.5
# More lines are no remark of a reader's.
MOST_LINES = 16
# "Ada (4.5.2019 14:02) ...", "Ada, 4 May 2019 at 14:02: ...", "4.5.2019 14:02 Ada: ...".
DATE = r"(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d\d)?\d\d|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b"
WHEN = rf"[^.!?。\n]{{0,14}}?{DATE}[^.!?。\n]{{0,9}}?"
CLOCK_TIME = r"\d{1,2}[:.h時]\s?\d{2}(?:\s?[ap]\.?m\.?)?"
HEAD_OF_WHOLE = re.compile(
    rf"(?:[^\W\d][^.!?。\n]{{0,40}}?\W{{1,3}}(?:\({WHEN}(?:{CLOCK_TIME})?\)|{WHEN}{CLOCK_TIME})"
    rf"|{WHEN}{CLOCK_TIME}\W{{1,3}}[^\W\d][^.!?。\n:]{{0,40}}:)\W*[^\W\d]\w*\W+\w"
)
FEWEST_WHOLE = 2


def counted(state: PageState) -> Iterator[Finding]:
    """The remarks below a line that counts them, in elements alike or in lines that come again."""
    if not state.page.elements.parents:
        return
    openers = [i for i in state.all_signed(HIT) if _heads(state, i)]
    if not openers:
        return
    prose, own = _prose(state), _own_words(state)
    for i in openers:
        if prose[i] < PROSE_BEFORE or own[i] < LEAST_BEFORE:
            continue
        units = _units(state, i)
        if not units or not _are_remarks(state, i, units):
            units = _whole_remarks(state, i)
        if not units:
            continue
        end = units[-1].stop
        if prose[end] - prose[i] > MOST_IF_SAID * prose[-1] or is_forum(state, units[0].start):
            continue
        left = (n for n in range(i, end) if state.reasons[n] in UNTAKEN)
        yield from (drop(n, Reason.COMMENTS, "counted-above") for n in left)


def _prose(state: PageState) -> list[int]:
    pairs = zip(state.facts, state.reasons, strict=True)
    return sums(own.words if own.is_prose and reason is None else 0 for own, reason in pairs)


def _own_words(state: PageState) -> list[int]:
    """The words before each position that lead nowhere, be they prose or the items of a list."""
    rows = zip(state.blocks, state.facts, state.reasons, strict=True)
    return sums(
        own.words if block.link_share < LINKED and not own.hits and reason is None else 0
        for block, own, reason in rows
    )


def _heads(state: PageState, i: int) -> bool:
    """Whether the line counts remarks, or is a heading that names them."""
    own = [hit for hit in state.facts[i].hits if hit.family is Reason.COMMENTS]
    if not own or state.facts[i].is_prose:
        return False
    return _counts(state, i) or state.blocks[i].kind is BlockKind.HEADING


def _counts(state: PageState, i: int) -> bool:
    """Whether the line says how many there are."""
    hits = [hit for hit in state.facts[i].hits if hit.family is Reason.COMMENTS]
    return any(hit.weight is Weight.SURE and "#" in hit.phrase for hit in hits)


def _units(state: PageState, opener: int) -> list[range]:
    """The remarks: from the first day not far below on, as long as the lines of days are alike."""
    times = _times(state, opener)
    if not times:
        return []
    elements, (first, last) = state.page.elements, state.spans
    ways = [elements.lineage(state.blocks[i].element) for i in (opener, *times)]
    parts = []
    for n, own in enumerate(ways[1:], start=1):
        others = {step for way in (*ways[:n], *ways[n + 1 :]) for step in way}
        alone = list(takewhile(lambda step: step not in others, own))  # noqa: B023
        parts.append(alone[-1] if alone else -1)
    if min(parts) >= 0 and all(last[part] > first[part] for part in parts):
        return [range(first[part], last[part] + 1) for part in parts]
    # Names, days and texts are neighbours in one element.
    starts = [time - (times[0] - opener - 1) for time in times]
    units = [range(a, b) for a, b in pairwise(starts)]
    if not units:
        return []
    return [*units, range(starts[-1], _end_of_last(state, starts[-1], units))]


def _whole_remarks(state: PageState, opener: int) -> list[range]:
    """The remarks, where a block has the writer, the day in brackets or with a clock, and the text.

    They stand right below the heading, in elements alike; a list of events has no names.
    """
    found: list[int] = []
    path = None
    for i in range(opener + 1, len(state.blocks)):
        block = state.blocks[i]
        if _counts(state, i) or i - (found[-1] if found else opener) > MOST_ABOVE:
            break
        if path in (None, state.page.path(block)) and HEAD_OF_WHOLE.match(block.text):
            found.append(i)
            path = state.page.path(block)
        elif block.kind is BlockKind.HEADING or path not in (None, state.page.path(block)):
            break
    if len(found) < FEWEST_WHOLE:
        return []
    return [range(a, b) for a, b in pairwise((*found, found[-1] + 1))]


def _end_of_last(state: PageState, start: int, units: Sequence[range]) -> int:
    """Where the last remark ends: it has as many lines as the others, and stands where they do."""
    most = min(len(state.blocks), start + median_low(map(len, units)))
    paths = {state.page.path(state.blocks[i]) for unit in units for i in unit}
    inside = takewhile(lambda i: state.page.path(state.blocks[i]) in paths, range(start, most))
    return start + len(list(inside))


def _times(state: PageState, opener: int) -> list[int]:
    """The lines below that say a day, the first right below the heading, all in places alike."""
    found: list[int] = []
    for i in state.all_signed(WORTH_A_LOOK):
        if i <= opener or not _says_day(state, i):
            continue
        if i - (found[-1] if found else opener) > (MOST_LINES if found else MOST_ABOVE):
            break
        if found and state.page.path(state.blocks[i]) != state.page.path(state.blocks[found[0]]):
            continue
        found.append(i)
    return found


def _says_day(state: PageState, i: int) -> bool:
    facts, text = state.facts[i], state.blocks[i].text
    if facts.words > WHEN_WORDS:
        return False
    if facts.is_date or any(hit.family is Reason.DATE_STAMP for hit in facts.hits):
        return True
    has_clock = CLOCK.search(text) is not None or SAYS.search(text) is not None
    return DAY.search(text) is not None and (has_clock or facts.words <= DAY_WORDS)


def _are_remarks(state: PageState, opener: int, units: Sequence[range]) -> bool:
    """Whether each tells something and is no post of its own, and most are somebody's.

    One alone must be counted, or stand in an element that is called a comment.
    """
    if any(len(unit) > MOST_LINES for unit in units):
        return False
    told = [_is_told(state, unit) for unit in units]
    signed = sum(_is_signed(state, unit) for unit in units)
    inner = range(units[0].start, units[-1].stop)
    titles = any(
        state.blocks[n].kind is BlockKind.HEADING and not state.facts[n].hits and n != opener
        for n in inner
    )
    counters = any(_counts(state, n) for n in inner)
    if titles or counters or not all(told) or 2 * signed < len(units):
        return False
    return len(units) > 1 or _counts(state, opener) or _is_called_so(state, units[0].start)


def _is_told(state: PageState, unit: range) -> bool:
    return any(
        state.facts[i].words >= REMARK_WORDS and not _says_day(state, i) and not state.facts[i].hits
        for i in unit
    )


def _is_signed(state: PageState, unit: range) -> bool:
    """Whether a name stands alone on a line, or more than the day on the day's."""
    for i in unit:
        facts, text = state.facts[i], state.blocks[i].text
        if _says_day(state, i):
            if not facts.is_date:
                return True
        elif is_name(text) or facts.is_byline or (facts.words < REMARK_WORDS and not facts.hits):
            return True
    return False


def _is_called_so(state: PageState, i: int) -> bool:
    around = state.page.elements.names_around(state.blocks[i].element)
    return bool(names_of_comments(around))
