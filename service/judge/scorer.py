"""Which of the blocks that no rule has taken are content, each with a score from 0 to 1.

This is the seat of the learned scorer. Until it is trained, a text page is judged by place and
prose, an HTML page by a second opinion where there is one.
"""

from collections.abc import Iterator

from service.judge.densest import article_run
from service.judge.facts import Finding, Scene
from service.judge.opinion import agreement
from service.model import InputKind, Step, Verdict
from service.reasons import Reason

CONTENT = 0.5


def score(scene: Scene) -> dict[int, float]:
    """The probability that a block is content, for each position that is left."""
    if scene.page.kind is InputKind.HTML:
        shares = agreement(scene.page)
        if shares is not None:
            return {i: shares[i] for i in scene.left}
    inside = set(article_run(scene))
    return {i: float(i in inside) for i in scene.left}


def put_out(scene: Scene) -> Iterator[Finding]:
    """Of a text page the blocks that stand outside its prose, now that others are gone."""
    inside = set(article_run(scene))
    for i in scene.left:
        if i not in inside:
            yield i, Verdict(Step.SCORER, "not_content/scorer", Reason.NOT_CONTENT, 0.0)


def verdicts(scene: Scene) -> Iterator[Finding]:
    """The scorer's word on each block that is left."""
    for i, probability in score(scene).items():
        reason = None if probability >= CONTENT else Reason.NOT_CONTENT
        name = "scorer/content" if reason is None else "not_content/scorer"
        yield i, Verdict(Step.SCORER, name, reason, round(probability, 4))
