"""From which probability on a block stays: where the whole body is likely to be most right.

A body is judged by its F1, and to keep a doubtful block costs least where the rest is doubtful too.
The border that is best for the F1 is half of the F1 that it reaches (Lipton, Elkan and Naryanaswamy
2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure"): just under one half on an
article of which the scorer is sure, and less on a shop or a list, which it knows less well. A text
page, on which articles alone were learned and which is judged again and again, keeps one half.
"""

from collections.abc import Mapping

from sluice.judge import columns
from sluice.judge.state import PageState
from sluice.model import InputKind

# The probabilities are no better than the pages that they were learned from: a page unlike all of
# them must not be kept whole.
LEAST, MOST = 0.3, 0.5


def border(state: PageState, scores: Mapping[int, float]) -> float:
    """The least probability of content, 0.3-0.5, with which a block of this page stays."""
    if state.page.kind is InputKind.TEXT:
        return MOST
    return min(MOST, max(LEAST, best_f1(state, scores) / 2))


def best_f1(state: PageState, scores: Mapping[int, float]) -> float:
    """The highest F1 by words, 0-1, to be expected of keeping all blocks from some score on."""
    values = list(scores.values())
    words = [state.facts[i].words for i in scores]
    falling = sorted(range(len(values)), key=values.__getitem__, reverse=True)
    return columns.best_f1(values, words, falling)
