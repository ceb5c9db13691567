"""What other people wrote on the page, and what it says of its author."""

import re
from collections.abc import Iterator
from itertools import accumulate, islice

from sluice.judge.facts import SURE
from sluice.judge.places import BYLINE, META
from sluice.judge.state import Finding, PageState, drop
from sluice.model import InputKind
from sluice.reasons import Reason
from sluice.text.names import byline_names

# A counter of comments also stands beside the headline; after so much prose the article is over.
ARTICLE_WORDS = 80
# Where far more prose stands below the line than above it, the line is a link to the comments and
# the article follows; who wrote what is then the scorer's to say.
ARTICLE_SHARE = 0.25
# What may stand below the comments, and ends them.
ENDS_THREAD = (Reason.RELATED, Reason.FOOTER)
PORTRAIT_WORDS, BYLINE_WORDS = 90, 12
LAST_BLOCKS, MOST_CALLED = 3, 8
HEAD_WORDS = 12
HEADS = META | BYLINE
DIGIT = re.compile(r"\d")
# "by Otto » Thu Feb 1, 2024 11:00", as phpBB has it in every language.
SIGNED = re.compile(r"\w » \w.{0,24}\d")


def comment_thread(state: PageState) -> Iterator[Finding]:
    """Everything in a text page after the line that opens its readers' comments."""
    start = _thread_start(state) if state.page.kind is InputKind.TEXT else None
    for i in range(len(state.facts) if start is None else start, len(state.facts)):
        if state.reasons[i] in ENDS_THREAD:
            return
        if state.reasons[i] is None and _is_unnamed(state, i):
            yield drop(i, Reason.COMMENTS, "thread")


def _is_unnamed(state: PageState, i: int) -> bool:
    return all(hit.family is Reason.DATE_STAMP for hit in state.facts[i].hits)


def _thread_start(state: PageState) -> int | None:
    """The position of the line that opens the comments, if any does."""
    facts, reasons = state.facts, state.reasons
    sure = state.all_signed(SURE)
    openers = [i for i in sure if facts[i].hits[0].family is Reason.COMMENTS]
    if not openers:
        return None
    prose = [
        own.words if own.is_prose and reason is None else 0
        for own, reason in zip(facts, reasons, strict=True)
    ]
    enough = max(ARTICLE_WORDS, ARTICLE_SHARE * sum(prose))
    words = list(accumulate(prose))
    return next((i for i in openers if i > state.first_prose and words[i] >= enough), None)


def post_head(state: PageState) -> Iterator[Finding]:
    """The line above a post, as systems name it, with its writer and its time."""
    if not state.page.elements.parents:
        return
    for i in state.places.saying(HEADS, state.blocks):
        block, facts = state.blocks[i], state.facts[i]
        if state.reasons[i] is not None or facts.words > HEAD_WORDS or facts.ends_sentence:
            continue
        names = state.page.elements.names[block.element]
        is_head = "post" in names and "meta" in names and DIGIT.search(block.text)
        if is_head or ("author" in names and SIGNED.search(block.text)):
            yield drop(i, Reason.DATE_STAMP, "post-head")


def author_portrait(state: PageState) -> Iterator[Finding]:
    """The sentences on the author after the article, or below an "about the author"."""
    authors = (*_authors(state), *_named_in_head(state))
    for i in sorted({*_last_blocks(state, authors), *_called_authors(state, authors)}):
        facts = state.facts[i]
        if facts.is_credit or i <= state.first_prose or facts.words > PORTRAIT_WORDS:
            continue
        below = i > 0 and state.reasons[i - 1] is Reason.AUTHOR_BIO
        told = below and _is_of_one_part(state, i)
        if told or state.blocks[i].text.startswith(authors):
            yield drop(i, Reason.AUTHOR_BIO, "portrait")


def _last_blocks(state: PageState, authors: tuple[str, ...]) -> list[int]:
    """The last blocks that are left, and where authors are named the last of prose among them."""
    last = state.left[-LAST_BLOCKS:]
    if authors:
        prose = (i for i in reversed(state.left) if state.facts[i].is_prose)
        last = sorted({*last, *islice(prose, LAST_BLOCKS)})
    return last


def _called_authors(state: PageState, authors: tuple[str, ...]) -> list[int]:
    """The sentences below the article that stand in an element named after authors."""
    if not authors or not state.page.elements.parents:
        return []
    said = state.places.saying(BYLINE, state.blocks)
    # What is around all of the article may be named after its author too.
    if len(said) > MOST_CALLED:
        return []
    return [i for i in said if i > state.first_prose and state.reasons[i] is None]


def _is_of_one_part(state: PageState, i: int) -> bool:
    """Whether the block stands with the line above it, and that is no portrait of its own."""
    parents, blocks = state.page.elements.parents, state.blocks
    if not parents:
        return True
    above, own = blocks[i - 1].element, blocks[i].element
    beside = min(above, own) < 0 or parents[above] == parents[own]
    return beside and not state.facts[i - 1].is_prose


def _authors(state: PageState) -> tuple[str, ...]:
    """The names in the byline, each with the blank that must follow it."""
    lines = (state.blocks[i].text for i in state.taken_as(Reason.BYLINE))
    return tuple(f"{name} " for line in lines for name in byline_names(line))


def _named_in_head(state: PageState) -> Iterator[str]:
    """The two words that begin one of the last blocks and end a line of names above the prose."""
    prose = (i for i in reversed(state.left) if state.facts[i].is_prose)
    told = (state.blocks[i].text.split(maxsplit=2) for i in islice(prose, LAST_BLOCKS))
    names = [f"{words[0]} {words[1]}" for words in told if len(words) > 2]
    names = [name for name in names if name.istitle()]
    bylines = state.taken_as(Reason.BYLINE)
    for i in (*bylines, *state.head) if names else ():
        text, facts = state.blocks[i].text, state.facts[i]
        is_signed = text[:1].isdigit() or state.places.says(state.blocks[i], BYLINE)
        if (is_signed or i in bylines) and facts.words <= BYLINE_WORDS:
            yield from (f"{name} " for name in names if text.endswith(name))
