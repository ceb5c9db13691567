"""The article's title, which moves to the metadata, and its repeats."""

import re
from collections.abc import Collection, Iterator

from sluice.judge.columns import key_counts, prose_at, saying, title_lines, title_signs
from sluice.judge.facts import CLOCK_TIME, Facts, key
from sluice.judge.furniture import is_bare
from sluice.judge.measured import list_begins, measured
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason
from sluice.text.names import is_marker_alone, is_name
from sluice.text.phrases import Weight
from sluice.text.telling import shares_among
from sluice.text.titles import declared_titles
from sluice.text.words import is_unspaced

TITLE_WORDS = range(2, 36)
KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.VERSE)
# A title may end in ? or !, seldom in a full stop.
ENDS = (".", "。", "।", "۔", ":", "：")
# What speaks for a line, added up; found by trial on golden pages, kept simple on purpose.
LIKELY_TITLE = 0.4
REPEATED = 0.4
HEADING = 0.5
BESIDE_STAMP = 0.3
ALONE = 0.4
# A headline of five words is no section's name; a person's name alone is a byline.
LENGTH, FULL_LENGTH = 0.3, 5
NAME_ALONE = 0.4
# An article that is posted alone may begin with its standfirst, or with a sentence that has lost
# its stop: so long a line needs another sign there.
STANDFIRST_WORDS = 15
NEARNESS = 0.1
# Many text pages begin with what their head declared: the title, a mark, the site's name.
FIRST_LINE = 0.6
SITE_MARK = re.compile(r"\s+[|–—·•»:-]\s+")
# Of two lines the first is the headline, if it has words enough and the prose has some of them. A
# motto and another story's headline share none.
SUBTITLED = 0.3
# In scripts without spaces a section's name is as long as five words of others.
UNSPACED_LENGTH, SOURCE_WORDS = 8, 7
# A line of pieces, or with an hour, is no headline.
PIECED = re.compile(r"[>›»→|]|\s[/·•]\s|\d[:.]\d\d\b")
# One line of prose above it may be a notice's; an article has begun with two.
BELOW_PROSE, PROSE_LINES = 0.4, 2
LONGEST_FIRST = 300
# "2024-03-05 09:20:33 来源：…": the day with its time opens no title.
STAMPED = re.compile(r"\d{1,4}([./-]|年)\d{1,2}([./-]|月)\d{1,4}日?\.?\s*[-,]?\s*\d{1,2}:\d{2}")
# "kl. 18.45": an entry of a live blog.
AT_HOUR = re.compile(r"kl\.?\s?\d{1,2}[:.]\d{2}", re.I)
# As the loops over the lines are told them.
LINES = (TITLE_WORDS.start, TITLE_WORDS.stop, KINDS, ENDS)
# A subject of fewer letters stands in other words, and so far into the prose it is named.
SUBJECT_LETTERS, SUBJECT_WITHIN = 3, 60
SIGNS = (LENGTH, FULL_LENGTH, NAME_ALONE, BESIDE_STAMP, HEADING, BlockKind.HEADING)


def title(state: PageState) -> Iterator[Finding]:
    """The article's title, and every repeat of it."""
    declares = state.page.kind is InputKind.HTML or state.page.declared.title
    index = declared_title(state) if declares else likely_title(state)
    if index is None:
        return
    facts, own = state.facts, state.facts[index].key
    for i in saying(facts, state.left, {own}):
        # Inside the article the same words, as a sentence, are a quotation that gave the title.
        if not (facts[i].ends_sentence and state.first_prose < i < state.last_prose):
            yield drop(i, Reason.TITLE, "headline" if i == index else "repeated")


def declared_title(state: PageState) -> int | None:
    """The block that says what the page's head declares as title; else the only h1."""
    wanted = frozenset(key(text) for text in declared_titles(state.page.declared))
    blocks, facts = state.blocks, state.facts
    headings = [i for i in state.left if blocks[i].kind is BlockKind.HEADING]
    top = [i for i in headings if blocks[i].level == 1]
    for candidates in (top, headings, state.left):
        for i in candidates:
            if facts[i].key in wanted and facts[i].words >= TITLE_WORDS.start:
                return i
    # Below front matter with a title, a text of one section may have one heading at the top.
    has_own = any(name == "title" for name, _ in state.page.declared.fields)
    return top[0] if len(top) == 1 and not has_own else None


def likely_title(state: PageState) -> int | None:
    """The line above a text page's prose that has most of a title's signs; None where none has."""
    if state.last_prose < 0:
        return None
    facts = state.facts
    lines = title_lines(state.blocks, facts, state.head, LINES)
    ingredients = measured(state)
    end = list_begins(state, ingredients) if ingredients else len(facts)
    lines = [i for i in lines if i < end and not _is_named(state, i)]
    candidates = [i for i in lines if not _is_counted(facts, i)]
    if not candidates:
        return _subject(state)
    keys = frozenset([facts[i].key for i in candidates])
    counts = key_counts(facts, range(len(facts)), keys)
    above = key_counts(facts, state.head, keys)
    signs = title_signs(state.blocks, facts, candidates, SIGNS)
    named = _first_line(state)
    begun, bare = _begun(state), is_bare(state)
    scored = []
    shares = _shares(state, candidates)
    for nearness, (i, own, shared) in enumerate(zip(candidates, signs, shares, strict=True)):
        said = facts[i].key
        # Said twice above the article it is the title; said below it too it is the site's name.
        repeated = above[said] > 1 and above[said] == counts[said]
        more = REPEATED * (repeated - (above[said] < counts[said]))
        signed = own[1] > LENGTH or more > 0 or said == named
        if bare and facts[i].words >= STANDFIRST_WORDS and not signed:
            continue
        more += NEARNESS * nearness / len(candidates)
        more += FIRST_LINE * (said == named) - BELOW_PROSE * (i > begun)
        more += BESIDE_STAMP * _is_above_source(facts, i)
        alone = ALONE * (len(candidates) == 1 and i < begun)
        least, most = [signs + shared + more + alone for signs in own]
        scored.append((most, i, least))
    best, index = _best(state, scored)
    if best < LIKELY_TITLE:
        return _subject(state)
    likely = {i for i, shared in zip(candidates, shares, strict=True) if shared >= SUBTITLED}
    if bare and _opens_points(facts, index, likely, candidates):
        return 0
    return _above_subtitle(state, index, likely, frozenset(candidates))


