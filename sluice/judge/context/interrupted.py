"""Paragraphs below an interruption, judged as if it did not stand there.

The scorer learned from whole pages, where an advertisement, a teaser or a newsletter's box mostly
ends an article, and it says too little of what comes below one. In a short article they stand
anywhere, and most often before its last paragraph.
"""

from collections.abc import Iterator, Mapping

from sluice.judge import scorer
from sluice.judge.context import rows
from sluice.judge.facts import QUESTION
from sluice.judge.state import PageState
from sluice.reasons import Reason

# What readers pass over between two paragraphs; the others end an article, or begin one.
PASSED_OVER = frozenset(
    (
        *(Reason.TEASER, Reason.RELATED, Reason.ADVERTISEMENT, Reason.NEWSLETTER, Reason.DONATION),
        *(Reason.IMAGE_CAPTION, Reason.MEDIA_PLAYER, Reason.EMBED, Reason.SHARE_BAR),
        *(Reason.SUBSCRIPTION, Reason.APP_PROMPT, Reason.SEPARATOR, Reason.HIDDEN),
    )
)
MOST_PASSED = 6
# A sentence right below what stays is likely enough to be the article's (see keep.last_sentences).
LIKELY = 0.3
# Below a long article stand other stories and terms, and hardly ever its last paragraph: of so many
# words is what stays of a short one.
SHORT = 300
SURELY_NONE = 0.02
FEWEST_HEADLINES = 2


def uninterrupted(
    state: PageState, scores: Mapping[int, float], kept: frozenset[int]
) -> Iterator[int]:
    """A paragraph next below what stays that would stay were no interruption above it."""
    if sum(state.facts[i].words for i in kept) > SHORT:
        return
    below = _told_below(state, scores, kept)
    if state.weights is None or not below:
        return
    last = max(below)
    # What is surely none of the article's says no more of it below than above.
    beneath = range(last + 1, len(state.blocks))[:MOST_PASSED]
    ending = [i for i in beneath if scores.get(i, 0.0) < SURELY_NONE]
    listed = {n for i, above in below.items() for n in range(above + 1, i)}
    passed = [i for i in range(min(kept), last) if _is_passed(state, scores, i) or i in listed]
    passed += ending
    without = _staying_without(state, passed) if passed else frozenset()
    tied = set(kept)
    for i, above in below.items():
        if above in tied and i in without:
            tied.add(i)
            yield i


def _told_below(
    state: PageState, scores: Mapping[int, float], kept: frozenset[int]
) -> dict[int, int]:
    """The doubted sentences next below what stays, each with the block above it."""
    found: dict[int, int] = {}
    first = min(kept)
    for i in scores:
        if i > first and i not in kept and _is_told(state, i):
            above = _above_list(state, i)
            while above > max(first, i - MOST_PASSED) and _is_passed(state, scores, above):
                above -= 1
            if above in kept or above in found:
                found[i] = above
    return found


def _above_list(state: PageState, i: int) -> int:
    """The line above a block, or the marker of the headlines there; below one stands its blurb."""
    above = i - 1
    while above > i - MOST_PASSED and _is_listed(state, above):
        above -= 1
    is_list = i - 1 - above >= FEWEST_HEADLINES and state.reasons[above] in rows.MARKERS
    return above if is_list else i - 1


def _is_listed(state: PageState, i: int) -> bool:
    return state.facts[i].is_headline and state.reasons[i] not in rows.MARKERS


def _is_passed(state: PageState, scores: Mapping[int, float], i: int) -> bool:
    """Whether a rule or the scorer is sure that it is none of the article's."""
    return state.reasons[i] in PASSED_OVER or scores.get(i, 1.0) < SURELY_NONE


def _staying_without(state: PageState, passed: list[int]) -> frozenset[int]:
    """What would stay without these blocks."""
    left_out = frozenset(passed)
    positions = [i for i in range(len(state.blocks)) if i not in left_out]
    alone = state.view(positions)
    # As the scorer found them: it has put some out since.
    alone.reasons = [None if i in state.scores else state.reasons[i] for i in positions]
    alone.changed()
    found = scorer.score(alone)
    return frozenset(positions[n] for n, score in found.items() if score >= LIKELY)


def _is_told(state: PageState, i: int) -> bool:
    facts = state.facts[i]
    is_told = facts.ends_sentence or facts.is_prose
    return is_told and not facts.hits and not state.blocks[i].text.endswith(QUESTION)
