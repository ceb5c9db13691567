"""What comes back: prose, where far less is left than stood there, and what was asked for."""

from collections.abc import Iterator, Sequence

from sluice.forms import Comments
from sluice.judge.columns import among, prose_in
from sluice.judge.sections import densest_run, stanzas
from sluice.judge.state import Finding, PageState
from sluice.model import Decision, InputKind, Step
from sluice.reasons import Reason

# Below this share of the prose that no rule has taken, the scorer has lost the article. An HTML
# page may have its content in lists, and prose beside it that is none.
LOST_SHARE = {InputKind.TEXT: 0.15, InputKind.HTML: 0.01}
# Of a text page that is so short nothing needs to be content; an HTML page says more of itself, and
# its only sentence is what it was made for.
FEWEST_WORDS = {InputKind.TEXT: 120, InputKind.HTML: 1}
# A body of so few words is none where the scorer holds each block for less likely than this, or
# than that where it stands in an element named after residue.
PITCH_WORDS, RULED_OUT, DOUBTED = 40, 0.08, 0.3


def restored(state: PageState) -> Iterator[Finding]:
    """The densest run of prose, where the scorer has left next to nothing of it."""
    kind = state.page.kind
    open_to_all = (None, Reason.NOT_CONTENT)
    unruled = among(state.reasons, open_to_all)
    before = prose_in(state.facts, unruled)
    least = LOST_SHARE[kind] * before
    if before < FEWEST_WORDS[kind] or prose_in(state.facts, state.left) >= least:
        return
    run = unruled[slice(*densest_run(unruled, state.worths, stanzas(state.blocks, unruled)))]
    if _is_pitch(state, run):
        return
    for i in run:
        if state.reasons[i] is Reason.NOT_CONTENT:
            yield i, Decision(Step.GUARD, "guard/restored-prose")


def comments_asked_for(state: PageState) -> Iterator[Finding]:
    """Readers' comments, where the caller wants them kept; not their buttons and counters."""
    if state.comments is Comments.KEEP:
        for i in state.taken_as(Reason.COMMENTS):
            if not state.facts[i].hits:
                yield i, Decision(Step.NEIGHBOURS, "comments/asked-for")


def _is_pitch(state: PageState, run: Sequence[int]) -> bool:
    """Whether it is a few words that the scorer rules out: a gallery's newsletter, not its text."""
    words = sum(state.facts[i].words for i in run)
    return words <= PITCH_WORDS and all(state.scores.get(i, 0.0) < _border(state, i) for i in run)


def _border(state: PageState, i: int) -> float:
    return DOUBTED if state.places.reason(state.blocks[i]) else RULED_OUT
