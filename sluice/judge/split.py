"""Residue sentences at a line's ends become blocks of their own, so that they can be judged.

Scrapers glue a cookie notice or a "Read more" to a paragraph's end. Only whole sentences that a
sure phrase takes are cut, and only from the ends inwards: one in the middle is the author's.
Where a whole page stands on one long line, every sentence that a sure phrase takes is cut.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sluice.blocks.links import of_parts
from sluice.judge.chosen import bracketed, characters_of, long_ones
from sluice.judge.labels import labels_apart
from sluice.judge.rules.shortcodes import tags_apart
from sluice.judge.teasers import teasers_apart
from sluice.judge.title_line import title_line
from sluice.judge.unseen import unveiled
from sluice.model import Block, BlockKind, InputKind, Page
from sluice.text.phrases import Matcher, Phrase, Weight
from sluice.text.words import is_unspaced, sentences

# A line with fewer characters is judged as a whole.
SHORTEST = 80
# A line this long that is most of its page is the page, not a paragraph.
WHOLE_PAGE = 0.6
LONGEST_PARAGRAPH = 3_000
# A phrase at the end of so short a sentence is nearly all of it.
SHORT_SENTENCE = 60
# An asterisk may tell of fields that are required.
BULLET = re.compile(r"[-*+•‣◦▪●○·] +(?=\S)")
SPLIT_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def split_residue(page: Page, matcher: Matcher) -> Page:
    """The page with its residue sentences and the shortcodes at its lines' ends apart."""
    page = unveiled(page) if page.kind is InputKind.TEXT else page
    page = _with_title_apart(_without_codes(page))
    page = _with_labels_apart(page, matcher) if page.kind is InputKind.HTML else page
    page = _cut(page, teasers) if (teasers := teasers_apart(page, matcher)) else page
    long = long_ones(page.blocks, SHORTEST, SPLIT_KINDS)
    # Of one sentence nothing can be cut.
    pieces = {n: parts for n, parts in _sentences(page.blocks, long) if len(parts) > 1}
    if not pieces:
        return page
    least = max(LONGEST_PARAGRAPH, WHOLE_PAGE * characters_of(page.blocks))
    whole = {n for n in pieces if len(page.blocks[n].text) > least}
    split = whole | _with_residue_at_ends(pieces, matcher)
    if not split:
        return page
    residue = _residue([piece for n in sorted(split) for piece in pieces[n]], matcher)
    blocks: list[Block] = []
    for n, block in enumerate(page.blocks):
        if n in split:
            own = [(piece, next(residue)) for piece in pieces[n]]
            parts = _everywhere(own) if n in whole else _at_ends(block.text, own)
            blocks += _glued(block, parts)
        else:
            blocks.append(block)
    return replace(page, blocks=tuple(blocks))


def _without_codes(page: Page) -> Page:
    """The page with shortcodes as blocks of their own, apart from the words between them."""
    told = [n for n in bracketed(page.blocks) if page.blocks[n].kind in SPLIT_KINDS]
    pieces = {n: parts for n in told if len(parts := tags_apart(page.blocks[n].text)) > 1}
    return _cut(page, pieces) if pieces else page


def _with_title_apart(page: Page) -> Page:
    found = title_line(page)
    return _cut(page, dict((found,))) if found else page


def _with_labels_apart(page: Page, matcher: Matcher) -> Page:
    """The page with labels of other stories apart from the links that stand beside them."""
    found = labels_apart(page, matcher)
    if not found:
        return page
    blocks: list[Block] = []
    for n, block in enumerate(page.blocks):
        if n not in found:
            blocks.append(block)
            continue
        label, *stories = _apart(block, found[n])
        blocks.append(label._replace(link_share=0.0, kind=BlockKind.PARAGRAPH))
        blocks += (b._replace(link_share=1.0, kind=BlockKind.PARAGRAPH) for b in stories)
    return replace(page, blocks=tuple(blocks))


