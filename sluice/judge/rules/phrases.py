"""A line that a sure phrase of the tables takes."""

from collections.abc import Iterator

from sluice.judge.facts import QUOTING, SURE
from sluice.judge.state import Finding, PageState, drop
from sluice.model import Shape
from sluice.reasons import Reason

# A caption before its credit; a line of which most is residue.
CAPTION_WORDS = 60
MOST = 0.6
# Families whose labels are also words that a sentence may begin with.
LABELS = (Reason.TAGS, Reason.NEWSLETTER, Reason.SHARE_BAR, Reason.AUTHOR_BIO, Reason.EMBED)


def sure_phrase(state: PageState) -> Iterator[Finding]:
    """A phrase that is enough alone, at its place in a line short enough for it."""
    for i in state.signed(SURE):
        phrase = state.facts[i].hits[0]
        if state.blocks[i].kind not in QUOTING and not _is_told(state, i):
            yield drop(i, phrase.family, phrase.name)


def _is_told(state: PageState, i: int) -> bool:
    """Whether a label and a colon begin a sentence of the article (Tags: the white ones ...)."""
    phrase = state.facts[i].hits[0]
    label = phrase.phrase.endswith(":") and phrase.family in LABELS
    return label and state.facts[i].is_prose and state.first_prose < i < state.last_prose


def same_line(state: PageState) -> Iterator[Finding]:
    """The rest of a line whose credit or most of whose words a sure phrase has taken."""
    facts, reasons = state.facts, state.reasons
    # Of a text on one line it is not known where its lines ended, save that prose is no rest.
    is_one_line = Shape.ONE_LINE in state.page.shape
    for line in _cut_lines(state):
        taken = [i for i in line if reasons[i] not in (None, Reason.NOT_CONTENT)]
        reason = reasons[taken[-1]] if taken else None
        words = sum(facts[i].words for i in line)
        caption = reason is Reason.IMAGE_CAPTION and words <= CAPTION_WORDS
        if reason and (caption or sum(facts[i].words for i in taken) >= MOST * words):
            rest = (i for i in line if reasons[i] is None)
            stays = is_one_line and not caption
            rest = (i for i in rest if not (stays and facts[i].is_prose))
            yield from (drop(i, reason, "same-line") for i in rest)


def _cut_lines(state: PageState) -> Iterator[list[int]]:
    """The positions of each line that was cut into pieces; a seam is the end of one."""
    line: list[int] = []
    for i in state.glued:
        if not state.blocks[i].seamless:
            if line and line[-1] == i - 1:
                line.append(i)
                continue
            if line:
                yield line
            line = [i - 1, i] if i else []
    if line:
        yield line
