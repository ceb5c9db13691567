"""Which of the blocks that no rule has taken are content, each with a score from 0 to 1.

Both kinds of page are scored by forests that tools/train has grown; on HTML a second opinion is
asked where they are unsure.
"""

from collections.abc import Mapping
from functools import lru_cache

from sluice.features.matrix import Look
from sluice.features.scoring import html_probabilities, text_probabilities
from sluice.judge.state import Finding, PageState
from sluice.judge.threshold import border
from sluice.judge.trafilatura_vote import seconded
from sluice.model import Decision, InputKind, Step
from sluice.reasons import Reason

# Probabilities have so many digits, so that there are few decisions, each of which is made once.
DIGITS = 4
MOST_VERDICTS = 10**DIGITS + 1


def decisions(state: PageState) -> list[Finding]:
    """The scorer's word on each block that is left, which the state remembers."""
    shown, positions = state.shown
    shown.scores = dict(score(shown))
    shown.content = border(shown, shown.scores)
    content = shown.content
    return [
        (positions[n], (_kept if probability >= content else _put_out)(probability))
        for n, probability in shown.scores.items()
    ]


@lru_cache(maxsize=MOST_VERDICTS)
def _kept(probability: float) -> Decision:
    return Decision(Step.SCORER, "scorer/content", None, round(probability, DIGITS))


@lru_cache(maxsize=MOST_VERDICTS)
def _put_out(probability: float) -> Decision:
    rule = "not_content/scorer"
    return Decision(Step.SCORER, rule, Reason.NOT_CONTENT, round(probability, DIGITS))


def score(state: PageState) -> Mapping[int, float]:
    """The probability that a block is content, for each position that is left.

    Raises ValueError for a page that has no weights.
    """
    if not state.left:
        return {}
    if state.weights is None:
        raise ValueError("a page without weights cannot be scored")
    look = Look(state.blocks, state.facts, state.reasons, state.page.elements, state.measures)
    if state.page.kind is InputKind.HTML:
        found = html_probabilities(look, state.page.declared, state.weights)
        return seconded(state, {i: found[i] for i in state.left})
    found = text_probabilities(look, state.weights)
    return {i: found[i] for i in state.left}
