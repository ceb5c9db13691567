"""The scorer of text pages: its weights, and what they make of a page's signals."""

from functools import cache
from pathlib import Path

import numpy as np

from service.judge.learned.forest import Forest, load
from service.judge.learned.lexicon import word_ids
from service.judge.learned.signals import Look, signals, word_signals

WEIGHTS = Path(__file__).with_name("text.npz")
# More digits would only show how the machine adds.
DIGITS = 4


@cache
def forest() -> Forest:
    """The weights that tools/train has written, read once."""
    return load(WEIGHTS)


def probabilities(look: Look) -> list[float]:
    """For each block the probability that it is content, 0-1."""
    words = [word_ids(block.text) for block in look.blocks]
    known = signals(look) | word_signals(words, forest().lexicon)
    columns = np.stack([known[name] for name in forest().names], dtype=np.float32)
    return [round(value, DIGITS) for value in forest().probabilities(columns).tolist()]
