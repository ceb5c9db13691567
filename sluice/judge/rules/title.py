"""The article's title, which moves to the metadata, and its repeats."""

import re
from collections.abc import Iterator

from sluice.judge.columns import key_counts, prose_at, saying
from sluice.judge.facts import Facts, key
from sluice.judge.state import Finding, PageState, drop
from sluice.metadata.titles import declared_titles
from sluice.model import BlockKind, InputKind
from sluice.reasons import Reason
from sluice.text.names import is_name
from sluice.text.phrases import Weight
from sluice.text.telling import shares_among

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
NEARNESS = 0.1
# Many text pages begin with what their head declared: the title, a mark, the site's name.
FIRST_LINE = 0.6
SITE_MARK = re.compile(r"\s+[|–—·•»:-]\s+")
# One line of prose above it may be a notice's; an article has begun with two.
BELOW_PROSE, PROSE_LINES = 0.4, 2
LONGEST_FIRST = 300


def title(state: PageState) -> Iterator[Finding]:
    """The article's title, and every repeat of it."""
    index = declared_title(state) if state.page.kind is InputKind.HTML else likely_title(state)
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
    return top[0] if len(top) == 1 else None


def likely_title(state: PageState) -> int | None:
    """The line above a text page's prose that has most of a title's signs; None where none has."""
    verse = state.stanzas
    candidates = [i for i in state.head if i not in verse and _may_be_title(state, i)]
    if state.last_prose < 0 or not candidates:
        return None
    facts = state.facts
    keys = frozenset([facts[i].key for i in candidates])
    counts = key_counts(facts, range(len(facts)), keys)
    above = key_counts(facts, state.head, keys)
    named = _first_line(state)
    told = [i for i in state.head if facts[i].is_prose and not facts[i].hits]
    begun = told[PROSE_LINES - 1] if len(told) >= PROSE_LINES else len(facts)
    scored = []
    for nearness, (i, shared) in enumerate(
        zip(candidates, _shares(state, candidates), strict=True)
    ):
        own = state.facts[i].key
        # Said twice above the article it is the title; said below it too it is the site's name.
        repeated = above[own] > 1 and above[own] == counts[own]
        score = _own_signs(state, i) + shared + FIRST_LINE * (own == named)
        score -= BELOW_PROSE * (i > begun)
        score += REPEATED * (repeated - (above[own] < counts[own])) + NEARNESS * nearness / len(
            candidates
        )
        scored.append((score + ALONE * (len(candidates) == 1 and i < begun), i))
    best, index = max(scored)
    return index if best >= LIKELY_TITLE else None


def _own_signs(state: PageState, i: int) -> float:
    block, facts = state.blocks[i], state.facts[i]
    beside = [*state.facts[max(0, i - 1) : i], *state.facts[i + 1 : i + 2]]
    signs = LENGTH * min(1.0, facts.words / FULL_LENGTH) - NAME_ALONE * is_name(block.text)
    signs += BESIDE_STAMP * any(own.is_stamp for own in beside)
    return signs + HEADING * (block.kind is BlockKind.HEADING)


def _is_counted(facts: list[Facts], i: int) -> bool:
    """Whether a line stands among others that begin with a figure: ingredients, results."""
    beside = [*facts[max(0, i - 1) : i], *facts[i + 1 : i + 2]]
    counted = [own.key[:1].isdigit() and not own.is_stamp for own in beside]
    return facts[i].key[:1].isdigit() and any(counted)


def _first_line(state: PageState) -> str:
    """The key of the longest part of a page's first line, where it has several."""
    parts = SITE_MARK.split(state.blocks[0].text[:LONGEST_FIRST])
    return key(max(parts, key=len)) if len(parts) > 1 else ""


def _may_be_title(state: PageState, i: int) -> bool:
    block, facts = state.blocks[i], state.facts[i]
    if facts.words not in TITLE_WORDS or facts.is_stamp or block.kind not in KINDS:
        return False
    if any(hit.place == "line" or hit.weight is Weight.SURE for hit in facts.hits):
        return False
    return not block.text.endswith(ENDS) and not _is_counted(state.facts, i)


def _shares(state: PageState, candidates: list[int]) -> list[float]:
    """The share, 0-1, of each candidate's telling words that the page's prose has too."""
    origins = state.origins
    prose = [origins[i] for i in prose_at(state.facts, state.left)]
    return shares_among(state.wording.telling, [origins[i] for i in candidates], prose)
