"""The steps of a manual with the code that stands between them, and code between paragraphs.

A step is as short as an item of a menu, and code is no prose; but menus hold no code.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from sluice.judge.chosen import of_kinds
from sluice.judge.places import COMMENT
from sluice.judge.state import PageState
from sluice.model import BlockKind

Scores = Mapping[int, float]
Kept = frozenset[int]

CODE = (BlockKind.CODE,)
STEPS = (BlockKind.LIST_ITEM, BlockKind.CODE)
# Below what stays the scorer's mean may be the lower; elsewhere so many of the steps stay already.
DOUBTED, SOME = 0.2, 0.2
# Code alone has few words to be known by, and a kept block on either side.
DOUBTED_CODE = 0.1
UNLIKELY = 0.08
# Mostly a link is an item of a menu.
LINKED = 0.5
# What stays above has one of so many elements around it in common with the first step.
CLOSE = 3
# Below code stand the name of its language, and a button that copies it.
MOST_BUTTONS, BUTTON_WORDS = 3, 2
AROUND_ALL = frozenset(("body", "html"))


def steps_with_code(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """Items in a row with code among them, below what stays close by, or of which some stay.

    Code alone stays between what does.
    """
    for steps in _runs_with_code(state, scores):
        if kept.issuperset(steps) or not all(_is_plain(state, scores, i) for i in steps):
            continue
        is_code = all(state.blocks[i].kind is BlockKind.CODE for i in steps)
        if is_code and not _goes_on(state, steps[-1], kept):
            # Below an article stands code to be embedded elsewhere.
            continue
        some = sum(i in kept for i in steps) >= SOME * len(steps)
        fewest = DOUBTED_CODE if is_code else DOUBTED
        likely = sum(scores[i] for i in steps) >= fewest * len(steps)
        if some or (likely and _is_headed(state, steps[0], kept)):
            yield from steps


def _goes_on(state: PageState, last: int, kept: Kept) -> bool:
    """Whether what is right below stays, or what is below the buttons of the code."""
    for i in range(last + 1, min(last + 2 + MOST_BUTTONS, len(state.blocks))):
        if i in kept or state.facts[i].words > BUTTON_WORDS:
            return i in kept
    return False


def _runs_with_code(state: PageState, scores: Scores) -> Iterator[list[int]]:
    """Items and code without a gap in the page, where any of it is code."""
    code = set(of_kinds(state.blocks, list(scores), CODE))
    rows = of_kinds(state.blocks, list(scores), STEPS) if code else []
    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        run = [i for _, i in group]
        if not code.isdisjoint(run):
            yield run


def _is_plain(state: PageState, scores: Scores, i: int) -> bool:
    block = state.blocks[i]
    likely = scores[i] >= UNLIKELY and block.link_share < LINKED
    return likely and not state.facts[i].hits and not state.places.says(block, COMMENT)


def _is_headed(state: PageState, first: int, kept: Kept) -> bool:
    """Whether the block above stays, and stands in the same part of the page."""
    if first - 1 not in kept:
        return False
    elements = state.page.elements
    above, steps = (elements.lineage(state.blocks[i].element) for i in (first - 1, first))
    shared = set(above[1 : 1 + CLOSE]).intersection(steps)
    return any(elements.tags[element] not in AROUND_ALL for element in shared)
