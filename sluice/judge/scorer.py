"""Which of the blocks that no rule has taken are content, each with a score from 0 to 1.

Both kinds of page are scored by forests that tools/train has grown; on HTML a second opinion is
asked where they are unsure.
"""

from collections.abc import Iterator, Mapping

from sluice.features import html, text
from sluice.features.signals import Look
from sluice.judge.context.keep import companions
from sluice.judge.facts import Finding, Scene
from sluice.judge.threshold import border
from sluice.judge.trafilatura_vote import seconded
from sluice.model import InputKind, Step, Verdict
from sluice.reasons import Reason
from sluice.resources import Resources


def verdicts(resources: Resources, scene: Scene) -> Iterator[Finding]:
    """The scorer's word on each block that is left, and the company that overturns it."""
    scores = score(resources, scene)
    content = border(scene, scores)
    for i, probability in scores.items():
        reason = None if probability >= content else Reason.NOT_CONTENT
        name = "scorer/content" if reason is None else "not_content/scorer"
        yield i, Verdict(Step.SCORER, name, reason, round(probability, 4))
    for i, name in companions(scene, scores, content).items():
        yield i, Verdict(Step.NEIGHBOURS, name)


def score(resources: Resources, scene: Scene) -> Mapping[int, float]:
    """The probability that a block is content, for each position that is left."""
    if not scene.left:
        return {}
    look = Look(scene.page.blocks, scene.facts, scene.reasons, scene.page.elements)
    if scene.page.kind is InputKind.HTML:
        found = html.probabilities(look, scene.page.declared, resources.html)
        return seconded(scene, {i: found[i] for i in scene.left})
    found = text.probabilities(look, resources.text)
    return {i: found[i] for i in scene.left}
