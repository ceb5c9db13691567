"""Words by which a page's type is known: what its head declares, its markup's names, its own words.

Each is known by its CRC-32 alone, as in the judge's lexicon. Only a bounded number of blocks has a
say, spread over the page.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from sluice.model import Block, Declared, Page
from sluice.pagetype.clue_ids import word_ids
from sluice.pagetype.reading import Reading

TYPE = '"@type"'
LD_TYPE = re.compile(rf'{TYPE}\s{{0,4}}:\s{{0,4}}\[?\s{{0,4}}"([A-Za-z]{{2,40}})"')
NAMED_META = frozenset(("og:type", "generator", "twitter:card"))
LD_CHARACTERS = 50_000
WORD_BLOCKS, NAME_BLOCKS = 120, 24
SHORT_WORDS = 8
SOURCES = ("declared", "names", "words", "labels")


def clues_of(reading: Reading) -> dict[str, set[int]]:
    """The ids of the page's clues by where they stand."""
    blocks = reading.blocks
    for_words = range(0, len(blocks), max(1, -(-len(blocks) // WORD_BLOCKS)))
    for_names = range(0, len(blocks), max(1, -(-len(blocks) // NAME_BLOCKS)))
    labels = [blocks[i].text for i in for_words if reading.words[i] <= SHORT_WORDS]
    prose = [blocks[i].text for i in for_words if reading.words[i] > SHORT_WORDS]
    return {
        "declared": set(map(_id, _declared(reading.declared))),
        "names": set(map(_id, _names(reading.page, [blocks[i] for i in for_names]))),
        "words": word_ids([reading.declared.title, *prose]),
        "labels": word_ids(labels),
    }


def _names(page: Page, blocks: Iterable[Block]) -> set[str]:
    """The names of all elements around these blocks, each element asked once."""
    elements = page.elements
    found: set[str] = set()
    seen: set[int] = set()
    for block in blocks:
        # Those of a hidden block say how it is hidden.
        found |= page.lexicon_names(block) if block.hidden else block.own_names
        element = block.element
        while element >= 0 and element not in seen:
            seen.add(element)
            found |= elements.names[element]
            element = elements.parents[element]
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


def _id(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))
