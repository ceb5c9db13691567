"""What is known of a block by itself, worked out once; and the scene that rules look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from service.blocks.words import BETWEEN_SENTENCES, count_words, ends_sentence, is_unspaced
from service.judge.densest import article_run
from service.judge.phrases import Phrase, Weight, hits
from service.metadata.dates import is_date_line
from service.metadata.names import contributor_names, is_byline
from service.model import Block, BlockKind, Page, Step, Verdict
from service.reasons import Reason

# A sentence of fewer words says little about the place where it stands.
PROSE_WORDS = 8
# So many words are prose even without a mark at their end: a paragraph whose end was cut off.
LONG_WORDS = 25
HEADLINE_WORDS = range(3, 26)
SHORT_WORDS = 12
LINKED_SHARE = 0.6
# A line with a date or with its authors' names, and nothing else.
STAMP_WORDS = 20


@dataclass(frozen=True)
class Facts:
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


def facts_of(block: Block) -> Facts:
    """The signals of one block, by its own text and links alone."""
    words = count_words(block.text)
    ends = ends_sentence(block.text)
    runs_on = words >= SHORT_WORDS and bool(BETWEEN_SENTENCES.search(block.text))
    linked = block.link_share > LINKED_SHARE
    furniture = block.kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE_ROW)
    prose = (ends and words >= PROSE_WORDS) or runs_on or words >= LONG_WORDS
    open_ended = block.text.endswith(
        (".", ",", ";", ":", "-", "–", "—", "，", "、", "；", "：", "。")
    )
    starts_low = block.text[:1].islower() and not is_unspaced(block.text)
    return Facts(
        words=words,
        key=key(block.text),
        ends_sentence=ends,
        is_prose=(prose and not linked and not furniture) or bool(contributor_names(block.text)),
        is_headline=words in HEADLINE_WORDS and not open_ended and not starts_low,
        is_stamp=words <= STAMP_WORDS and (is_date_line(block.text) or is_byline(block.text)),
        hits=hits(block.text),
    )


def key(text: str) -> str:
    """The text's letters and digits, case folded: equal where two texts say the same."""
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True)
class Scene:
    """What a rule looks at: the page, its blocks' facts, and the positions not yet taken."""

    page: Page
    facts: tuple[Facts, ...]
    left: tuple[int, ...]
    reasons: tuple[Reason | None, ...]

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
Rule = Callable[[Scene], Iterator[Finding]]


def drop(index: int, reason: Reason, name: str) -> Finding:
    """A certain rule's verdict that this block goes; name is the rule's own part."""
    return index, Verdict(Step.RULES, f"{reason}/{name}", reason)