def _begun(state: PageState) -> int:
    """Where so many lines of prose stand above that no title follows them."""
    facts = state.facts
    told = [i for i in state.head if facts[i].is_prose and not facts[i].hits]
    return told[PROSE_LINES - 1] if len(told) >= PROSE_LINES else len(facts)


def _opens_points(
    facts: list[Facts], index: int, likely: Collection[int], candidates: list[int]
) -> bool:
    """Whether the first line is a headline, and the lines to this one are the points below it."""
    is_headline = 0 in likely and facts[0].words >= FULL_LENGTH
    return is_headline and candidates[:index] == list(range(index))


def _is_above_source(facts: list[Facts], i: int) -> bool:
    """Whether a byline or a day stands below a few words that stand below the line."""
    below = facts[i + 1 : i + 3]
    return len(below) > 1 and below[1].is_stamp and below[0].words <= SOURCE_WORDS


def _above_subtitle(
    state: PageState, index: int, likely: Collection[int], candidates: frozenset[int]
) -> int:
    """The headline next above a line that is its subtitle, or a point of it; else that line.

    likely: the lines of which the prose has some of the words, as it has of a headline's.
    """
    above, facts = index - 1, state.facts
    text = state.blocks[above].text if above in likely else ""
    if facts[above].words < (UNSPACED_LENGTH if is_unspaced(text) else FULL_LENGTH):
        return index
    # The way to the page ends with the headline.
    is_other = facts[index].key in facts[above].key or PIECED.search(text) or is_name(text)
    below = index + 1
    while below in candidates:
        below += 1
    return above if text and not is_other and _begins_story(state, below) else index


def _begins_story(state: PageState, i: int) -> bool:
    """Whether a byline, a day or the prose comes next, as below the last line of a head."""
    below = state.facts[i : i + 2]
    begins = any(own.is_stamp or own.signs & CLOCK_TIME for own in below) or any(
        own.is_prose for own in below[:1]
    )
    text = state.blocks[i].text if below else ""
    return begins or is_name(text) or is_marker_alone(text)


def _subject(state: PageState) -> int | None:
    """The first line where it is a word or two that the prose below it begins with ("Mill")."""
    if state.left[:2] != [0, 1]:
        return None
    first, prose = state.facts[:2]
    is_short = first.words < TITLE_WORDS.start and not first.hits and not first.is_stamp
    apart = state.blocks[1].gap > 0 and not state.blocks[1].glued
    if not (is_short and apart and prose.is_prose and len(first.key) >= SUBJECT_LETTERS):
        return None
    return 0 if first.key in prose.key[:SUBJECT_WITHIN] else None


def _best(state: PageState, scored: list[tuple[float, int, float]]) -> tuple[float, int]:
    """The highest score and its line. scored: for each what it has at most, and as a name alone."""
    found: tuple[float, int] | None = None
    for most, i, least in sorted(scored, reverse=True):
        if found is not None and (most, i) < found:
            break
        # To tell a name from a headline takes longer than all the rest.
        own = (least if is_name(state.blocks[i].text) else most), i
        found = max(own, found or own)
    return found or (0.0, -1)


def _is_named(state: PageState, i: int) -> bool:
    """Whether the line is known for something else than a title, or one of a stanza."""
    hits = state.facts[i].hits
    said = any(hit.place == "line" or hit.weight is Weight.SURE for hit in hits)
    key_of, text = state.facts[i].key, state.blocks[i].text
    stamped = key_of[:1].isdigit() and STAMPED.match(text)
    hour = state.facts[i].signs & CLOCK_TIME or (key_of[:2] == "kl" and AT_HOUR.fullmatch(text))
    return said or bool(stamped) or bool(hour) or i in state.stanzas


def _is_counted(facts: list[Facts], i: int) -> bool:
    """Whether a line stands among others that begin with a figure: ingredients, results."""
    if not facts[i].key[:1].isdigit():
        return False
    beside = [*facts[max(0, i - 1) : i], *facts[i + 1 : i + 2]]
    return any(own.key[:1].isdigit() and not own.is_stamp for own in beside)


def _first_line(state: PageState) -> str:
    """The key of the longest part of a page's first line, where it has several."""
    parts = SITE_MARK.split(state.blocks[0].text[:LONGEST_FIRST])
    return key(max(parts, key=len)) if len(parts) > 1 else ""


def _shares(state: PageState, candidates: list[int]) -> list[float]:
    """The share, 0-1, of each candidate's telling words that the page's prose has too."""
    origins = state.origins
    prose = [origins[i] for i in prose_at(state.facts, state.left)]
    return shares_among(state.wording.telling, [origins[i] for i in candidates], prose)
