"""Text that stands on the page already: responsive doubles, pull quotes, openings shown twice."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from service.blocks.words import PARAGRAPHS_REMEMBERED, WORD
from service.judge.densest import stanzas
from service.judge.facts import Finding, Scene, drop
from service.model import BlockKind
from service.reasons import Reason

# So many words in a row are not said twice by chance.
SHINGLE = 6
# A book may repeat itself; counting it would cost more than it tells.
MOST_CHARACTERS = 1_000_000
# Stanzas have refrains; lists, tables and code repeat what they must.
QUESTION = ("?", "？", "؟")
KINDS = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING, BlockKind.VERSE)


def repeated(scene: Scene) -> Iterator[Finding]:
    """A block each of whose runs of six words stands elsewhere too; the first of equals stays."""
    chosen = [i for i in scene.left if scene.page.blocks[i].kind in KINDS]
    chosen = sorted(set(chosen) - stanzas(scene))
    if sum(len(scene.page.blocks[i].text) for i in chosen) > MOST_CHARACTERS:
        return
    shingles = {i: _shingles(scene.page.blocks[i].text) for i in chosen}
    counts = Counter(shingle for own in shingles.values() for shingle in own)
    # From the end, and no longer counting what went: so of equals the first stays.
    for i, own in reversed(shingles.items()):
        # Two questions may have the same answer.
        if i and scene.page.blocks[i - 1].text.endswith(QUESTION):
            continue
        if own and all(counts[shingle] > 1 for shingle in own):
            counts.subtract(own)
            yield drop(i, Reason.DUPLICATE, "stands-elsewhere")


# The rule looks several times at a page.
@lru_cache(maxsize=PARAGRAPHS_REMEMBERED)
def _shingles(text: str) -> frozenset[int]:
    words = WORD.findall(text.casefold())
    return frozenset(map(hash, zip(*(words[n:] for n in range(SHINGLE)), strict=False)))
