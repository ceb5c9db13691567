"""What only the neighbours show: hints that a second sign confirms, markers and what follows them.

May overturn the scorer, never a certain rule; may call what a rule took by a better name.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from sluice.judge.columns import among
from sluice.judge.facts import HIT, QUOTING
from sluice.judge.state import Finding, PageState
from sluice.model import BlockKind, Decision, Step
from sluice.reasons import Reason
from sluice.text.phrases import Weight

MARKERS = (Reason.TEASER, Reason.RELATED)
# A marker with its headline on the same line is longer, and complete.
MARKER_WORDS = 5
LONGEST_LIST = 80
MANY_WORDS = 8
# What is said by the words on a button or beside a field.
LABELS = (Reason.COMMENT_FORM, Reason.MEDIA_PLAYER)
ROWS, LINKED = (BlockKind.TABLE_ROW, BlockKind.CODE), 0.5
UNTAKEN = (None, Reason.NOT_CONTENT, Reason.RELATED)


def confirmed_hints(state: PageState) -> Iterator[Finding]:
    """A hint beside a block that went, or outside the prose."""
    for i in state.signed(HIT):
        hint = _hint(state, i)
        if hint is None or _heads_rows(state, i) or _heads_prose(state, i, hint):
            continue
        if _stands_outside(state, i) or _beside_removed(state, i):
            yield i, _decision(hint, "beside-residue")


def inserted_teaser(state: PageState) -> Iterator[Finding]:
    """A marker and a headline on one line between paragraphs: "READ  Minister resigns"."""
    for i in state.signed(HIT):
        block, facts = state.blocks[i], state.facts[i]
        starts = [h for h in facts.hits if h.place == "start" and h.family in MARKERS]
        if starts and facts.is_headline and _is_set_off(block.text, starts[0].phrase):
            yield i, _decision(starts[0].family, "inserted")


def marked_stories(state: PageState) -> Iterator[Finding]:
    """The headlines that belong to a "read also" or "related stories" marker above them."""
    markers = among(state.reasons, MARKERS)
    untaken = among(state.reasons, UNTAKEN) if markers else []
    for i in filter(partial(_is_marker, state), markers):
        stories = list(takewhile(partial(_is_other_headline, state), _below(untaken, i)))
        if state.reasons[i] is Reason.TEASER and stories and _prose_follows(state, stories[-1]):
            # The second may be the article's own subheading.
            stories = stories[:1]
        # One headline belongs to a teaser; a list of them, and its heading, is related stories.
        reason = Reason.RELATED if len(stories) > 1 else state.reasons[i] or Reason.TEASER
        for n in (i, *stories) if stories else ():
            if state.reasons[n] is not reason:
                yield n, _decision(reason, "marker" if n == i else "follows-marker")


def _is_marker(state: PageState, i: int) -> bool:
    facts = state.facts[i]
    return bool(facts.hits) and facts.words <= MARKER_WORDS and not facts.is_prose


def _below(untaken: Sequence[int], i: int) -> Iterator[int]:
    """The positions not far below that no rule has taken for another reason."""
    first = bisect_right(untaken, i)
    return takewhile(lambda n: n <= i + LONGEST_LIST, untaken[first : first + LONGEST_LIST])


def stanzas_together(state: PageState) -> Iterator[Finding]:
    """A stanza that the scorer put out, beside one that stays: a poem is kept whole."""
    blocks = state.blocks
    for i in state.verse:
        if state.reasons[i] is Reason.NOT_CONTENT:
            around = range(max(0, i - 1), min(len(blocks), i + 2))
            beside = [blocks[n] for n in around if state.reasons[n] is None]
            path = state.page.path
            if path(blocks[i]) in [path(b) for b in beside if b.kind is BlockKind.VERSE]:
                yield i, Decision(Step.NEIGHBOURS, "verse/beside-a-kept-stanza")


def _is_other_headline(state: PageState, i: int) -> bool:
    block, facts = state.blocks[i], state.facts[i]
    linked = block.link_share > 0.5
    plain = block.kind not in QUOTING
    unnamed = not facts.hits and not facts.is_stamp
    if block.kind is BlockKind.HEADING and not linked and _prose_follows(state, i):
        return False
    return plain and unnamed and facts.is_headline and (linked or not facts.ends_sentence)


def _prose_follows(state: PageState, i: int) -> bool:
    return i + 1 < len(state.facts) and state.facts[i + 1].is_prose


def _is_set_off(text: str, marker: str) -> bool:
    """Whether the marker is in capitals, or a colon, a bar or a wide blank stands behind it."""
    start, rest = text[: len(marker)], text[len(marker) :]
    if rest.isupper():
        return False
    return (
        start.isupper()
        or rest.lstrip(" ").startswith((":", "：", "|", "–", "- ", "»", ">"))
        or rest.startswith("  ")
    )


def _hint(state: PageState, i: int) -> Reason | None:
    if state.blocks[i].kind in QUOTING:
        return None
    facts = state.facts[i]
    telling = (h for h in facts.hits if h.place == "line" or not facts.is_prose)
    return next((hit.family for hit in telling if hit.weight is Weight.HINT), None)


def _heads_rows(state: PageState, i: int) -> bool:
    """Whether it is the heading of code or of a table that is no menu and stays, as in a manual."""
    if state.blocks[i].kind is not BlockKind.HEADING:
        return False
    below = state.blocks[i + 1 : i + 1 + LONGEST_LIST]
    rows = list(takewhile(lambda block: block.kind in ROWS, below))
    return (
        bool(rows) and state.reasons[i + 1] is None and all(row.link_share < LINKED for row in rows)
    )


def _heads_prose(state: PageState, i: int, hint: Reason) -> bool:
    """Whether it is the heading of words that stay: "Name" in a manual labels no field."""
    if hint not in LABELS or state.blocks[i].kind is not BlockKind.HEADING:
        return False
    if i + 1 >= len(state.facts) or state.reasons[i + 1] is not None:
        return False
    return state.facts[i + 1].is_prose or state.facts[i + 1].words >= MANY_WORDS


def _stands_outside(state: PageState, i: int) -> bool:
    return i < state.first_prose or i > state.last_prose


def _beside_removed(state: PageState, i: int) -> bool:
    around = [state.reasons[n] for n in (i - 1, i + 1) if 0 <= n < len(state.reasons)]
    return any(reason is not None for reason in around)


def _decision(reason: Reason, name: str) -> Decision:
    return Decision(Step.NEIGHBOURS, f"{reason}/{name}", reason)
