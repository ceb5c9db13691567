"""Trains the net that reads a page's blocks in their order, by gradient descent in numpy.

The loss of a page is the cross-entropy of its blocks, each by its share of the page, and one minus
the F1 by words that its probabilities reach (a soft F1: probabilities in place of decisions).
Kingma and Ba 2015, "Adam"; Loshchilov and Hutter 2019, "Decoupled weight decay regularization".
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.sequence import (
    GROUPS,
    ROUNDS,
    SEEN,
    SEEN_OF_TEXT,
    WIDTH,
    Net,
    groups_of,
    squashed,
)
from tools.train.samples import Sample

EPOCHS = 11
# So many blocks a step; of a longer page a piece, another one each time.
BATCH, LONGEST = 4096, 400
RATE, WARM, DECAY = 4e-3, 50, 0.02
MOMENT, SQUARE = 0.9, 0.999
# What the soft F1 counts beside the cross-entropy, and so many pages as count in a step.
SOFT, PAGES = 0.5, 8.0
# Features and answers that a step does not see, so that no few of them decide.
FEATURES_LOST, ANSWERS_LOST = 0.1, 0.15

# Among the features of both kinds.
WORDS = schema.names(SEEN).index("words")

Floats = NDArray[np.float32]
Parts = dict[str, Floats]


class Example(NamedTuple):
    """The blocks of a page that the scorer is asked about.

    columns: a row a feature that the net reads. groups: as the net reads them. first: the first
    reading's log odds. labels: 1 content, 0 not. weights: 0 where the label is unknown. words: of
    each block, for the F1; all 0 on a page without a body.
    """

    columns: Floats
    groups: NDArray[np.intp]
    first: Floats
    labels: Floats
    weights: Floats
    words: Floats


class Batch(NamedTuple):
    """Pieces of pages, one behind another.

    groups: the last is the page. linked: 1 where the block above is of the same page. The others as
    in Example.
    """

    rows: Floats
    groups: list["Group"]
    linked: Floats
    first: Floats
    labels: Floats
    weights: Floats
    words: Floats


class Group(NamedTuple):
    """A way to group blocks. of: each block's group; order, starts: the blocks group by group."""

    of: NDArray[np.intp]
    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    sizes: Floats

    def sums(self, values: Floats) -> Floats:
        """The sum of each group's rows."""
        return np.add.reduceat(values[self.order], self.starts, axis=0)


def html_example(sample: Sample, columns: Floats, first: NDArray[np.float64]) -> Example:
    """A page as an example. columns: of SECOND; first: the first reading's log odds."""
    left = np.flatnonzero(sample.left)
    groups = groups_of(sample.tree.at[left], sample.tree.kinds)
    return _example(sample, columns[schema.rows(schema.names(SEEN))], groups, first)


def text_example(sample: Sample, columns: Floats) -> Example:
    """A rendering as an example: there is no first reading. columns: of TEXT."""
    rows = schema.rows(schema.names(SEEN_OF_TEXT))
    return _example(sample, columns[rows], sample.groups, np.zeros(len(sample.left)))


def _example(
    sample: Sample, columns: Floats, groups: NDArray[np.integer], first: NDArray[np.float64]
) -> Example:
    left = np.flatnonzero(sample.left)
    told = sample.usable[left]
    words = columns[WORDS, left] * told
    return Example(
        columns[:, left],
        groups,
        first[left].astype(np.float32),
        np.where(told, sample.labels[left], 0).astype(np.float32),
        (sample.weights[left] * told).astype(np.float32),
        words if sample.page.body else np.zeros_like(words),
    )


def train(
    examples: Sequence[Example], names: Sequence[str], seed: int, epochs: int = EPOCHS
) -> Net:
    """The net for these pages; the same pages and seed give the same net."""
    halves = _halves(examples)
    rows = [squashed(example.columns, halves) for example in examples]
    mean, spread = _scale(rows)
    rows = [(own - mean) / spread for own in rows]
    dice = np.random.default_rng(seed)
    parts = start(len(halves), dice)
    steps = epochs * sum(min(LONGEST, len(own)) for own in rows) // BATCH
    descent = _Descent(parts, max(2 * WARM, steps))
    for _ in range(epochs):
        for batch in _batches(examples, rows, dice):
            descent.step(parts, gradient(parts, batch, dice))
    inside = parts["inside"] / spread[:, None]
    bias = parts["bias"] - mean @ inside
    arrays = (halves, inside, bias, parts["mixing"], parts["biases"], parts["outward"])
    return Net(tuple(names), *arrays, parts["ends"]).rounded()


def _halves(examples: Sequence[Example]) -> Floats:
    """Of each feature the middle of its figures that are not 0."""
    columns = np.abs(np.concatenate([e.columns[:, ::7] for e in examples], axis=1))
    middle = [np.median(row[row > 0]) if (row > 0).any() else 1.0 for row in columns]
    return np.array(middle, dtype=np.float32)


