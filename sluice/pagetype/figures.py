"""A judged page as figures, for what is learned of whole pages: its type, and how good its body is.

Every figure is made of what the judge has left: lengths, links, reasons and the scorer's own
probabilities. Of a page with many blocks every n-th is read, so that the cost is bounded.
"""

import math
from collections import Counter

from sluice.model import BlockKind, InputKind
from sluice.pagetype.reading import Reading
from sluice.pagetype.sums import Bounds, Certainty, Shape, certainty_of, columns_of, shape_of
from sluice.reasons import Reason

MOST_BLOCKS = 100
PROSE_WORDS, LONG_WORDS, LINKED = 12, 40, 0.6
# A probability nearer to one half than this is no decision.
UNSURE = 0.5
STAMPS = frozenset((Reason.DATE_STAMP, Reason.BYLINE))
PEOPLES = frozenset((Reason.COMMENTS, Reason.COMMENT_FORM))
OTHERS = frozenset((Reason.RELATED, Reason.TEASER))
TITLES = frozenset((Reason.TITLE,))
TELLING_KINDS = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CODE)
# What the score is made of: figures that mean the same on a brief and on a book.
SCORED = (
    *("html", "kept_share", "certain_kept", "certain_gone", "doubt_of_kept", "unsure_of_kept"),
    *("unsure_blocks", "gone_of_kept", "least_kept", "most_gone", "body_prose", "body_links"),
)

BOUNDS = Bounds(PROSE_WORDS, LONG_WORDS, LINKED, UNSURE)


def figures_of(reading: Reading) -> dict[str, float]:
    """Each figure by its name; the same names for every page."""
    blocks = reading.blocks
    step = max(1, -(-len(blocks) // MOST_BLOCKS))
    columns = columns_of(
        blocks[::step],
        reading.words[::step],
        reading.reasons[::step],
        reading.judgement.trails[::step],
    )
    reasons = Counter(reading.reasons[::step])
    kept = [blocks[i] for i in reading.kept[::step]]
    paths = Counter([reading.page.path(block) for block in kept])
    kinds = Counter([block.kind for block in kept])
    whole = reading.kept_words + reading.removed_words
    return {
        "html": float(reading.page.kind is InputKind.HTML),
        "blocks": math.log1p(len(blocks)),
        "words": math.log1p(whole),
        "kept_words": math.log1p(reading.kept_words),
        "kept_share": reading.kept_words / max(1, whole),
        "paths": len(paths) / max(1, len(kept)),
        "most_alike": max(paths.values(), default=0) / max(1, len(kept)),
        **{f"kind_{kind}": kinds[kind] / max(1, len(kept)) for kind in TELLING_KINDS},
        "stamps": _share(reasons, STAMPS),
        "peoples": _share(reasons, PEOPLES),
        "others": _share(reasons, OTHERS),
        "titles": _share(reasons, TITLES),
        **_shape("all", shape_of(columns, [True] * len(columns.words), BOUNDS)),
        **_shape("body", shape_of(columns, columns.kept, BOUNDS)),
        **_certainty(certainty_of(columns, BOUNDS)),
    }


def _share(reasons: Counter[Reason | None], of: frozenset[Reason]) -> float:
    return sum(reasons[reason] for reason in of) / max(1, reasons.total())


def _shape(name: str, shape: Shape) -> dict[str, float]:
    """How long blocks are, and how much of them is links."""
    size, total = max(1, shape.blocks), max(1.0, shape.words)
    return {
        f"{name}_words": total / size,
        f"{name}_longest": shape.longest,
        f"{name}_prose": shape.prose / total,
        f"{name}_prose_blocks": float(shape.prose_blocks),
        f"{name}_long_blocks": float(shape.long_blocks),
        f"{name}_links": shape.links / total,
        f"{name}_linked_blocks": shape.linked_blocks / size,
        f"{name}_spread": shape.squares / size,
    }


def _certainty(certainty: Certainty) -> dict[str, float]:
    """How sure the scorer was, by words: of what stays, of what it took, and where it was torn."""
    stays, goes = max(1.0, certainty.kept), max(1.0, certainty.gone)
    return {
        "certain_kept": certainty.kept_by_score / stays,
        "certain_gone": 1 - certainty.gone_by_score / goes,
        "doubt_of_kept": certainty.gone_by_score / stays,
        "unsure_of_kept": certainty.unsure / stays,
        "unsure_blocks": certainty.unsure_blocks / max(1, certainty.blocks),
        "gone_of_kept": goes / stays,
        "least_kept": certainty.least_kept,
        "most_gone": certainty.most_gone,
    }
