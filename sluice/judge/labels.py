"""A label of other stories and the links beside it, as blocks of their own.

Sites write both into one element, without a colon or a blank between them: the label is cut off,
and rules know it as they know one on a line of its own.
"""

from collections.abc import Sequence

from sluice.blocks.links import ink, pieces
from sluice.judge.facts import COLONS
from sluice.model import Block, BlockKind, Link, Page
from sluice.reasons import Reason
from sluice.text.phrases import Matcher, Phrase, Weight
from sluice.text.words import count_words

LEAD_ON = (Reason.RELATED, Reason.TEASER)
KINDS = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.HEADING)
LONGEST, LABEL_WORDS, LABEL_LETTERS = 600, 6, 80
# Of one story the link is all but the label; of several, each line is mostly one.
LINKED, MOST = 0.3, 0.5


def labels_apart(page: Page, matcher: Matcher) -> dict[int, Sequence[str]]:
    """The parts of each block that is a label of other stories with links to them."""
    linked = [(n, block) for n, block in enumerate(page.blocks) if block.links]
    found = {n: parts for n, block in linked if (parts := _parts(block))}
    if not found:
        return {}
    hits = matcher.search([parts[0] for parts in found.values()]).hits
    return {
        n: parts
        for at, (n, parts) in enumerate(found.items())
        if any(hit.weight is Weight.SURE and _is_whole(hit, parts[0]) for hit in hits.get(at, ()))
    }


def _is_whole(hit: Phrase, label: str) -> bool:
    """Whether the phrase is all of the label; one with a colon opens a line, or is all of it."""
    opens = hit.phrase.endswith(COLONS) and not any(colon in label for colon in COLONS)
    return hit.family in LEAD_ON and (hit.place == "line" or opens)


def _parts(block: Block) -> Sequence[str]:
    # A label stands before the first link.
    if not 0 < block.links[0].start <= LABEL_LETTERS or block.kind not in KINDS:
        return ()
    if len(block.text) > LONGEST or block.link_share < LINKED or block.element < 0:
        return ()
    return _of_lines(block) if "\n" in block.text else _of_one_line(block)


def _of_one_line(block: Block) -> Sequence[str]:
    """The words before the only links, and each link; none where words stand between or behind."""
    cut = list(pieces(block.text, block.links))
    label, address = cut[0]
    # With a colon behind it the label and its story are known as one line.
    if address or label.rstrip().endswith(COLONS) or not 0 < count_words(label) <= LABEL_WORDS:
        return ()
    others = [(words.strip(), address) for words, address in cut[1:] if words.strip()]
    if not others or any(not address for _, address in others):
        return ()
    return (label.strip(), *(words for words, _ in others))


def _of_lines(block: Block) -> Sequence[str]:
    """The first line, and the others, each of which is mostly a link."""
    label, *others = block.text.split("\n")
    linked = _linked(block.links, [label, *others])
    is_label = 0 < count_words(label) <= LABEL_WORDS and not linked[0]
    return (label, *others) if is_label and all(share >= MOST for share in linked[1:]) else ()


def _linked(links: Sequence[Link], lines: Sequence[str]) -> list[float]:
    shares, start = [], 0
    for line in lines:
        size = ink(line)
        inside = sum(max(0, min(link.end, start + size) - max(link.start, start)) for link in links)
        shares.append(inside / max(1, size))
        start += size
    return shares
