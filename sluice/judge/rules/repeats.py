"""Text that stands on the page already: responsive doubles, pull quotes, openings shown twice."""

from collections.abc import Iterator

from sluice.judge.columns import at
from sluice.judge.facts import QUESTION
from sluice.judge.state import Finding, PageState, drop
from sluice.judge.wording import DOUBLE, KINDS
from sluice.reasons import Reason

# Paragraphs lumped into one block have runs across their borders that stand nowhere else; so many
# stand in one that may hold a whole article again.
LUMP_WORDS = 150
LUMP_SHARE = DOUBLE
# A book may repeat itself; counting it would cost more than it tells.
MOST_CHARACTERS = 1_000_000


def repeated(state: PageState) -> Iterator[Finding]:
    """A block each of whose runs of six words stands elsewhere too; the first of equals stays."""
    if len(state.blocks) < 2:
        return
    # A book's runs are not even looked at.
    doubles = frozenset() if _is_book(state) else state.wording.doubles
    origins = state.origins
    if not doubles or doubles.isdisjoint(at(origins, state.left)):
        return
    runs = state.wording.runs
    chosen = _may_go(state)
    counts = runs.counts(at(origins, chosen))
    first = [i for i in chosen if origins[i] in doubles]
    lumps = {i for i in first if runs.shared(origins[i], counts)[0] >= LUMP_WORDS}
    # Lumps first, then from the end, no longer counting what went: so of equals the first stays.
    for i in sorted(first, key=lambda i: (i not in lumps, -i)):
        # Two questions may have the same answer.
        if i and state.blocks[i - 1].text.endswith(QUESTION):
            continue
        different, shared = runs.shared(origins[i], counts)
        if shared >= (LUMP_SHARE if i in lumps else 1.0) * different:
            runs.take(origins[i], counts)
            yield drop(i, Reason.DUPLICATE, "stands-elsewhere")


def _is_book(state: PageState) -> bool:
    """Whether more is left than can be counted."""
    if state.wording.characters <= MOST_CHARACTERS:
        return False
    own = [state.blocks[i] for i in _may_go(state)]
    return sum([len(block.text) for block in own if block.kind in KINDS]) > MOST_CHARACTERS


def _may_go(state: PageState) -> list[int]:
    """The positions left, those of stanzas aside, which have refrains."""
    stanzas = state.stanzas
    return [i for i in state.left if i not in stanzas] if stanzas else state.left
