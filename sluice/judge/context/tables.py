"""Tables and results below the prose of a text page, a row or a cell a line.

Nothing but their form tells them from menus and other stories: the lines come again and again in
the same order of words and figures, and the words are few.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from sluice.judge.chosen import short_ones
from sluice.judge.context import rows
from sluice.judge.facts import Facts
from sluice.judge.state import PageState
from sluice.model import Block

# A row of one line has more words than a cell; lines of more belong to no table.
ROW_WORDS, CELL_WORDS = 8, 4
MOST_COLUMNS = 6
# So many rows are a table; of one line each, one more.
FEWEST_ROWS = 3
# A caption may stand above a table, and a line for each column.
CAPTIONS = 1
WORDS, FIGURES, BOTH, OTHER = "wfbo"
FIGURE = re.compile(r"\d")
# Prices are those of shops below an article, a number in brackets counts what a link leads to.
SHOP_OR_COUNT = re.compile(r"[$€£¥₹₽]|\((?:\d|\d[\d.,]*\d)\)\s*$|\b(?:EUR|USD|kr|zł)\b")
# Few figures have letters beside them: "31 min", "3rd", "12 kg".
UNIT_LETTERS, UNIT_WORDS = 4, 2


def table_below(
    state: PageState, scores: Mapping[int, float], kept: frozenset[int]
) -> Iterator[int]:
    """The rows or cells of a table right below a block that stays, with its caption."""
    facts, blocks = state.facts, state.blocks
    short = short_ones(facts, list(scores), ROW_WORDS)
    for _, group in groupby(enumerate(short), lambda pair: pair[1] - pair[0]):
        run = [i for _, i in group]
        if len(run) <= FEWEST_ROWS or run[0] - 1 not in kept:
            continue
        forms = list(takewhile(OTHER.__ne__, (_form_of(blocks[i], facts[i]) for i in run)))
        own = slice(run[0], run[0] + len(forms))
        size = _table(forms, blocks[own], facts[own])
        # Opening hours are a shop's.
        if sum(bool(rows.day_of(state, i)) for i in run[:size]) < FEWEST_ROWS:
            yield from run[:size]


def _form_of(block: Block, facts: Facts) -> str:
    """Whether a line holds words, figures or both; OTHER where it is no part of a table."""
    text = block.text
    if facts.surely or facts.ends_sentence:
        return OTHER
    if block.links or not facts.key or SHOP_OR_COUNT.search(text):
        return OTHER
    if not FIGURE.search(text):
        return WORDS
    letters = sum(map(str.isalpha, text))
    alone = letters <= UNIT_LETTERS and len(text.split()) <= UNIT_WORDS
    return FIGURES if alone and _begins(text) else BOTH


def _begins(text: str) -> bool:
    """Whether the first letter or digit is a digit."""
    return next((sign.isdigit() for sign in text if sign.isalnum()), False)


def _table(forms: Sequence[str], blocks: Sequence[Block], facts: Sequence[Facts]) -> int:
    """How many of the lines are a table's, its caption and head among them; 0 where none is."""
    for columns in range(1, MOST_COLUMNS + 1):
        for start in range(min(CAPTIONS + columns, len(forms)) + 1):
            row = forms[start : start + columns]
            size = _repeated(forms[start:], columns)
            many = size // columns
            if many < FEWEST_ROWS + (columns == 1) or not _is_row(row):
                continue
            body = slice(start, start + many * columns)
            # "Name" may head a column.
            if _are_cells(row, blocks[body]) and not any(own.hits for own in facts[body]):
                return body.stop
    return 0


def _repeated(forms: Sequence[str], columns: int) -> int:
    """How many lines come in the order of the first so many."""
    size = columns
    while size < len(forms) and forms[size] == forms[size - columns]:
        size += 1
    return size if len(forms) >= columns else 0


def _is_row(row: Sequence[str]) -> bool:
    """Whether lines of such forms tell something together: not a menu, nor the pages of one."""
    return bool(row) and set(row) not in ({WORDS}, {FIGURES})


def _are_cells(row: Sequence[str], body: Sequence[Block]) -> bool:
    """Whether each row is about something else, and no headlines are among the lines.

    Cells are short, and rows of one line end in figures; a menu's pages are all called the same.
    """
    columns = [[block.text for block in body[n :: len(row)]] for n in range(len(row))]
    named = (cells for form, cells in zip(row, columns, strict=True) if form != FIGURES)
    if not any(len(set(cells)) == len(cells) for cells in named):
        return False
    if len(row) == 1:
        return all(FIGURE.search(text.rsplit(None, 1)[-1]) for text in columns[0])
    return all(len(block.text.split()) <= CELL_WORDS for block in body)
