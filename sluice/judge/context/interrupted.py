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
from sluice.model import BlockKind
from sluice.reasons import Reason

# What readers pass over between two paragraphs; the others end an article, or begin one.
PASSED_OVER = frozenset(
    (
        *(Reason.TEASER, Reason.RELATED, Reason.ADVERTISEMENT, Reason.NEWSLETTER, Reason.DONATION),
        *(Reason.IMAGE_CAPTION, Reason.MEDIA_PLAYER, Reason.EMBED, Reason.SHARE_BAR),
        *(Reason.SUBSCRIPTION, Reason.APP_PROMPT, Reason.SEPARATOR, Reason.HIDDEN),
    )
)
# Of these are a box's heading and its button; a sentence between them says what it offers.
BOXED = frozenset(
    (Reason.NEWSLETTER, Reason.SUBSCRIPTION, Reason.LOGIN, Reason.APP_PROMPT, Reason.DONATION)
)
LABELS = frozenset((Reason.ADVERTISEMENT, *rows.MARKERS))
MOST_PASSED = 6
OPENING_WORDS, HEAD_LINES = 15, 2
# A sentence right below what stays is likely enough to be the article's (see keep.last_sentences).
LIKELY = 0.3
# Below a long article stand other stories and terms, and hardly ever its last paragraph: of so many
# words is what stays of a short one.
SHORT = 300
SURELY_NONE = 0.02
# A line of a form or a box that a rule has begun is hardly better.
UNLIKELY, FORM_WORDS = 0.1, 6
FEWEST_HEADLINES = 2


def uninterrupted(
    state: PageState, scores: Mapping[int, float], kept: frozenset[int]
) -> Iterator[int]:
    """A paragraph next below what stays that would stay were no interruption above it."""
    below = _told_below(state, scores, kept) if _is_short(state, kept) else {}
    below |= _heading_below(state, scores, kept)
    if state.weights is None or not below:
        return
    last = max(below)
    # What is surely none of the article's says no more of it below than above.
    beneath = range(last + 1, len(state.blocks))[:MOST_PASSED]
    ending = [i for i in beneath if scores.get(i, 0.0) < SURELY_NONE]
    between = {n for i, above in below.items() for n in range(above + 1, i)}
    passed = [i for i in range(min(kept), last) if _is_passed(state, scores, i) or i in between]
    passed = [i for i in passed if i not in below] + ending
    without = _staying_without(state, passed) if passed else frozenset()
    tied = set(kept)
    for i, above in below.items():
        is_headed = _is_told(state, i) or i + 1 in kept or i + 1 in without
        if above in tied and i in without and is_headed:
            tied.add(i)
            yield i


def opening_paragraphs(
    state: PageState, scores: Mapping[int, float], kept: frozenset[int]
) -> Iterator[int]:
    """A doubted paragraph below a day or a byline, right above one that stays, below others.

    So the second of two articles in one text begins.
    """
    first = min(kept)
    for i, score in scores.items():
        if score < LIKELY or i in kept or i <= first or i + 1 not in kept:
            continue
        facts = state.facts[i]
        is_told = facts.is_prose and facts.words >= OPENING_WORDS and _is_told(state, i)
        if is_told and state.facts[i + 1].is_prose and _is_signed(state, i):
            yield i


def _is_signed(state: PageState, i: int) -> bool:
    """Whether a day or a byline stands close above."""
    return any(own.is_date or own.is_byline for own in state.facts[i - HEAD_LINES : i])


def _is_short(state: PageState, kept: frozenset[int]) -> bool:
    return sum(state.facts[i].words for i in kept) <= SHORT


def _told_below(
    state: PageState, scores: Mapping[int, float], kept: frozenset[int]
) -> dict[int, int]:
    """The doubted sentences next below what stays, each with the block above it."""
    found: dict[int, int] = {}
    first = min(kept)
    for i in scores:
        if i <= first or i in kept or not _is_told(state, i) or _is_boxed(state, i):
            continue
        above = _above_passed(state, scores, _above_list(state, i) + 1)
        if above > first and above in scores and above not in kept:
            top = _above_heading(state, scores, above)
            if top in kept or top in found:
                found.setdefault(above, top)
        if above in kept or above in found:
            found[i] = above
    return found


def _is_boxed(state: PageState, i: int) -> bool:
    beside = [state.facts[n].hits for n in (i - 1, i + 1) if n < len(state.facts)]
    return len(beside) > 1 and all(any(hit.family in BOXED for hit in hits) for hits in beside)


def _heading_below(
    state: PageState, scores: Mapping[int, float], kept: frozenset[int]
) -> dict[int, int]:
    """The doubted headings of prose that stays, next below an interruption."""
    found: dict[int, int] = {}
    first = min(kept)
    for i in scores:
        if i > first and i not in kept and i + 1 in kept:
            above = _above_heading(state, scores, i)
            if above in kept:
                found[i] = above
    return found


def _above_heading(state: PageState, scores: Mapping[int, float], i: int) -> int:
    """The block above the interruption right above a heading; -1 where it is none, or has none."""
    above = _above_passed(state, scores, i) if _is_heading(state, i) else -1
    return above if above < i - 1 else -1


def _is_heading(state: PageState, i: int) -> bool:
    facts = state.facts[i]
    is_head = facts.is_headline or state.blocks[i].kind is BlockKind.HEADING
    return is_head and not facts.hits and not facts.is_stamp and _is_told(state, i + 1)


def _above_passed(state: PageState, scores: Mapping[int, float], i: int) -> int:
    """The block above one, without the interruption between them.

    Of a form or a box the rules know one line, and the others stand right below it.
    """
    above, known = i - 1, i - 1
    while above > max(-1, i - 1 - MOST_PASSED):
        if _is_passed(state, scores, above):
            known = above - 1
        elif not _is_of_form(state, scores, above):
            break
        above -= 1
    return known


def _is_of_form(state: PageState, scores: Mapping[int, float], i: int) -> bool:
    facts = state.facts[i]
    is_small = scores.get(i, 1.0) < UNLIKELY and facts.words <= FORM_WORDS
    # "Back to top" ends an article.
    is_other = any(hit.family not in PASSED_OVER for hit in facts.hits)
    return is_small and not is_other and not _is_told(state, i)


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
    """Whether a rule or the scorer is sure that it is none of the article's, or a label says so."""
    score = scores.get(i, 1.0)
    if state.reasons[i] in PASSED_OVER or score < SURELY_NONE:
        return True
    # Other hints are as often lines of a box, which is the paragraph's own.
    hits = state.facts[i].hits if score < LIKELY else ()
    return any(hit.family in LABELS for hit in hits)


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
