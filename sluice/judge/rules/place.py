"""Blocks that their place in the HTML names; a text page has no such places."""

from collections.abc import Iterator

from sluice.judge.places import NAVIGATION
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason

CAPTION_WORDS = 120


def navigation(state: PageState) -> Iterator[Finding]:
    """A block inside a nav element, or marked as one for screen readers."""
    if state.page.kind is InputKind.TEXT:
        return
    blocks, places = state.blocks, state.places
    for i in state.left:
        marked = places.says(blocks[i], NAVIGATION) and not state.facts[i].is_prose
        if marked or places.is_in_nav(blocks[i]):
            yield drop(i, Reason.NAVIGATION, "nav-element")


def caption(state: PageState) -> Iterator[Finding]:
    """A picture's caption; a table's stays, for without it the figures say nothing."""
    for i in state.left:
        block = state.blocks[i]
        captioned = block.kind is BlockKind.CAPTION and "figcaption" in state.page.path(block)
        if captioned and state.facts[i].words <= CAPTION_WORDS:
            yield drop(i, Reason.IMAGE_CAPTION, "figcaption")
