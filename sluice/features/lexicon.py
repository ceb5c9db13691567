"""How much each word speaks for content or for residue, learned from pages.

A word is known by its CRC-32 alone: the lexicon holds figures and no text, and a clash of two words
among tens of thousands costs next to nothing. Scripts without spaces are read as pairs of
characters.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sluice.text.words import PARAGRAPHS_REMEMBERED

WORD = re.compile(r"[^\W\d_]{2,}")
PAIR = re.compile("(?=([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff]{2}))")
# So many words without a say are added to each block: one word alone proves little.
NEUTRAL_WORDS = 3
# Stands for no word, and keeps blocks without words from being empty.
NO_WORD = 0
NO_KEYS, NO_ODDS = np.array([NO_WORD], dtype=np.uint32), np.zeros(1, dtype=np.float32)

Ids = tuple[int, ...]


@dataclass(frozen=True)
class Lexicon:
    """For the word of each key, in rising order, its log-odds of standing in content."""

    keys: NDArray[np.uint32]
    odds: NDArray[np.float32]

    def columns(self, words: Sequence[Ids]) -> dict[str, NDArray[np.floating[Any]]]:
        """What each block's words say together: their mean, and the two that say most."""
        flat = np.fromiter(chain.from_iterable((NO_WORD, *ids) for ids in words), dtype=np.uint32)
        sizes = np.fromiter(map(len, words), dtype=np.intp) + 1
        return self.said(flat, np.cumsum(sizes) - sizes)

    def said(
        self, flat: NDArray[np.uint32], starts: NDArray[np.intp]
    ) -> dict[str, NDArray[np.floating[Any]]]:
        """The same of ids in one array; each block's start with a NO_WORD at `starts`."""
        sizes = np.diff(starts, append=len(flat))
        # Grown on a handful of sites a lexicon is empty, and knows nothing.
        keys, odds = (self.keys, self.odds) if len(self.keys) else (NO_KEYS, NO_ODDS)
        at = np.minimum(np.searchsorted(keys, flat), len(keys) - 1)
        known = keys[at] == flat
        said = np.where(known, odds[at], np.float32(0))
        count = np.add.reduceat(known, starts, dtype=np.float32)
        return {
            "odds": np.add.reduceat(said, starts) / (count + NEUTRAL_WORDS),
            "odds_least": np.minimum.reduceat(said, starts),
            "odds_most": np.maximum.reduceat(said, starts),
            "odds_known": count / sizes,
        }


@lru_cache(maxsize=PARAGRAPHS_REMEMBERED)
def word_ids(text: str) -> Ids:
    """The ids of the text's words, each once, in rising order."""
    folded = text.casefold()
    words = set(WORD.findall(folded))
    if not folded.isascii():
        words.update(PAIR.findall(folded))
    return tuple(sorted(zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words))
