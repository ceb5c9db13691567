"""An HTML page as rows of signals with labels and weights, as the scorer meets it."""

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.elements import Tree
from sluice.features.matrix import Look, Matrix, add_context, add_names, add_words, html_matrix
from sluice.features.measured import Vocabulary
from sluice.features.schema import Needs
from sluice.features.weights import Weights
from sluice.model import InputKind, Source
from tools.train.corpus import GoldPage
from tools.train.labels import UNKNOWN, by_body, by_snippets, words
from tools.train.rows import MOST_WORDS, SNIPPET_WEIGHT, after_rules, without_script
from tools.train.words import Tally, ids_of

WEIGHTS = {"news-dev": 5.0}
OTHER_TYPE = 1.0
MOST_BLOCKS = 8_000
# Of one page so many blocks are shown to a forest: a long list says the same again and again.
MOST_SHOWN = 80
# The rows that need neither lexicon nor first reading.
KNOWN = [
    n
    for n, feature in enumerate(schema.SECOND)
    if feature.needs not in (Needs.LEXICON, Needs.FIRST_PASS)
]


@dataclass(frozen=True)
class HtmlSample:
    """One page after the rules. columns: the features of KNOWN."""

    page: GoldPage
    columns: Matrix
    words: Vocabulary
    tree: Tree
    left: NDArray[np.bool_]
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def usable(self) -> NDArray[np.bool_]:
        """The blocks that the scorer is asked about, and of which the label is known."""
        return self.left & (self.labels != UNKNOWN)

    @property
    def shown(self) -> NDArray[np.intp]:
        """The positions of the usable blocks that a forest learns from: some of a long page's."""
        usable = np.flatnonzero(self.usable).tolist()
        if len(usable) > MOST_SHOWN:
            usable = sorted(random.Random(self.page.id).sample(usable, MOST_SHOWN))
        return np.array(usable, dtype=np.intp)

    def shares(self) -> NDArray[np.float64]:
        """How much each block that is shown counts, for all that are usable."""
        own = self.weights[self.shown]
        return own * (self.weights[self.usable].sum() / own.sum())

    def tally(self) -> Tally:
        """The words of the blocks that the scorer is asked about."""
        labels = np.where(self.left, self.labels, UNKNOWN)
        return Tally(self.page.fold, self.page.site, ids_of(self.words), labels)

    def first(self, lexicons: Weights) -> Matrix:
        """The features of the first reading, with these lexicons of words and names."""
        out = np.empty((len(schema.SECOND), len(self.left)), dtype=np.float32)
        out[KNOWN] = self.columns
        add_words(out, self.words, lexicons.lexicons["words"])
        add_names(out, self.tree, lexicons.lexicons["names"])
        return out

    def second(self, out: Matrix, first: NDArray[np.float64]) -> Matrix:
        """The features of both readings; out: those of the first, which are completed."""
        add_context(out, self.tree, first)
        return out


def html_sample(page: GoldPage) -> HtmlSample | None:
    """The page as the scorer meets it; None where there is nothing to learn from."""
    state = after_rules(Source(page.html, InputKind.HTML))
    if state is None or not 0 < len(state.blocks) <= MOST_BLOCKS:
        return None
    blocks = state.blocks
    texts = [block.text for block in blocks]
    labels = by_body(texts, page.body) if page.body else by_snippets(texts, page.stays, page.goes)
    look = Look(blocks, state.facts, state.reasons, state.page.elements)
    columns = html_matrix(look, state.page.declared)
    without_script(columns, schema.SECOND, random.Random(page.id).random())
    weights = np.sqrt([min(MOST_WORDS, len(words(text))) for text in texts]) + 0.5
    whole = weights.sum() if page.body else max(SNIPPET_WEIGHT, weights.sum())
    return HtmlSample(
        page,
        columns[KNOWN],
        look.measures.vocabulary,
        look.tree,
        np.array([reason is None for reason in state.reasons]),
        labels,
        worth(page) * weights / whole,
    )


def worth(page: GoldPage) -> float:
    """How much the page counts in training."""
    return WEIGHTS.get(page.corpus, 1.0 if page.type == "article" else OTHER_TYPE)
