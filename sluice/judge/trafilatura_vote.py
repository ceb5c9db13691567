"""A second opinion on HTML where the scorer is unsure, and its say.

It knows articles; what lists and shops hold, the scorer knows better.
"""

from collections.abc import Mapping

from sluice.features.own import PROSE_WORDS
from sluice.judge.facts import Facts
from sluice.judge.state import PageState

# The scorer's doubt of the words that it keeps, 0-1, from which another opinion is worth its price;
# the share of prose in them from which the page may be an article; and the opinion's say.
UNSURE = 0.25
PROSE_SHARE = 0.85
SAY = 0.35
DIGITS = 4
# Of a sentence or two it knows nothing that the scorer does not.
FEWEST_WORDS = 30

Scores = Mapping[int, float]


def seconded(scene: PageState, scores: Scores) -> Scores:
    """The probabilities of content, with the opinion's say where the scorer is unsure."""
    opinion = scene.second_opinion
    shared = opinion(scene.page) if opinion and is_wanted(scene, scores) else None
    if shared is None:
        return scores
    return {i: round((1 - SAY) * p + SAY * shared[i], DIGITS) for i, p in scores.items()}


def is_wanted(scene: PageState, scores: Scores) -> bool:
    """Whether the scorer doubts what it would keep, and that is mostly prose."""
    kept = {i: p * scene.facts[i].words for i, p in scores.items()}
    whole = sum(kept.values())
    doubt = sum(words * (1 - scores[i]) for i, words in kept.items())
    prose = sum(words for i, words in kept.items() if _is_prose(scene.facts[i]))
    if doubt < UNSURE * whole or whole <= 0 or prose < PROSE_SHARE * whole:
        return False
    return sum(scene.facts[i].words for i in scores) >= FEWEST_WORDS


def _is_prose(facts: Facts) -> bool:
    return facts.words >= PROSE_WORDS or facts.ends_sentence
