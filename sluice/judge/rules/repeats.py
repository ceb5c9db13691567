"""Text that stands on the page already: responsive doubles, pull quotes, openings shown twice."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from sluice.judge.facts import QUESTION
from sluice.judge.state import Finding, PageState, drop
from sluice.model import BlockKind
from sluice.reasons import Reason
from sluice.text.runs import runs_of

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
    blocks, verse = state.blocks, state.stanzas
    chosen = [i for i in state.left if blocks[i].kind in KINDS and i not in verse]
    if sum([len(blocks[i].text) for i in chosen]) > MOST_CHARACTERS:
        return
    shingles = _repeated_shingles(chosen, [blocks[i].text for i in chosen])
    counts = Counter(shingle for own in shingles.values() for shingle in own)
    # Lumps first, then from the end, no longer counting what went: so of equals the first stays.
    for i, own in sorted(shingles.items(), key=lambda pair: (not _is_lump(pair[1]), -pair[0])):
        # Two questions may have the same answer.
        if i and blocks[i - 1].text.endswith(QUESTION):
            continue
        needed = LUMP_SHARE if _is_lump(own) else 1.0
        if sum(counts[shingle] > 1 for shingle in own) >= needed * len(own):
            counts.subtract(own)
            yield drop(i, Reason.DUPLICATE, "stands-elsewhere")


def _repeated_shingles(chosen: Sequence[int], texts: Sequence[str]) -> dict[int, frozenset[int]]:
    """The shingles of each block that has one which stands twice; of the others none can go."""
    runs, starts = runs_of(texts, SHINGLE)
    ordered = np.sort(runs)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return {}
    sums = np.concatenate(([0], np.cumsum(np.isin(runs, twice))))
    with_some = np.flatnonzero(sums[starts[1:]] > sums[starts[:-1]]).tolist()
    return {chosen[n]: frozenset(runs[starts[n] : starts[n + 1]].tolist()) for n in with_some}


def _is_lump(shingles: frozenset[int]) -> bool:
    """Whether so much stands in one block that it may hold a whole article again."""
    return len(shingles) >= LUMP_WORDS
