"""The lines below a page's headline: of a short page they are its text, however short they are.

Opening hours, a recipe's steps, an address, names, a poem of four lines: the scorer doubts such
lines where nothing longer stands beside them. What holds them and the headline tells them apart
from menus, columns and banners.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from sluice.model import Block, BlockKind, InputKind
from sluice.pagetype.gate_markup import named_gates
from sluice.pagetype.reading import Reading
from sluice.reasons import PageKind, Reason
from sluice.text.words import ends_sentence

UNNAMED = (None, Reason.NOT_CONTENT)
# No line of a text stands in one of these.
OTHER_PARTS = frozenset(
    (
        *("nav", "aside", "header", "footer", "form", "dialog", "button", "label", "select"),
        *("figure", "noscript", "summary"),
    )
)
OTHER_NAMES = frozenset(("dialog", "alertdialog", "contentinfo", "complementary", "search", "meta"))
HOLDERS = ("main", "article")
LINKED_SHARE = 0.5
# A date, a name or a counter below the headline is far less likely text than the lines beside it.
MUCH_LESS = 0.3
# A page with more of them has text enough to be judged by.
MOST_LINES, MOST_WORDS = 60, 200
# Of a page so short, and of whose lines less than so much is left, all are the text.
MOST_KEPT, LEFT = 60, 0.9
LIKELY = 0.03
# Below so many blocks of readers stand the rules of their thread, and no text.
REMARKS, FEWEST_REMARKS = (Reason.COMMENTS, Reason.COMMENT_FORM), 2


def main_lines(reading: Reading, gate: Sequence[int] = ()) -> tuple[int, ...]:
    """The positions of the lines below the page's headline, in the part that holds both.

    gate: blocks that say what a gate says. None where one of them is the headline or stands among
    the lines, where there is no headline, or where so many lines are that the page is not short.
    """
    head = headline_of(reading)
    if head is None or head in gate:
        return ()
    below = [i for i in range(head + 1, len(reading.blocks)) if _may_be_text(reading, i)]
    lines = _likely(reading, _apart(reading, _beside(reading, head, below), gate))
    while lines and _is_heading(reading.blocks[lines[-1]]):
        lines.pop()
    words = sum(reading.words[i] for i in lines)
    if not lines or len(lines) > MOST_LINES or words > MOST_WORDS:
        return ()
    return () if any(head < i < lines[-1] for i in gate) else tuple(lines)


def lost_lines(reading: Reading) -> tuple[int, ...]:
    """Of a page of a few short lines all, where little of them is left and nothing else."""
    if reading.kept_words > MOST_KEPT:
        return ()
    own = [i for i in reading.kept if not named_gates(reading, i)]
    end = _end_of_text(reading, own)
    lines = tuple([i for i in main_lines(reading) if i < end])
    if not set(own) <= set(lines):
        return ()
    left, all_words = (sum(reading.words[i] for i in found) for found in (own, lines))
    # Beside what stays, lines in which the scorer sees nothing are a menu's.
    back = [score_of(reading, i) for i in lines if i not in own]
    likely = not own or max(back, default=0.0) >= LIKELY
    return lines if likely and left < LEFT * all_words else ()


def _end_of_text(reading: Reading, own: Sequence[int]) -> int:
    """Where readers' remarks begin below what stays: a counter alone may stand above the text."""
    last = own[-1] if own else -1
    said = (i for i in range(last + 1, len(reading.reasons)) if reading.reasons[i] in REMARKS)
    return next(islice(said, FEWEST_REMARKS - 1, None), len(reading.reasons))


def headline_of(reading: Reading) -> int | None:
    """The position of the headline that no gate's element holds; none on a text page."""
    if reading.page.kind is not InputKind.HTML:
        return None
    tops = [i for i, b in enumerate(reading.blocks) if _is_heading(b) and b.level == 1]
    open_tops = [i for i in tops if not reading.blocks[i].hidden and not named_gates(reading, i)]
    titles = (i for i in open_tops if reading.reasons[i] is Reason.TITLE)
    return next(titles, open_tops[0] if open_tops else None)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _may_be_text(reading: Reading, i: int) -> bool:
    block = reading.blocks[i]
    if reading.reasons[i] not in UNNAMED or block.hidden or block.link_share >= LINKED_SHARE:
        return False
    if not any(map(str.isalnum, block.text)) or named_gates(reading, i):
        return False
    path, names = reading.page.path(block), reading.page.names(block)
    return OTHER_PARTS.isdisjoint(path) and OTHER_NAMES.isdisjoint(names)


def _beside(reading: Reading, head: int, below: list[int]) -> list[list[int]]:
    """Those in the innermost element around the headline that holds a text, by its children.

    A child whose other lines ask for consent, as many at least, is no text.
    """
    elements = reading.page.elements
    asking = [i for i, reason in enumerate(reading.reasons) if reason is Reason.COOKIE_CONSENT]
    around = elements.lineage(reading.blocks[head].element)[1:]
    holders = [e for e in around if elements.tags[e] in HOLDERS]
    for element in (*holders, *around):
        asked = Counter(child for child, _ in _children(reading, element, asking))
        parts: dict[int, list[int]] = {}
        for child, i in _children(reading, element, below):
            parts.setdefault(child, []).append(i)
        parts = {child: held for child, held in parts.items() if asked[child] < len(held)}
        if not all(_is_heading(reading.blocks[i]) for held in parts.values() for i in held):
            return list(parts.values())
    return []


def _children(reading: Reading, element: int, lines: list[int]) -> Iterator[tuple[int, int]]:
    """Of each line inside the element the child that holds it, and the line."""
    for i in lines:
        lineage = reading.page.elements.lineage(reading.blocks[i].element)
        if element in lineage[1:]:
            yield lineage[lineage.index(element) - 1], i


def _apart(reading: Reading, parts: list[list[int]], gate: Sequence[int]) -> list[int]:
    """The lines of those parts that have nothing of the gate."""
    return [i for held in parts if set(gate).isdisjoint(held) for i in held]


def _likely(reading: Reading, lines: list[int]) -> list[int]:
    """The lines without those at their top that the scorer holds for much less likely."""
    if not lines:
        return []
    least = MUCH_LESS * sorted(score_of(reading, i) for i in lines)[len(lines) // 2]
    is_likely = [score_of(reading, i) >= least or _is_own(reading.blocks[i]) for i in lines]
    return lines[is_likely.index(True) :]


def _is_own(block: Block) -> bool:
    """Whether it is a list's item, a row or a sentence, as no date and no name is."""
    return block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW) or ends_sentence(block.text)


def score_of(reading: Reading, i: int) -> float:
    """What the scorer thinks of the block; 1 where it was not asked."""
    scores = (made.score for made in reversed(reading.judgement.trails[i]))
    return next((score for score in scores if score is not None), 1.0)


def in_gate(reading: Reading, kind: PageKind) -> tuple[int, ...]:
    """What stands in an element that is known as a gate of this kind."""
    unnamed = (i for i, reason in enumerate(reading.reasons) if reason in UNNAMED)
    return tuple(i for i in unnamed if kind in named_gates(reading, i))
