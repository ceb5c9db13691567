"""Grows the lexicon: which words stand in content and which in residue, counted by site.

A word counts once for content and once for residue on each site, so that no site's wording weighs
more than another's. A page's own site never has a say in what its words mean in training: for each
fold of sites there is a lexicon of the other folds.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sluice.features.lexicon import Lexicon
from sluice.features.measured import Vocabulary
from tools.train.corpus import FOLDS
from tools.train.labels import UNKNOWN

# A word of fewer sites is about something; one of more is how pages are written.
FEWEST_SITES = 6
SMOOTHING = 1.0
MOST = 4.0

Ids = tuple[int, ...]
Counts = tuple[NDArray[np.uint32], NDArray[np.intp]]


@dataclass(frozen=True)
class Tally:
    """One page's words, block by block, and each block's label: 0-1, or UNKNOWN."""

    fold: int
    site: str
    words: Sequence[Ids]
    labels: NDArray[np.float64]


class Counter:
    """In how many sites of each fold each word stands in content, and in residue."""

    def __init__(self, tallies: Iterable[Tally]) -> None:
        """Count the words of all pages, fold by fold."""
        ordered = sorted(tallies, key=_site)
        sites = [list(group) for _, group in groupby(ordered, key=_site)]
        self._content = [_counted(sites, fold, 1.0) for fold in range(FOLDS)]
        self._residue = [_counted(sites, fold, 0.0) for fold in range(FOLDS)]

    def without(self, folds: Collection[int]) -> Lexicon:
        """The lexicon of all sites but those of these folds."""
        content = _together([c for n, c in enumerate(self._content) if n not in folds])
        residue = _together([c for n, c in enumerate(self._residue) if n not in folds])
        keys = np.union1d(content[0], residue[0])
        inside, outside = _spread(keys, content), _spread(keys, residue)
        often = inside + outside >= FEWEST_SITES
        inside, outside = inside[often] + SMOOTHING, outside[often] + SMOOTHING
        odds = np.log(inside / outside).clip(-MOST, MOST).astype(np.float32)
        return Lexicon(keys[often].astype(np.uint32), odds)


def ids_of(words: Vocabulary) -> list[Ids]:
    """Each block's ids, without the NO_WORD before them."""
    parts = np.split(words.ids, words.starts[1:])
    return [tuple(part[1:].tolist()) for part in parts]


def _site(tally: Tally) -> tuple[int, str]:
    return tally.fold, tally.site


def _counted(sites: Sequence[Sequence[Tally]], fold: int, label: float) -> Counts:
    found = [_words(site, label) for site in sites if site[0].fold == fold]
    return np.unique(np.concatenate([*found, np.array([], np.uint32)]), return_counts=True)


def _words(site: Sequence[Tally], label: float) -> NDArray[np.uint32]:
    ids = {
        word
        for tally in site
        for own, said in zip(tally.words, tally.labels.tolist(), strict=True)
        if said != UNKNOWN and (said > 0.5) == label
        for word in own
    }
    return np.fromiter(ids, dtype=np.uint32)


def _together(parts: Sequence[Counts]) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    keys = np.unique(np.concatenate([part[0] for part in parts]))
    total = np.zeros(len(keys))
    for part in parts:
        total += _spread(keys, part)
    return keys, total


def _spread(keys: NDArray[np.uint32], counts: Counts) -> NDArray[np.float64]:
    """The counts at the places of these keys, which hold all of theirs."""
    found = np.zeros(len(keys))
    found[np.searchsorted(keys, counts[0])] = counts[1]
    return found
