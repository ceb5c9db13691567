"""Grows a forest of oblivious trees with CatBoost, as plain arrays."""

import json
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.forest import Forest
from sluice.features.lexicon import Lexicon
from sluice.features.sequence import SEEN_OF_TEXT, Net
from sluice.features.weights import Weights
from tools.train import sequence
from tools.train.corpus import FOLDS
from tools.train.rows import table
from tools.train.samples import Sample
from tools.train.words import Counter

DEPTH = 6
SETTINGS = {
    "depth": DEPTH,
    "l2_leaf_reg": 8,
    "rsm": 0.25,
    "border_count": 64,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "random_seed": 1,
    "thread_count": 2,
}
TEXT = {"iterations": 400, "learning_rate": 0.1}
# A net is taught by one in so many of the renderings, so many times, beginning here.
ONE_IN, EPOCHS, SEED = 3, 6, 1

Table = tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]


def grow(samples: Sequence[Sample], counter: Counter) -> Weights:
    """The weights for these samples; the same samples give the same weights.

    counter: of all samples' words; those of folds that are not among the samples have no say.
    """
    folds = {sample.page.fold for sample in samples}
    unseen = set(range(FOLDS)) - folds
    lexicons = {fold: counter.without(unseen | {fold}) for fold in folds}
    words = counter.without(unseen)
    names = schema.names(schema.TEXT)
    forest = fit(table(samples, lexicons), names, TEXT)
    net = _net(samples, lexicons).bound(names)
    return Weights({"first": forest}, {"words": words}, nets={"sequence": net})


def _net(samples: Sequence[Sample], lexicons: Mapping[int, Lexicon]) -> Net:
    """What reads the lines of a text together; some of a page's renderings teach it enough."""
    examples = [
        sequence.text_example(sample, sample.matrix({"words": lexicons[sample.page.fold]}))
        for sample in samples
        if sample.usable.any() and _teaches(sample)
    ]
    return sequence.train(examples, schema.names(SEEN_OF_TEXT), SEED, EPOCHS)


def _teaches(sample: Sample) -> bool:
    return zlib.crc32(f"{sample.page.id} {sample.form}".encode()) % ONE_IN == 0


def fit(rows: Table, names: Sequence[str], settings: dict[str, float]) -> Forest:
    """The forest for a table of signals, labels and weights; settings: how many trees, how fast."""
    signal_rows, labels, weights = rows
    model = CatBoostClassifier(**SETTINGS, **settings, verbose=0, allow_writing_files=False)
    model.fit(signal_rows, labels.astype(int), sample_weight=weights)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _plain(json.loads(path.read_text()), names)


def _plain(model: dict, names: Sequence[str]) -> Forest:
    """CatBoost's own notation as arrays."""
    trees = model["oblivious_trees"]
    asked = np.zeros((len(trees), DEPTH), dtype=np.intp)
    borders = np.full((len(trees), DEPTH), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 2**DEPTH, 1), dtype=np.float32)
    for n, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            asked[n, level] = split["float_feature_index"]
            borders[n, level] = split["border"]
        leaves[n, : len(tree["leaf_values"]), 0] = tree["leaf_values"]
    scale, bias = model["scale_and_bias"]
    leaves = (leaves * scale).astype(np.float32)
    return Forest(tuple(names), asked, borders, leaves, np.array(bias, dtype=np.float64))