def _scale(rows: Sequence[Floats]) -> tuple[Floats, Floats]:
    some = np.concatenate([own[::7] for own in rows])
    return some.mean(axis=0), some.std(axis=0) + np.float32(0.05)


def start(features: int, dice: np.random.Generator) -> Parts:
    """Weights to begin with: such that the first reading's word is left as it is."""
    kinds = 3 + GROUPS
    drawn = dice.standard_normal((features, WIDTH)) * np.sqrt(2 / features)
    mixing = dice.standard_normal((ROUNDS, kinds, WIDTH, WIDTH)) / np.sqrt(kinds * WIDTH)
    return {
        "inside": drawn.astype(np.float32),
        "bias": np.zeros(WIDTH, np.float32),
        "mixing": mixing.astype(np.float32),
        "biases": np.zeros((ROUNDS, WIDTH), np.float32),
        "outward": np.zeros(WIDTH, np.float32),
        "ends": np.array([0, 1], np.float32),
    }


def _batches(
    examples: Sequence[Example], rows: Sequence[Floats], dice: np.random.Generator
) -> Iterator[Batch]:
    """All pages in a new order, so many at a time as fill a batch."""
    pieces: list[tuple[int, slice]] = []
    blocks = 0
    for n in dice.permutation(len(examples)).tolist():
        size = len(rows[n])
        start = int(dice.integers(0, size - LONGEST)) if size > LONGEST else 0
        piece = slice(start, min(size, start + LONGEST))
        if pieces and blocks + piece.stop - start > BATCH:
            yield together(examples, rows, pieces)
            pieces, blocks = [], 0
        pieces.append((n, piece))
        blocks += piece.stop - start
    yield together(examples, rows, pieces)


def together(
    examples: Sequence[Example], rows: Sequence[Floats], pieces: Sequence[tuple[int, slice]]
) -> Batch:
    """Pieces of pages, each a page and which of its blocks, as a batch."""
    sizes = [piece.stop - piece.start for _, piece in pieces]
    page = np.repeat(np.arange(len(pieces)), sizes)
    own = np.concatenate([examples[n].groups[:, piece] for n, piece in pieces], axis=1)
    groups = [_grouped(page * (1 + int(of.max())) + of) for of in own]
    linked = np.diff(page, prepend=-1) == 0
    told = (
        np.concatenate([getattr(examples[n], name)[piece] for n, piece in pieces])
        for name in ("first", "labels", "weights", "words")
    )
    seen = np.concatenate([rows[n][piece] for n, piece in pieces])
    return Batch(seen, groups, linked.astype(np.float32)[:, None], *told)


def _grouped(keys: NDArray[np.intp]) -> Group:
    of, sizes = np.unique(keys, return_inverse=True, return_counts=True)[1:]
    order = np.argsort(of, kind="stable")
    starts = np.cumsum(sizes) - sizes
    return Group(of, order, starts, sizes.astype(np.float32)[:, None])


def loss(parts: Parts, batch: Batch, dice: np.random.Generator) -> float:
    """What is to be small: its slopes are what `gradient` finds."""
    said = _read(parts, batch, dice)[-1]
    entropy = np.logaddexp(0, said) - said * batch.labels
    both, told, true = _f1_of(1 / (1 + np.exp(-said)), batch)
    soft = SOFT * (1 - 2 * both / (told + true + 1)).sum()
    return float(((entropy * batch.weights).sum() + soft) / PAGES)


def _read(
    parts: Parts, batch: Batch, dice: np.random.Generator
) -> tuple[Floats, Floats, list["_Layer"], Floats]:
    """What the net makes of a batch: its features, first answers, layers and log odds."""
    kept = (dice.random(batch.rows.shape[1]) >= FEATURES_LOST).astype(np.float32)
    seen = batch.rows * kept
    inner = seen @ parts["inside"] + parts["bias"]
    layers = [_Layer(np.maximum(inner, 0), batch)]
    for mixing, bias in zip(parts["mixing"], parts["biases"], strict=True):
        layers.append(layers[-1].next(mixing, bias, dice))
    moved = layers[-1].values @ parts["outward"]
    return seen, inner, layers, moved + parts["ends"][0] + parts["ends"][1] * batch.first


