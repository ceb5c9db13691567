"""The cells of a table's row that holds more than words: they stay beside what stays.

Such a row is no block of its own but one a cell, and what labels it is as short as a menu's item.
"""

from collections.abc import Iterator, Mapping

from sluice.judge.state import PageState
from sluice.model import BlockKind

Scores = Mapping[int, float]
Kept = frozenset[int]

# What no row of a layout has beside a menu.
SET_OUT = frozenset((BlockKind.CODE, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.QUOTE))
# A cell of words; so many blocks of one row are a page's layout.
CELL_WORDS, MOST_BLOCKS = 12, 24
UNLIKELY = 0.05
LINKED = 0.5


def cells_of_a_row(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A short cell without links, beside one of code, a list, a quotation or a table that stays."""
    if "tr" not in state.page.elements.tags:
        return
    for i, score in scores.items():
        if i in kept or score < UNLIKELY or not _is_plain(state, i):
            continue
        row = _row_around(state, i)
        if any(n in kept and state.blocks[n].kind in SET_OUT for n in row):
            yield i


def _is_plain(state: PageState, i: int) -> bool:
    block, facts = state.blocks[i], state.facts[i]
    plain = block.link_share < LINKED and facts.words <= CELL_WORDS and not facts.hits
    return plain and block.kind is BlockKind.PARAGRAPH


def _row_around(state: PageState, i: int) -> list[int]:
    """The blocks of the innermost row around a block; none of a long one."""
    elements, blocks = state.page.elements, state.blocks
    lineage = elements.lineage(blocks[i].element)
    row = next((each for each in lineage if elements.tags[each] == "tr"), -1)
    if row < 0:
        return []
    first, last = i, i
    while first and row in elements.lineage(blocks[first - 1].element):
        first -= 1
        if i - first > MOST_BLOCKS:
            return []
    while last + 1 < len(blocks) and row in elements.lineage(blocks[last + 1].element):
        last += 1
        if last - first > MOST_BLOCKS:
            return []
    return [*range(first, last + 1)]
