"""How much of each block another text holds, by runs of four words (Broder 1997)."""

from collections.abc import Iterator, Sequence

from sluice.model import Block
from sluice.text.words import UNSPACED, words_of

SHINGLE = 4


def shares(blocks: Sequence[Block], text: str) -> Iterator[float]:
    """For each block the share, 0-1, of its words that the text holds in this order.

    A block too short for that counts where it is a whole line of the text.
    """
    lines = {tuple(tokens(line)) for line in text.split("\n")}
    lines |= {tuple(tokens(line.lstrip("-| "))) for line in text.split("\n")}
    shingles = set(_shingles(tokens(text)))
    return (_share(block, lines, shingles) for block in blocks)


def tokens(text: str) -> list[str]:
    """The words; each character alone where a script has no spaces."""
    return words_of(text if text.isascii() else UNSPACED.sub(r" \g<0> ", text))


def _share(block: Block, lines: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> float:
    words = tokens(block.text)
    if len(words) <= SHINGLE + 1:
        return float(tuple(words) in lines)
    own = list(_shingles(words))
    return sum(shingle in shingles for shingle in own) / len(own)


def _shingles(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(SHINGLE)), strict=False)
