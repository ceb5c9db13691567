"""Which of the blocks that no rule has taken are content, each with a score from 0 to 1.

A text page is scored by the forest that tools/train has grown; an HTML page by a second opinion,
where there is one.
"""

from collections.abc import Iterator

from service.judge.company import companions
from service.judge.facts import Finding, Scene
from service.judge.learned.signals import Look
from service.judge.learned.text import probabilities
from service.judge.opinion import agreement
from service.model import InputKind, Step, Verdict
from service.reasons import Reason

CONTENT = 0.5


def verdicts(scene: Scene) -> Iterator[Finding]:
    """The scorer's word on each block that is left, and the company that overturns it."""
    scores = score(scene)
    for i, probability in scores.items():
        reason = None if probability >= CONTENT else Reason.NOT_CONTENT
        name = "scorer/content" if reason is None else "not_content/scorer"
        yield i, Verdict(Step.SCORER, name, reason, round(probability, 4))
    if scene.page.kind is InputKind.TEXT:
        for i, name in companions(scene, scores, CONTENT).items():
            yield i, Verdict(Step.NEIGHBOURS, name)


def score(scene: Scene) -> dict[int, float]:
    """The probability that a block is content, for each position that is left."""
    if not scene.left:
        return {}
    if scene.page.kind is InputKind.HTML:
        shares = agreement(scene.page)
        if shares is not None:
            return {i: shares[i] for i in scene.left}
    found = probabilities(Look(scene.page.blocks, scene.facts, scene.reasons))
    return {i: found[i] for i in scene.left}
