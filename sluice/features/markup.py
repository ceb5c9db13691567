"""What the scorer knows of a block of an HTML page besides its text: its place and its names.

Class, id and role tokens along the path are read like words, by a lexicon of their own; so what a
site calls its containers has a say, and no name is written into a rule. Of the elements around a
block it is known how much of the page's prose each holds (Pasternack and Roth 2009, "Extracting
article text from the web with maximum subsequence segmentation"; Kohlschütter et al. 2010).
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sluice.features.columns import Column, around, column
from sluice.features.lexicon import Ids, Lexicon
from sluice.features.signals import Look
from sluice.model import Block, BlockKind, Elements, Hidden
from sluice.text.words import REMEMBERED

ANCESTORS = (
    *("article", "main", "section", "aside", "nav", "header", "footer", "figure", "form"),
    *("table", "ul", "ol", "li", "blockquote", "p", "button", "noscript", "dl", "figcaption"),
)
PLACES = {tag: place for place, tag in enumerate(ANCESTORS)}
KINDS = (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.QUOTE, BlockKind.CODE, BlockKind.VERSE)
# So many elements around a block are looked at, from its own outwards; pages nest without end.
LEVELS = 24
# How far out the containers are whose prose is told: the block's own element is 0.
OUTWARD = (0, 1, 2, 3, 4, 6)
# The names of so many of the innermost elements are told one by one, and of so many together.
NAMED = 4
TOGETHER = (3, 6, LEVELS)
# The smallest element with so much of the page's prose is where its main content lies.
MAIN_SHARES = (0.5, 0.8)
LINKED = 0.5


@dataclass(frozen=True)
class Tree:
    """The elements around the blocks: each one's names as ids, and which stand around which block.

    tags: each element's place in ANCESTORS, -1 for other tags. at: a row a block, from its own
    element outwards; a position in `ids`, -1 where there is none.
    """

    ids: tuple[Ids, ...]
    tags: NDArray[np.intp]
    at: NDArray[np.intp]


def tree_of(blocks: Sequence[Block], elements: Elements) -> Tree:
    """The elements around these blocks."""
    at = np.full((len(blocks), LEVELS), -1, dtype=np.intp)
    # What stands at the end is what -1 takes: around no element is none.
    parents = np.array((*elements.parents, -1), dtype=np.intp)
    at[:, 0] = [block.element for block in blocks]
    for level in range(1, LEVELS):
        at[:, level] = parents[at[:, level - 1]]
    tags = elements.tags
    ids = tuple(_ids(elements.lexicon_names(i), tag) for i, tag in enumerate(tags))
    return Tree(ids, np.array([PLACES.get(tag, -1) for tag in tags], dtype=np.intp), at)


@lru_cache(maxsize=REMEMBERED)
def _ids(names: frozenset[str], tag: str) -> Ids:
    return tuple(sorted((_id(f"<{tag}"), *(_id(f".{name}") for name in names))))


@lru_cache(maxsize=REMEMBERED)
def _id(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


def hint_signals(tree: Tree, lexicon: Lexicon) -> dict[str, Column]:
    """What the names along each block's path, and of the blocks around it, say by the lexicon."""
    if not tree.ids:
        tree = Tree(((),), np.array([-1]), tree.at)
    said = lexicon.columns(tree.ids)
    # What stands at the end is what -1 takes: no element says nothing.
    mean, least, most = (
        np.append(said[name], np.float32(0))[tree.at]
        for name in ("odds", "odds_least", "odds_most")
    )
    own: dict[str, Column] = {f"hint{n}": mean[:, n] for n in range(NAMED)}
    for reach in TOGETHER:
        own[f"hint_sum{reach}"] = mean[:, :reach].sum(axis=1)
        own[f"hint_least{reach}"] = least[:, :reach].min(axis=1)
        own[f"hint_most{reach}"] = most[:, :reach].max(axis=1)
    last = f"hint_sum{LEVELS}"
    return own | around(own, (last, "hint_sum3"), (last,))


