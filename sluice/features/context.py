"""What the scorer knows of a block once it has a first opinion of all of them.

A block among content is content more often than one alone, and a list of stories is content on a
page of nothing else. So a second forest reads the first one's probabilities around the block: of
its neighbours, of the elements around it, and of the page (stacked generalisation, Wolpert 1992;
contextual classification in Kohlschütter et al. 2010).
"""

from collections.abc import Mapping

import numpy as np

from sluice.features.columns import Column, around
from sluice.features.markup import OUTWARD, Tree, from_main, inside_each

KEPT_SHARES = (0.5, 0.8, 0.95)
LINKED = 0.5
WEIGHED = ("first", "first_words", "words", "kept_prose", "prose")


def context_signals(tree: Tree, known: Mapping[str, Column], first: Column) -> dict[str, Column]:
    """Each signal's name, and its figure for each block.

    known: the signals that `first`, the probability of content for each block, was made of.
    """
    first = np.where(known["taken"] > 0, 0, first).astype(np.float32)
    prose = known["prose"] * (known["taken"] == 0) * (known["link_share"] < LINKED)
    own: dict[str, Column] = {
        "first": first,
        "first_words": first * known["words"],
        "words": known["words"],
        "kept_prose": first * prose,
        "prose": prose,
    }
    return _near(own) | _inside(tree, own) | _page(own)


def _near(own: Mapping[str, Column]) -> dict[str, Column]:
    near = around(own, ("first", "first_words"), WEIGHED)
    found = {name: values for name, values in near.items() if "@" in name}
    for mark in [name.removeprefix("words") for name in near if name.startswith("words")]:
        found |= {
            f"first{mark}": near[f"first{mark}"],
            f"words_kept{mark}": near[f"first_words{mark}"]
            / np.maximum(1e-3, near[f"words{mark}"]),
            f"prose_kept{mark}": near[f"kept_prose{mark}"] / np.maximum(1e-3, near[f"prose{mark}"]),
        }
    return found | {"first": own["first"]}


def _inside(tree: Tree, own: Mapping[str, Column]) -> dict[str, Column]:
    """Of the elements around a block: how much of each is kept, and how much of all that is."""
    inside = {name: inside_each(tree, values) for name, values in own.items()}
    blocks = inside_each(tree, np.ones_like(own["first"]))
    kept = max(1.0, float(own["kept_prose"].sum()))
    shares = {
        "words": inside["first_words"] / np.maximum(1, inside["words"]),
        "prose": inside["kept_prose"] / np.maximum(1, inside["prose"]),
        "of_kept": inside["kept_prose"] / kept,
        "blocks": inside["first"] / np.maximum(1, blocks),
    }
    found: dict[str, Column] = {
        f"container{outward}_kept_{name}": values[tree.at[:, outward]]
        for outward in OUTWARD
        for name, values in shares.items()
    }
    for share in KEPT_SHARES:
        holds = inside["kept_prose"] >= share * kept
        found |= from_main(tree, holds, f"kept{share}")
    return found


def _page(own: Mapping[str, Column]) -> dict[str, Column]:
    size = len(own["first"])
    kept = max(1.0, float(own["kept_prose"].sum()))
    kept_words = float(own["first_words"].sum())
    before = np.cumsum(own["kept_prose"]) - own["kept_prose"]
    rank = np.argsort(np.argsort(-own["first"], kind="stable"), kind="stable")
    unsure = float((own["first_words"] * (1 - own["first"])).sum())
    figures = {
        "page_kept_words": kept_words / max(1.0, float(own["words"].sum())),
        "page_kept_prose": kept,
        "page_kept_of_prose": kept / max(1.0, float(own["prose"].sum())),
        "page_unsure": unsure / max(1.0, kept_words),
    }
    return {
        **{name: np.full(size, value, dtype=np.float32) for name, value in figures.items()},
        "kept_before": before / kept,
        "kept_after": (kept - before - own["kept_prose"]) / kept,
        "rank": rank.astype(np.float32),
        "rank_share": rank / size,
    }
