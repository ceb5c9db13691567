"""What tools/train has learned for one kind of page: forests, lexicons and nets, in one file.

The file names the schema that the forests were grown for, by its digest. One of another schema is
refused: its questions would be put to other figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sluice.features import schema
from sluice.features.forest import Forest
from sluice.features.lexicon import Lexicon
from sluice.features.schema import Feature
from sluice.features.sequence import PARTS, Net

FOREST = "forest"
LEXICON = "lexicon"
NET = "net"
NUMBERS = "numbers"
SCHEMA = "schema"
HTML = Path(__file__).with_name("html.npz")
TEXT = Path(__file__).with_name("text.npz")

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Weights:
    """The forests, the lexicons, the nets, and what else was fitted, each by its name."""

    forests: Mapping[str, Forest]
    lexicons: Mapping[str, Lexicon]
    numbers: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    nets: Mapping[str, Net] = field(default_factory=dict)


def load(path: Path, features: Sequence[Feature]) -> Weights:
    """The weights of a file that were grown for these features.

    Raises OSError or ValueError where it cannot be read, or was grown for others.
    """
    with np.load(path, allow_pickle=False) as file:
        if SCHEMA not in file.files or str(file[SCHEMA]) != schema.digest(features):
            raise ValueError(f"{path.name} was grown for other features: run tools.train again")
        parts: dict[str, dict[str, dict[str, NDArray[Any]]]] = {FOREST: {}, LEXICON: {}, NET: {}}
        numbers = {}
        for key in file.files:
            kind, *name = key.split(".")
            if kind == NUMBERS:
                numbers[name[0]] = tuple(file[key].tolist())
            elif kind != SCHEMA:
                parts[kind].setdefault(name[0], {})[name[1]] = file[key]
    names = schema.names(features)
    return Weights(
        {name: _forest(arrays).bound(names) for name, arrays in parts[FOREST].items()},
        {name: _lexicon(arrays) for name, arrays in parts[LEXICON].items()},
        numbers,
        {name: _net(arrays).bound(names) for name, arrays in parts[NET].items()},
    )


def save(weights: Weights, path: Path, features: Sequence[Feature]) -> None:
    """Write the weights as a file that `load` reads; features: those that they were grown for."""
    arrays: dict[str, NDArray[Any]] = {SCHEMA: np.array(schema.digest(features))}
    for name, forest in weights.forests.items():
        compact = forest.compact()
        arrays |= {
            f"{FOREST}.{name}.names": np.array(compact.names),
            f"{FOREST}.{name}.asked": compact.asked.astype(np.int16),
            f"{FOREST}.{name}.borders": compact.borders,
            f"{FOREST}.{name}.leaves": _small(compact.leaves),
            f"{FOREST}.{name}.bias": compact.bias,
        }
    for name, lexicon in weights.lexicons.items():
        arrays |= {
            f"{LEXICON}.{name}.keys": lexicon.keys,
            f"{LEXICON}.{name}.odds": lexicon.odds.astype(np.float16),
        }
    for name, net in weights.nets.items():
        arrays[f"{NET}.{name}.names"] = np.array(net.names)
        arrays |= {f"{NET}.{name}.{part}": _small(own) for part, own in net.arrays().items()}
    for name, values in weights.numbers.items():
        arrays[f"{NUMBERS}.{name}"] = np.array(values)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _small(values: NDArray[np.float32]) -> NDArray[Any]:
    """The same values in half the room, where they fit."""
    half = values.astype(np.float16)
    return half if np.array_equal(half.astype(np.float32), values) else values


def _forest(arrays: Arrays) -> Forest:
    return Forest(
        tuple(str(name) for name in arrays["names"]),
        arrays["asked"].astype(np.intp),
        arrays["borders"],
        arrays["leaves"].astype(np.float32),
        np.atleast_1d(arrays["bias"]).astype(np.float64),
    )


def _lexicon(arrays: Arrays) -> Lexicon:
    return Lexicon(arrays["keys"], arrays["odds"].astype(np.float32))


def _net(arrays: Arrays) -> Net:
    names = tuple(str(name) for name in arrays["names"])
    return Net(names, *(arrays[part].astype(np.float32) for part in PARTS))


@cache
def html() -> Weights:
    """The package's own weights for HTML pages, read once."""
    return load(HTML, schema.SECOND)


@cache
def text() -> Weights:
    """The package's own weights for text pages, read once."""
    return load(TEXT, schema.TEXT)
