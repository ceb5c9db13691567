"""An HTML page as a sample: the blocks that the rules left, with their elements."""

import random

import numpy as np

from sluice.features import schema
from sluice.features.matrix import Look, html_matrix
from sluice.model import InputKind, Source
from tools.train.corpus import GoldPage
from tools.train.samples import (
    HTML,
    SNIPPET_WEIGHT,
    Sample,
    after_rules,
    labels_of,
    shown,
    sizes_of,
)

WEIGHTS = {"news-dev": 5.0}
MOST_BLOCKS = 8_000


def html_sample(page: GoldPage) -> Sample | None:
    """The page as the scorer meets it; None where there is nothing to learn from."""
    state = after_rules(Source(page.html, InputKind.HTML))
    if state is None or not 0 < len(state.blocks) <= MOST_BLOCKS:
        return None
    texts = [block.text for block in state.blocks]
    look = Look(state.blocks, state.facts, state.reasons, state.page.elements)
    columns = html_matrix(look, state.page.declared)
    sizes = sizes_of(texts)
    whole = sizes.sum() if page.body else max(SNIPPET_WEIGHT, sizes.sum())
    return Sample(
        page,
        HTML,
        "",
        np.array([reason is None for reason in state.reasons]),
        labels_of(page, texts),
        WEIGHTS.get(page.corpus, 1.0) * sizes / whole,
        shown(columns, schema.SECOND, random.Random(page.id)),
        look.measures.vocabulary,
        look.tree,
    )
