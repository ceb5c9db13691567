"""Text that stands on the page already: responsive doubles, pull quotes, openings shown twice."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sluice.judge.columns import at
from sluice.judge.facts import QUESTION
from sluice.judge.furniture import is_bare
from sluice.judge.state import Finding, PageState, drop
from sluice.judge.wording import DOUBLE, KINDS
from sluice.model import BlockKind, Decision, InputKind, Step
from sluice.reasons import Reason

# Paragraphs lumped into one block have runs across their borders that stand nowhere else; so many
# stand in one that may hold a whole article again.
LUMP_WORDS = 150
LUMP_SHARE = DOUBLE
# A refrain, a dish of a meal plan, a table's unit. Text pages do not tell how a line is made, and
# have many lines twice; what they have three times inside the article is meant.
REFRAIN_WORDS = 16
FEWEST_TWINS, FEWEST_REFRAINS = 2, 3
REFRAIN_WORDS_OF_TEXT = 10
# The last refrain stands below the last prose.
STANZA = 4
# A book may repeat itself; counting it would cost more than it tells.
MOST_CHARACTERS = 1_000_000


def repeated(state: PageState) -> Iterator[Finding]:
    """A block each of whose runs of six words stands elsewhere too; the first of equals stays.

    Of a text without furniture nothing goes: what an author says twice is meant.
    """
    if len(state.blocks) < 2:
        return
    # A book's runs are not even looked at.
    doubles = frozenset() if _is_book(state) else state.wording.doubles
    origins = state.origins
    if not doubles or doubles.isdisjoint(at(origins, state.left)) or is_bare(state):
        return
    runs = state.wording.runs
    chosen = _may_go(state)
    counts = runs.counts(at(origins, chosen))
    first = [i for i in chosen if origins[i] in doubles]
    lumps = {i for i in first if runs.shared(origins[i], counts)[0] >= LUMP_WORDS}
    refrains = _refrains(state)
    # Lumps first, then from the end, no longer counting what went: so of equals the first stays. Of
    # a text's the one among its prose does: a heading, and not its line in the contents above.
    inside = _inside(state)
    for i in sorted(first, key=lambda i: (i not in lumps, i in inside, -i)):
        # Two questions may have the same answer.
        if i and state.blocks[i - 1].text.endswith(QUESTION):
            continue
        if state.facts[i].key in refrains and _may_be_refrain(state, i):
            continue
        different, shared = runs.shared(origins[i], counts)
        if shared >= (LUMP_SHARE if i in lumps else 1.0) * different:
            runs.take(origins[i], counts)
            yield drop(i, Reason.DUPLICATE, "stands-elsewhere")


def last_copies(state: PageState) -> Iterator[Finding]:
    """What went as a double and stands nowhere now, since other steps took what it doubled.

    A contents' line, a summary's sentence or a caption went, and the heading or the paragraph
    that it repeats comes back to those it stands with.
    """
    candidates = [i for i in state.taken_as(Reason.DUPLICATE) if _stands_with_kept(state, i)]
    if not candidates:
        return
    runs, origins = state.wording.runs, state.origins
    counts = runs.counts(at(origins, state.left))
    said = set[str]()
    for i in candidates:
        different, shared = runs.shared(origins[i], counts, 1)
        if state.facts[i].key not in said and shared < DOUBLE * different:
            said.add(state.facts[i].key)
            yield i, Decision(Step.NEIGHBOURS, "company/last-copy")


def _stands_with_kept(state: PageState, i: int) -> bool:
    """Whether it is a heading of what stays, or prose with what stays beside it."""
    block, facts = state.blocks[i], state.facts[i]
    if facts.hits or block.links:
        return False
    beside = [_is_kept_sibling(state, i, n) for n in (i - 1, i + 1)]
    if block.kind is BlockKind.HEADING:
        return beside[1]
    # Of a text nothing tells which lines stand in one element.
    is_enough = any(beside) if state.page.elements.parents else all(beside)
    return is_enough and facts.is_prose and facts.ends_sentence


def _is_kept_sibling(state: PageState, i: int, n: int) -> bool:
    if not 0 <= n < len(state.blocks) or state.reasons[n] is not None:
        return False
    parents, own, other = state.page.elements.parents, *(state.blocks[k].element for k in (i, n))
    return min(own, other) < 0 or own == other or parents[own] == parents[other]


def _refrains(state: PageState) -> frozenset[str]:
    """What short blocks say several times inside the article, by their keys.

    A meal plan has its dishes again, a song its refrain. A paragraph shown twice is longer, and
    what is shown elsewhere, or pulled out of a paragraph, stands in an element of its own.
    """
    parents, run = state.page.elements.parents, state.run
    if not run:
        return frozenset()
    if not parents:
        inside: Iterable[int] = (i for i in state.left if run[0] <= i <= run[-1] + STANZA)
        fewest = FEWEST_REFRAINS
    else:
        first = state.blocks[run[0]].element
        around = parents[first] if first >= 0 else None
        own = ((i, state.blocks[i].element) for i in state.left)
        inside = (i for i, element in own if element >= 0 and parents[element] == around)
        fewest = FEWEST_TWINS
    counts = Counter(state.facts[i].key for i in inside if _may_be_refrain(state, i))
    return frozenset(said for said, times in counts.items() if times >= fewest)


def _may_be_refrain(state: PageState, i: int) -> bool:
    block, facts = state.blocks[i], state.facts[i]
    most = REFRAIN_WORDS if block.element >= 0 else REFRAIN_WORDS_OF_TEXT
    is_short = 0 < facts.words <= most and not facts.hits
    return is_short and not block.links and block.kind is not BlockKind.HEADING


def _inside(state: PageState) -> range:
    """The positions from the first prose of a text page to its last."""
    if state.page.kind is not InputKind.TEXT:
        return range(0)
    return range(state.first_prose, state.last_prose + 1)


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
