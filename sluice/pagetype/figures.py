"""A judged page as figures, for what is learned of whole pages: its type, and how good its body is.

Every figure is made of what the judge has left: lengths, links, reasons and the scorer's own
probabilities. Of a page with many blocks every n-th is read, so that the cost is bounded.
"""

import math
from collections import Counter

from sluice.model import Block, BlockKind, InputKind
from sluice.pagetype.reading import Reading
from sluice.pagetype.sums import (
    Bounds,
    Certainty,
    Shape,
    certainty_of,
    columns_of,
    kinds_among,
    reasons_among,
    shape_of,
)
from sluice.reasons import Reason

MOST_BLOCKS = 100
PROSE_WORDS, LONG_WORDS, LINKED = 12, 40, 0.6
# A probability nearer to one half than this is no decision.
UNSURE = 0.5
STAMPS = (Reason.DATE_STAMP, Reason.BYLINE)
PEOPLES = (Reason.COMMENTS, Reason.COMMENT_FORM)
OTHERS = (Reason.RELATED, Reason.TEASER)
TITLES = (Reason.TITLE,)
TELLING_KINDS = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CODE)
# What the score is made of: figures that mean the same on a brief and on a book.
SCORED = (
    *("html", "kept_share", "certain_kept", "certain_gone", "doubt_of_kept", "unsure_of_kept"),
    *("unsure_blocks", "gone_of_kept", "least_kept", "most_gone", "body_prose", "body_links"),
)

BOUNDS = Bounds(PROSE_WORDS, LONG_WORDS, LINKED, UNSURE)
GROUPS = (STAMPS, PEOPLES, OTHERS, TITLES)
# The names of the figures, in the order in which they are made.
FIGURES = (
    *("html", "blocks", "words", "kept_words", "kept_share", "paths", "most_alike"),
    *("kind_heading", "kind_list_item", "kind_table_row", "kind_code"),
    *("stamps", "peoples", "others", "titles"),
    *("all_words", "all_longest", "all_prose", "all_prose_blocks", "all_long_blocks"),
    *("all_links", "all_linked_blocks", "all_spread"),
    *("body_words", "body_longest", "body_prose", "body_prose_blocks", "body_long_blocks"),
    *("body_links", "body_linked_blocks", "body_spread"),
    *("certain_kept", "certain_gone", "doubt_of_kept", "unsure_of_kept", "unsure_blocks"),
    *("gone_of_kept", "least_kept", "most_gone"),
)


def figures_of(reading: Reading) -> dict[str, float]:
    """Each figure by its name; the same names for every page."""
    return dict(zip(FIGURES, values_of(reading), strict=True))


def values_of(reading: Reading) -> list[float]:
    """The figures alone, in the order of FIGURES."""
    blocks = reading.blocks
    step = max(1, -(-len(blocks) // MOST_BLOCKS))
    reasons = reading.reasons[::step]
    columns = columns_of(
        blocks[::step], reading.words[::step], reasons, reading.judgement.trails[::step]
    )
    kept = [blocks[i] for i in reading.kept[::step]]
    kept_size, size = max(1, len(kept)), max(1, len(reasons))
    different, most = _paths(reading, kept)
    whole = reading.kept_words + reading.removed_words
    return [
        float(reading.page.kind is InputKind.HTML),
        math.log1p(len(blocks)),
        math.log1p(whole),
        math.log1p(reading.kept_words),
        reading.kept_words / max(1, whole),
        different / kept_size,
        most / kept_size,
        *[n / kept_size for n in kinds_among(kept, TELLING_KINDS)],
        *[n / size for n in reasons_among(reasons, GROUPS)],
        *_shape(shape_of(columns, [True] * len(columns.words), BOUNDS)),
        *_shape(shape_of(columns, columns.kept, BOUNDS)),
        *_certainty(certainty_of(columns, BOUNDS)),
    ]


def _paths(reading: Reading, kept: list[Block]) -> tuple[int, int]:
    """How many different paths the blocks have, and how many blocks the commonest."""
    if not reading.page.elements.parents:
        return min(1, len(kept)), len(kept)
    paths = Counter([reading.page.path(block) for block in kept])
    return len(paths), max(paths.values(), default=0)


def _shape(shape: Shape) -> tuple[float, ...]:
    """How long blocks are, and how much of them is links."""
    size, total = max(1, shape.blocks), max(1.0, shape.words)
    return (
        total / size,
        shape.longest,
        shape.prose / total,
        float(shape.prose_blocks),
        float(shape.long_blocks),
        shape.links / total,
        shape.linked_blocks / size,
        shape.squares / size,
    )


def _certainty(certainty: Certainty) -> tuple[float, ...]:
    """How sure the scorer was, by words: of what stays, of what it took, and where it was torn."""
    stays, goes = max(1.0, certainty.kept), max(1.0, certainty.gone)
    return (
        certainty.kept_by_score / stays,
        1 - certainty.gone_by_score / goes,
        certainty.gone_by_score / stays,
        certainty.unsure / stays,
        certainty.unsure_blocks / max(1, certainty.blocks),
        goes / stays,
        certainty.least_kept,
        certainty.most_gone,
    )
