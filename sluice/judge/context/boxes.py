"""A small box between the paragraphs whose button or form went: its heading and text go too.

No table knows all words of such boxes. What stands in one small element with a form, or with the
button to subscribe, is what the form or the button is for.
"""

from collections.abc import Iterator
from itertools import islice

from sluice.judge.facts import HIT, QUOTING
from sluice.judge.state import Finding, PageState
from sluice.model import Block, BlockKind, Decision, Step
from sluice.reasons import Reason

# What a button asks for that is no part of an article.
ASKED = frozenset((Reason.NEWSLETTER, Reason.SUBSCRIPTION, Reason.LOGIN))
NOT_IN_A_BOX = frozenset((*QUOTING, BlockKind.LIST_ITEM, BlockKind.QUOTE))
BUTTON_WORDS, LINKED = 4, 0.9
MOST_WORDS, MOST_BLOCKS, MOST_BOXES = 50, 6, 3
# A form has so many words of its own anywhere; else so many paragraphs stand beside the box.
FORM_WORDS, FEWEST_BESIDE = 20, 2
# Elements around a form or a button that are looked at, and forms of a page.
LEVELS, MOST_FORMS = 4, 20
# So many words of prose stand outside.
LEAST_OUTSIDE = 80


def boxed(state: PageState) -> Iterator[Finding]:
    """What is left in a small element beside a form, or beside a button to subscribe, that went."""
    if not state.page.elements.parents:
        return
    seeds = [(n, FORM_WORDS) for n in _forms(state)] + [(n, 0) for n in _buttons(state)]
    if not seeds or state.posts:
        return
    boxes = {box for element, most in seeds if (box := _box(state, element, most))}
    # Forms all over the page are how the page is made.
    if not 0 < len(boxes) <= MOST_BOXES:
        return
    taken = {i for start, end in boxes for i in range(start, end) if state.reasons[i] is None}
    outside = sum(state.facts[i].words for i in state.left if i not in taken)
    for i in sorted(taken) if outside >= LEAST_OUTSIDE else ():
        yield i, Decision(Step.NEIGHBOURS, "newsletter/boxed", Reason.NEWSLETTER)


def _forms(state: PageState) -> Iterator[int]:
    """The first forms of the page; what holds one has to hold a field or a button of its own."""
    tags = state.page.elements.tags
    if "form" in tags:
        yield from islice((n for n, tag in enumerate(tags) if tag == "form"), MOST_FORMS)


def _buttons(state: PageState) -> Iterator[int]:
    """The elements of links that went and whose few words ask to subscribe or to log in."""
    for i in state.all_signed(HIT):
        block = state.blocks[i]
        if state.reasons[i] is None or state.facts[i].words > BUTTON_WORDS:
            continue
        if state.facts[i].hits[0].family in ASKED and block.link_share >= LINKED:
            yield block.element


def _box(state: PageState, element: int, most: int) -> tuple[int, int] | None:
    """The blocks of the smallest element around with something left in it; None for a larger one.

    The form or the button is its end. With more words than `most` it stands between paragraphs.
    """
    first, last = state.spans
    for around in state.page.elements.lineage(element)[:LEVELS]:
        start, end = first[around], last[around] + 1
        if end <= start:
            continue
        if end - start > MOST_BLOCKS:
            return None
        left = [i for i in range(start, end) if state.reasons[i] is None]
        if left:
            words = sum(state.facts[i].words for i in left)
            is_box = _is_box(state, left, end) and words <= MOST_WORDS
            is_there = is_box and (words <= most or _is_between(state, around))
            return (start, end) if is_there else None
    return None


def _is_box(state: PageState, left: list[int], end: int) -> bool:
    if state.reasons[end - 1] is None or end - 1 == left[-1]:
        return False
    return all(_may_be_in(state.blocks[i]) for i in left)


def _is_between(state: PageState, box: int) -> bool:
    """Whether paragraphs stand beside the box; a section of a start page has none beside it."""
    parents = state.page.elements.parents
    around = parents[box]
    first, last = state.spans
    blocks = range(first[around], last[around] + 1) if around >= 0 else ()
    elements = [state.blocks[i].element for i in blocks if state.facts[i].is_prose]
    return sum(parents[n] == around for n in elements if n >= 0) >= FEWEST_BESIDE


def _may_be_in(block: Block) -> bool:
    is_title = block.kind is BlockKind.HEADING and block.level == 1
    return block.kind not in NOT_IN_A_BOX and not is_title
