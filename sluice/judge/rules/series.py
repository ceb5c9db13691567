"""The list of a series' parts beside one of them: "Part 1: Wood", "Part 2: Seat", each a link."""

import re
from collections.abc import Iterator
from itertools import pairwise

from sluice.judge.chosen import of_kinds
from sluice.judge.facts import key
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind
from sluice.reasons import Reason

# A word of any language, its number and a mark or a blank before the part's title; in some
# languages letters behind the number: "2e partie", "第2回".
PART = re.compile(
    r"(?P<label>[^\d:：.]{0,20}?)\s?(?P<number>\d{1,3})(?P<behind>[^\W\d_]{0,3})(?:\s?[:：.)|–—-]|\s|$)"
)
LINKED, UNLINKED = 0.8, 0.2
FEWEST, LONGEST = 3, 120


def parts_of_a_series(state: PageState) -> Iterator[Finding]:
    """Three and more numbered items in a row, all links but the one that is this page."""
    if not state.page.elements.parents:
        return
    blocks = state.blocks
    items = of_kinds(blocks, state.left, (BlockKind.LIST_ITEM,))
    if sum(blocks[i].link_share >= LINKED for i in items) < FEWEST - 1:
        return
    for run in _numbered(state, items):
        linked = [blocks[i].link_share >= LINKED for i in run]
        own = [i for i in run if blocks[i].link_share <= UNLINKED]
        if len(run) >= FEWEST and sum(linked) >= len(run) - 1 and _is_page(state, run, own):
            yield from (drop(i, Reason.RELATED, "parts-of-a-series") for i in run)


def _numbered(state: PageState, items: list[int]) -> Iterator[list[int]]:
    """Items right below one another that have one label, and numbers that count on."""
    told = [(i, _part(state.blocks[i].text)) for i in items]
    run: list[int] = [told[0][0]] if told else []
    for (above, one), (below, other) in pairwise(told):
        is_next = one and other and other == (one[0], one[1] + 1)
        if below != above + 1 or not is_next:
            yield run
            run = []
        run.append(below)
    yield run


def _part(text: str) -> tuple[str, int] | None:
    """An item's label, case folded, and its number."""
    found = PART.match(text) if len(text) <= LONGEST else None
    # A number alone counts steps, years and whatever else.
    is_part = found and (found["label"].strip() or found["behind"])
    return (key(found["label"]), int(found["number"])) if found and is_part else None


def _is_page(state: PageState, run: list[int], own: list[int]) -> bool:
    """Whether one of the items is this page: the one without a link, or with its title's part."""
    titles = [state.facts[i].key for i in state.taken_as(Reason.TITLE)]
    if own:
        return len(own) == 1 and bool(titles)
    # "Teil 2" in "Die Mühle, Teil 2"; a number alone says nothing.
    parts = filter(None, (_part(state.blocks[i].text) for i in run))
    names = [f"{label}{number}" for label, number in parts if label]
    return any(re.search(rf"{re.escape(name)}(?!\d)", title) for name in names for title in titles)
