"""What clues say together, by the compiled loop and by numpy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sluice.features.lexicon import Lexicon
from sluice.pagetype.clue_sums import by_numpy, says

KEYS = np.arange(1, 4000, 97, dtype=np.uint32) * np.uint32(1_000_003)
ODDS = np.random.default_rng(5).normal(0, 1, (len(KEYS), 6)).astype(np.float16).astype(np.float32)
CLUES = Lexicon(KEYS, ODDS)


@given(st.sets(st.sampled_from(KEYS.tolist()), min_size=1), st.sets(st.integers(0, 2**32 - 1)))
def test_row_is_that_of_numpy(known: set[int], others: set[int]) -> None:
    """Each figure has the same bits as numpy's, whatever else the page says."""
    found = np.flatnonzero(np.isin(KEYS, list(known | others)))
    assert (
        says(CLUES, np.array(list(known | others), np.uint32)).tobytes()
        == by_numpy(CLUES, found).tobytes()
    )


def test_empty_lexicon_says_nothing() -> None:
    """Grown on a handful of sites a lexicon knows nothing, and nothing is asked of it."""
    empty = Lexicon(np.zeros(0, np.uint32), np.zeros((0, 6), np.float32))
    assert says(empty, {0, 1}).tolist() == [0.0] * 19
