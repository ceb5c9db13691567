"""What a publisher asks of its readers at the article's end, in words that no table has.

A phrase table knows wordings. An ask that is worded anew still names the same few things: letters,
that they are received, and who is to receive them (sluice.text.concepts).
"""

from collections.abc import Iterator

from sluice.judge.facts import QUOTING
from sluice.judge.state import Finding, PageState
from sluice.model import BlockKind, Decision, Step
from sluice.reasons import Reason
from sluice.text.concepts import Concept, named

W = Concept
# What an ask names, all of a row; a text whose title names the first of it may be about it.
ASKS: tuple[tuple[Reason, frozenset[Concept]], ...] = (
    (Reason.NEWSLETTER, frozenset((W.LETTERS, W.BID))),
    (Reason.NEWSLETTER, frozenset((W.LETTERS, W.RECEIVED, W.ADDRESS))),
    (Reason.DONATION, frozenset((W.GIFT, W.BACKED, W.READERS))),
)
SUBJECTS = {Reason.NEWSLETTER: W.LETTERS, Reason.DONATION: W.GIFT}
# So many of the last blocks are looked at; a longer one tells something.
LAST, MOST_WORDS = 5, 60
# Beside less text of its own the ask may be what the page is for.
LEAST_BESIDE = 20
HEADING_WORDS = 6
# Where a larger share of the others names the same, the text is about it.
ABOUT = 0.2
QUOTES = frozenset('“”«»„"「」')


def asking(state: PageState) -> Iterator[Finding]:
    """The asks among the last blocks that stay, and a short heading right above one."""
    asks: dict[int, Reason] = {}
    for i in reversed(state.left[-LAST:]):
        reason = _asks_for(state, i)
        if reason:
            asks[i] = reason
        elif state.facts[i].is_prose:
            # Between paragraphs it is told.
            break
    if not asks or not _are_beside(state, asks):
        return
    for i, reason in asks.items():
        for n in (*_heads(state, i), i):
            yield n, Decision(Step.NEIGHBOURS, f"{reason}/asked", reason)


def _asks_for(state: PageState, i: int) -> Reason | None:
    block, words = state.blocks[i], state.facts[i].words
    if words > MOST_WORDS or block.kind in QUOTING or not QUOTES.isdisjoint(block.text):
        return None
    concepts = named(block.text)
    return next((reason for reason, names in ASKS if names <= concepts), None)


def _are_beside(state: PageState, asks: dict[int, Reason]) -> bool:
    """Whether they stand below a text of its own about other things, or are all that is left."""
    others = [i for i in state.left if i not in asks]
    if not any(state.facts[i].ends_sentence for i in others):
        return True
    if sum(state.facts[i].words for i in others) < LEAST_BESIDE:
        return False
    subjects = {SUBJECTS[reason] for reason in asks.values()}
    titles = [state.blocks[i].text for i in state.taken_as(Reason.TITLE)]
    if any(not subjects.isdisjoint(named(t)) for t in (*titles, state.page.declared.title)):
        return False
    about = sum(not subjects.isdisjoint(named(state.blocks[i].text)) for i in others)
    return about <= ABOUT * len(others)


def _heads(state: PageState, i: int) -> Iterator[int]:
    """A short heading right above, unless something else that stays follows the ask."""
    above, is_last = i - 1, i == state.left[-1]
    if above >= 0 and is_last and state.reasons[above] is None:
        is_heading = state.blocks[above].kind is BlockKind.HEADING
        if is_heading and state.facts[above].words <= HEADING_WORDS:
            yield above
