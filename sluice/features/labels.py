"""What rules, phrases and the markup say of each block, read from the blocks once."""

import cython
import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.model import BlockKind, Hidden
from sluice.text.phrases import Weight

GROUP_OF = {reason: n for n, group in enumerate(schema.PHRASE_GROUPS) for reason in group}
SURE, LIKELY = 2.0, 1.0
PLACE_OF = {kind: n for n, kind in enumerate(schema.KINDS)}

_SHOWN = cython.declare(cython.int, Hidden.NO)
_BY_ATTRIBUTE = cython.declare(cython.int, Hidden.BY_ATTRIBUTE)
_ROW_SAYS = cython.declare(cython.Py_ssize_t, schema.row("says_comments"))
_ROW_HIT = cython.declare(cython.Py_ssize_t, schema.row("hit"))
_ROW_TAKEN = cython.declare(cython.Py_ssize_t, schema.row("taken"))
_ROW_LINK_SHARE = cython.declare(cython.Py_ssize_t, schema.row("link_share"))


def given_of(blocks: list, facts: list) -> NDArray[np.uint8]:
    """Whether each block is an item, a row, glued, a headline, a stamp: a row each, 0 or 1."""
    found = np.empty((5, len(blocks)), dtype=np.uint8)
    given: cython.uchar[:, ::1] = found
    item = BlockKind.LIST_ITEM
    row = BlockKind.TABLE_ROW
    n: cython.Py_ssize_t
    for n in range(len(blocks)):
        block = blocks[n]
        fact = facts[n]
        kind = block.kind
        given[0, n] = kind is item
        given[1, n] = kind is row
        given[2, n] = bool(block.glued)
        given[3, n] = bool(fact.is_headline)
        given[4, n] = bool(fact.is_stamp)
    return found


def phrases(out: cython.float[:, ::1], facts: list, reasons: list) -> None:
    """Fill "phrases": what phrases say of each block, 2 where surely, and what rules took."""
    n: cython.Py_ssize_t
    row: cython.Py_ssize_t
    said: cython.float
    sure = Weight.SURE
    for n in range(len(facts)):
        for row in range(_ROW_SAYS, _ROW_HIT + 1):
            out[row, n] = 0
        for phrase in facts[n].hits:
            said = SURE if phrase.weight is sure else LIKELY
            row = _ROW_SAYS + GROUP_OF[phrase.family]
            out[row, n] = max(out[row, n], said)
            out[_ROW_HIT, n] = max(out[_ROW_HIT, n], said)
        out[_ROW_TAKEN, n] = reasons[n] is not None


def markup(out: cython.float[:, ::1], blocks: list, depth: cython.Py_ssize_t[::1]) -> None:
    """Fill "markup": links, depth, level, whether hidden, and the kinds of blocks."""
    row: cython.Py_ssize_t = _ROW_LINK_SHARE
    kinds: cython.Py_ssize_t = len(PLACE_OF)
    hidden: cython.int
    n: cython.Py_ssize_t
    k: cython.Py_ssize_t
    for n in range(len(blocks)):
        block = blocks[n]
        hidden = block.hidden
        out[row, n] = block.link_share
        out[row + 1, n] = depth[n]
        out[row + 2, n] = block.level
        out[row + 3, n] = hidden > _SHOWN
        out[row + 4, n] = hidden == _BY_ATTRIBUTE
        for k in range(kinds):
            out[row + 5 + k, n] = 0
        place = PLACE_OF.get(block.kind)
        if place is not None:
            k = place
            out[row + 5 + k, n] = 1
