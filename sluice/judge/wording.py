"""The words of a page's texts as numbers, taken once for all the looks that a page is given."""

from collections.abc import Sequence
from functools import cached_property

from sluice.judge.chosen import texts_of
from sluice.model import Block, BlockKind
from sluice.text.runs import Runs
from sluice.text.telling import Telling, telling_words

# So many words in a row are not said twice by chance.
RUN = 6
# The share of a block's runs that must stand elsewhere too, that it may be a double.
DOUBLE = 0.8
# Lists, tables and code repeat what they must.
KINDS = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING, BlockKind.VERSE)


class Wording:
    """What the blocks of a page say, by their positions on the whole page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Nothing is worked out before it is asked for."""
        self._blocks = blocks

    @cached_property
    def telling(self) -> Telling:
        """The words that say what each text is about."""
        return telling_words(texts_of(self._blocks))

    @cached_property
    def _texts(self) -> list[str]:
        """The texts that may repeat others."""
        return [block.text if block.kind in KINDS else "" for block in self._blocks]

    @cached_property
    def characters(self) -> int:
        """How many characters the blocks have that may repeat others."""
        return sum(map(len, self._texts))

    @cached_property
    def runs(self) -> Runs:
        """The runs of six words of each block that may repeat others."""
        return Runs(self._texts, RUN)

    @cached_property
    def doubles(self) -> frozenset[int]:
        """The blocks most of whose runs stand in another block too."""
        return frozenset(self.runs.doubled(DOUBLE)) if len(self._blocks) > 1 else frozenset()
