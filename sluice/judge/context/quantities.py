"""A recipe's ingredients on an HTML page: a list of quantities, whatever its classes are called."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, takewhile

from sluice.judge.chosen import of_kinds
from sluice.judge.measured import LONGEST_ROW, begins_with_figure, is_heading, tells_quantity
from sluice.judge.places import COMMENT
from sluice.judge.state import PageState
from sluice.model import BlockKind

Scores = Mapping[int, float]
Kept = frozenset[int]

KINDS = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
# So many lines name a quantity and its unit, and so many of all name a figure at least.
FEWEST, MOST = 2, 0.5
# Not far above or below stands what stays; the heading has a line or two of its own.
NEAR, HEADING_NEAR = 8, 3
# The scorer rules out what stands among other pages; mostly a link is one of them.
UNLIKELY, LINKED = 0.05, 0.5
PRICES = "$€£¥₹₽₩"
FIGURE = re.compile(r"[\d½¼¾⅓⅔⅛一二三四五六七八九十两半]")


def quantities(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """The items of a list most of which tell quantities, and the heading above them."""
    listed = of_kinds(state.blocks, list(scores), KINDS)
    for _, group in groupby(listed, lambda i: _list_of(state, i)):
        items = list(group)
        if kept.issuperset(items) or not _are_measured(state, items):
            continue
        heading = _heading_of(state, scores, items[0])
        near = range(items[0] - NEAR, items[-1] + 1 + NEAR)
        likely = sum(scores[i] for i in items) >= UNLIKELY * len(items)
        if likely and (heading < items[0] or not kept.isdisjoint(near)):
            yield from (i for i in range(heading, items[0]) if i in scores)
            yield from (i for i in items if state.facts[i].surely is None)
            yield from _steps_below(state, scores, items[-1])


def _steps_below(state: PageState, scores: Scores, last: int) -> Iterator[int]:
    """The steps that stand beside the ingredients in one element, below a heading of their own."""
    heading, first = last + 1, last + 2
    if heading not in scores or state.blocks[heading].kind is not BlockKind.HEADING:
        return
    below = range(first, len(state.blocks))
    steps = list(takewhile(lambda i: state.blocks[i].kind is BlockKind.LIST_ITEM, below))
    lists = [_list_of(state, i) for i in (last, *steps)]
    parents = state.page.elements.parents
    if not steps or min(lists) < 0 or len({parents[own] for own in lists}) > 1:
        return
    plain = (i in scores and not state.facts[i].hits and not state.blocks[i].links for i in steps)
    if all(plain) and sum(scores[i] for i in steps) >= UNLIKELY * len(steps):
        yield from (heading, *steps)


def _list_of(state: PageState, i: int) -> int:
    """The list around an item, or what is around a table's row."""
    elements = state.page.elements
    element = state.blocks[i].element
    while element >= 0 and elements.tags[element] not in ("li", "tr"):
        element = elements.parents[element]
    return elements.parents[element] if element >= 0 else -1


def _are_measured(state: PageState, items: list[int]) -> bool:
    """Whether most items are short and name a figure, several a unit, and none a price."""
    rows = [i for i in items if state.facts[i].words <= LONGEST_ROW]
    # A menu's items are links, and most lists have no figures.
    linked = sum(state.blocks[i].link_share >= LINKED for i in items)
    if 2 * len(rows) < len(items) or 2 * linked >= len(items):
        return False
    texts = [state.blocks[i].text for i in rows]
    if sum(FIGURE.search(text) is not None for text in texts) < FEWEST:
        return False
    told = [tells_quantity(text) for text in texts]
    if sum(told) < FEWEST or any(sign in text for text in texts for sign in PRICES):
        return False
    figures = sum(
        is_so or begins_with_figure(text) for is_so, text in zip(told, texts, strict=True)
    )
    is_comment = state.places.says(state.blocks[items[0]], COMMENT)
    return figures >= MOST * len(items) and not is_comment


def _heading_of(state: PageState, scores: Scores, first: int) -> int:
    """The position of the heading right above that says so; the first item's where none does."""
    for i in range(first - 1, max(-1, first - 1 - HEADING_NEAR), -1):
        if i not in scores or state.facts[i].surely is not None:
            break
        if is_heading(state, i):
            return i
    above = first - 1
    is_own = above in scores and state.blocks[above].kind is BlockKind.HEADING
    return above if is_own and not state.facts[above].hits and scores[above] >= UNLIKELY else first
