"""Blocks that their place in the HTML names; a text page has no such places."""

from collections.abc import Iterator

from sluice.judge.columns import of_kind
from sluice.judge.places import IN_NAV, NAVIGATION
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason

CAPTION_WORDS = 120


def navigation(state: PageState) -> Iterator[Finding]:
    """A block inside a nav element, or marked as one for screen readers."""
    if state.page.kind is InputKind.TEXT:
        return
    said = state.places.saying(IN_NAV | NAVIGATION, state.blocks)
    for i in [i for i in said if state.reasons[i] is None]:
        if not state.facts[i].is_prose or state.places.says(state.blocks[i], IN_NAV):
            yield drop(i, Reason.NAVIGATION, "nav-element")


def caption(state: PageState) -> Iterator[Finding]:
    """A picture's caption; a table's stays, for without it the figures say nothing."""
    elements = state.page.elements.parents
    for i in of_kind(state.blocks, state.left, BlockKind.CAPTION) if elements else ():
        captioned = "figcaption" in state.page.path(state.blocks[i])
        if captioned and state.facts[i].words <= CAPTION_WORDS:
            yield drop(i, Reason.IMAGE_CAPTION, "figcaption")
