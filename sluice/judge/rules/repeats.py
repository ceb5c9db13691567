"""Text that stands on the page already: responsive doubles, pull quotes, openings shown twice."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from sluice.judge.facts import QUESTION
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind
from sluice.reasons import Reason
from sluice.text.words import PARAGRAPHS_REMEMBERED, words_of

# So many words in a row are not said twice by chance.
SHINGLE = 6
# Paragraphs lumped into one block have runs across their borders that stand nowhere else.
LUMP_WORDS = 150
LUMP_SHARE = 0.8
# A book may repeat itself; counting it would cost more than it tells.
MOST_CHARACTERS = 1_000_000
# Stanzas have refrains; lists, tables and code repeat what they must.
KINDS = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING, BlockKind.VERSE)


def repeated(state: PageState) -> Iterator[Finding]:
    """A block each of whose runs of six words stands elsewhere too; the first of equals stays."""
    chosen = [i for i in state.left if state.blocks[i].kind in KINDS]
    chosen = sorted(set(chosen) - state.stanzas)
    if sum(len(state.blocks[i].text) for i in chosen) > MOST_CHARACTERS:
        return
    shingles = {i: _shingles(state.blocks[i].text) for i in chosen}
    counts = Counter(shingle for own in shingles.values() for shingle in own)
    # Lumps first, then from the end, no longer counting what went: so of equals the first stays.
    for i, own in sorted(shingles.items(), key=lambda pair: (not _is_lump(pair[1]), -pair[0])):
        # Two questions may have the same answer.
        if i and state.blocks[i - 1].text.endswith(QUESTION):
            continue
        needed = LUMP_SHARE if _is_lump(own) else 1.0
        if own and sum(counts[shingle] > 1 for shingle in own) >= needed * len(own):
            counts.subtract(own)
            yield drop(i, Reason.DUPLICATE, "stands-elsewhere")


def _is_lump(shingles: frozenset[int]) -> bool:
    """Whether so much stands in one block that it may hold a whole article again."""
    return len(shingles) >= LUMP_WORDS


# The rule looks several times at a page.
@lru_cache(maxsize=PARAGRAPHS_REMEMBERED)
def _shingles(text: str) -> frozenset[int]:
    words = words_of(text.casefold())
    return frozenset(map(hash, zip(*(words[n:] for n in range(SHINGLE)), strict=False)))
