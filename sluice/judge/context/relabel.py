"""A better name than "not content" for what the scorer put out, where its place states one."""

from collections.abc import Iterator

from sluice.judge.chosen import told_of
from sluice.judge.state import Finding, PageState
from sluice.model import Decision, Step
from sluice.reasons import Reason

LINKED = 0.8
ANYWHERE = (Reason.FOOTER, Reason.NAVIGATION, Reason.LOGIN, Reason.TEASER)
BY_PLACE = {name: Decision(Step.NEIGHBOURS, f"{name}/by-place", name) for name in Reason}


def named(state: PageState) -> Iterator[Finding]:
    """A name for each block whose last decision is the scorer's "not content"."""
    put_out = state.taken_as(Reason.NOT_CONTENT)
    if put_out and not state.page.elements.parents:
        put_out = told_of(state.blocks, state.facts, put_out)
    for i in put_out:
        name = _name(state, i)
        if name:
            yield i, BY_PLACE[name]


def _name(state: PageState, i: int) -> Reason | None:
    block, hits = state.blocks[i], state.facts[i].hits
    if block.hidden:
        return Reason.HIDDEN
    place = state.places.reason(block)
    wording = hits[0].family if hits else None
    # "Contact" or "Sign up" stand everywhere; the place says which they are.
    if place is None and block.link_share >= LINKED and i < state.first_prose:
        place = Reason.NAVIGATION
    return place or wording if wording in ANYWHERE else wording or place
