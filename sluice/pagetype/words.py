"""Words by which a page's type is known: what its head declares, its markup's names, its own words.

Each is known by its CRC-32 alone, as in the judge's lexicon. Only a bounded number of blocks has a
say, spread over the page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from sluice.features.lexicon import Lexicon
from sluice.model import Declared, InputKind
from sluice.pagetype.clue_ids import id_of, mark_names, mark_words, word_ids
from sluice.pagetype.reading import Reading

TYPE = '"@type"'
LD_TYPE = re.compile(rf'{TYPE}\s{{0,4}}:\s{{0,4}}\[?\s{{0,4}}"([A-Za-z]{{2,40}})"')
NAMED_META = frozenset(("og:type", "generator", "twitter:card"))
LD_CHARACTERS = 50_000
WORD_BLOCKS, NAME_BLOCKS = 120, 24
SHORT_WORDS = 8
SOURCES = ("declared", "names", "words", "labels")


def clues_of(reading: Reading) -> dict[str, set[int]]:
    """The ids of the page's clues by where they stand, as training has them."""
    labels, prose = _texts(reading)
    return {
        "declared": set(map(id_of, _declared(reading.declared))),
        "names": {id_of(name) for names in _names(reading) for name in names},
        "words": word_ids([reading.declared.title, *prose]),
        "labels": word_ids(labels),
    }


def marks_of(reading: Reading, lexicons: Mapping[str, Lexicon]) -> dict[str, bytearray]:
    """For each of SOURCES the places in its lexicon of the page's clues, a byte a key."""
    marks = {name: bytearray(len(lexicons[name].keys)) for name in SOURCES}
    labels, prose = _texts(reading)
    mark_names([[*_declared(reading.declared)]], lexicons["declared"], marks["declared"])
    mark_names(_names(reading), lexicons["names"], marks["names"])
    mark_words([reading.declared.title, *prose], lexicons["words"], marks["words"])
    mark_words(labels, lexicons["labels"], marks["labels"])
    return marks


def _texts(reading: Reading) -> tuple[list[str], list[str]]:
    """The texts of some blocks, spread over the page: labels, and longer ones."""
    blocks = reading.blocks
    step = max(1, -(-len(blocks) // WORD_BLOCKS))
    labels: list[str] = []
    prose: list[str] = []
    for block, words in zip(blocks[::step], reading.words[::step], strict=True):
        (labels if words <= SHORT_WORDS else prose).append(block.text)
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
