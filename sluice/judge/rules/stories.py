"""Other stories: teasers that break off, and lists of headlines after the article."""

import re
from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason

DOTS = ("…", "...", "&hellip;")
BREAKS_OFF = re.compile(r"(?:…|\.\.\.)[\s\])>»]*(.{0,40})$")
# WordPress ends an excerpt so (wp_trim_excerpt).
EXCERPT_END = re.compile(r"\[(?:…|\.\.\.|&hellip;)\]\s*$")
# Before so much prose a list of headlines may be the page's content.
ARTICLE_WORDS = 60
SHORTEST_RUN = 3


def cut_off_teaser(scene: Scene) -> Iterator[Finding]:
    """A text that breaks off and then says "Read more", in any language of the tables."""
    for i in scene.left:
        text = scene.page.blocks[i].text
        if not any(mark in text[-60:] for mark in DOTS):
            continue
        ending = BREAKS_OFF.search(text[-60:])
        says_more = any(hit.family is Reason.TEASER for hit in scene.facts[i].hits)
        if (ending and ending[1] and says_more) or EXCERPT_END.search(text[-12:]):
            yield drop(i, Reason.TEASER, "breaks-off")


def headline_list(scene: Scene) -> Iterator[Finding]:
    """Three and more headlines in a row after a text page's last prose.

    On HTML the scorer knows better: there the same list may be a product's data.
    """
    if scene.page.kind is InputKind.TEXT and _prose_words(scene) >= ARTICLE_WORDS:
        for run in _runs(scene, [i for i in scene.tail if _is_headline(scene, i)]):
            for i in run:
                yield drop(i, Reason.RELATED, "headlines-after-prose")


def _is_headline(scene: Scene, i: int) -> bool:
    plain = scene.page.blocks[i].kind not in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    return plain and scene.facts[i].is_headline and not scene.facts[i].hits


def _prose_words(scene: Scene) -> int:
    return sum(scene.facts[i].words for i in scene.left if scene.facts[i].is_prose)


def _runs(scene: Scene, chosen: list[int]) -> Iterator[list[int]]:
    """The chosen positions that stand in a row among those left, three and more at a time."""
    picked = set(chosen)
    run: list[int] = []
    for i in (*scene.tail, -1):
        if i in picked:
            run.append(i)
        else:
            if len(run) >= SHORTEST_RUN:
                yield run
            run = []