def gradient(parts: Parts, batch: Batch, dice: np.random.Generator) -> Parts:
    """The loss's slope in every weight."""
    seen, inner, layers, said = _read(parts, batch, dice)
    last = layers[-1].values
    slope = _slope(said, batch)
    found = {
        "outward": slope @ last,
        "ends": np.array([slope.sum(), slope @ batch.first], np.float32),
        "mixing": np.empty_like(parts["mixing"]),
        "biases": np.empty_like(parts["biases"]),
    }
    back = slope[:, None] * parts["outward"]
    for n in reversed(range(ROUNDS)):
        mixing, bias, back = layers[n].back(parts["mixing"][n], layers[n + 1].open, back)
        found["mixing"][n], found["biases"][n] = mixing, bias
    back = back * (inner > 0)
    return found | {"inside": seen.T @ back, "bias": back.sum(axis=0)}


def _slope(said: Floats, batch: Batch) -> Floats:
    """Of the loss in each block's log odds."""
    chance = 1 / (1 + np.exp(-said.clip(-30, 30)))
    both, told, true = _f1_of(chance, batch)
    whole, page = told + true + 1, batch.groups[-1].of
    of_f1 = 2 * batch.words * (batch.labels / whole[page] - (both / whole**2)[page])
    slope = batch.weights * (chance - batch.labels) - SOFT * of_f1 * chance * (1 - chance)
    return (slope / PAGES).astype(np.float32)


def _f1_of(chance: Floats, batch: Batch) -> tuple[Floats, Floats, Floats]:
    """For each page the words of content that are told, all that are told, and all of content."""
    page, told = batch.groups[-1], chance * batch.words
    return page.sums(told * batch.labels), page.sums(told), page.sums(batch.words * batch.labels)


class _Layer:
    """What is known of each block after so many rounds, and what the next one sees of it."""

    def __init__(self, values: Floats, batch: Batch, open_: Floats | None = None) -> None:
        """open_: which answers the round let through, and by how much."""
        self.values = values
        self.open = open_
        self._batch = batch
        self._means = [group.sums(values) / (group.sizes + 0.5) for group in batch.groups]
        linked = batch.linked
        self._above = np.concatenate([np.zeros_like(values[:1]), values[:-1]]) * linked
        self._below = np.concatenate([(values * linked)[1:], np.zeros_like(values[:1])])

    def next(self, mixing: Floats, bias: Floats, dice: np.random.Generator) -> "_Layer":
        """The layer after one more round."""
        inner = self.values @ mixing[0] + self._above @ mixing[1] + self._below @ mixing[2] + bias
        for mean, own, group in zip(self._means, mixing[3:], self._batch.groups, strict=True):
            inner += (mean @ own)[group.of]
        through = dice.random(inner.shape, dtype=np.float32) >= ANSWERS_LOST
        open_ = ((inner > 0) & through) * np.float32(1 / (1 - ANSWERS_LOST))
        return _Layer(self.values + inner * open_, self._batch, open_)

    def back(self, mixing: Floats, open_: Floats, slope: Floats) -> tuple[Floats, Floats, Floats]:
        """The slope in the round's weights, in its biases, and in what it saw."""
        inner = slope * open_
        found = np.empty_like(mixing)
        found[0] = self.values.T @ inner
        found[1] = self._above.T @ inner
        found[2] = self._below.T @ inner
        linked = self._batch.linked
        before = inner @ mixing[0].T + slope
        before[:-1] += ((inner @ mixing[1].T) * linked)[1:]
        before[1:] += (inner @ mixing[2].T)[:-1] * linked[1:]
        for n, group in enumerate(self._batch.groups, 3):
            below = group.sums(inner)
            found[n] = self._means[n - 3].T @ below
            before += ((below @ mixing[n].T) / (group.sizes + 0.5))[group.of]
        return found, inner.sum(axis=0), before


class _Descent:
    """Adam with decoupled decay, its rate rising and then falling as a cosine."""

    def __init__(self, parts: Parts, steps: int) -> None:
        self._steps, self._done = steps, 0
        self._moment = {name: np.zeros_like(part) for name, part in parts.items()}
        self._square = {name: np.zeros_like(part) for name, part in parts.items()}

    def step(self, parts: Parts, slopes: Parts) -> None:
        """Move the parts against their slopes."""
        self._done += 1
        norm = np.sqrt(sum(float((slope**2).sum()) for slope in slopes.values()))
        clip = np.float32(1 / max(1.0, norm))
        rate = self._rate()
        for name, part in parts.items():
            slope = slopes[name] * clip
            moment, square = self._moment[name], self._square[name]
            moment += (1 - MOMENT) * (slope - moment)
            square += (1 - SQUARE) * (slope**2 - square)
            mean = moment / (1 - MOMENT**self._done)
            spread = np.sqrt(square / (1 - SQUARE**self._done)) + 1e-8
            np.subtract(part, np.float32(rate) * (mean / spread + DECAY * part), out=part)

    def _rate(self) -> float:
        if self._done < WARM:
            return RATE * self._done / WARM
        part = min(1.0, (self._done - WARM) / (self._steps - WARM))
        return float(RATE * (1 + np.cos(np.pi * part)) / 2)
