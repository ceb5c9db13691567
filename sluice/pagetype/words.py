"""Words by which a page's type is known: what its head declares, its markup's names, its own words.

Each is known by a number alone, as in the judge's lexicons. Only a bounded number of blocks has a
say, spread over the page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sluice.features.lexicon import name_id
from sluice.features.measures import measure
from sluice.model import NO_NAMES, Declared, InputKind
from sluice.pagetype.reading import Reading

TYPE = '"@type"'
LD_TYPE = re.compile(rf'{TYPE}\s{{0,4}}:\s{{0,4}}\[?\s{{0,4}}"([A-Za-z]{{2,40}})"')
NAMED_META = frozenset(("og:type", "generator", "twitter:card"))
LD_CHARACTERS = 50_000
WORD_BLOCKS, NAME_BLOCKS = 120, 24
SHORT_WORDS = 8
NOTHING = np.empty(0, dtype=np.uint32)

Clues = Mapping[str, NDArray[np.uint32]]

SOURCES = ("declared", "names", "words", "labels")


def clues_of(reading: Reading) -> Clues:
    """For each of SOURCES the ids of the page's clues; some may be there twice."""
    labels, prose = _positions(reading)
    names = NO_NAMES.union(*_names(reading))
    found = {
        "declared": np.array([name_id(name) for name in _declared(reading.declared)], np.uint32),
        "names": np.array([name_id(name) for name in names], np.uint32),
    }
    if (measures := reading.judgement.measures) is None:
        return found | dict.fromkeys(("words", "labels"), NOTHING)
    title = measure([reading.declared.title]).vocabulary.ids
    words = np.concatenate((title, measures.vocabulary.of(prose)))
    return found | {"words": words, "labels": measures.vocabulary.of(labels)}


def _positions(reading: Reading) -> tuple[list[int], list[int]]:
    """Some blocks, spread over the page: labels, and longer ones."""
    size = len(reading.words)
    labels: list[int] = []
    prose: list[int] = []
    for i in range(0, size, max(1, -(-size // WORD_BLOCKS))):
        (labels if reading.words[i] <= SHORT_WORDS else prose).append(i)
    return labels, prose


def _names(reading: Reading) -> list[frozenset[str]]:
    """The names of all elements around some blocks, each element asked once."""
    page, blocks = reading.page, reading.blocks
    if page.kind is InputKind.TEXT:
        return []
    names, parents = page.elements.names, page.elements.parents
    found: list[frozenset[str]] = []
    seen: set[int] = set()
    for block in blocks[:: max(1, -(-len(blocks) // NAME_BLOCKS))]:
        # Those of a hidden block say how it is hidden.
        found.append(page.lexicon_names(block) if block.hidden else block.own_names)
        element = block.element
        while element >= 0 and element not in seen:
            seen.add(element)
            found.append(names[element])
            element = parents[element]
    return found


def _declared(declared: Declared) -> Iterable[str]:
    types = chain.from_iterable(_types(script[:LD_CHARACTERS]) for script in declared.json_ld)
    meta = (
        f"{name}={content.lower().split(' ')[0][:40]}"
        for name, content in declared.meta
        if name in NAMED_META
    )
    return chain((f"ld={name.lower()}" for name in types), meta)


def _types(script: str) -> Iterator[str]:
    """The types of a script's objects. To look for the word alone is faster than for the rest."""
    at = script.find(TYPE)
    while at >= 0:
        if found := LD_TYPE.match(script, at):
            yield found[1]
        at = script.find(TYPE, at + len(TYPE))
