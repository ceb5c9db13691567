"""Sums over blocks, by the compiled loops and by numpy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sluice.pagetype.sums import Bounds, Columns, certainty_of, shape_of

BOUNDS = Bounds(prose=12, long=40, linked=0.6, unsure=0.5)
# What stays exact in sums, so that the order of adding has no say.
EIGHTHS = st.integers(0, 8).map(lambda n: n / 8)
BLOCKS = st.lists(
    st.tuples(st.integers(0, 90), EIGHTHS, st.booleans(), st.just(-1.0) | EIGHTHS), max_size=30
)


def columns(blocks: list[tuple[int, float, bool, float]]) -> Columns:
    return Columns(*map(list, zip(*blocks, strict=True))) if blocks else Columns([], [], [], [])


@given(BLOCKS)
def test_shape_is_that_of_the_chosen_blocks(blocks: list[tuple[int, float, bool, float]]) -> None:
    """Each sum is the one that numpy has of the blocks that are kept."""
    given_ = columns(blocks)
    kept = np.array(given_.kept, dtype=bool)
    words, links = np.array(given_.words)[kept], np.array(given_.links)[kept]
    found = shape_of(given_, given_.kept, BOUNDS)
    assert found.blocks == len(words)
    assert (found.words, found.squares) == (words.sum(), (words * words).sum())
    assert found.longest == words.max(initial=0)
    assert (found.prose, found.prose_blocks) == (words[words >= 12].sum(), (words >= 12).sum())
    assert found.long_blocks == (words >= 40).sum()
    assert (found.links, found.linked_blocks) == ((links * words).sum(), (links > 0.6).sum())


@given(BLOCKS)
def test_certainty_counts_what_the_scorer_was_asked(
    blocks: list[tuple[int, float, bool, float]],
) -> None:
    """Blocks without a probability have no say."""
    given_ = columns(blocks)
    asked = np.array(given_.scores) >= 0
    words, scores = np.array(given_.words)[asked], np.array(given_.scores)[asked]
    kept = np.array(given_.kept, dtype=bool)[asked]
    unsure, prose = np.abs(2 * scores - 1) < 0.5, words >= 12
    found = certainty_of(given_, BOUNDS)
    assert found.blocks == len(words)
    assert (found.kept, found.gone) == (words[kept].sum(), words[~kept].sum())
    assert found.kept_by_score == (words * scores)[kept].sum()
    assert found.gone_by_score == (words * scores)[~kept].sum()
    assert (found.unsure, found.unsure_blocks) == (words[unsure].sum(), unsure.sum())
    assert found.least_kept == scores[kept & prose].min(initial=1)
    assert found.most_gone == scores[~kept & prose].max(initial=0)
