"""Which of the blocks that no rule has taken are content, each with a score from 0 to 1.

This is the seat of the learned scorer. Until it is trained, a text page is judged by place and
prose, an HTML page by a second opinion where there is one.
"""

from collections.abc import Iterator

from service.judge.facts import Finding, Scene
from service.judge.opinion import agreement
from service.model import BlockKind, InputKind, Step, Verdict
from service.reasons import Reason

CONTENT = 0.5
# What a block adds to the run of blocks that it stands in. A long paragraph counts as one of 60
# words, so that one block of legal text does not outweigh an article.
MOST_WORDS = 60
SHORT_SENTENCE = 0.5
LINE = -4.0
FRAME = {
    BlockKind.HEADING: -2.0,
    BlockKind.LIST_ITEM: -1.0,
    BlockKind.VERSE: -1.0,
    BlockKind.CODE: 0.0,
}
OPEN_ENDED = (",", ";", ":", "，", "、", "；", "：", "—", "–")


def score(scene: Scene) -> dict[int, float]:
    """The probability that a block is content, for each position that is left."""
    if scene.page.kind is InputKind.HTML:
        shares = agreement(scene.page)
        if shares is not None:
            return {i: shares[i] for i in scene.left}
    inside = set(densest_run(scene))
    return {i: float(i in inside) for i in scene.left}


def verdicts(scene: Scene) -> Iterator[Finding]:
    """The scorer's word on each block that is left."""
    for i, probability in score(scene).items():
        reason = None if probability >= CONTENT else Reason.NOT_CONTENT
        name = "scorer/content" if reason is None else "not_content/scorer"
        yield i, Verdict(Step.SCORER, name, reason, round(probability, 4))


def densest_run(scene: Scene) -> tuple[int, ...]:
    """The run of positions with the most prose for its furniture.

    The maximum-sum segment (Bentley 1984, "Algorithm design techniques"), as in Pasternack and
    Roth 2009, "Extracting article text from the web with maximum subsequence segmentation".
    """
    best = total = 0.0
    best_run = (0, 0)
    start = 0
    for n, i in enumerate(scene.left):
        if total <= 0:
            total, start = 0.0, n
        total += _worth(scene, i)
        if total > best:
            best, best_run = total, (start, n + 1)
    return scene.left[slice(*best_run)]


def _worth(scene: Scene, i: int) -> float:
    block, facts = scene.page.blocks[i], scene.facts[i]
    if block.link_share > CONTENT:
        return LINE
    if facts.is_prose:
        return min(MOST_WORDS, facts.words)
    if facts.ends_sentence and block.kind is not BlockKind.HEADING:
        return SHORT_SENTENCE * facts.words
    if block.kind in FRAME:
        return FRAME[block.kind] + 2 * block.text.endswith(OPEN_ENDED)
    return 0.0 if block.text.endswith(OPEN_ENDED) else LINE
