"""Other stories: teasers that break off, and lists of headlines after the article."""

import re
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlsplit

from sluice.judge.columns import of_kind, prose_in
from sluice.judge.facts import BROKEN_OFF, COLONS, HIT, key
from sluice.judge.furniture import furniture, is_bare
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason
from sluice.text.titles import declared_titles

BREAKS_OFF = re.compile(r"(?:…|\.\.\.)[\s\])>»]*(.{0,40})$")
# WordPress ends an excerpt so (wp_trim_excerpt).
EXCERPT_END = re.compile(r"\[(?:…|\.\.\.|&hellip;)\]\s*$")
# It has 55 words by default, and other systems twice as many; a longer text is a story of its own.
EXCERPT_WORDS = 110
# Before so much prose a list of headlines may be the page's content.
ARTICLE_WORDS = 60
SHORTEST_RUN = 3
# So few items, each wholly a link of so many words, are other stories.
LINKED_ITEMS = range(2, 5)
ALL_LINKED, STORY_WORDS, SENTENCE_WORDS = 0.95, 4, 8
# So much prose is an article of its own, below which others may be scrolled to.
OWN_WORDS = 20
# What leads on to another text.
POINTS_ON = (Reason.TEASER, Reason.NAVIGATION)
# The button below a card has few words; a card has its headline, a summary and its button.
BUTTON_WORDS = 5
CARD_LINES = range(2, 5)
# Where more prose follows, the cards are a part of what the page tells: its products, its reports.
BELOW_WORDS = 20


def cut_off_teaser(state: PageState) -> Iterator[Finding]:
    """A text that breaks off and then says "Read more", in any language of the tables."""
    for i in state.signed(BROKEN_OFF):
        if state.facts[i].words > EXCERPT_WORDS:
            continue
        text = state.blocks[i].text
        ending = BREAKS_OFF.search(text[-60:])
        says_more = any(hit.family is Reason.TEASER for hit in state.facts[i].hits)
        if (ending and ending[1] and says_more) or EXCERPT_END.search(text[-12:]):
            yield drop(i, Reason.TEASER, "breaks-off")


def cards(state: PageState) -> Iterator[Finding]:
    """Cards of other stories below the article, each a headline, a summary and the same button."""
    for run in _rows_of_buttons(state):
        step = run[1] - run[0]
        row = range(run[0] - step + 1, run[-1] + 1)
        if row.start >= 0 and _is_row(state, row, step):
            yield from (drop(i, Reason.TEASER, "cards") for i in row if state.reasons[i] is None)


def _rows_of_buttons(state: PageState) -> Iterator[list[int]]:
    """The positions of the same button, two and more times at the same distance of a few lines."""
    run: list[int] = []
    for i in (*filter(lambda i: _is_button(state, i), state.all_signed(HIT)), -1):
        same = bool(run) and i > 0 and state.facts[i].key == state.facts[run[-1]].key
        step = i - run[-1] if run else 0
        if same and step in CARD_LINES and (len(run) < 2 or step == run[1] - run[0]):
            run.append(i)
            continue
        if len(run) > 1:
            yield run
        run = [i]


def _is_button(state: PageState, i: int) -> bool:
    facts = state.facts[i]
    return facts.words <= BUTTON_WORDS and any(hit.family in POINTS_ON for hit in facts.hits)


def _is_row(state: PageState, row: range, step: int) -> bool:
    """Whether each card begins with a headline, and all stand below the article's last prose."""
    facts = state.facts
    if not all(facts[i].is_headline and not facts[i].is_prose for i in row[::step]):
        return False
    before = prose_in(facts, [i for i in state.left if i < row.start])
    below = prose_in(facts, [i for i in state.left if i >= row.stop])
    return before >= max(ARTICLE_WORDS, prose_in(facts, row)) and below <= BELOW_WORDS


def linked_list(state: PageState) -> Iterator[Finding]:
    """A short list of headlines that lead to the site's other pages, between two paragraphs.

    Nothing announces it: no colon, no heading, no other words.
    """
    parents = state.page.elements.parents
    items = of_kind(state.blocks, state.left, BlockKind.LIST_ITEM) if parents else []
    for _, group in groupby(enumerate(items), lambda pair: pair[1] - pair[0]):
        run = [i for _, i in group]
        if len(run) not in LINKED_ITEMS or not all(_leads_to_story(state, i) for i in run):
            continue
        if _is_between_paragraphs(state, run):
            yield from (drop(i, Reason.RELATED, "linked-list") for i in run)