def _cut(page: Page, pieces: Mapping[int, Sequence[str]]) -> Page:
    blocks: list[Block] = []
    for n, block in enumerate(page.blocks):
        blocks += _apart(block, pieces[n]) if n in pieces else (block,)
    return replace(page, blocks=tuple(blocks))


def _apart(block: Block, parts: Sequence[str]) -> Iterator[Block]:
    """A line's parts, each a paragraph of its own and none a part of the others' line."""
    first, *others = of_parts(block.links, parts)
    yield block._replace(text=parts[0], links=first)
    for part, links in zip(parts[1:], others, strict=True):
        yield block._replace(text=part, gap=0, glued=True, seamless=True, links=links)


def _sentences(
    blocks: Sequence[Block], positions: Sequence[int]
) -> Iterator[tuple[int, list[str]]]:
    return ((n, sentences(blocks[n].text)) for n in positions)


def _with_residue_at_ends(pieces: Mapping[int, list[str]], matcher: Matcher) -> set[int]:
    """The blocks whose first or last sentence is residue; no others have any at their ends."""
    owners = [n for n, own in pieces.items() for _ in own[:1] + own[1:][-1:]]
    ends = [piece for own in pieces.values() for piece in own[:1] + own[1:][-1:]]
    return {n for n, is_residue in zip(owners, _residue(ends, matcher), strict=True) if is_residue}


def _residue(pieces: Sequence[str], matcher: Matcher) -> Iterator[bool]:
    """For each sentence whether a sure phrase takes it."""
    hits = matcher.search(pieces).hits
    return (n in hits and _is_residue(piece, hits[n]) for n, piece in enumerate(pieces))


def _is_residue(sentence: str, hits: Sequence[Phrase]) -> bool:
    whole = len(sentence) <= SHORT_SENTENCE
    return any(h.weight is Weight.SURE and (whole or h.place != "end") for h in hits)


def _at_ends(text: str, pieces: Sequence[tuple[str, bool]]) -> list[str]:
    """The residue sentences at both ends, and all between them as one piece."""
    own = [n for n, (_, is_residue) in enumerate(pieces) if not is_residue]
    first, last = (own[0], own[-1] + 1) if own else (0, 0)
    texts = [piece for piece, _ in pieces]
    if first == last or last - first == len(pieces):
        return texts if first == last else [text]
    # The middle is taken from the text itself: joining sentences might change its blanks.
    start = end = 0
    for n, piece in enumerate(texts[:last]):
        start = start if n > first else text.index(piece, end)
        end = text.index(piece, end) + len(piece)
    end = end if last < len(texts) else len(text)
    return [*texts[:first], text[start:end], *texts[last:]]


def _everywhere(pieces: Sequence[tuple[str, bool]]) -> list[str]:
    found: list[str] = []
    run: list[str] = []
    for piece, is_residue in pieces:
        if is_residue:
            found += [*_together(run), piece]
            run = []
        else:
            run.append(piece)
    return found + _together(run)


def _together(run: list[str]) -> list[str]:
    joint = "" if run and is_unspaced(run[0]) else " "
    return [joint.join(run)] if run else []


def _glued(block: Block, pieces: list[str]) -> Iterator[Block]:
    if len(pieces) == 1:
        yield block
        return
    _give_back_marks(pieces)
    first, *others = of_parts(block.links, pieces)
    yield block._replace(text=pieces[0], links=first)
    for piece, links in zip(pieces[1:], others, strict=True):
        yield block._replace(text=piece, gap=0, glued=True, links=links)


def _give_back_marks(pieces: list[str]) -> None:
    """What would be the bullet of an item, at the start of a line, stays with what stood before."""
    for n in range(1, len(pieces)):
        if bullet := BULLET.match(pieces[n]):
            pieces[n - 1] += f" {bullet[0].strip()}"
            pieces[n] = pieces[n][bullet.end() :]
