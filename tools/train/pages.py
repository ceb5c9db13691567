"""The page model: types of pages, and the calibrated score of bodies.

Both learn from pages as the judge leaves them with a scorer that has not seen their site. A page's
clues are read by lexicons of the other folds, in training as in cross-validation.
"""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier

from sluice.features import schema
from sluice.features.forest import Forest
from sluice.features.lexicon import Lexicon
from sluice.features.measures import NO_WORD
from sluice.features.weights import Weights
from sluice.pagetype.learned import FEATURES, TYPES, PageModel, score_row
from sluice.pagetype.words import SOURCES
from tools.train.corpus import FOLDS
from tools.train.reliability import RIGHT, JudgedPage, Tried

FEWEST_SITES = {"declared": 2, "names": 5, "words": 8, "labels": 5}
PRIOR = 2.0
SETTINGS = {"random_seed": 1, "thread_count": 2, "verbose": 0, "allow_writing_files": False}
TYPE_TREES = {"iterations": 250, "depth": 5, "learning_rate": 0.06, "rsm": 0.2, "l2_leaf_reg": 6}
SCORE_TREES = {"iterations": 120, "depth": 4, "learning_rate": 0.06, "rsm": 0.4, "l2_leaf_reg": 10}


def grow(pages: Sequence[JudgedPage], unseen: frozenset[int] = frozenset()) -> PageModel:
    """The model of these pages but for those of the unseen folds; its scale is still plain."""
    seen = [page for page in pages if page.fold not in unseen]
    lexicons = {fold: _lexicons(seen, fold) for fold in {page.fold for page in seen}}
    rows = np.stack([_model(lexicons[page.fold]).row(page.figures, page.clues) for page in seen])
    types = _fit(rows, [page.kind for page in seen], [page.weight for page in seen], TYPE_TREES)
    known = [page for page in seen if page.f1 is not None]
    scored = np.stack([score_row(page.figures) for page in known])
    right = [int((page.f1 or 0) >= RIGHT) for page in known]
    score = _fit(scored, right, [1.0] * len(right), SCORE_TREES)
    forests = {"types": types, "score": score}
    return PageModel(Weights(forests, _lexicons(seen, -1), {"scale": (1.0, 0.0)}))


def _model(lexicons: dict[str, Lexicon]) -> PageModel:
    return PageModel(Weights({}, lexicons))


def _lexicons(pages: Sequence[JudgedPage], without: int) -> dict[str, Lexicon]:
    # Text pages say the same words as the HTML that they were made from, and have one type a site.
    sites = defaultdict(list)
    for page in pages:
        if page.form == "html" and page.corpus == "wcxb-dev" and page.fold != without:
            sites[page.site].append(page)
    return {source: _lexicon(list(sites.values()), source) for source in SOURCES}


def _lexicon(sites: Sequence[Sequence[JudgedPage]], source: str) -> Lexicon:
    """Each clue's log-odds for each type, each site having one say."""
    counts: dict[int, np.ndarray] = defaultdict(lambda: np.zeros(len(TYPES)))
    of_type = np.zeros(len(TYPES))
    for site in sites:
        kind = Counter(page.kind for page in site).most_common(1)[0][0]
        of_type[kind] += 1
        for clue in set(np.concatenate([page.clues[source] for page in site]).tolist()) - {NO_WORD}:
            counts[clue][kind] += 1
    prior = of_type / of_type.sum()
    keys = sorted(key for key, count in counts.items() if count.sum() >= FEWEST_SITES[source])
    table = np.array([counts[key] for key in keys]).reshape(-1, len(TYPES))
    shares = (table + PRIOR * prior) / (table.sum(axis=1, keepdims=True) + PRIOR)
    odds = np.log(shares / prior).astype(np.float16).astype(np.float32)
    return Lexicon(np.array(keys, dtype=np.uint32), odds)


def _fit(rows: np.ndarray, labels: list[int], weights: list[float], settings: dict) -> Forest:
    loss = "MultiClass" if max(labels) > 1 else "Logloss"
    model = CatBoostClassifier(loss_function=loss, **settings, **SETTINGS)
    model.fit(rows, labels, sample_weight=weights)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _plain(json.loads(path.read_text()), settings["depth"])


def _plain(model: dict, depth: int) -> Forest:
    """CatBoost's own notation as arrays."""
    trees = model["oblivious_trees"]
    scale, bias = model["scale_and_bias"]
    asked = np.zeros((len(trees), depth), dtype=np.intp)
    borders = np.full((len(trees), depth), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 2**depth, len(bias)), dtype=np.float32)
    for n, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            asked[n, level], borders[n, level] = split["float_feature_index"], split["border"]
        values = np.array(tree["leaf_values"]).reshape(-1, len(bias))
        leaves[n, : len(values)] = values * scale
    leaves = leaves.astype(np.float16).astype(np.float32)
    bias = np.array(bias, dtype=np.float64)
    return Forest(schema.names(FEATURES), asked, borders, leaves, bias)


def tried(pages: Sequence[JudgedPage]) -> list[Tried]:
    """Each page with the word of a model that has not seen its site."""
    found = []
    for fold in range(FOLDS):
        model = grow(pages, frozenset((fold,)))
        for page in pages:
            if page.fold == fold:
                kinds = model.kinds(model.row(page.figures, page.clues))
                log_odds = model.log_odds(page.figures)
                found.append(Tried(page, int(kinds.argmax()), log_odds))
    return found