def _leads_to_story(state: PageState, i: int) -> bool:
    block, facts = state.blocks[i], state.facts[i]
    if len(block.links) != 1 or block.link_share < ALL_LINKED or facts.hits:
        return False
    address = urlsplit(block.links[0].href)
    declared = state.page.declared
    own = urlsplit(declared.canonical or dict(declared.meta).get("og:url", "")).hostname
    is_own = not address.scheme or (address.scheme != "mailto" and address.hostname == own)
    told = facts.words >= STORY_WORDS and facts.is_headline and not facts.ends_sentence
    return is_own and told


def _is_between_paragraphs(state: PageState, run: list[int]) -> bool:
    """Whether prose of the element that the list stands in is right above it and right below."""
    parents = state.page.elements.parents
    above, below = run[0] - 1, run[-1] + 1
    if above < 0 or below >= len(state.blocks):
        return False
    for i in (above, below):
        facts = state.facts[i]
        # A paragraph that is one link is told too.
        is_told = facts.is_prose or (facts.words > SENTENCE_WORDS and facts.ends_sentence)
        if (
            not is_told
            or state.reasons[i] is not None
            or state.blocks[i].kind is not BlockKind.PARAGRAPH
        ):
            return False
    around = {parents[state.blocks[i].element] for i in (above, below)}
    lists = {parents[parents[state.blocks[i].element]] for i in run}
    return around == lists and state.facts[above].ends_sentence and not _announces(state, above)


def _announces(state: PageState, i: int) -> bool:
    return state.blocks[i].text.endswith(COLONS)


def scrolled_to(state: PageState) -> Iterator[Finding]:
    """The articles that a page goes on with below its own, each with a title as the page's."""
    elements = state.page.elements
    if elements.tags.count("article") < 2:
        return
    own = _home(state)
    if own is None:
        return
    first, last = state.spans
    past = last[own] + 1
    if prose_in(state.facts, [i for i in state.left if first[own] <= i < past]) < OWN_WORDS:
        return
    beside = frozenset((elements.parents[own], _around(state, own)))
    for element in range(own + 1, len(elements.tags)):
        if elements.tags[element] != "article" or first[element] < past:
            continue
        around = (elements.parents[element], _around(state, element))
        if not beside.isdisjoint(around) and _has_other_title(state, element):
            past = last[element] + 1
            inside = (i for i in range(first[element], past) if state.reasons[i] is None)
            yield from (drop(i, Reason.RELATED, "another-article") for i in inside)


def _home(state: PageState) -> int | None:
    """The article element with the title that the page declares, as its only h1."""
    wanted = frozenset(key(text) for text in declared_titles(state.page.declared))
    elements = state.page.elements
    for i in state.taken_as(Reason.TITLE):
        if not _is_top(state, i) or state.facts[i].key not in wanted:
            continue
        lineage = elements.lineage(state.blocks[i].element)
        home = next((step for step in lineage if elements.tags[step] == "article"), None)
        return None if home is None or _has_other_title(state, home) else home
    return None


def _around(state: PageState, element: int) -> int:
    """What is around the element that an article stands in alone."""
    parents = state.page.elements.parents
    first, last = state.spans
    around = parents[element]
    alone = around >= 0 and (first[around], last[around]) == (first[element], last[element])
    return parents[around] if alone else around


def _is_top(state: PageState, i: int) -> bool:
    return state.blocks[i].kind is BlockKind.HEADING and state.blocks[i].level == 1


def _has_other_title(state: PageState, element: int) -> bool:
    """Whether the element has an h1 that is not the page's title."""
    first, last = state.spans
    inside = range(first[element], last[element] + 1)
    return any(_is_top(state, i) and state.reasons[i] is not Reason.TITLE for i in inside)


def headline_list(state: PageState) -> Iterator[Finding]:
    """Three and more headlines in a row after a text page's last prose, below some furniture.

    Right below the prose such a list is as often the article's: its links, its figures, its code.
    On HTML the scorer knows better: there the same list may be a product's data.
    """
    if state.page.kind is not InputKind.TEXT or _prose_words(state) < ARTICLE_WORDS:
        return
    runs = list(_runs(state, [i for i in state.tail if _is_headline(state, i)]))
    if not runs or is_bare(state):
        return
    last_prose = state.last_prose
    first = min([i for i, _ in furniture(state) if i > last_prose], default=len(state.blocks))
    for run in runs:
        for i in run if run[0] > first else ():
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
