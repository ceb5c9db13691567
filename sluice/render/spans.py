"""Where the blocks of a page stand in its decoded source.

Asked for by few, so nothing is kept for it while a page is read: the source is read once more, and
aligned with the blocks.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from sluice.model import Article, Block, BlockKind
from sluice.render.align import Aligner, Place, ink_of
from sluice.render.items import is_lost
from sluice.render.source import SourceText, source_of
from sluice.text.words import is_unspaced

Span = tuple[int, int]
Spans = tuple[Span, ...]
# A text fragment names a short text whole, and of a long one its first and last words.
WHOLE = 60
WORDS = 5
CHARACTERS = 15
MOST_CHARACTERS = 80


def spans_of(article: Article) -> list[Spans | None]:
    """For each block of the page where it stands in the decoded page; None where it does not."""
    page = article.judgement.page
    source = source_of(article.document.text, page)
    texts: list[str] = []
    counts: list[int] = []
    apart: list[bool] = []
    for block in page.blocks:
        parts = _parts(block)
        texts += parts
        counts.append(len(parts))
        apart += [bool(block.hidden or block.veil)] * len(parts)
    ink = source.ink
    found = zip(texts, Aligner(ink).places(texts, apart), strict=True)
    places = iter([place if _says(ink, place, text) else None for text, place in found])
    return [_spans(source, [next(places) for _ in range(count)]) for count in counts]


def _says(ink: str, place: Place, text: str) -> bool:
    """Whether a place says all of a text; what parts a power from its base stands nowhere."""
    if place.missing or is_lost(place, text):
        return False
    said = "".join(ink[start:end] for start, end in place.stretches)
    own = ink_of(text)
    return said == own or said.replace("^", "") == own.replace("^", "")


def _parts(block: Block) -> Sequence[str]:
    if block.kind is BlockKind.TABLE_ROW and block.cells:
        return [cell for cell in block.cells if cell]
    return [block.text]


def _spans(source: SourceText, parts: Sequence[Place | None]) -> Spans | None:
    stretches: list[Span] = []
    for place in parts:
        if place is None:
            return None
        stretches += place.stretches
    joined: list[Span] = []
    for start, end in stretches:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    cut = [part for start, end in joined for part in _cut(source, start, end)]
    return tuple(source.span(start, end) for start, end in cut) or None


def _cut(source: SourceText, start: int, end: int) -> Iterator[Span]:
    """The stretch without what stands in it and is neither text nor tag."""
    n = bisect_right(source.breaks, start)
    while n < len(source.breaks) and source.breaks[n] < end:
        yield start, source.breaks[n]
        start = source.breaks[n]
        n += 1
    yield start, end


def fragment_of(text: str) -> str:
    """What to put behind a page's address so that a browser shows this text.

    https://wicg.github.io/scroll-to-text-fragment/ has the syntax.
    """
    line = " ".join(text.split())
    if len(line) <= WHOLE:
        return f"#:~:text={_encoded(line)}"
    if is_unspaced(line):
        first, last = line[:CHARACTERS], line[-CHARACTERS:]
    else:
        words = line.split(" ")
        first, last = " ".join(words[:WORDS]), " ".join(words[-WORDS:])
    return f"#:~:text={_encoded(first[:MOST_CHARACTERS])},{_encoded(last[-MOST_CHARACTERS:])}"


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def kept_blocks(article: Article, spans: Sequence[Spans | None]) -> list[dict[str, Any]]:
    """An entry for each block of the body, in the page's order."""
    return [
        {"block": i, "text": block.text, "spans": spans[i], "fragment": fragment_of(block.text)}
        for i, block in article.judgement.kept()
    ]
