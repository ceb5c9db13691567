"""The lines around the title that move to the metadata, and the menu above it."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from sluice.judge.chosen import short_ones
from sluice.judge.columns import among
from sluice.judge.facts import TRAIL, key
from sluice.judge.furniture import is_bare
from sluice.judge.measured import list_begins, measured
from sluice.judge.places import BYLINE, COMMENT
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason
from sluice.text.names import is_name
from sluice.text.words import count_words

# A masthead is a name and a motto; more lines than that are a menu.
MASTHEAD_LINES = 4
MASTHEAD_WORDS = 8
MENU_WORDS = 3
# What stands above the article where a menu is: its first lines tell it from a masthead.
MENU_SIGNS = (Reason.NAVIGATION, Reason.LOGIN, Reason.COOKIE_CONSENT, Reason.SUBSCRIPTION)
SITE_MARK = re.compile(r"\s+[|–—·•»:-]+\s+")
BREADCRUMB = re.compile(r"\s*[>›»→]\s*|\s+[/|•·]\s+")
TRAIL_MARKS = ">›»→/|•·"
STEP_WORDS = 4
MOST_WAYS = 2
BYLINE_WORDS = 20
# "2024-03-05 09:20 Source: Xinhua Editor: Li Na": the day, and who had which part in the story.
CREDITED = re.compile(
    r"\d{1,4}(?:[./-]|年)\d{1,2}(?:[./-]|月)\d{1,4}日?\.?(?:[\s,-]+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:[\s|]+[^\W\d_]{2,12}[:：]\s?[^:：]{1,30}?)+"
)
LONGEST_CREDITED = 120
# A name without a "by" is a byline only just below the title.
NAME_DISTANCE = 3
LONGEST_PARTICLE = 5
# A standfirst is a sentence or two; byline, day and buttons stand between it and the prose.
STANDFIRST_WORDS, BELOW_STANDFIRST = 60, 8


def masthead(state: PageState) -> Iterator[Finding]:
    """The site's name and motto above the title, and the name wherever it stands again alone."""
    names = _site_names(state)
    if state.page.kind is InputKind.TEXT:
        above = _above_title(state)
        own = _repeated(state, above) if _is_menu(state, above) else above
        names |= {state.facts[i].key for i in own}
    # Inside the article the same words are a subheading.
    for i in (*state.head, *state.tail) if names else ():
        if state.facts[i].key in names:
            yield drop(i, Reason.MASTHEAD, "site-name")


def menu(state: PageState) -> Iterator[Finding]:
    """The short lines of a text page's menu, above its title."""
    above = _above_title(state) if state.page.kind is InputKind.TEXT else []
    if _is_menu(state, above):
        for i in above:
            named = any(hit.family is not Reason.FOOTER for hit in state.facts[i].hits)
            if state.facts[i].words <= MENU_WORDS and not named:
                yield drop(i, Reason.NAVIGATION, "menu-above-title")


def breadcrumb(state: PageState) -> Iterator[Finding]:
    """The way from the start page to this one, above the prose: "Home > Culture > Film".

    In an article that is posted alone more than a few such lines are a table's rows.
    """
    ways = list(_ways(state))
    if len(ways) <= MOST_WAYS or not is_bare(state):
        yield from (drop(i, Reason.NAVIGATION, "breadcrumb") for i in ways)


def _ways(state: PageState) -> Iterator[int]:
    for i in state.signed(TRAIL):
        block, facts = state.blocks[i], state.facts[i]
        if block.kind is BlockKind.TABLE_ROW or facts.is_stamp or i >= state.first_prose:
            continue
        # Were no step longer, there would be no more words.
        marks = sum([block.text.count(mark) for mark in TRAIL_MARKS])
        steps = BREADCRUMB.split(block.text) if facts.words <= STEP_WORDS * (marks + 1) else ()
        if len(steps) > 1 and all(count_words(step) <= STEP_WORDS for step in steps):
            yield i


def byline(state: PageState) -> Iterator[Finding]:
    """The line near the title that names the authors."""
    titles = _titles(state)
    elements = bool(state.page.elements.parents)
    for i in (*state.head, *_below_standfirst(state)):
        block, facts = state.blocks[i], state.facts[i]
        named = elements or block.own_names
        marked = named and facts.words <= BYLINE_WORDS and state.places.says(block, BYLINE)
        below_title = bool(titles) and 0 < i - titles[-1] <= NAME_DISTANCE
        if facts.is_byline or marked or (below_title and _is_person(state, i)):
            yield drop(i, Reason.BYLINE, "author-line")


