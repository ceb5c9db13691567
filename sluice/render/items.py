"""The leaves of a page with the block that each belongs to, kept or not; compiled.

A leaf of which one part went and another stays is several items.
"""

from bisect import bisect_left
from operator import le
from typing import Any, NamedTuple

import cython

from sluice.model import BlockKind, Judgement
from sluice.render.align import UNSEEN, Aligner, Place
from sluice.render.leaves import Leaf, LeafKind

NOBODY = -1
# A block of which more than this share of its ink is missing from the page is written by itself.
MOST_MISSING = 0.1
FEW_MISSING = 3
TABLE_ROW = BlockKind.TABLE_ROW
TEXT, BREAK, DRAWN = LeafKind.TEXT, LeafKind.BREAK, LeafKind.DRAWN
new_tuple = tuple.__new__


class Item(NamedTuple):
    """A leaf, or a part of its text; block: the position of the block that it is of, or NOBODY."""

    leaf: Leaf
    text: str
    block: int


class Layout(NamedTuple):
    """The items in the page's order, and the kept blocks that are none of them."""

    items: list[Item]
    elsewhere: frozenset[int]


Owner = tuple[int, int, int]


def layout_of(judgement: Judgement, leaves: list[Leaf]) -> Layout:
    """Every leaf with its block."""
    all_leaves: list[Any] = leaves
    owners: list[Any]
    owners, elsewhere = owners_in(judgement, "".join([leaf.ink for leaf in leaves]))
    owner: tuple[Any, ...] = ()
    items: list[Any] = []
    at: cython.Py_ssize_t = 0
    nth: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t
    start_of: cython.Py_ssize_t = 0
    end_of: cython.Py_ssize_t = 0
    count: cython.Py_ssize_t = len(owners)
    leaf: Any
    for leaf in all_leaves:
        ink: str = leaf[6]
        if not ink:
            items.append(new_tuple(Item, (leaf, leaf[1], NOBODY)))
            continue
        end = at + len(ink)
        while nth < count:
            owner = owners[nth]
            start_of = owner[0]
            end_of = owner[1]
            if end_of > at:
                break
            nth += 1
        if nth < count and start_of <= at and end_of >= end:
            items.append(new_tuple(Item, (leaf, leaf[1], owner[2])))
        elif nth < count and start_of < end:
            items += parts_of(leaf, owners, nth, at)
        else:
            items.append(new_tuple(Item, (leaf, leaf[1], NOBODY)))
        at = end
    return Layout(items, elsewhere)


def places_to_write(items: list[Item], reasons: Any, also: Any) -> list[int]:
    """The items of which something may be written, and those that are to be written `also`.

    Blanks and breaks matter only within a paragraph of which something has been written.
    """
    found: list[int] = []
    paragraph: cython.Py_ssize_t = -1
    n: cython.Py_ssize_t
    block: cython.Py_ssize_t
    for n in range(len(items)):
        leaf, text, place = items[n]
        kind = leaf[0]
        if also and n in also:
            found.append(n)
        elif kind is TEXT:
            block = place
            if block >= 0:
                if reasons[block] is None:
                    paragraph = leaf[4]
                    found.append(n)
            elif leaf[4] == paragraph and not text.strip():
                found.append(n)
        elif kind is BREAK:
            if leaf[4] == paragraph:
                found.append(n)
        elif kind is not DRAWN:
            found.append(n)
    return found


def owners_in(judgement: Judgement, source: str) -> tuple[list[Owner], frozenset[int]]:
    """Stretches of ink with their blocks, rising; and the kept blocks that have none."""
    texts: list[str] = []
    whose: list[int] = []
    apart: list[bool] = []
    for n, block in enumerate(judgement.page.blocks):
        is_apart = bool(block.hidden or block.veil)
        if block.kind is TABLE_ROW and block.cells:
            texts += block.cells
            whose += [n] * len(block.cells)
            apart += [is_apart] * len(block.cells)
        else:
            texts.append(block.text)
            whose.append(n)
            apart.append(is_apart)
    places = Aligner(source).places(texts, apart)
    lost: set[int] = set()
    owners: list[Owner] = []
    for n, place, text in zip(whose, places, texts, strict=True):
        if is_lost(place, text):
            lost.add(n)
        for start, end in place.stretches:
            owners.append((start, end, n))
    owners.sort()
    lost.update(out_of_order(owners, judgement.body))
    if lost:
        owners = [owner for owner in owners if owner[2] not in lost]
    return owners, frozenset(lost.intersection(judgement.body))


def out_of_order(owners: list[Owner], body: tuple[int, ...]) -> set[int]:
    """The fewest kept blocks without which all others stand on the page in the blocks' order."""
    kept = set(body)
    order = list(dict.fromkeys([block for _, _, block in owners if block in kept]))
    if all(map(le, order, order[1:])):
        return set()
    # The longest rising run: of each length the one that ends lowest, by the places in `order`.
    ends: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for n, block in enumerate(order):
        length = bisect_left(ends, block)
        ends[length : length + 1] = [block]
        lasts[length : length + 1] = [n]
        before.append(lasts[length - 1] if length else -1)
    n = lasts[len(lasts) - 1]
    while n >= 0:
        kept.discard(order[n])
        n = before[n]
    return kept.intersection(order)


def is_lost(place: Place, text: str) -> bool:
    """Whether too much of a text is not on the page."""
    if not place.missing:
        return not place.stretches and bool(text) and not text.isspace()
    return place.missing > max(FEW_MISSING, MOST_MISSING * len(text)) or not place.stretches


def parts_of(leaf: Leaf, owners: list[Owner], nth: int, at: int) -> list[Item]:
    """The leaf cut where its blocks end."""
    cuts: list[tuple[int, int]] = []
    size = len(leaf.ink)
    done = at
    while nth < len(owners) and owners[nth][0] < at + size:
        start, end, block = owners[nth]
        start, end = max(start, done), min(end, at + size)
        if start > done:
            cuts.append((start - at, NOBODY))
        if end > start:
            cuts.append((end - at, block))
            done = end
        nth += 1
    if done < at + size:
        cuts.append((size, NOBODY))
    found = []
    begin = 0
    for n, (end, block) in enumerate(cuts):
        stop = len(leaf.text) if n == len(cuts) - 1 else place_of(leaf.text, end)
        found.append(Item(leaf, leaf.text[begin:stop], block))
        begin = stop
    return found


def place_of(text: str, ink: int) -> int:
    """Where so many characters of ink have ended."""
    count: cython.Py_ssize_t = 0
    most: cython.Py_ssize_t = ink
    n: cython.Py_ssize_t
    for n in range(len(text)):
        character: cython.Py_UCS4 = text[n]
        if not character.isspace() and ord(character) not in UNSEEN:
            count += 1
            if count == most:
                return n + 1
    return len(text)
