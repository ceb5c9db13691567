"""Characters of a text page that nobody sees, cut off as blocks of their own that a trick hides.

In HTML the walk does the same, where it meets them.
"""

from collections.abc import Iterator
from dataclasses import replace

from sluice.blocks.hiding import ODD_TRICKS, parts_of
from sluice.judge.chosen import with_odd_characters
from sluice.model import Block, Page, Veil

TRICKS = tuple(sorted(set(ODD_TRICKS.values())))
VEILS = tuple(Veil(trick) for trick in TRICKS)


def unveiled(page: Page) -> Page:
    """The text page with what odd characters say apart from what its readers see."""
    asked = ((n, parts_of(page.blocks[n].text)) for n in with_odd_characters(page.blocks))
    cut = {n: parts for n, parts in asked if any(trick for _, trick in parts)}
    if not cut:
        return page
    blocks: list[Block] = []
    for n, block in enumerate(page.blocks):
        blocks += _apart(block, cut[n]) if n in cut else (block,)
    return replace(page, blocks=tuple(blocks), elements=replace(page.elements, veils=VEILS))


def _apart(block: Block, parts: list[tuple[str, str]]) -> Iterator[Block]:
    """What readers see of a line, and below it what they do not."""
    seen = "".join(part for part, trick in parts if not trick).strip()
    if seen:
        yield block._replace(text=seen, links=())
    for part, trick in parts:
        if trick:
            veil = TRICKS.index(trick) + 1
            yield block._replace(
                text=part, gap=0, glued=bool(seen), seamless=True, veil=veil, links=()
            )
