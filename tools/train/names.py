"""Grows the lexicon of names: what class, id and role tokens and tags say of what they hold.

A name may stand around content and around residue, so each site says which share of what is below
it is content, and has one say. A page's own fold has none in its training, as with words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

import numpy as np

from sluice.features.lexicon import Lexicon
from tools.train.corpus import FOLDS
from tools.train.samples import Sample

FEWEST_SITES = 4
SMOOTHING = 0.5
MOST = 4.0

# Of a name: how much content stands below it, and how much residue.
Sides = dict[int, list[float]]


class Names:
    """For each fold and name the sites' shares of content and residue, and how many sites."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        """Count the names of all pages, fold by fold."""
        self._folds: list[dict[int, list[float]]] = [{} for _ in range(FOLDS)]
        ordered = sorted(samples, key=lambda s: (s.page.fold, s.page.site))
        for (fold, _), site in groupby(ordered, key=lambda s: (s.page.fold, s.page.site)):
            for name, (content, residue) in _below(list(site)).items():
                told = self._folds[fold].setdefault(name, [0.0, 0.0, 0])
                told[0] += content / (content + residue)
                told[1] += residue / (content + residue)
                told[2] += 1

    def without(self, folds: Collection[int]) -> Lexicon:
        """The lexicon of all sites but those of these folds."""
        total: dict[int, list[float]] = {}
        for fold, names in enumerate(self._folds):
            for name, told in names.items() if fold not in folds else ():
                known = total.setdefault(name, [0.0, 0.0, 0])
                known[:] = [a + b for a, b in zip(known, told, strict=True)]
        often = sorted(name for name, (_, _, sites) in total.items() if sites >= FEWEST_SITES)
        sides = np.array([total[name][:2] for name in often]).reshape(-1, 2) + SMOOTHING
        odds = np.log(sides[:, 0] / sides[:, 1]).clip(-MOST, MOST)
        return Lexicon(np.array(often, dtype=np.uint32), odds.astype(np.float32))


def _below(site: Sequence[Sample]) -> Sides:
    sides: Sides = defaultdict(lambda: [0.0, 0.0])
    for sample in site:
        of_kinds = sample.tree.known.numbers()
        for i in np.flatnonzero(sample.usable).tolist():
            around = sample.tree.at[i]
            kinds = sample.tree.kinds[around[around >= 0]].tolist()
            names = {name for kind in kinds for name in of_kinds[kind]}
            side = 0 if sample.labels[i] > 0.5 else 1
            for name in names:
                sides[name][side] += sample.weights[i]
    return sides
