"""Sums over a judged page's blocks, for the figures of page types: plain columns, one loop each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import cython
import numpy as np

from sluice.model import Block, Step, Trail
from sluice.reasons import Reason


class Bounds(NamedTuple):
    """Words from which a block is prose, and long; links above which it is linked; doubt, 0-1."""

    prose: float
    long: float
    linked: float
    unsure: float


class Columns(NamedTuple):
    """A value a block: words, share of links, whether it stays, and the scorer's probability.

    scores: 0-1, or -1 where the scorer was not asked.
    """

    words: list[int]
    links: list[float]
    kept: list[bool]
    scores: list[float]


class Shape(NamedTuple):
    """How long blocks are, and how much of them is links.

    blocks, prose_blocks, long_blocks, linked_blocks: how many. words, prose: sums of words.
    links: sum of words times links. squares: sum of squared words.
    """

    blocks: int
    words: float
    longest: float
    prose: float
    prose_blocks: int
    long_blocks: int
    links: float
    linked_blocks: int
    squares: float


class Certainty(NamedTuple):
    """Of the blocks that the scorer was asked about: how sure it was, by words.

    kept, gone, unsure: sums of words. kept_by_score, gone_by_score: of words times probability.
    least_kept, most_gone: probabilities of prose, 1 and 0 where there is none.
    """

    blocks: int
    kept: float
    gone: float
    kept_by_score: float
    gone_by_score: float
    unsure: float
    unsure_blocks: int
    least_kept: float
    most_gone: float


def columns_of(
    blocks: Sequence[Block],
    words: Sequence[int],
    reasons: Sequence[Reason | None],
    trails: Sequence[Trail],
) -> Columns:
    """The columns of some blocks; shares and probabilities as float32 holds them."""
    return Columns(
        words=list(words),
        links=[_single(block.link_share) for block in blocks],
        kept=[reason is None for reason in reasons],
        scores=[_score(trail) for trail in trails],
    )


@cython.cfunc
def _score(trail: tuple[Any, ...]) -> cython.double:
    """The scorer's own word, 0-1, whatever a later step made of it; -1 where it was not asked."""
    for decision in trail:
        score = decision.score
        if score is not None:
            return _single(score)
    return -1.0


@cython.cfunc
def _single(value: cython.double) -> cython.double:
    """The value as float32 holds it: the trees have learned from such."""
    if cython.compiled:
        return cython.cast(cython.float, value)
    return float(np.float32(value))


def says_rule(trails: tuple[Any, ...], rule: str) -> bool:
    """Whether any decision is by this rule."""
    trail: tuple[Any, ...]
    for trail in trails:
        for decision in trail:
            if decision.rule == rule:
                return True
    return False


def ends_with(trails: tuple[Any, ...], positions: tuple[Any, ...], step: Step) -> bool:
    """Whether one of the blocks at these positions has its last word from this step."""
    trail: tuple[Any, ...]
    for i in positions:
        trail = trails[i]
        if trail and trail[len(trail) - 1].step is step:
            return True
    return False


def reasons_among(reasons: tuple[Any, ...], groups: tuple[Any, ...]) -> list[int]:
    """How many of the reasons are of each group."""
    found: list[int] = [0] * len(groups)
    group: tuple[Any, ...]
    n: cython.Py_ssize_t
    for reason in reasons:
        if reason is None:
            continue
        for n in range(len(groups)):
            group = groups[n]
            for one in group:
                if one is reason:
                    found[n] += 1
    return found


def kinds_among(blocks: list[Any], kinds: tuple[Any, ...]) -> list[int]:
    """How many of the blocks are of each kind."""
    found: list[int] = [0] * len(kinds)
    n: cython.Py_ssize_t
    for block in blocks:
        kind = block.kind
        for n in range(len(kinds)):
            if kinds[n] is kind:
                found[n] += 1
    return found


def shape_of(columns: Columns, chosen: list[bool], bounds: Bounds) -> Shape:
    """The shape of the chosen blocks."""
    words: list[int] = columns.words
    links: list[float] = columns.links
    prose_from: cython.double = bounds.prose
    long_from: cython.double = bounds.long
    linked_above: cython.double = bounds.linked
    i: cython.Py_ssize_t
    blocks: cython.Py_ssize_t = 0
    prose_blocks: cython.Py_ssize_t = 0
    long_blocks: cython.Py_ssize_t = 0
    linked_blocks: cython.Py_ssize_t = 0
    total: cython.double = 0
    longest: cython.double = 0
    prose: cython.double = 0
    linked: cython.double = 0
    squares: cython.double = 0
    for i in range(len(words)):
        if not chosen[i]:
            continue
        count: cython.double = words[i]
        share: cython.double = links[i]
        blocks += 1
        total += count
        squares += count * count
        linked += share * count
        longest = max(longest, count)
        if count >= prose_from:
            prose += count
            prose_blocks += 1
        if count >= long_from:
            long_blocks += 1
        if share > linked_above:
            linked_blocks += 1
    return Shape(
        blocks, total, longest, prose, prose_blocks, long_blocks, linked, linked_blocks, squares
    )


def certainty_of(columns: Columns, bounds: Bounds) -> Certainty:
    """How sure the scorer was of what stays and of what went."""
    words: list[int] = columns.words
    kept: list[bool] = columns.kept
    scores: list[float] = columns.scores
    prose_from: cython.double = bounds.prose
    unsure_below: cython.double = bounds.unsure
    i: cython.Py_ssize_t
    blocks: cython.Py_ssize_t = 0
    unsure_blocks: cython.Py_ssize_t = 0
    stays: cython.double = 0
    goes: cython.double = 0
    stays_by_score: cython.double = 0
    goes_by_score: cython.double = 0
    unsure: cython.double = 0
    least: cython.double = 1
    most: cython.double = 0
    for i in range(len(words)):
        score: cython.double = scores[i]
        if score < 0:
            continue
        count: cython.double = words[i]
        blocks += 1
        if abs(2 * score - 1) < unsure_below:
            unsure += count
            unsure_blocks += 1
        if kept[i]:
            stays += count
            stays_by_score += count * score
            if count >= prose_from:
                least = min(least, score)
        else:
            goes += count
            goes_by_score += count * score
            if count >= prose_from:
                most = max(most, score)
    return Certainty(
        blocks, stays, goes, stays_by_score, goes_by_score, unsure, unsure_blocks, least, most
    )
