"""The scorer of text pages: its weights, and what they make of a page's signals."""

from functools import cache
from pathlib import Path

from sluice.features.lexicon import word_ids
from sluice.features.signals import Look, signals, word_signals
from sluice.features.weights import Weights, load

WEIGHTS = Path(__file__).with_name("text.npz")
# More digits would only show how the machine adds.
DIGITS = 4


@cache
def weights() -> Weights:
    """The weights that tools/train has written, read once."""
    return load(WEIGHTS)


def probabilities(look: Look, learned: Weights) -> list[float]:
    """For each block the probability that it is content, 0-1."""
    words = [word_ids(block.text) for block in look.blocks]
    known = signals(look) | word_signals(words, learned.lexicons["words"])
    return [round(value, DIGITS) for value in learned.forests["first"].read(known).tolist()]
