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
        if "nav" in block.path or ("navigation" in block.hints and not scene.facts[i].is_prose):
            yield drop(i, Reason.NAVIGATION, "nav-element")


def caption(scene: Scene) -> Iterator[Finding]:
    """A picture's caption; a table's stays, for without it the figures say nothing."""
    for i in scene.left:
        block = scene.page.blocks[i]
        captioned = block.kind is BlockKind.CAPTION and "figcaption" in block.path
        if captioned and scene.facts[i].words <= CAPTION_WORDS:
            yield drop(i, Reason.IMAGE_CAPTION, "figcaption")
