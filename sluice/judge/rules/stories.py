"""Other stories: teasers that break off, and lists of headlines after the article."""

import re
from collections.abc import Iterator

from sluice.judge.columns import prose_in
from sluice.judge.facts import BROKEN_OFF
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason

BREAKS_OFF = re.compile(r"(?:…|\.\.\.)[\s\])>»]*(.{0,40})$")
# WordPress ends an excerpt so (wp_trim_excerpt).
EXCERPT_END = re.compile(r"\[(?:…|\.\.\.|&hellip;)\]\s*$")
# Before so much prose a list of headlines may be the page's content.
ARTICLE_WORDS = 60
SHORTEST_RUN = 3


def cut_off_teaser(state: PageState) -> Iterator[Finding]:
    """A text that breaks off and then says "Read more", in any language of the tables."""
    for i in state.signed(BROKEN_OFF):
        text = state.blocks[i].text
        ending = BREAKS_OFF.search(text[-60:])
        says_more = any(hit.family is Reason.TEASER for hit in state.facts[i].hits)
        if (ending and ending[1] and says_more) or EXCERPT_END.search(text[-12:]):
            yield drop(i, Reason.TEASER, "breaks-off")


def headline_list(state: PageState) -> Iterator[Finding]:
    """Three and more headlines in a row after a text page's last prose.

    On HTML the scorer knows better: there the same list may be a product's data.
    """
    if state.page.kind is InputKind.TEXT and _prose_words(state) >= ARTICLE_WORDS:
        for run in _runs(state, [i for i in state.tail if _is_headline(state, i)]):
            for i in run:
                yield drop(i, Reason.RELATED, "headlines-after-prose")


def _is_headline(state: PageState, i: int) -> bool:
    facts = state.facts[i]
    if not facts.is_headline or facts.hits:
        return False
    return state.blocks[i].kind not in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def _prose_words(state: PageState) -> int:
    return prose_in(state.facts, state.left)


def _runs(state: PageState, chosen: list[int]) -> Iterator[list[int]]:
    """The chosen positions that stand in a row among those left, three and more at a time."""
    picked = set(chosen)
    run: list[int] = []
    for i in (*state.tail, -1) if len(chosen) >= SHORTEST_RUN else ():
        if i in picked:
            run.append(i)
        else:
            if len(run) >= SHORTEST_RUN:
                yield run
            run = []
