"""Residue sentences at a line's ends become blocks of their own, so that they can be judged.

Scrapers glue a cookie notice or a "Read more" to a paragraph's end. Only whole sentences that a
sure phrase takes are cut, and only from the ends inwards: one in the middle is the author's.
Where a whole page stands on one long line, every sentence that a sure phrase takes is cut.
"""

from collections.abc import Iterator
from dataclasses import replace

from sluice.blocks.links import of_parts
from sluice.model import Block, BlockKind, Page
from sluice.text.phrases import Matcher, Weight
from sluice.text.words import is_unspaced, sentences

# A line with fewer characters is judged as a whole.
SHORTEST = 80
# A line this long that is most of its page is the page, not a paragraph.
WHOLE_PAGE = 0.6
LONGEST_PARAGRAPH = 3_000
# A phrase at the end of so short a sentence is nearly all of it.
SHORT_SENTENCE = 60
SPLIT_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def split_residue(page: Page, matcher: Matcher) -> Page:
    """The page with its residue sentences apart."""
    total = sum(len(block.text) for block in page.blocks)
    blocks: list[Block] = []
    for block in page.blocks:
        short = block.kind not in SPLIT_KINDS or len(block.text) < SHORTEST
        if short:
            blocks.append(block)
        else:
            is_page = len(block.text) > max(LONGEST_PARAGRAPH, WHOLE_PAGE * total)
            blocks += _glued(block, (_everywhere if is_page else _at_ends)(block.text, matcher))
    return replace(page, blocks=tuple(blocks))


def _at_ends(text: str, matcher: Matcher) -> list[str]:
    """The residue sentences at both ends, and all between them as one piece."""
    pieces = sentences(text)
    first, last = 0, len(pieces)
    while first < last and _is_residue(pieces[first], matcher):
        first += 1
    while last > first and _is_residue(pieces[last - 1], matcher):
        last -= 1
    if first == last or last - first == len(pieces):
        return pieces if first == last else [text]
    # The middle is taken from the text itself: joining sentences might change its blanks.
    start = text.index(pieces[first]) if first else 0
    end = text.rindex(pieces[last - 1]) + len(pieces[last - 1]) if last < len(pieces) else len(text)
    return [*pieces[:first], text[start:end], *pieces[last:]]


def _everywhere(text: str, matcher: Matcher) -> list[str]:
    found: list[str] = []
    run: list[str] = []
    for piece in sentences(text):
        if _is_residue(piece, matcher):
            found += [*_together(run), piece]
            run = []
        else:
            run.append(piece)
    return found + _together(run)


def _together(run: list[str]) -> list[str]:
    joint = "" if run and is_unspaced(run[0]) else " "
    return [joint.join(run)] if run else []


def _is_residue(sentence: str, matcher: Matcher) -> bool:
    whole = len(sentence) <= SHORT_SENTENCE
    return any(
        h.weight is Weight.SURE and (whole or h.place != "end") for h in matcher.hits(sentence)
    )


def _glued(block: Block, pieces: list[str]) -> Iterator[Block]:
    if len(pieces) == 1:
        yield block
        return
    first, *others = of_parts(block.links, pieces)
    yield block._replace(text=pieces[0], links=first)
    for piece, links in zip(pieces[1:], others, strict=True):
        yield block._replace(text=piece, gap=0, glued=True, links=links)
