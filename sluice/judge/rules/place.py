"""Blocks that their place in the HTML names; a text page has no such places."""

from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene, drop
from sluice.model import BlockKind
from sluice.reasons import Reason

CAPTION_WORDS = 120


def navigation(scene: Scene) -> Iterator[Finding]:
    """A block inside a nav element, or marked as one for screen readers."""
    for i in scene.left:
        block = scene.page.blocks[i]
        marked = "navigation" in scene.page.names(block) and not scene.facts[i].is_prose
        if marked or "nav" in scene.page.path(block):
            yield drop(i, Reason.NAVIGATION, "nav-element")


def caption(scene: Scene) -> Iterator[Finding]:
    """A picture's caption; a table's stays, for without it the figures say nothing."""
    for i in scene.left:
        block = scene.page.blocks[i]
        captioned = block.kind is BlockKind.CAPTION and "figcaption" in scene.page.path(block)
        if captioned and scene.facts[i].words <= CAPTION_WORDS:
            yield drop(i, Reason.IMAGE_CAPTION, "figcaption")
