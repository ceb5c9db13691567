"""Rows that stay whole: of a table, a list, of ingredients and results, however they were posted.

Text pages have the cells of a table and the items of a list on lines of their own; what these have
in common is that they are short, have no mark at their end and, of tables, hold figures.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby, pairwise

from sluice.judge.facts import WORTH_A_LOOK, Facts, key
from sluice.judge.measured import (
    has_thing_below,
    is_heading,
    list_begins,
    lists_of,
    measured,
)
from sluice.judge.places import COMMENT
from sluice.judge.spans import homes_of
from sluice.judge.state import PageState
from sluice.model import BlockKind
from sluice.reasons import Reason
from sluice.text.calendar_names import weekday_numbers

Scores = Mapping[int, float]
Kept = frozenset[int]

FIGURE = re.compile(r"\d")
# A row is no longer; fewer rows are no table, and of those this share holds figures.
ROW_WORDS = 8
FEWEST_ROWS = 4
MARKERS = (Reason.TEASER, Reason.RELATED)
FIGURES = 0.5
# So many days in a row are a plan, and so many lines belong to one of them.
FEWEST_DAYS, MOST_OF_A_DAY = 4, 8
NO_DAY: frozenset[int] = frozenset()
DAY_ENDS = ":：,،–—|"
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\d\s?[ap]\.?m\b", re.I)
# So many lines with a quantity are ingredients without a heading; a few below have none.
MANY_MEASURED, NEAR_END = 4, 6
# The scorer rules out what stands among other stories.
UNLIKELY = 0.08
DOUBTED, SOME = 0.2, 0.2
MOST_FIRST, DOUBTED_FIRST = 8, 0.25
# So many words are a paragraph and no headline; and so much of one that is a link is all of it.
LONG_WORDS, LINKED = 15, 0.9
# These stay or go as one.
KINDS = {"blockquote": 1, "dl": 1, "details": 1, "ul": 2, "ol": 2}
# A heading and the prose below it may each have an element of its own inside an entry's.
CLOSE = 2
# Around what a list's item holds.
LIST_LEVELS = 2


def rows_of_figures(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A table inside a text page's article, a cell a line, and a list of which most stays."""
    for run in _short_runs(state, scores):
        if len(run) < FEWEST_ROWS or run[0] - 1 not in kept:
            continue
        figures = sum(has_figure(state, i) for i in run)
        if figures >= FIGURES * len(run) and run[-1] + 1 in kept:
            yield from (i for i in run if scores[i] >= UNLIKELY)
        elif 2 * sum(i in kept for i in run) >= len(run):
            yield from (i for i in run if scores[i] >= DOUBTED)


