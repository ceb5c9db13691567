"""The body in pieces of about one size, for search and for language models.

A piece ends before a heading or between two paragraphs, never within one; a paragraph longer than
a piece is a piece. Sizes are characters of the text, for every tokenizer counts otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sluice.model import Block, BlockKind, Judgement

# A piece that has this share of its size ends where a heading stands.
ENOUGH = 0.5


@dataclass(slots=True)
class Chunk:
    """Kept blocks that follow one another. headings: those above, the outermost first."""

    blocks: list[int] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    length: int = 0
    has_words: bool = False


def chunks_of(judgement: Judgement, size: int) -> list[Chunk]:
    """The kept blocks in pieces. size: in characters."""
    found: list[Chunk] = []
    path: list[Block] = []
    for line in _lines(judgement):
        blocks = [judgement.page.blocks[i] for i in line]
        first = blocks[0]
        is_heading = first.kind is BlockKind.HEADING
        length = sum(len(block.text) for block in blocks)
        last = found[-1] if found else None
        if is_heading:
            path = [*(head for head in path if (head.level or 2) < (first.level or 2)), first]
        if last is None or _ends(last, length, size * ENOUGH if is_heading else size):
            last = Chunk(headings=[head.text for head in path])
            found.append(last)
        elif is_heading and not last.has_words:
            last.headings = [head.text for head in path]
        last.blocks += line
        last.length += length
        last.has_words = last.has_words or not is_heading
    return found


def _ends(chunk: Chunk, length: int, size: float) -> bool:
    """Whether a chunk that has words ends before a line of this length."""
    return chunk.has_words and (chunk.length >= size or chunk.length + length > size)


def _lines(judgement: Judgement) -> Iterator[list[int]]:
    """The kept blocks, with the pieces of a line that was cut together."""
    line: list[int] = []
    for i, block in judgement.kept():
        if line and not (block.glued and i == line[-1] + 1):
            yield line
            line = []
        line.append(i)
    if line:
        yield line
