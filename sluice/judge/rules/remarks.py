"""A thread of remarks that neither names nor buttons tell: each has its writer and its time.

It is found by the times: lines with a day and a clock that come again and again, in elements alike,
with somebody's name and some prose to each. As everywhere, the page is left as it is where it is a
forum, and where no article stands before the remarks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

from sluice.judge.facts import HIT, SURE, WORTH_A_LOOK
from sluice.judge.rules.posts import CLOCK, DAY, WHEN_WORDS
from sluice.judge.rules.replies import is_forum
from sluice.judge.rules.threads import FAMILIES, LEAST_BEFORE
from sluice.judge.spans import sums
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, Decision, Step
from sluice.reasons import Reason
from sluice.text.phrases import Phrase

SAYS = re.compile(
    r"\b(?:says|said|wrote|writes|posted by|comment(?:ed)? by|schrieb|schreibt|sagt|meint"
    r"|kommentar von|dice|dijo|escribió|comentó|a écrit|écrit|a dit|commentaire de|ha scritto"
    r"|scrive|ha detto|disse|escreveu|comentou|пишет|написала?|говорит|сказала?|napisała?|pisze"
    r"|yazdı|dedi ki|schreef|zegt|skrev|skriver|sier|kirjoitti|írta|napsala?|a scris|έγραψε)\b"
    r"|(?:より|さん|说|說|写道|发表于|發表於)(?:\W|$)|كتب|يقول|님",
    re.I,
)
# A remark's writer and time are nobody's byline.
UNTAKEN = (None, Reason.DATE_STAMP, Reason.BYLINE)
FEWEST, MANY = 3, 4
# So many lines at most stand between two times; and of most units something is so.
MOST_LINES, MOST = 16, 0.6
# No thread is more of a page's prose; with a heading that says so it may be nearly all.
MOST_OF_PAGE, MOST_IF_SAID = 0.75, 0.9
# A counter in brackets may stand among an article's buttons too, above most of it.
MOST_IF_COUNTED, COUNTER = 0.5, "(#"
# So many lines below a heading of remarks have so many words.
FEWEST_TOLD, REMARK_WORDS = 2, 4
# Of a thread that the scorer has put out so much may be left, and is no more of the prose.
MOST_LEFT, MOST_OF_REST, MOST_OPENERS = 0.4, 0.3, 4
UNSEEN = (Reason.SEPARATOR, Reason.HIDDEN)
REST = Decision(Step.NEIGHBOURS, "comments/rest-of-thread", Reason.COMMENTS)
# The lines above a thread are its heading, its counter and the first writer's name.
ABOVE = 3
# What the signs of a thread add up to; a heading says as much as two others.
ENOUGH, OPENED = 3, 2


class Remarks(NamedTuple):
    """Where a thread stands, and what each of its units is made of.

    alone: whether elements part it from the article; lines alone do not.
    """

    first: int
    last: int
    units: list[range]
    alone: bool


def remarked(state: PageState) -> Iterator[Finding]:
    """The remarks below an article, by the times at which they were written."""
    # Where no element parts remarks from the article, a heading must.
    is_parted = bool(state.page.elements.parents)
    if not is_parted and not any(_opens(state, i) for i in state.all_signed(HIT)):
        return
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in _times(state):
        groups[state.page.path(state.blocks[i])].append(i)
    for times in groups.values():
        found = _remarks(state, times) if len(times) >= FEWEST else None
        if found is not None and _is_thread(state, found, times):
            lines = range(found.first, found.last + 1)
            left = (i for i in lines if state.reasons[i] in UNTAKEN)
            yield from (drop(i, Reason.COMMENTS, "remarks-below") for i in left)


def opened(state: PageState) -> Iterator[Finding]:
    """What stands below a line that surely heads or counts remarks, in its element or the next."""
    openers = [i for i in state.all_signed(SURE) if _opens(state, i)]
    if not openers or not state.page.elements.parents:
        return
    prose = _prose_left(state)
    for i in openers:
        end = _end_of_opened(state, i) if prose[i] >= LEAST_BEFORE else i
        below = range(i + 1, end + 1)
        told = [n for n in below if state.facts[n].words >= REMARK_WORDS]
        tops = sum(_is_heading(state, n) for n in below)
        most = MOST_IF_COUNTED if _is_counter(state, i) else MOST_IF_SAID
        if len(told) < FEWEST_TOLD or tops or prose[end + 1] - prose[i] > most * prose[-1]:
            continue
        if not is_forum(state, i):
            left = (n for n in below if state.reasons[n] in UNTAKEN)
            yield from (drop(n, Reason.COMMENTS, "opened-below") for n in left)


def rest_of_opened(state: PageState) -> Iterator[Finding]:
    """What the scorer has left of a thread whose heading and most lines it has put out."""
    lines = state.all_signed(HIT) if state.page.elements.parents else ()
    openers = [i for i in lines if state.reasons[i] is not None and _opens(state, i)]
    # Each card of a listing counts its own.
    if not 0 < len(openers) <= MOST_OPENERS:
        return
    prose = _prose_left(state)
    for i in openers:
        end = _end_of_opened(state, i) if prose[i] >= LEAST_BEFORE else i
        below = [n for n in range(i + 1, end + 1) if state.reasons[n] not in UNSEEN]
        left = [n for n in below if state.reasons[n] is None]
        is_rest = 0 < len(left) <= MOST_LEFT * len(below)
        if not is_rest or prose[end + 1] - prose[i] > MOST_OF_REST * prose[-1]:
            continue
        if not any(_is_heading(state, n) for n in below) and not is_forum(state, i):
            yield from ((n, REST) for n in left)


def _prose_left(state: PageState) -> list[int]:
    """How many words of prose are left above each position."""
    return sums(
        own.words if own.is_prose and reason is None else 0
        for own, reason in zip(state.facts, state.reasons, strict=True)
    )


def _is_counter(state: PageState, i: int) -> bool:
    return any(hit.phrase.endswith(COUNTER) for hit in state.facts[i].hits)


def _end_of_opened(state: PageState, i: int) -> int:
    """The last block of the largest element that a line heads, or of the one right below it."""
    elements, (first, last) = state.page.elements, state.spans
    element, end = state.blocks[i].element, i
    while element >= 0 and first[element] >= i - 1:
        end = max(end, last[element])
        element = elements.parents[element]
    if end > i or element < 0 or i + 1 >= len(state.blocks):
        return end
    # The element around holds the article too: of what is below, one part.
    part = state.blocks[i + 1].element
    while part >= 0 and elements.parents[part] != element:
        part = elements.parents[part]
    return last[part] if part >= 0 and first[part] == i + 1 else i


def _times(state: PageState) -> list[int]:
    """The short lines that say on which day something was written."""
    return [
        i
        for i in state.all_signed(WORTH_A_LOOK)
        if state.facts[i].words <= WHEN_WORDS and _says_when(state, i)
    ]


def _says_when(state: PageState, i: int) -> bool:
    facts, text = state.facts[i], state.blocks[i].text
    if facts.is_date or any(hit.family is Reason.DATE_STAMP for hit in facts.hits):
        return True
    return DAY.search(text) is not None and CLOCK.search(text) is not None


def _remarks(state: PageState, times: Sequence[int]) -> Remarks | None:
    """What may be a thread: the elements with one time each, what holds them all, or the lines."""
    elements = state.page.elements
    if not elements.parents:
        return _between_lines(state, times)
    ways = [elements.lineage(state.blocks[i].element)[::-1] for i in times]
    shared = takewhile(lambda step: len(set(step)) == 1, zip(*ways, strict=False))
    around = [step[0] for step in shared]
    if not around:
        return None
    first, last = state.spans
    depth = len(around)
    parts = sorted({way[depth] for way in ways if len(way) > depth})
    units = [range(first[part], last[part] + 1) for part in parts]
    if len(units) >= FEWEST and _are_told(state, units):
        return Remarks(units[0].start, units[-1].stop - 1, units, alone=True)
    # Names, times and texts are neighbours, in an element of their own or in the article's.
    whole = range(first[around[-1]], last[around[-1]] + 1)
    between = [range(a + 1, b) for a, b in pairwise(times)]
    longest = max(_prose(state, lines) for lines in between)
    if _are_told(state, between) and _prose(state, range(whole.start, times[0])) <= longest:
        return Remarks(whole.start, whole.stop - 1, between, alone=True)
    return _between_lines(state, times)


def _between_lines(state: PageState, times: Sequence[int]) -> Remarks | None:
    """What may be a thread of which nothing but lines is known, from its heading on."""
    opener = next((i for i in range(times[0], -1, -1) if _opens(state, i)), None)
    if opener is None or times[0] - opener > MOST_LINES:
        return None
    row = list(times[:1])
    for i in times[1:]:
        if i - row[-1] > MOST_LINES:
            break
        row.append(i)
    units = [range(a + 1, b) for a, b in pairwise(row)]
    if len(row) < FEWEST or not _are_told(state, units):
        return None
    last = row[-1]
    # Where the heading stands right above the first time, the last text stands below the last.
    if not any(state.facts[i].is_prose for i in range(opener + 1, row[0])):
        last = min(len(state.facts) - 1, last + round(median(map(len, units))))
        while last > row[-1] and not state.facts[last].is_prose:
            last -= 1
    return Remarks(opener, last, units, alone=False)


def _opens(state: PageState, i: int) -> bool:
    """Whether the line heads remarks, or counts them."""
    return any(hit.family is Reason.COMMENTS for hit in state.facts[i].hits)


def _prose(state: PageState, lines: Iterable[int]) -> int:
    return sum(state.facts[i].words for i in lines if state.facts[i].is_prose)


def _are_told(state: PageState, units: Sequence[range]) -> bool:
    """Whether most units have prose, and hardly any a heading: posts and stories have one."""
    told = sum(any(state.facts[i].is_prose for i in unit) for unit in units)
    headed = sum(any(_is_heading(state, i) for i in unit) for unit in units)
    return told >= MOST * len(units) and headed <= len(units) // FEWEST


def _is_heading(state: PageState, i: int) -> bool:
    return state.blocks[i].kind is BlockKind.HEADING and not state.facts[i].hits


def _is_thread(state: PageState, found: Remarks, times: Sequence[int]) -> bool:
    """Whether an article stands before it, and enough speaks for a thread."""
    left = _prose_left(state)
    if left[found.first] < LEAST_BEFORE:
        return False
    opened = _said(state, range(max(0, found.first - ABOVE), times[0] + 1))
    # Each post of a log has its counter, a thread one for all.
    within = [_said(state, unit) for unit in found.units]
    counters = opened or frozenset(hit for hits in within for hit in hits if "#" in hit.phrase)
    if 2 * sum(not counters.isdisjoint(hits) for hits in within[bool(opened) :]) >= len(within):
        return False
    # Posts of a log have times and writers too.
    most = (MOST_IF_SAID if opened else MOST_OF_PAGE) * left[-1]
    if not (opened or found.alone) or left[found.last + 1] - left[found.first] > most:
        return False
    if _signs(state, found, times) + OPENED * bool(opened) < ENOUGH:
        return False
    return not is_forum(state, times[0])


def _said(state: PageState, lines: Iterable[int]) -> frozenset[Phrase]:
    """The phrases of threads and their forms in these lines."""
    hits = (hit for i in lines for hit in state.facts[i].hits)
    return frozenset(hit for hit in hits if hit.family in FAMILIES)


def _signs(state: PageState, found: Remarks, times: Sequence[int]) -> int:
    """How much speaks for a thread: many remarks, clocks, other writers, and that they "say"."""
    texts = [state.blocks[i].text for i in times]
    size = len(texts)
    clocks = sum(CLOCK.search(text) is not None for text in texts)
    heads = [_head(state, unit) for unit in found.units]
    names = {"".join(filter(str.isalpha, head)) for head in heads} - {""}
    says = sum(SAYS.search(head) is not None for head in heads)
    return (
        (size >= MANY)
        + (clocks >= MOST * size)
        + (len(names) >= max(FEWEST, MOST * len(heads)))
        + (2 * says >= len(heads))
    )


def _head(state: PageState, unit: range) -> str:
    """The short lines of a remark: its writer, its time, its buttons."""
    facts = state.facts
    short = (i for i in unit if not facts[i].is_prose and facts[i].words <= WHEN_WORDS)
    return " ".join(state.blocks[i].text for i in short if not facts[i].ends_sentence)
