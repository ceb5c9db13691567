"""Guard against silent loss: when far less is left than the prose that stood there, step back."""

from collections.abc import Iterator

from sluice.judge.columns import among, prose_in
from sluice.judge.sections import densest_run, stanzas
from sluice.judge.state import Finding, PageState
from sluice.model import InputKind, Step, Verdict
from sluice.reasons import Reason

# Below this share of the prose that no rule has taken, the scorer has lost the article. An HTML
# page may have its content in lists, and prose beside it that is none.
LOST_SHARE = {InputKind.TEXT: 0.15, InputKind.HTML: 0.01}
# Of a text page that is so short nothing needs to be content; an HTML page says more of itself, and
# its only sentence is what it was made for.
FEWEST_WORDS = {InputKind.TEXT: 120, InputKind.HTML: 1}


def restored(state: PageState) -> Iterator[Finding]:
    """The densest run of prose, where the scorer has left next to nothing of it."""
    kind = state.page.kind
    open_to_all = (None, Reason.NOT_CONTENT)
    unruled = among(state.reasons, open_to_all)
    before = prose_in(state.facts, unruled)
    least = LOST_SHARE[kind] * before
    if before < FEWEST_WORDS[kind] or prose_in(state.facts, state.left) >= least:
        return
    run = densest_run(unruled, state.worths, stanzas(state.blocks, unruled))
    for i in unruled[slice(*run)]:
        if state.reasons[i] is Reason.NOT_CONTENT:
            yield i, Verdict(Step.GUARD, "guard/restored-prose")
