"""The scorer of HTML pages: its weights, and what they make of a page's signals."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sluice.features.columns import Column
from sluice.features.context import context_signals
from sluice.features.declared import body_signals, told, told_signals
from sluice.features.markup import Tree, hint_signals, markup_signals, tree_of
from sluice.features.signals import PROSE_WORDS, Look, own_signals, said_around, with_others
from sluice.features.vocabulary import Vocabulary, vocabulary_of
from sluice.features.weights import Weights, load
from sluice.model import Declared

WEIGHTS = Path(__file__).with_name("html.npz")
# More digits would only show how the machine adds.
DIGITS = 4


@cache
def weights() -> Weights:
    """The weights that tools/train has written, read once."""
    return load(WEIGHTS)


@dataclass(frozen=True)
class Known:
    """What is known of a page without lexicons. signals: by name, a figure for each block."""

    signals: dict[str, Column]
    words: Vocabulary
    tree: Tree


def probabilities(look: Look, declared: Declared, learned: Weights) -> list[float]:
    """For each block the probability that it is content, 0-1."""
    page = known(look, declared)
    signals = first_signals(page, learned)
    first = learned.forests["first"].read(signals)
    signals |= context_signals(page.tree, signals, first)
    return [round(value, DIGITS) for value in learned.forests["second"].read(signals).tolist()]


def known(look: Look, declared: Declared) -> Known:
    """The page's words, elements and signals."""
    texts = [block.text for block in look.blocks]
    words, of_told = vocabulary_of([*texts, *told(declared)]).parted(len(texts))
    tree = tree_of(look.blocks, look.elements)
    own = own_signals(look)
    signals = with_others(look, own, _overlap(words, own["prose"]))
    signals |= markup_signals(look, tree, signals)
    signals |= told_signals(words, of_told) | body_signals(look.facts, declared)
    return Known(signals, words, tree)


def first_signals(page: Known, learned: Weights) -> dict[str, Column]:
    """The signals of the first reading."""
    said = learned.lexicons["words"].said(page.words.ids, page.words.starts)
    return page.signals | said_around(said) | hint_signals(page.tree, learned.lexicons["names"])


def _overlap(words: Vocabulary, prose: Column) -> Column:
    """The share of a block's telling words that other prose of the page uses too."""
    blocks, ids = words.blocks[words.telling], words.ids[words.telling]
    is_prose = prose >= PROSE_WORDS
    _, word = np.unique(ids, return_inverse=True)
    used = np.bincount(word[is_prose[blocks]], minlength=len(ids) + 1)
    shared = used[word] >= 1 + is_prose[blocks]
    size = len(words.starts)
    count = np.bincount(blocks, minlength=size)
    return (np.bincount(blocks[shared], minlength=size) / np.maximum(1, count)).astype(np.float32)