def markup_signals(look: Look, tree: Tree, own: Mapping[str, Column]) -> dict[str, Column]:
    """Each signal's name, and its figure for each block; own: the signals of the text."""
    placed = _place(look) | _ancestors(tree)
    near = around(placed, ("link_share",), ("link_share",))
    return placed | near | _containers(tree, own, placed["link_share"])


def _place(look: Look) -> dict[str, Column]:
    blocks, path = look.blocks, look.elements.path
    kinds = [block.kind for block in blocks]
    return {
        "link_share": column(block.link_share for block in blocks),
        "depth": column(len(path(block.element)) for block in blocks),
        "level": column(block.level for block in blocks),
        "hidden": column(block.hidden > Hidden.NO for block in blocks),
        "hidden_for_all": column(block.hidden is Hidden.BY_ATTRIBUTE for block in blocks),
        **{f"is_{kind}": column(other is kind for other in kinds) for kind in KINDS},
    }


def _ancestors(tree: Tree) -> dict[str, Column]:
    """For each tag whether the block stands in one."""
    # What stands at the end is what -1 takes: no element has no tag.
    tags = np.append(tree.tags, -1)[tree.at]
    return {
        f"in_{tag}": (tags == place).any(axis=1).astype(np.float32)
        for place, tag in enumerate(ANCESTORS)
    }


def _containers(tree: Tree, own: Mapping[str, Column], link_share: Column) -> dict[str, Column]:
    """Of the elements around a block: their share of the page's prose and words, their size."""
    prose = own["prose"] * (own["taken"] == 0) * (link_share < LINKED)
    words = own["words"]
    inside = {
        "prose": inside_each(tree, prose),
        "words": inside_each(tree, words),
        "linked": inside_each(tree, words * link_share),
        "blocks": inside_each(tree, np.ones_like(words)),
    }
    whole, all_words = max(1.0, float(prose.sum())), max(1.0, float(words.sum()))
    found: dict[str, Column] = {}
    for outward in OUTWARD:
        held = {name: sums[tree.at[:, outward]] for name, sums in inside.items()}
        own_words = np.maximum(1, held["words"])
        found |= {
            f"container{outward}_prose": held["prose"] / whole,
            f"container{outward}_words": held["words"] / all_words,
            f"container{outward}_purity": held["prose"] / own_words,
            f"container{outward}_linked": held["linked"] / own_words,
            f"container{outward}_blocks": held["blocks"],
        }
    for share in MAIN_SHARES:
        found |= from_main(tree, inside["prose"] >= share * whole, f"main{share}")
    return found


def inside_each(tree: Tree, values: Column) -> Column:
    """For each element the sum over the blocks inside; 0 at the end, for no element."""
    there = tree.at >= 0
    rows = np.nonzero(there)[0]
    sums = np.bincount(tree.at[there], weights=values[rows], minlength=len(tree.ids) + 1)
    return sums.astype(np.float64)


def from_main(tree: Tree, holds: NDArray[np.bool_], name: str) -> dict[str, Column]:
    """Where a block lies from the smallest element that holds the prose: levels, and side.

    holds: for each element whether it holds enough; those that do are around one another.
    """
    size = len(tree.at)
    around_it = (tree.at >= 0) & holds[tree.at]
    count = around_it.sum(axis=1)
    # Every block stands in as many of these as it shares with the innermost; that one in most.
    inside = count == count.max(initial=0)
    positions = np.flatnonzero(inside)
    at = np.arange(size)
    side = np.where(at < positions[0], -1, np.where(at > positions[-1], 1, 0))
    below = np.where(count > 0, np.argmax(around_it, axis=1), LEVELS)
    return {
        f"{name}_apart": (count.max(initial=0) - count).astype(np.float32),
        f"{name}_below": below.astype(np.float32),
        f"{name}_side": side.astype(np.float32),
    }
