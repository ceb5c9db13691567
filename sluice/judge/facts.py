"""What is known of a block by itself, worked out once; and the scene that rules look at."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from sluice.judge.sections import article_run, worth
from sluice.model import Block, BlockKind, Page, Step, Verdict
from sluice.reasons import Reason
from sluice.text.dates import is_date_line
from sluice.text.names import contributor_names, is_byline
from sluice.text.phrases import Matcher, Phrase, Weight
from sluice.text.words import (
    BETWEEN_SENTENCES,
    REMEMBERED,
    count_words,
    ends_sentence,
    is_unspaced,
)

# A sentence of fewer words says little about the place where it stands.
PROSE_WORDS = 8
# So many words are prose even without a mark at their end: a paragraph whose end was cut off.
LONG_WORDS = 25
HEADLINE_WORDS = range(3, 26)
SHORT_WORDS = 12
LINKED_SHARE = 0.6
# A line with a date or with its authors' names, and nothing else.
STAMP_WORDS = 20
LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
OTHER_ASCII = dict.fromkeys(i for i in range(128) if not chr(i).isalnum())


class Facts(NamedTuple):
    """A block's own signals."""

    words: int
    key: str
    ends_sentence: bool
    is_prose: bool
    is_headline: bool
    is_stamp: bool
    hits: tuple[Phrase, ...]

    @property
    def surely(self) -> Phrase | None:
        """The phrase that is enough alone to take this block."""
        return self.hits[0] if self.hits and self.hits[0].weight is Weight.SURE else None


def facts_of(block: Block, matcher: Matcher) -> Facts:
    """The signals of one block, by its own text and links alone."""
    linked = block.link_share > LINKED_SHARE
    furniture = block.kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE_ROW)
    facts = text_facts(block.text, matcher)
    if facts.is_prose and (linked or furniture) and not contributor_names(block.text):
        return facts._replace(is_prose=False)
    return facts


# A site prints the same lines on each of its pages.
@lru_cache(maxsize=REMEMBERED)
def text_facts(text: str, matcher: Matcher) -> Facts:
    """The signals of a text, wherever it stands."""
    words = count_words(text)
    ends = ends_sentence(text)
    runs_on = words >= SHORT_WORDS and bool(BETWEEN_SENTENCES.search(text))
    prose = (ends and words >= PROSE_WORDS) or runs_on or words >= LONG_WORDS
    open_ended = text.endswith((".", ",", ";", ":", "-", "–", "—", "，", "、", "；", "：", "。"))
    starts_low = text[:1].islower() and not is_unspaced(text)
    return Facts(
        words=words,
        key=key(text),
        ends_sentence=ends,
        is_prose=prose or bool(contributor_names(text)),
        is_headline=words in HEADLINE_WORDS and not open_ended and not starts_low,
        is_stamp=words <= STAMP_WORDS and (is_date_line(text) or is_byline(text)),
        hits=matcher.hits(text),
    )


def key(text: str) -> str:
    """The text's letters and digits, case folded: equal where two texts say the same."""
    folded = text.casefold()
    # Deleting from ASCII is several times faster than collecting.
    if folded.isascii():
        return folded.translate(OTHER_ASCII)
    return "".join(LETTERS_AND_DIGITS.findall(folded))


@dataclass(frozen=True)
class Scene:
    """What a rule looks at: the page, its blocks' facts, and the positions not yet taken."""

    page: Page
    facts: tuple[Facts, ...]
    left: tuple[int, ...]
    reasons: tuple[Reason | None, ...]
    # The same for every scene of a page: worked out when the first is looked at.
    worths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Weigh the blocks where no scene before has."""
        if not self.worths:
            weighed = tuple(map(worth, self.page.blocks, self.facts))
            object.__setattr__(self, "worths", weighed)

    @cached_property
    def first_prose(self) -> int:
        """The position where the article's prose starts, or the number of blocks."""
        return self._run[0] if self._run else len(self.facts)

    @cached_property
    def last_prose(self) -> int:
        """The position where the article's prose ends, or -1."""
        return self._run[-1] if self._run else -1

    @cached_property
    def _run(self) -> tuple[int, ...]:
        return article_run(self)

    @cached_property
    def head(self) -> tuple[int, ...]:
        """The positions left before the article's prose."""
        return tuple(i for i in self.left if i < self.first_prose)

    @cached_property
    def tail(self) -> tuple[int, ...]:
        """The positions left after the article's prose."""
        return tuple(i for i in self.left if i > self.last_prose)


Finding = tuple[int, Verdict]
Rule = Callable[[Scene], Iterable[Finding]]


def drop(index: int, reason: Reason, name: str) -> Finding:
    """A certain rule's verdict that this block goes; name is the rule's own part."""
    return index, Verdict(Step.RULES, f"{reason}/{name}", reason)
