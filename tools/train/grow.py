"""Grows a forest of oblivious trees with CatBoost and writes it as plain arrays."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier

from service.judge.learned.forest import Forest
from service.judge.learned.lexicon import Lexicon
from tools.train.corpus import FOLDS
from tools.train.rows import Sample, signal_names, table
from tools.train.words import Counter

SETTINGS = {
    "iterations": 400,
    "depth": 6,
    "learning_rate": 0.1,
    "l2_leaf_reg": 8,
    "rsm": 0.25,
    "border_count": 64,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "random_seed": 1,
    "thread_count": 2,
}


def grow(samples: Sequence[Sample], counter: Counter) -> Forest:
    """The forest for these samples; the same samples give the same forest.

    counter: of all samples' words; those of folds that are not among the samples have no say.
    """
    folds = {sample.page.fold for sample in samples}
    unseen = set(range(FOLDS)) - folds
    lexicons = {fold: counter.without(unseen | {fold}) for fold in folds}
    signal_rows, labels, weights = table(samples, lexicons)
    model = CatBoostClassifier(**SETTINGS, verbose=0, allow_writing_files=False)
    model.fit(signal_rows, labels.astype(int), sample_weight=weights)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _plain(json.loads(path.read_text()), counter.without(unseen))


def _plain(model: dict, lexicon: Lexicon) -> Forest:
    """CatBoost's own notation as arrays, with only the signals that are asked."""
    names = signal_names(lexicon)
    trees = model["oblivious_trees"]
    depth = SETTINGS["depth"]
    asked = np.zeros((len(trees), depth), dtype=np.intp)
    borders = np.full((len(trees), depth), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 2**depth), dtype=np.float32)
    for n, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            asked[n, level] = split["float_feature_index"]
            borders[n, level] = split["border"]
        leaves[n, : len(tree["leaf_values"])] = tree["leaf_values"]
    used, compact = np.unique(asked, return_inverse=True)
    scale, (bias,) = model["scale_and_bias"]
    return Forest(
        tuple(names[i] for i in used),
        compact.reshape(asked.shape),
        borders,
        (leaves * scale).astype(np.float32),
        float(bias),
        lexicon,
    )


def write(forest: Forest, path: Path) -> None:
    """The forest as a file that service.judge.learned.forest.load reads."""
    np.savez_compressed(
        path,
        names=np.array(forest.names),
        asked=forest.asked.astype(np.int16),
        borders=forest.borders,
        leaves=forest.leaves,
        bias=np.float64(forest.bias),
        words=forest.lexicon.keys,
        odds=forest.lexicon.odds.astype(np.float16),
    )
