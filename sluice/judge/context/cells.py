"""The cells of a table's row that holds more than words: they stay beside what stays.

Such a row is no block of its own but one a cell, and what labels it is as short as a menu's item.
"""

from collections import Counter
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
# So many rows that stay are a table of the article's.
ROWS = 2


def cells_of_a_row(state: PageState, scores: Scores, kept: Kept) -> Iterator[int]:
    """A short cell without links, beside one of code, a list, a quotation or a table that stays.

    And all that a row holds of which some stays, a list as well, where other rows of its table do.
    """
    if "tr" not in state.page.elements.tags:
        return
    tables = _tables_of(state, kept)
    for i, score in scores.items():
        if i in kept or score < UNLIKELY or state.facts[i].hits:
            continue
        row = _row_around(state, i)
        beside = [n for n in row if n in kept]
        is_set_out = any(state.blocks[n].kind in SET_OUT for n in beside)
        if (is_set_out and _is_plain(state, i)) or (beside and _table_around(state, i) in tables):
            yield i


def _tables_of(state: PageState, kept: Kept) -> frozenset[int]:
    """The tables of which several rows stay."""
    rows = (i for i in kept if state.blocks[i].kind is BlockKind.TABLE_ROW)
    counted = Counter(_table_around(state, i) for i in rows)
    return frozenset(table for table, rows in counted.items() if table >= 0 and rows >= ROWS)


def _table_around(state: PageState, i: int) -> int:
    """The innermost table around a block; -1 where none is."""
    elements = state.page.elements
    lineage = elements.lineage(state.blocks[i].element)
    return next((each for each in lineage if elements.tags[each] == "table"), -1)


def _is_plain(state: PageState, i: int) -> bool:
    block = state.blocks[i]
    plain = block.link_share < LINKED and state.facts[i].words <= CELL_WORDS
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
