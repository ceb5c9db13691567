"""What only the neighbours show: hints that a second sign confirms, markers and what follows them.

May overturn the scorer, never a certain rule.
"""

from collections.abc import Iterator

from service.judge.facts import Finding, Scene
from service.judge.phrases import Weight
from service.model import BlockKind, Step, Verdict
from service.reasons import Reason

MARKERS = (Reason.TEASER, Reason.RELATED)
QUOTING = (BlockKind.CODE, BlockKind.TABLE_ROW)


def confirmed_hints(scene: Scene) -> Iterator[Finding]:
    """A hint beside a block that went, or outside the prose."""
    for i in scene.left:
        hint = _hint(scene, i)
        if hint is not None and (_stands_outside(scene, i) or _beside_removed(scene, i)):
            yield i, _verdict(hint, "beside-residue")


def inserted_teaser(scene: Scene) -> Iterator[Finding]:
    """A marker and a headline on one line between paragraphs: "READ  Minister resigns"."""
    for i in scene.left:
        block, facts = scene.page.blocks[i], scene.facts[i]
        starts = [h for h in facts.hits if h.place == "start" and h.family in MARKERS]
        if starts and facts.is_headline and _is_set_off(block.text, starts[0].phrase):
            yield i, _verdict(starts[0].family, "inserted")


def marked_headline(scene: Scene) -> Iterator[Finding]:
    """The headline that belongs to a "read also" marker on the line before it."""
    for i in scene.left:
        marker = scene.reasons[i - 1] if i else None
        is_marker = marker in MARKERS and scene.facts[i - 1].hits
        if is_marker and _is_other_headline(scene, i):
            yield i, _verdict(marker or Reason.TEASER, "follows-marker")


def marked_list(scene: Scene) -> Iterator[Finding]:
    """The headlines after a "related stories" marker, up to the next prose."""
    in_list = False
    for i, reason in enumerate(scene.reasons):
        if reason is Reason.RELATED:
            in_list = True
        elif reason is None and in_list:
            in_list = _is_other_headline(scene, i)
            if in_list:
                yield i, _verdict(Reason.RELATED, "follows-marker")


def stanzas_together(scene: Scene) -> Iterator[Finding]:
    """A stanza that the scorer put out, beside one that stays: a poem is kept whole."""
    blocks = scene.page.blocks
    for i, reason in enumerate(scene.reasons):
        if reason is Reason.NOT_CONTENT and blocks[i].kind is BlockKind.VERSE:
            beside = [n for n in (i - 1, i + 1) if n in scene.left]
            if any(
                blocks[n].kind is BlockKind.VERSE and blocks[n].path == blocks[i].path
                for n in beside
            ):
                yield i, Verdict(Step.NEIGHBOURS, "verse/beside-a-kept-stanza")


def _is_other_headline(scene: Scene, i: int) -> bool:
    block, facts = scene.page.blocks[i], scene.facts[i]
    linked = block.link_share > 0.5
    plain = block.kind not in (BlockKind.TABLE_ROW, BlockKind.CODE)
    return plain and facts.is_headline and (linked or not facts.ends_sentence)


def _is_set_off(text: str, marker: str) -> bool:
    """Whether the marker is in capitals, or a colon, a bar or a wide blank stands behind it."""
    start, rest = text[: len(marker)], text[len(marker) :]
    if rest.isupper():
        return False
    return (
        start.isupper()
        or rest.lstrip(" ").startswith((":", "：", "|", "–", "»", ">"))
        or rest.startswith("  ")
    )


def _hint(scene: Scene, i: int) -> Reason | None:
    if scene.page.blocks[i].kind in QUOTING:
        return None
    facts = scene.facts[i]
    telling = (h for h in facts.hits if h.place == "line" or not facts.is_prose)
    return next((hit.family for hit in telling if hit.weight is Weight.HINT), None)


def _stands_outside(scene: Scene, i: int) -> bool:
    return i < scene.first_prose or i > scene.last_prose


def _beside_removed(scene: Scene, i: int) -> bool:
    around = [scene.reasons[n] for n in (i - 1, i + 1) if 0 <= n < len(scene.reasons)]
    return any(reason is not None for reason in around)


def _verdict(reason: Reason, name: str) -> Verdict:
    return Verdict(Step.NEIGHBOURS, f"{reason}/{name}", reason)
