"""The lines around the title that move to the metadata, and the menu above it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from itertools import takewhile

from sluice.judge.chosen import short_ones
from sluice.judge.columns import among
from sluice.judge.facts import TRAIL, WORTH_A_LOOK, key
from sluice.judge.furniture import is_bare
from sluice.judge.measured import list_begins, measured
from sluice.judge.places import BYLINE, COMMENT
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason
from sluice.text.names import byline_names, is_name, lowered_names, names_alone
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
# Who is named among so many blocks, or in the first prose, is hardly who wrote it.
MOST_ASKED, FIRST_PROSE = 400, 6
# A standfirst is a sentence or two; byline, day and buttons stand between it and the prose.
STANDFIRST_WORDS, BELOW_STANDFIRST = 60, 8
# Of these a name alone is a part of what they stand in: a heading's list, a recipe, a programme.
IN_PARTS = frozenset("h2 h3 h4 h5 h6 li dt dd th td tr summary".split())
PARTS = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
# So many lines of so few words in a row are a list, of which none is a name.
SHORT_LINES, LINE_WORDS, LINKED = 4, 4, 0.5
# Where authors are named in a page's head.
DECLARED_AUTHORS = frozenset(("author", "article:author", "parsely-author", "dc.creator"))


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
    head = (*state.head, *_below_standfirst(state))
    said = {i for i in head if state.facts[i].is_byline or _is_marked(state, i)}
    said.update(_lowered(state, titles))
    for i in head:
        below_title = bool(titles) and 0 < i - titles[-1] <= NAME_DISTANCE
        if i in said or (below_title and _is_person(state, i) and not _is_of_list(state, i, said)):
            yield drop(i, Reason.BYLINE, "author-line")


def _lowered(state: PageState, titles: list[int]) -> Iterator[int]:
    """The byline right below the title in a text that has lost its capitals."""
    if not titles or not state.blocks[titles[-1]].text.islower():
        return
    near = range(titles[-1] + 1, titles[-1] + 1 + NAME_DISTANCE)
    for i in state.signed(WORTH_A_LOOK):
        if i in near and lowered_names(state.blocks[i].text):
            prose = (state.blocks[n].text for n in state.run[:NAME_DISTANCE])
            if all(map(str.islower, prose)):
                yield i


def _is_marked(state: PageState, i: int) -> bool:
    """Whether its names, or those around it, say that it is the authors' line."""
    block = state.blocks[i]
    named = state.page.elements.parents or block.own_names
    return bool(named and state.facts[i].words <= BYLINE_WORDS and state.places.says(block, BYLINE))


def _is_of_list(state: PageState, i: int, said: Set[int]) -> bool:
    """Whether a line that is like a name is a heading, an item, or the first of several.

    said: the lines that are surely the authors'; other words than theirs name nobody.
    """
    beside = [n for n in (i - 1, i + 1) if 0 <= n < len(state.facts)]
    if any(state.facts[n].is_date for n in beside) or _is_of_title(state, i):
        return False
    if state.blocks[i].text.isupper() and not said.isdisjoint(beside):
        # Below the line of a site's account stands who wrote the story.
        return False
    if _is_part(state, i) or _heads_list(state, i):
        return True
    return _is_of_lines(state, i) or _names_others(state, i, said)


def _is_of_title(state: PageState, i: int) -> bool:
    """Whether the title above says the same words, and more."""
    own = state.facts[i].key
    return any(own in state.facts[n].key for n in _titles(state)[-1:])


def _heads_list(state: PageState, i: int) -> bool:
    """Whether an item or a row of the article's own stands right below."""
    return (
        i + 1 < len(state.blocks)
        and state.blocks[i + 1].kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        and _is_plain_line(state, i + 1)
    )


def _is_part(state: PageState, i: int) -> bool:
    block, tags = state.blocks[i], state.page.elements.tags
    return block.kind in PARTS or (block.element >= 0 and tags[block.element] in IN_PARTS)


def _is_of_lines(state: PageState, i: int) -> bool:
    """Whether several short lines like it stand in a row with it."""
    path = state.page.path(state.blocks[i])

    def is_like(n: int) -> bool:
        is_short = state.facts[n].words <= LINE_WORDS and _is_plain_line(state, n)
        return is_short and state.page.path(state.blocks[n]) == path

    above = takewhile(is_like, range(i - 1, max(-1, i - SHORT_LINES), -1))
    below = takewhile(is_like, range(i + 1, min(len(state.blocks), i + SHORT_LINES)))
    return 1 + len([*above, *below]) >= SHORT_LINES


def _is_plain_line(state: PageState, i: int) -> bool:
    """Whether a line says nothing of the page around the article, and leads nowhere."""
    block, facts = state.blocks[i], state.facts[i]
    is_named = facts.hits or facts.is_stamp or facts.is_prose or state.reasons[i] is Reason.TITLE
    return not is_named and block.link_share < LINKED and block.kind is not BlockKind.VERSE


def _names_others(state: PageState, i: int, said: Set[int]) -> bool:
    """Whether the page names its authors elsewhere, with no word of this line."""
    named = [name for n in said if n != i for name in byline_names(state.blocks[n].text)]
    for name, content in state.page.declared.meta:
        if name in DECLARED_AUTHORS and is_name(content):
            named.append(content)
    words = set(state.blocks[i].text.casefold().split())
    return bool(named) and words.isdisjoint(
        word for name in named for word in name.casefold().split()
    )


def _is_person(state: PageState, i: int) -> bool:
    """Whether the line is a name, and not one among ingredients ("Eine Prise Muskat").

    Its longer words are capitalized where their script can be.
    """
    text = state.blocks[i].text
    small = (word for word in text.split() if len(word) > LONGEST_PARTICLE and word.islower())
    is_one = is_name(text) and len(names_alone(text)) < 2
    if not (is_one or _are_people(state, i)) or any(small):
        return False
    listed = measured(state)
    return not listed or i < list_begins(state, listed)


def _are_people(state: PageState, i: int) -> bool:
    """Whether the line is several names that the prose has not, or one without a blank by a day.

    Two lands look like two names, and the article is about them; a section stands in the menu too.
    """
    names = names_alone(state.blocks[i].text)
    if not names:
        return False
    is_whole = " " not in names[0]
    if is_whole and not _is_dated(state, i):
        return False
    asked = range(min(len(state.blocks), MOST_ASKED)) if is_whole else state.run[:FIRST_PROSE]
    others = (state.blocks[n].text for n in asked if n != i)
    return not any(name in text for text in others for name in names)


def _is_dated(state: PageState, i: int) -> bool:
    beside = (n for n in (i - 1, i + 1) if 0 <= n < len(state.facts))
    return any(state.facts[n].is_date for n in beside)


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
