"""Which of the blocks that no rule has taken are content, each with a score from 0 to 1.

Both kinds of page are scored by forests that tools/train has grown; on HTML a second opinion is
asked where they are unsure.
"""

from collections.abc import Iterator, Mapping

from service.judge.border import border
from service.judge.company import companions
from service.judge.facts import Finding, Scene
from service.judge.learned import html, text
from service.judge.learned.signals import Look
from service.judge.opinion import seconded
from service.model import InputKind, Step, Verdict
from service.reasons import Reason


def verdicts(scene: Scene) -> Iterator[Finding]:
    """The scorer's word on each block that is left, and the company that overturns it."""
    scores = score(scene)
    content = border(scene, scores)
    for i, probability in scores.items():
        reason = None if probability >= content else Reason.NOT_CONTENT
        name = "scorer/content" if reason is None else "not_content/scorer"
        yield i, Verdict(Step.SCORER, name, reason, round(probability, 4))
    for i, name in companions(scene, scores, content).items():
        yield i, Verdict(Step.NEIGHBOURS, name)


def score(scene: Scene) -> Mapping[int, float]:
    """The probability that a block is content, for each position that is left."""
    if not scene.left:
        return {}
    look = Look(scene.page.blocks, scene.facts, scene.reasons)
    if scene.page.kind is InputKind.HTML:
        found = html.probabilities(look, scene.page.declared)
        return seconded(scene, {i: found[i] for i in scene.left})
    found = text.probabilities(look)
    return {i: found[i] for i in scene.left}
