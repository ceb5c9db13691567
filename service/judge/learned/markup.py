"""What the scorer knows of a block of an HTML page besides its text: place, names and opinions.

Class, id and role tokens along the path are read like words, by a lexicon of their own; so what a
site calls its containers has a say, and no name is written into a rule. Ancestors are told apart by
runs of blocks whose paths begin alike (Kohlschütter et al. 2010 measure blocks, Pasternack and Roth
2009 runs of them).
"""

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from service.blocks.builder import HIDDEN, HIDDEN_FOR_ALL
from service.blocks.words import REMEMBERED
from service.judge.learned.lexicon import Ids, Lexicon
from service.judge.learned.signals import Column, around, column
from service.model import Block, BlockKind

ANCESTORS = (
    *("article", "main", "section", "aside", "nav", "header", "footer", "figure", "form"),
    *("table", "ul", "ol", "li", "blockquote", "p", "button", "noscript", "dl", "figcaption"),
)
KINDS = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.QUOTE, BlockKind.CODE, BlockKind.VERSE)
# How many of the innermost tags are left out to see the container around a block.
OUTWARD = (1, 2, 3, 5)


def markup_signals(
    blocks: Sequence[Block], own: Mapping[str, Column], opinions: Mapping[str, Column]
) -> dict[str, Column]:
    """Each signal's name, and its figure for each block.

    own: the signals of the text. opinions: for each source the share of a block that it holds.
    """
    placed = _place(blocks)
    said = {f"opinion_{name}": share for name, share in opinions.items()}
    near = around(placed | said, ("link_share", *said), ("link_share", *said))
    return placed | said | near | _containers(blocks, own)


def hint_ids(block: Block) -> Ids:
    """The ids of the block's class, id and role tokens and of the tags around it."""
    return _ids(block.hints, block.path)


@lru_cache(maxsize=REMEMBERED)
def _ids(hints: frozenset[str], path: tuple[str, ...]) -> Ids:
    names = {f".{hint}" for hint in hints} | {f"<{tag}" for tag in path}
    return tuple(sorted(zlib.crc32(name.encode("utf-8", "surrogatepass")) for name in names))


def hint_signals(hints: Sequence[Ids], lexicon: Lexicon) -> dict[str, Column]:
    """What the names along each block's path, and of the blocks around it, say by the lexicon."""
    own: dict[str, Column] = {
        f"hint_{name}": values for name, values in lexicon.columns(hints).items()
    }
    return own | around(own, ("hint_odds",), ("hint_odds",))


def _place(blocks: Sequence[Block]) -> dict[str, Column]:
    return {
        "link_share": column(block.link_share for block in blocks),
        "depth": column(len(block.path) for block in blocks),
        "level": column(block.level for block in blocks),
        "hidden": column(HIDDEN in block.hints for block in blocks),
        "hidden_for_all": column(HIDDEN_FOR_ALL in block.hints for block in blocks),
        **{f"is_{kind}": column(block.kind is kind for block in blocks) for kind in KINDS},
        **{f"in_{tag}": column(tag in block.path for block in blocks) for tag in ANCESTORS},
    }


def _containers(blocks: Sequence[Block], own: Mapping[str, Column]) -> dict[str, Column]:
    """Of the containers around a block: their share of the page's prose and words, their size."""
    found: dict[str, Column] = {}
    prose = own["prose"] * (own["taken"] == 0)
    whole, words = max(1.0, float(prose.sum())), max(1.0, float(own["words"].sum()))
    for outward in OUTWARD:
        paths = [block.path[: max(1, len(block.path) - outward)] for block in blocks]
        begins = [n == 0 or path != paths[n - 1] for n, path in enumerate(paths)]
        starts = np.flatnonzero(begins)
        run = np.cumsum(begins) - 1
        inside = np.add.reduceat(prose, starts)[run]
        of_words = np.add.reduceat(own["words"], starts)[run]
        found |= {
            f"container{outward}_prose": inside / whole,
            f"container{outward}_words": of_words / words,
            f"container{outward}_purity": inside / np.maximum(1, of_words),
            f"container{outward}_blocks": np.bincount(run)[run].astype(np.float32),
        }
    return found
