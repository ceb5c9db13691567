"""A line that a sure phrase of the tables takes."""

from collections.abc import Iterator

from service.judge.facts import Finding, Scene, drop
from service.model import BlockKind
from service.reasons import Reason

# Code and table rows quote interfaces; a phrase in them is a quotation.
QUOTING = (BlockKind.CODE, BlockKind.TABLE_ROW)
# A caption before its credit; a line of which most is residue.
CAPTION_WORDS = 60
MOST = 0.6


def sure_phrase(scene: Scene) -> Iterator[Finding]:
    """A phrase that is enough alone, at its place in a line short enough for it."""
    for i in scene.left:
        phrase = scene.facts[i].surely
        if phrase and scene.page.blocks[i].kind not in QUOTING:
            yield drop(i, phrase.family, phrase.name)


def same_line(scene: Scene) -> Iterator[Finding]:
    """The rest of a line whose credit or most of whose words a sure phrase has taken."""
    for line in _cut_lines(scene):
        taken = [i for i in line if scene.reasons[i] is not None]
        reason = scene.reasons[taken[-1]] if taken else None
        words = sum(scene.facts[i].words for i in line)
        caption = reason is Reason.IMAGE_CAPTION and words <= CAPTION_WORDS
        if reason and (caption or sum(scene.facts[i].words for i in taken) >= MOST * words):
            yield from (drop(i, reason, "same-line") for i in line if scene.reasons[i] is None)


def _cut_lines(scene: Scene) -> Iterator[list[int]]:
    """The positions of each line that was cut into pieces."""
    line: list[int] = []
    for i, block in enumerate(scene.page.blocks):
        if not block.glued:
            if len(line) > 1:
                yield line
            line = []
        line.append(i)
    if len(line) > 1:
        yield line
