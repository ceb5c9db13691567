"""What is known of blocks by their characters, as columns; sluice.features.measures fills them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Vocabulary:
    """Each block's words, each once in rising order, behind a NO_WORD with which it starts.

    ids: uint32, all blocks' in a row. starts: for each block where its NO_WORD stands.
    """

    ids: NDArray[np.uint32]
    starts: NDArray[np.intp]

    def of(self, positions: Sequence[int]) -> NDArray[np.uint32]:
        """The ids of these blocks, one block behind the other."""
        starts = np.append(self.starts, len(self.ids))
        return _parts(self.ids, starts, np.array(positions, dtype=np.intp))[0]


@dataclass(frozen=True)
class Measures:
    """One value a block, in the page's order.

    counts: float32, a row for each of measures.NAMES. word_counts: int32, words as
    sluice.text.words counts them. flag_bits: uint32, the flags of measures. key_hashes: uint64,
    equal where the keys are.
    letters: the keys' code points, all blocks' in a row; key_starts: where each key starts, and
    where the last one ends.
    """

    counts: NDArray[np.float32]
    word_counts: NDArray[np.int32]
    flag_bits: NDArray[np.uint32]
    key_hashes: NDArray[np.uint64]
    letters: NDArray[np.uint32]
    key_starts: NDArray[np.intp]
    vocabulary: Vocabulary

    def __len__(self) -> int:
        """How many blocks were measured."""
        return len(self.word_counts)

    @cached_property
    def words(self) -> list[int]:
        """How many words each block has."""
        found: list[int] = self.word_counts.tolist()
        return found

    @cached_property
    def flags(self) -> list[int]:
        """Each block's flags."""
        found: list[int] = self.flag_bits.tolist()
        return found

    @cached_property
    def keys(self) -> list[str]:
        """Each block's letters and digits, case folded: equal where two blocks say the same."""
        # What is folded is never a surrogate: letters and digits only.
        whole = self.letters.tobytes().decode("utf-32-le")
        return [whole[start:end] for start, end in pairwise(self.key_starts.tolist())]

    def take(self, positions: Sequence[int]) -> "Measures":
        """The measures of these blocks, in this order."""
        at = np.array(positions, dtype=np.intp)
        starts = np.append(self.vocabulary.starts, len(self.vocabulary.ids))
        ids, own_starts = _parts(self.vocabulary.ids, starts, at)
        letters, key_starts = _parts(self.letters, self.key_starts, at)
        return Measures(
            np.ascontiguousarray(self.counts[:, at]),
            self.word_counts[at],
            self.flag_bits[at],
            self.key_hashes[at],
            letters,
            key_starts,
            Vocabulary(ids, own_starts[: len(at)].copy()),
        )


def _parts(
    values: NDArray[np.uint32], starts: NDArray[np.intp], at: NDArray[np.intp]
) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """The parts of a row of values at these positions, and where each starts then."""
    sizes = starts[at + 1] - starts[at]
    ends = np.zeros(len(at) + 1, dtype=np.intp)
    np.cumsum(sizes, out=ends[1:])
    places = np.repeat(starts[at] - ends[: len(at)], sizes) + np.arange(int(sizes.sum()))
    return values[places], ends