def _is_person(state: PageState, i: int) -> bool:
    """Whether the line is a name, and not one among ingredients ("Eine Prise Muskat").

    Its longer words are capitalized where their script can be.
    """
    text = state.blocks[i].text
    small = (word for word in text.split() if len(word) > LONGEST_PARTICLE and word.islower())
    if not is_name(text) or any(small):
        return False
    listed = measured(state)
    return not listed or i < list_begins(state, listed)


def date_stamp(state: PageState) -> Iterator[Finding]:
    """A line that is a date and nothing else, before or after the prose but not inside it.

    Or below the title a date with the story's source and author.
    """
    below = (title + 1 for title in _titles(state)[-1:])
    for i in (i for i in below if i < len(state.blocks)):
        text = state.blocks[i].text if state.reasons[i] is None else ""
        if text[:1].isdigit() and len(text) <= LONGEST_CREDITED and CREDITED.fullmatch(text):
            yield drop(i, Reason.DATE_STAMP, "credited-date")
    for i in (*state.head, *_below_standfirst(state), *state.tail):
        if not state.facts[i].is_date or _is_of_figures(state, i):
            continue
        if not state.places.says(state.blocks[i], COMMENT):
            yield drop(i, Reason.DATE_STAMP, "date-line")


def _below_standfirst(state: PageState) -> list[int]:
    """The lines between a text page's standfirst and the rest of its prose, with the day there.

    More days further down are headings of a diary or of a list of dates.
    """
    titles = _titles(state) if state.page.kind is InputKind.TEXT else []
    run, facts = state.run, state.facts
    if not titles or not run or facts[run[0]].words > STANDFIRST_WORDS:
        return []
    end = next((n for n, i in enumerate(run[1:], 1) if facts[i].is_prose), len(run))
    lines, rest = run[1:end], run[end:]
    is_head = 0 < len(lines) <= BELOW_STANDFIRST and any(facts[i].is_stamp for i in lines)
    return list(lines) if is_head and not any(facts[i].is_date for i in rest) else []


def _is_of_figures(state: PageState, i: int) -> bool:
    """Whether the line is code, or one of several rows with cells: what is printed, a plan."""
    block = state.blocks[i]
    if block.kind is BlockKind.CODE:
        return True
    beside = state.blocks[max(0, i - 1) : i + 2]
    rows = sum(row.kind is BlockKind.TABLE_ROW and len(row.cells) > 1 for row in beside)
    return len(block.cells) > 1 and rows > 1


def _titles(state: PageState) -> list[int]:
    """The positions of the title above the prose."""
    titles = state.taken_as(Reason.TITLE)
    return [i for i in titles if i < state.first_prose]


def _above_title(state: PageState) -> list[int]:
    titles = _titles(state)
    above = state.left[: bisect_left(state.left, titles[0])] if titles else []
    return short_ones(state.facts, above, MASTHEAD_WORDS)


def _is_menu(state: PageState, above: list[int]) -> bool:
    end = above[-1] if above else 0
    if len(above) > MASTHEAD_LINES or any(state.facts[i].hits for i in above):
        return True
    return bool(among(state.reasons[: end + 1], MENU_SIGNS))


def _repeated(state: PageState, above: list[int]) -> list[int]:
    """Of the lines above the title those that the page says again below."""
    below = {state.facts[i].key for i in state.tail} if above else set()
    return [i for i in above if state.facts[i].key in below and not state.facts[i].hits]


def _site_names(state: PageState) -> set[str]:
    """The site's name as the head declares it: by itself, or beside the title in one line."""
    declared = state.page.declared
    if not declared.title and not declared.meta:
        return set()
    parts = SITE_MARK.split(declared.title)
    beside = (key(part) for part in (parts[0], parts[-1]) if len(parts) > 1)
    names = {key(dict(declared.meta).get("og:site_name", "")), *beside}
    titles = state.taken_as(Reason.TITLE)
    return names - {"", *(state.facts[i].key for i in titles)}
