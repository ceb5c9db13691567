"""A judged page as figures, for what is learned of whole pages: its type, and how good its body is.

Every figure is made of what the judge has left: lengths, links, reasons and the scorer's own
probabilities. Of a page with many blocks every n-th is read, so that the cost is bounded.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sluice.model import BlockKind, InputKind, Trail
from sluice.pagetype.reading import Reading
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

Values = NDArray[np.float32]


@dataclass(frozen=True)
class Columns:
    """Of the blocks that are read: words, links, whether kept, and the scorer's probability."""

    words: Values
    links: Values
    kept: NDArray[np.bool_]
    scores: Values


def figures_of(reading: Reading) -> dict[str, float]:
    """Each figure by its name; the same names for every page."""
    step = max(1, -(-len(reading.blocks) // MOST_BLOCKS))
    columns = _columns(reading, step)
    reasons = reading.reasons[::step]
    kept = reading.kept[::step]
    paths = Counter(reading.page.path(reading.blocks[i]) for i in kept)
    kinds = Counter(reading.blocks[i].kind for i in kept)
    whole = reading.kept_words + reading.removed_words
    return {
        "html": float(reading.page.kind is InputKind.HTML),
        "blocks": math.log1p(len(reading.blocks)),
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
        **_shape("all", columns.words, columns.links),
        **_shape("body", columns.words[columns.kept], columns.links[columns.kept]),
        **_certainty(columns),
    }


def _columns(reading: Reading, step: int) -> Columns:
    blocks = reading.blocks[::step]
    size = len(blocks)
    return Columns(
        words=_column(reading.words[::step], size),
        links=_column((block.link_share for block in blocks), size),
        kept=np.array([reason is None for reason in reading.reasons[::step]], dtype=np.bool_),
        scores=_column(map(_score, reading.judgement.trails[::step]), size),
    )


def _column(values: Iterable[float], size: int) -> Values:
    return np.fromiter(values, np.float32, size)


def _score(trail: Trail) -> float:
    """The scorer's own word, 0-1, whatever a later step made of it; -1 where it was not asked."""
    for verdict in trail:
        if verdict.score is not None:
            return verdict.score
    return -1.0


def _share(reasons: Sequence[Reason | None], of: frozenset[Reason]) -> float:
    return sum(reason in of for reason in reasons) / max(1, len(reasons))


def _shape(name: str, words: Values, links: Values) -> dict[str, float]:
    """How long blocks are, and how much of them is links."""
    size, total = max(1, len(words)), max(1.0, float(words.sum()))
    prose = words >= PROSE_WORDS
    return {
        f"{name}_words": total / size,
        f"{name}_longest": float(words.max(initial=0)),
        f"{name}_prose": float(words @ prose) / total,
        f"{name}_prose_blocks": float(np.count_nonzero(prose)),
        f"{name}_long_blocks": float(np.count_nonzero(words >= LONG_WORDS)),
        f"{name}_links": float(links @ words) / total,
        f"{name}_linked_blocks": np.count_nonzero(links > LINKED) / size,
        f"{name}_spread": float(words @ words) / size,
    }


def _certainty(columns: Columns) -> dict[str, float]:
    """How sure the scorer was, by words: of what stays, of what it took, and where it was torn."""
    asked = columns.scores >= 0
    words, scores = columns.words[asked], columns.scores[asked]
    kept = columns.kept[asked]
    gone = ~kept
    unsure = np.abs(2 * scores - 1) < UNSURE
    stays, goes = max(1.0, float(words @ kept)), max(1.0, float(words @ gone))
    by_score = words * scores
    prose = words >= PROSE_WORDS
    return {
        "certain_kept": float(by_score @ kept) / stays,
        "certain_gone": 1 - float(by_score @ gone) / goes,
        "doubt_of_kept": float(by_score @ gone) / stays,
        "unsure_of_kept": float(words @ unsure) / stays,
        "unsure_blocks": np.count_nonzero(unsure) / max(1, len(scores)),
        "gone_of_kept": goes / stays,
        "least_kept": float(scores[kept & prose].min(initial=1)),
        "most_gone": float(scores[gone & prose].max(initial=0)),
    }
