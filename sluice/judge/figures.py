"""Figures that show something other than a picture: code, a list, a formula, a table, a quotation.

Of a page's pictures a judge sees nothing but the captions; what a figure shows instead is a block.
"""

import re
from collections.abc import Iterator, Mapping

from sluice.judge.state import PageState
from sluice.model import BlockKind

Scores = Mapping[int, float]
Kept = frozenset[int]

SHOWN = frozenset(
    (BlockKind.CODE, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.QUOTE, BlockKind.VERSE)
)
# What a formula has and no line of words: a credit beside a picture is a paragraph too.
FORMULA = re.compile(r"[=≈≤≥∑∫√∂]|\\[A-Za-z(\[]")
FORMULA_WORDS = 40
# Buttons of a picture are links; a figure of so many blocks is a part of the page.
LINKED, MOST_BLOCKS = 0.5, 24
# A figure stands close below what stays, or above it; the scorer takes it for a picture.
NEAR, LIKELY, UNLIKELY = 2, 0.15, 0.01


def shows_more(state: PageState, i: int) -> bool:
    """Whether the figure around a block shows what is a block itself."""
    return any(n != i and is_shown(state, n) for n in figure_around(state, i))


def is_shown(state: PageState, i: int) -> bool:
    """Whether a block of a figure is what it shows, not what is said of it."""
    block, facts = state.blocks[i], state.facts[i]
    if block.hidden or facts.hits or block.link_share >= LINKED:
        return False
    is_formula = block.kind is BlockKind.PARAGRAPH and facts.words <= FORMULA_WORDS
    return block.kind in SHOWN or (is_formula and FORMULA.search(block.text) is not None)


def figure_around(state: PageState, i: int) -> range:
    """The blocks of the innermost figure around a block; none of a long one."""
    elements, blocks = state.page.elements, state.blocks
    lineage = elements.lineage(blocks[i].element)
    figure = next((each for each in lineage if elements.tags[each] == "figure"), -1)
    first, last = i, i + 1
    if figure < 0:
        return range(0)
    while first and figure in elements.lineage(blocks[first - 1].element):
        first -= 1
        if i - first > MOST_BLOCKS:
            return range(0)
    while last < len(blocks) and figure in elements.lineage(blocks[last].element):
        last += 1
        if last - first > MOST_BLOCKS:
            return range(0)
    return range(first, last)


def figures(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """What a figure shows among what stays, and its caption."""
    if "figure" not in state.page.elements.tags:
        return
    done = -1
    for i in scores:
        if i < done or i in kept:
            continue
        whole = figure_around(state, i)
        shown = [n for n in whole if n in scores and is_shown(state, n)]
        done = whole.stop
        near = (*range(whole.start - NEAR, whole.start), *range(whole.stop, whole.stop + NEAR))
        stays = any(n in kept for n in shown)
        likely = max((scores[n] for n in shown), default=0.0) >= LIKELY
        if stays or (likely and any(n in kept for n in near)):
            also = (n for n in whole if n in scores and _is_said_of_it(state, n))
            yield from (n for n in sorted({*shown, *also}) if scores[n] >= UNLIKELY)


def _is_said_of_it(state: PageState, i: int) -> bool:
    block = state.blocks[i]
    is_caption = block.kind is BlockKind.CAPTION or "figcaption" in state.page.path(block)
    return is_caption and not state.facts[i].hits
