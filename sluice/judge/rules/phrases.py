"""A line that a sure phrase of the tables takes."""

from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene, drop
from sluice.model import BlockKind
from sluice.reasons import Reason

# Code and table rows quote interfaces; a phrase in them is a quotation.
QUOTING = (BlockKind.CODE, BlockKind.TABLE_ROW)
# A caption before its credit; a line of which most is residue.
CAPTION_WORDS = 60
MOST = 0.6
# Families whose labels are also words that a sentence may begin with.
LABELS = (Reason.TAGS, Reason.NEWSLETTER, Reason.SHARE_BAR, Reason.AUTHOR_BIO, Reason.EMBED)


def sure_phrase(scene: Scene) -> Iterator[Finding]:
    """A phrase that is enough alone, at its place in a line short enough for it."""
    for i in scene.left:
        phrase = scene.facts[i].surely
        quoting = scene.page.blocks[i].kind in QUOTING or _is_told(scene, i)
        if phrase and not quoting:
            yield drop(i, phrase.family, phrase.name)


def _is_told(scene: Scene, i: int) -> bool:
    """Whether a label and a colon begin a sentence of the article (Tags: the white ones ...)."""
    phrase = scene.facts[i].surely
    label = phrase is not None and phrase.phrase.endswith(":") and phrase.family in LABELS
    inside = scene.first_prose < i < scene.last_prose
    return label and inside and scene.facts[i].is_prose


def same_line(scene: Scene) -> Iterator[Finding]:
    """The rest of a line whose credit or most of whose words a sure phrase has taken."""
    for line in _cut_lines(scene):
        taken = [i for i in line if scene.reasons[i] not in (None, Reason.NOT_CONTENT)]
        reason = scene.reasons[taken[-1]] if taken else None
        words = sum(scene.facts[i].words for i in line)
        caption = reason is Reason.IMAGE_CAPTION and words <= CAPTION_WORDS
        if reason and (caption or sum(scene.facts[i].words for i in taken) >= MOST * words):
            yield from (drop(i, reason, "same-line") for i in line if scene.reasons[i] is None)


def _cut_lines(scene: Scene) -> Iterator[list[int]]:
    """The positions of each line that was cut into pieces; a seam is the end of one."""
    line: list[int] = []
    for i, block in enumerate(scene.page.blocks):
        if not block.glued or block.seamless:
            if len(line) > 1:
                yield line
            line = []
        line.append(i)
    if len(line) > 1:
        yield line
