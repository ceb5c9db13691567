"""What tools/train has learned for one kind of page: forests and lexicons, in one file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sluice.features.forest import Forest
from sluice.features.lexicon import Lexicon

FOREST = "forest"
LEXICON = "lexicon"


@dataclass(frozen=True)
class Weights:
    """The forests and the lexicons, each by its name."""

    forests: Mapping[str, Forest]
    lexicons: Mapping[str, Lexicon]


def load(path: Path) -> Weights:
    """The weights of a file. Raises OSError or ValueError where it cannot be read."""
    with np.load(path, allow_pickle=False) as file:
        parts: dict[str, dict[str, dict[str, np.ndarray]]] = {FOREST: {}, LEXICON: {}}
        for key in file.files:
            kind, name, field = key.split(".")
            parts[kind].setdefault(name, {})[field] = file[key]
    return Weights(
        {name: _forest(arrays) for name, arrays in parts[FOREST].items()},
        {name: _lexicon(arrays) for name, arrays in parts[LEXICON].items()},
    )


def save(weights: Weights, path: Path) -> None:
    """Write the weights as a file that `load` reads."""
    arrays: dict[str, np.ndarray] = {}
    for name, forest in weights.forests.items():
        arrays |= {
            f"{FOREST}.{name}.names": np.array(forest.names),
            f"{FOREST}.{name}.asked": forest.asked.astype(np.int16),
            f"{FOREST}.{name}.borders": forest.borders,
            f"{FOREST}.{name}.leaves": forest.leaves,
            f"{FOREST}.{name}.bias": np.array(forest.bias),
        }
    for name, lexicon in weights.lexicons.items():
        arrays |= {
            f"{LEXICON}.{name}.keys": lexicon.keys,
            f"{LEXICON}.{name}.odds": lexicon.odds.astype(np.float16),
        }
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _forest(arrays: Mapping[str, np.ndarray]) -> Forest:
    return Forest(
        tuple(str(name) for name in arrays["names"]),
        arrays["asked"].astype(np.intp),
        arrays["borders"],
        arrays["leaves"],
        float(arrays["bias"]),
    )


def _lexicon(arrays: Mapping[str, np.ndarray]) -> Lexicon:
    return Lexicon(arrays["keys"], arrays["odds"].astype(np.float32))
