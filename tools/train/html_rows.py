"""An HTML page as rows of signals with labels and weights, as the scorer meets it."""

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sluice.blocks import page_from
from sluice.errors import Refused
from sluice.features.columns import Column
from sluice.features.context import context_signals
from sluice.features.html import Known, first_signals, known
from sluice.features.markup import Tree
from sluice.features.signals import Look
from sluice.features.vocabulary import Vocabulary
from sluice.features.weights import Weights
from sluice.intake import document_of
from sluice.judge import Bench
from sluice.judge.facts import Scene
from sluice.judge.rules import RULES
from sluice.judge.split import split_residue
from sluice.model import InputKind, Source
from sluice.resources import default_resources
from tools.train.corpus import GoldPage
from tools.train.labels import UNKNOWN, by_body, by_snippets, words
from tools.train.rows import MOST_WORDS, SNIPPET_WEIGHT, without_script
from tools.train.words import Tally

WEIGHTS = {"news-dev": 5.0}
OTHER_TYPE = 1.0
MOST_BLOCKS = 8_000


@dataclass(frozen=True)
class HtmlSample:
    """One page after the rules. columns: the signals that need no lexicon, a row a block."""

    page: GoldPage
    names: tuple[str, ...]
    columns: NDArray[np.float32]
    words: Vocabulary
    tree: Tree
    left: NDArray[np.bool_]
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def usable(self) -> NDArray[np.bool_]:
        """The blocks that the scorer is asked about, and of which the label is known."""
        return self.left & (self.labels != UNKNOWN)

    def tally(self) -> Tally:
        """The words of the blocks that the scorer is asked about."""
        labels = np.where(self.left, self.labels, UNKNOWN)
        own = np.split(self.words.ids, self.words.starts[1:])
        # The first is no word.
        ids = [tuple(part[1:].tolist()) for part in own]
        return Tally(self.page.fold, self.page.site, ids, labels)

    def first(self, lexicons: Weights) -> dict[str, Column]:
        """All signals of the first reading, with these lexicons of words and names."""
        signals = dict(zip(self.names, self.columns.T, strict=True))
        return first_signals(Known(signals, self.words, self.tree), lexicons)

    def second(self, signals: dict[str, Column], first: Column) -> dict[str, Column]:
        """All signals of the second reading."""
        return signals | context_signals(self.tree, signals, first)


def html_sample(page: GoldPage) -> HtmlSample | None:
    """The page as the scorer meets it; None where there is nothing to learn from."""
    scene = _after_rules(page.html)
    if scene is None or not 0 < len(scene.page.blocks) <= MOST_BLOCKS:
        return None
    blocks = scene.page.blocks
    texts = [block.text for block in blocks]
    labels = by_body(texts, page.body) if page.body else by_snippets(texts, page.stays, page.goes)
    look = Look(blocks, scene.facts, scene.reasons, scene.page.elements)
    found = known(look, scene.page.declared)
    signals = without_script(found.signals, random.Random(page.id).random())
    weights = np.sqrt([min(MOST_WORDS, len(words(text))) for text in texts]) + 0.5
    whole = weights.sum() if page.body else max(SNIPPET_WEIGHT, weights.sum())
    return HtmlSample(
        page,
        tuple(signals),
        np.stack(list(signals.values()), axis=1, dtype=np.float32),
        found.words,
        found.tree,
        np.array([reason is None for reason in scene.reasons]),
        labels,
        worth(page) * weights / whole,
    )


def worth(page: GoldPage) -> float:
    """How much the page counts in training."""
    return WEIGHTS.get(page.corpus, 1.0 if page.type == "article" else OTHER_TYPE)


def _after_rules(html: bytes) -> Scene | None:
    try:
        document = document_of(Source(html, InputKind.HTML))
        resources = default_resources()
        bench = Bench(split_residue(page_from(document), resources.phrases), resources)
    except Refused:
        return None
    bench.hear(*RULES)
    return bench.scene
