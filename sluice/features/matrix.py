"""A page as one matrix of features, a row a feature and a column a block; schema.py has the rows.

Serving and training call the same: what a row means is said once. Shallow text features and their
neighbours (Kohlschütter et al. 2010, "Boilerplate detection using shallow text features"), the
words that a line shares with the page's prose, and what certain rules have said of the block and of
the blocks around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sluice.features import containers, declared, elements, kept, labels, own, schema
from sluice.features.around import neighbours, windows
from sluice.features.elements import Tree, tree_of
from sluice.features.lexicon import Lexicon
from sluice.features.measured import Measures, Vocabulary
from sluice.features.measures import NAMES, measure
from sluice.model import Block, Declared, Elements
from sluice.reasons import Reason

if TYPE_CHECKING:
    # The judge reads what stands here.
    from sluice.judge.facts import Facts

Matrix = NDArray[np.float32]

# The rows of a figure, of its neighbours', and of its means over windows.
_AROUND = {
    name: (schema.row(name), schema.row(f"{name}@-4"), schema.row(f"{name}~2"))
    for name in ("link_share", "in_body", "odds")
}
_NEIGHBOURS = schema.rows(schema.NEIGHBOURS), schema.row("words@-4")
_AVERAGED = schema.rows(schema.AVERAGED), schema.row("prose~2")
_ODDS = schema.row("odds")
# What asks for capitals; and where measures have their counts.
_OF_CASE = [n for n, feature in enumerate(schema.TEXT) if feature.script is schema.Script.CASE]
_ROW_OF = {name: n for n, name in enumerate(NAMES)}
# Fewer letters may have no capital by chance.
FEWEST_LETTERS = 200


@dataclass(frozen=True)
class Look:
    """What features are made of: blocks with their facts and what rules said of each.

    measured: what is known of the blocks' characters, where somebody has measured them.
    """

    blocks: Sequence[Block]
    facts: "Sequence[Facts]"
    reasons: Sequence[Reason | None]
    elements: Elements = field(default_factory=Elements)
    measured: Measures | None = None

    @cached_property
    def measures(self) -> Measures:
        """What is known of the blocks' characters."""
        if self.measured is not None:
            return self.measured
        return measure([block.text for block in self.blocks])

    @cached_property
    def tree(self) -> Tree:
        """The elements around the blocks."""
        return tree_of([block.element for block in self.blocks], self.elements)


def text_matrix(look: Look) -> Matrix:
    """The rows of TEXT, but for those that need a lexicon."""
    out = np.empty((len(schema.TEXT), len(look.blocks)), dtype=np.float32)
    _own(out, look)
    words = look.measures.vocabulary
    own.overlap(out, words.ids, words.starts)
    _others(out, look)
    if _has_lost_its_case(look.measures):
        out[_OF_CASE] = 0
    return out


def _has_lost_its_case(measures: Measures) -> bool:
    """Whether so much text has no capital; then it is judged as one in a script without them."""
    letters, uppers = (measures.counts[_ROW_OF[name]] for name in ("letters", "uppers"))
    return float(letters.sum()) >= FEWEST_LETTERS and not uppers.any()


def html_matrix(look: Look, head: Declared) -> Matrix:
    """The rows of SECOND, but for those that need a lexicon or a first reading."""
    out = np.empty((len(schema.SECOND), len(look.blocks)), dtype=np.float32)
    words = look.measures.vocabulary
    _own(out, look)
    own.overlap(out, words.ids, words.starts)
    _others(out, look)
    labels.markup(out, list(look.blocks), look.tree.depth)
    elements.ancestors(out, look.tree)
    elements.containers(out, look.tree)
    containers.containers(out, look.tree)
    _around(out, "link_share")
    declared.of_told(out, words, head)
    declared.in_body(out, look.measures, head)
    _around(out, "in_body")
    return out


def add_words(out: Matrix, words: Vocabulary, lexicon: Lexicon) -> None:
    """Fill the rows of "words": what a block's words, and those around it, say by the lexicon."""
    out[_ODDS : _ODDS + 4] = lexicon.said(words.ids, words.starts)
    _around(out, "odds")


def add_names(out: Matrix, tree: Tree, lexicon: Lexicon) -> None:
    """Fill the rows of "names": what the names of the elements around a block say."""
    elements.hints(out, tree, lexicon)
    most = schema.row(f"hint_sum{schema.LEVELS}")
    neighbours(out, (most, schema.row("hint_sum3")), schema.row(f"hint_sum{schema.LEVELS}@-4"))
    windows(out, (most,), schema.row(f"hint_sum{schema.LEVELS}~2"))


def add_context(out: Matrix, tree: Tree, first: NDArray[np.float64]) -> None:
    """Fill the rows of the second reading; first: the probability of content for each block."""
    kept.context(out, tree, first)


def _own(out: Matrix, look: Look) -> None:
    """What is known of each block by itself, and what phrases and rules say of it."""
    facts, measures = list(look.facts), look.measures
    given = labels.given_of(list(look.blocks), facts)
    own.characters(out, measures.counts, measures.flag_bits, given)
    labels.phrases(out, facts, list(look.reasons))


def _others(out: Matrix, look: Look) -> None:
    """What the block's place and the blocks around it say."""
    titles = (n for n, reason in enumerate(look.reasons) if reason is Reason.TITLE)
    own.place(out, look.measures.key_hashes, next(titles, -1))
    own.page(out)
    neighbours(out, *_NEIGHBOURS)
    windows(out, *_AVERAGED)


def _around(out: Matrix, name: str) -> None:
    row, first_neighbour, first_window = _AROUND[name]
    neighbours(out, (row,), first_neighbour)
    windows(out, (row,), first_window)
