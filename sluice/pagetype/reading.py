"""What the judge has left of a page, gathered once for all that the verdict asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sluice.model import Block, Declared, Judgement, Page
from sluice.reasons import Reason


@dataclass(frozen=True)
class Reading:
    """A judged page: for each block why it went, or None, and how many words it has."""

    judgement: Judgement
    reasons: tuple[Reason | None, ...]
    words: Sequence[int]

    @property
    def page(self) -> Page:
        """The page."""
        return self.judgement.page

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The page's blocks."""
        return self.judgement.page.blocks

    @property
    def declared(self) -> Declared:
        """What the page's head declares."""
        return self.judgement.page.declared

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """The positions of the body's blocks."""
        if self.reasons is self.judgement.reasons:
            return self.judgement.body
        return tuple([i for i, reason in enumerate(self.reasons) if reason is None])

    @cached_property
    def kept_words(self) -> int:
        """The words of the body."""
        return sum([self.words[i] for i in self.kept])

    @cached_property
    def removed_words(self) -> int:
        """The words of the report."""
        return sum(self.words) - self.kept_words


def reading_of(judgement: Judgement) -> Reading:
    """The judgement, gathered."""
    return Reading(judgement, judgement.reasons, judgement.words)