def ingredients(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """All lines of a list of ingredients that is one by its heading, its length or what it joins.

    Lines without a quantity stand between those that have one, and below the last.
    """
    facts = state.facts
    for found in lists_of(measured(state)):
        first, last = list_begins(state, found), found[-1]
        last += has_thing_below(state, last)
        headed = is_heading(state, first)
        if not headed and first - 1 not in kept:
            first = found[0]
        end = last + 1
        while end - last <= NEAR_END and end in scores and end not in kept and is_row(facts[end]):
            end += 1
        joined = not {first - 1, *range(first, last + 1), end}.isdisjoint(kept)
        if joined or headed or len(found) >= MANY_MEASURED:
            last = end - 1 if end in kept else last
            yield from (i for i in range(first, last + 1) if i in scores and not facts[i].hits)


def days_of_the_week(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A plan by the days of a week right below the article's prose, with what is on each day.

    Opening hours are none.
    """
    for days in _weeks(state, scores):
        first, last = days[0], days[-1]
        if kept.isdisjoint((first - 1, first - 2)):
            continue
        # The last day has as much to it as the others.
        end = last + sorted(b - a for a, b in pairwise(days))[len(days) // 2]
        plan = range(first, end)
        hours = sum(CLOCK.search(block.text) is not None for block in state.blocks[first:end])
        if FEWEST_DAYS * hours < len(plan):
            yield from (i for i in plan if i in scores and not state.facts[i].hits)


def _weeks(state: PageState, scores: Scores) -> Iterator[list[int]]:
    """The lines that begin with days of a week, four and more in the week's order."""
    days: list[int] = []
    number: frozenset[int] = frozenset()
    facts, first = state.facts, _first_letters()
    begun = [i for i in scores if facts[i].key[:2] in first and facts[i].words <= ROW_WORDS]
    for i in begun if len(begun) >= FEWEST_DAYS else ():
        following = day_of(state, i)
        if not following:
            continue
        if days and i - days[-1] <= MOST_OF_A_DAY and {(n + 1) % 7 for n in number} & following:
            days.append(i)
        else:
            if len(days) >= FEWEST_DAYS:
                yield days
            days = [i]
        number = following
    if len(days) >= FEWEST_DAYS:
        yield days


def day_of(state: PageState, i: int) -> frozenset[int]:
    """Which day of the week a short line begins with; none for another line."""
    text = state.blocks[i].text
    first = text.partition(" ")[0].rstrip(DAY_ENDS).casefold()
    names = weekday_numbers()
    if first not in names and first not in _first_words():
        return NO_DAY
    return names.get(first) or names.get(text.rstrip(DAY_ENDS).casefold(), NO_DAY)


@cache
def _first_letters() -> frozenset[str]:
    """With these begin the keys of lines that begin with a day."""
    return frozenset(key(name)[:2] for name in weekday_numbers())


@cache
def _first_words() -> frozenset[str]:
    """With these begin the days that have a name of several words."""
    return frozenset(name.partition(" ")[0] for name in weekday_numbers() if " " in name)


def has_figure(state: PageState, i: int) -> bool:
    """Whether the line holds a digit."""
    return (
        bool(state.facts[i].signs & WORTH_A_LOOK) and FIGURE.search(state.facts[i].key) is not None
    )


def _short_runs(state: PageState, scores: Scores) -> Iterator[list[int]]:
    """Short lines in a row without a gap in the page."""
    facts = state.facts
    rows = [i for i in scores if is_row(facts[i])]
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        yield [i for _, i in run]


def is_row(facts: Facts) -> bool:
    """Whether a line may be a cell of a table or an item of a list."""
    return facts.words <= ROW_WORDS and not facts.hits and not facts.ends_sentence


def unlinked_list(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A list of an HTML page that leads nowhere, right below a block of its own article."""
    blocks, parents = state.blocks, state.page.elements.parents
    if not parents:
        return
    for items in _lists(state, scores):
        if all(i in kept for i in items):
            continue
        if any(blocks[i].links or state.facts[i].hits or scores[i] < UNLIKELY for i in items):
            continue
        # Products and people in a list say the same of each.
        if 2 * len({state.facts[i].key for i in items}) <= len(items) or _is_thread(state, items):
            continue
        around = parents[_list_of(state, items[0])]
        above = items[0] - 1
        below = above in kept and _is_above(state, above, around)
        share = sum(i in kept for i in items) / len(items)
        mean = sum(scores[i] for i in items) / len(items)
        if (below and mean >= DOUBTED) or share >= SOME:
            yield from items


def _is_above(state: PageState, i: int, around: int) -> bool:
    """Whether a block stands in the element around a list; a heading may have one of its own."""
    outer = state.page.elements.lineage(state.blocks[i].element)[1 : 1 + CLOSE]
    is_heading = state.blocks[i].kind is BlockKind.HEADING
    return around in (outer if is_heading else outer[:1])


def linked_paragraph(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A long paragraph that is all one link, doubted, between two that stay beside it."""
    blocks = state.blocks
    for i, score in scores.items():
        block = blocks[i]
        if block.link_share < LINKED or score < DOUBTED or i in kept or not {i - 1, i + 1} <= kept:
            continue
        facts = state.facts[i]
        if facts.words < LONG_WORDS or not facts.ends_sentence or facts.hits:
            continue
        three = blocks[i - 1 : i + 2]
        if all(each.kind is BlockKind.PARAGRAPH and each.element >= 0 for each in three):
            homes = [
                set(state.page.elements.lineage(each.element)[1 : CLOSE + 1]) for each in three
            ]
            if homes[0] & homes[1] & homes[2]:
                yield i


def whole_parts(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """What else stands in a quotation, terms or a list of lists of which most stays."""
    tags = state.page.elements.tags
    if not any(tag in tags for tag in KINDS):
        return
    homes = homes_of(state.page.elements, KINDS)
    inside: dict[int, list[int]] = {}
    for i in scores:
        element = state.blocks[i].element
        if element >= 0 and homes[element] >= 0:
            inside.setdefault(homes[element], []).append(i)
    for parts in inside.values():
        words = [state.facts[i].words * (1 if i in kept else -1) for i in parts]
        if sum(words) >= 0:
            yield from (i for i in parts if not state.facts[i].hits and scores[i] >= UNLIKELY)


def _is_thread(state: PageState, items: list[int]) -> bool:
    return state.places.says(state.blocks[items[0]], COMMENT)


def _lists(state: PageState, scores: Scores) -> Iterator[list[int]]:
    items = [i for i in scores if state.blocks[i].kind is BlockKind.LIST_ITEM]
    items = [i for i in items if state.blocks[i].element >= 0]
    for _, group in groupby(items, lambda i: _list_of(state, i)):
        yield list(group)


def _list_of(state: PageState, i: int) -> int:
    """The element of the list of which the block is an item."""
    return state.page.elements.parents[state.blocks[i].element]


def first_paragraphs(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """Doubted lines between the title of a text page and the first that stays, prose among them."""
    titles = state.taken_as(Reason.TITLE)
    if not titles or not kept:
        return
    first = min(kept)
    above = [i for i in scores if titles[-1] < i < first]
    is_doubted = len(above) <= MOST_FIRST and all(
        scores[i] >= DOUBTED_FIRST and (state.facts[i].ends_sentence or has_figure(state, i))
        for i in above
    )
    if is_doubted and any(state.facts[i].is_prose for i in above):
        yield from above


def is_close(state: PageState, i: int) -> bool:
    """Whether a block shares one of the two elements around it with the next."""
    lineage = state.page.elements.lineage
    own, below = (lineage(state.blocks[n].element)[1 : 1 + CLOSE] for n in (i, i + 1))
    if state.blocks[i + 1].kind is BlockKind.LIST_ITEM:
        # A list and its item stand around what an item holds.
        below = lineage(state.blocks[i + 1].element)[1 : 1 + CLOSE + LIST_LEVELS]
    return not set(own).isdisjoint(below)


def framed_alike(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """Prose of a text page above the same two lines as what stays, or right below a teaser of two.

    A thread's answers have their buttons below them, an article's parts the same teaser between.
    """
    facts = state.facts
    last = len(facts) - 2
    told = [i for i, score in scores.items() if i not in kept and _may_be_told(state, i, score)]
    if told:
        framing = {_lines_from(facts, i + 1) for i in kept if _is_framed(facts, i)}
        for i in told:
            behind = scores[i] >= DOUBTED and i > 1 and state.reasons[i - 2] in MARKERS
            above = behind and _lines_from(facts, i - 2) in framing
            if above or (i < last and _lines_from(facts, i + 1) in framing):
                yield i


def _may_be_told(state: PageState, i: int, score: float) -> bool:
    facts = state.facts[i]
    return facts.is_prose and not facts.hits and score >= UNLIKELY


def _is_framed(facts: list[Facts], i: int) -> bool:
    return i < len(facts) - 2 and not facts[i + 1].is_prose


def _lines_from(facts: list[Facts], i: int) -> tuple[str, str]:
    return facts[i].key, facts[i + 1].key
