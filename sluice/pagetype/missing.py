"""Whether a page says that it is not there, however much of the site stands around that.

An error page as a site frames it has a menu, a search, recent posts and a banner. Its headline or
title says that nothing was found, often in a class of the body too; and what else it says of its
own is a sentence or two to its reader. An article about such pages goes on from there.
"""

import re
from collections.abc import Iterator

from sluice.model import InputKind
from sluice.pagetype.gate_markup import named_gates
from sluice.pagetype.gates import asks, asks_consent, says_error, tells_news
from sluice.pagetype.main_part import OTHER_PARTS, headline_of, score_of
from sluice.pagetype.reading import Reading
from sluice.reasons import Reason
from sluice.text.concepts import Concept, named
from sluice.text.titles import parts
from sluice.text.words import count_words, sentences

# Classes by which systems tell such a page from others.
MARKS = (
    *("error404", "error-404", "is-404", "page-404", "error_404", "page-not-found"),
    *("page404", "pagenotfound", "template-404", "404-page", "http-404", "404-error"),
)
CLASS = re.compile(
    rf"<(?:body|main|section|article|div)\b[^<>]{{0,300}}\b(?:class|id)\s*=\s*[\"'][^\"'<>]{{0,600}}"
    rf"(?<![\w-])(?:{'|'.join(map(re.escape, MARKS))})(?![\w-])",
    re.I,
)
MARKUP = 300_000
QUOTES = re.compile(r"[«»“”„\"「」『』]")
# A longer headline tells something; a label says nothing of an article.
HEAD_WORDS, LABEL_WORDS = 14, 4
LINKED_SHARE = 0.5
# Words that may stand beside for each sign; where all signs are there, stories may.
WORDS_A_SIGN, MOST_WORDS = 8, 420
FEWEST_SIGNS, MOST_SAYING = 2, 2
# So short is what a class alone is asked about.
LONGEST = 60
# A paragraph so long of which the scorer is so sure.
STORY_WORDS, SURELY = 20, 0.95
UNNAMED = (None, Reason.NOT_CONTENT)


def is_missing(reading: Reading) -> bool:
    """Whether the page says that it is not there, and says little else of its own."""
    if reading.page.kind is not InputKind.HTML or reading.kept_words > MOST_WORDS:
        return False
    head = headline_of(reading)
    headed = head is not None and _is_head_of_error(reading.blocks[head].text)
    titled = _is_head_of_error(reading.declared.title)
    marked = (headed or titled or reading.kept_words <= LONGEST) and _is_marked(reading.page.html)
    if not (headed or titled or marked) or (headed and titled and marked):
        return headed and titled and marked
    if not marked and any(_is_story(reading, i) for i in reading.kept):
        return False
    spoken = list(_own_sentences(reading))
    beside = [s for s in spoken if not says_error(s) and not asks_consent(s)]
    saying = min(MOST_SAYING, sum(map(says_error, spoken)))
    if not marked and any(map(tells_news, beside)):
        return False
    signs = headed + titled + marked + saying
    return signs >= FEWEST_SIGNS and sum(map(_weight, beside)) <= WORDS_A_SIGN * signs


def _is_story(reading: Reading, i: int) -> bool:
    """Whether a block is surely an article's paragraph, and says nothing of an error."""
    text = reading.blocks[i].text
    is_long = reading.words[i] >= STORY_WORDS and score_of(reading, i) >= SURELY
    return is_long and not any(map(says_error, sentences(text)))


def _is_head_of_error(text: str) -> bool:
    """Whether a headline, or a part of a title, says that nothing is there, and quotes nobody."""
    return not QUOTES.search(text) and any(
        count_words(part) <= HEAD_WORDS and says_error(part)
        for title in (text, *parts(text))
        for part in (title, *sentences(title))
    )


def _is_marked(html: str) -> bool:
    """Whether a part of the page has a class of error pages."""
    html = html[:MARKUP]
    lower = html.lower() if "404" in html or "not" in html else ""
    return any(mark in lower for mark in MARKS) and bool(CLASS.search(lower))


def _own_sentences(reading: Reading) -> Iterator[str]:
    """What the page says of its own: no links, no headings of lists, no banner."""
    for i, block in enumerate(reading.blocks):
        if reading.reasons[i] not in UNNAMED or block.link_share >= LINKED_SHARE or block.hidden:
            continue
        path = reading.page.path(block)
        if OTHER_PARTS.isdisjoint(path) and not named_gates(reading, i) and not asks(reading, i):
            yield from sentences(block.text)


def _weight(sentence: str) -> int:
    """Its words; half of them where it asks its reader or names the front page, none of a label."""
    words = count_words(sentence)
    if words <= LABEL_WORDS:
        return 0
    concepts = named(sentence)
    to_reader = not {Concept.ADDRESS, Concept.HOME, Concept.PAGE}.isdisjoint(concepts)
    return words // 2 if to_reader or sentence.endswith(("?", "？", "؟", ";")) else words
