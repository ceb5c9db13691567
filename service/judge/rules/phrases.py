"""A line that a sure phrase of the tables takes."""

from collections.abc import Iterator

from service.judge.facts import Finding, Scene, drop
from service.model import BlockKind

# Code and table rows quote interfaces; a phrase in them is a quotation.
QUOTING = (BlockKind.CODE, BlockKind.TABLE_ROW)


def sure_phrase(scene: Scene) -> Iterator[Finding]:
    """A phrase that is enough alone, at its place in a line short enough for it."""
    for i in scene.left:
        phrase = scene.facts[i].surely
        if phrase and scene.page.blocks[i].kind not in QUOTING:
            yield drop(i, phrase.family, phrase.name)
