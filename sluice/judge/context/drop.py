"""What only the neighbours show: hints that a second sign confirms, markers and what follows them.

May overturn the scorer, never a certain rule; may call what a rule took by a better name.
"""

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from sluice.judge.facts import Finding, Scene
from sluice.model import BlockKind, Step, Verdict
from sluice.reasons import Reason
from sluice.text.phrases import Weight

MARKERS = (Reason.TEASER, Reason.RELATED)
# A marker with its headline on the same line is longer, and complete.
MARKER_WORDS = 5
LONGEST_LIST = 80
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


def marked_stories(scene: Scene) -> Iterator[Finding]:
    """The headlines that belong to a "read also" or "related stories" marker above them."""
    markers = [i for i, reason in enumerate(scene.reasons) if reason in MARKERS]
    for i in filter(partial(_is_marker, scene), markers):
        stories = list(takewhile(partial(_is_other_headline, scene), _below(scene, i)))
        if scene.reasons[i] is Reason.TEASER and stories and _prose_follows(scene, stories[-1]):
            # The second may be the article's own subheading.
            stories = stories[:1]
        # One headline belongs to a teaser; a list of them, and its heading, is related stories.
        reason = Reason.RELATED if len(stories) > 1 else scene.reasons[i] or Reason.TEASER
        for n in (i, *stories) if stories else ():
            if scene.reasons[n] is not reason:
                yield n, _verdict(reason, "marker" if n == i else "follows-marker")


def _is_marker(scene: Scene, i: int) -> bool:
    facts = scene.facts[i]
    return bool(facts.hits) and facts.words <= MARKER_WORDS and not facts.is_prose


def _below(scene: Scene, i: int) -> Iterator[int]:
    """The positions below that no rule has taken for another reason."""
    for n in range(i + 1, min(len(scene.reasons), i + 1 + LONGEST_LIST)):
        if scene.reasons[n] in (None, Reason.NOT_CONTENT, Reason.RELATED):
            yield n


def stanzas_together(scene: Scene) -> Iterator[Finding]:
    """A stanza that the scorer put out, beside one that stays: a poem is kept whole."""
    blocks = scene.page.blocks
    for i, reason in enumerate(scene.reasons):
        if reason is Reason.NOT_CONTENT and blocks[i].kind is BlockKind.VERSE:
            around = range(max(0, i - 1), min(len(blocks), i + 2))
            beside = [blocks[n] for n in around if scene.reasons[n] is None]
            path = scene.page.path
            if path(blocks[i]) in [path(b) for b in beside if b.kind is BlockKind.VERSE]:
                yield i, Verdict(Step.NEIGHBOURS, "verse/beside-a-kept-stanza")


def _is_other_headline(scene: Scene, i: int) -> bool:
    block, facts = scene.page.blocks[i], scene.facts[i]
    linked = block.link_share > 0.5
    plain = block.kind not in (BlockKind.TABLE_ROW, BlockKind.CODE)
    unnamed = not facts.hits and not facts.is_stamp
    if block.kind is BlockKind.HEADING and not linked and _prose_follows(scene, i):
        return False
    return plain and unnamed and facts.is_headline and (linked or not facts.ends_sentence)


def _prose_follows(scene: Scene, i: int) -> bool:
    return i + 1 < len(scene.facts) and scene.facts[i + 1].is_prose


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
