"""The net that reads all blocks of a page together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features import schema, sequence, weights
from sluice.features.sequence import (
    GROUPS,
    LEVELS,
    ROUNDS,
    SEEN,
    WIDTH,
    Net,
    groups_of,
    groups_of_lines,
)

NAMES = ("words", "ends")
ABOVE, BELOW, PLACE, PAGE = 1, 2, 3, 2 + GROUPS
APART = np.array([range(4)] * (GROUPS - 1) + [[0] * 4], dtype=np.intp)
FIRST = np.array([0.5, -1.0, 2.0, 0.0])
# The first figure of a block is its second feature, 0 or a half.
ENDS = np.array([[3, 3, 3, 3], [0, 1, 0, 0]], dtype=np.float32)


def net(heard: tuple[int, ...] = ()) -> Net:
    """One that moves a block's log odds by its own first figure and by those that it hears of."""
    arrays = {
        "halves": np.ones(2),
        "inside": np.zeros((2, WIDTH)),
        "bias": np.zeros(WIDTH),
        "mixing": np.zeros((ROUNDS, 3 + GROUPS, WIDTH, WIDTH)),
        "biases": np.zeros((ROUNDS, WIDTH)),
        "outward": np.zeros(WIDTH),
        "ends": np.array([0.25, 1.0]),
    }
    arrays["inside"][1, 0] = 1
    arrays["outward"][0] = 1
    for way in heard:
        arrays["mixing"][0, way, 0, 0] = 1
    return Net(NAMES, **{name: own.astype(np.float32) for name, own in arrays.items()})


HEARD = [
    ("nothing", (), [0, 0, 0, 0]),
    ("the block above", (ABOVE,), [0, 0, 0.5, 0]),
    ("the block below", (BELOW,), [0.5, 0, 0, 0]),
    ("its own place alone", (PLACE,), [0, 0.5 / 1.5, 0, 0]),
    ("the whole page", (PAGE,), [0.5 / 4.5] * 4),
    ("above and below", (ABOVE, BELOW), [0.5, 0, 0.5, 0]),
]


@pytest.mark.parametrize(("heard", "moved"), [row[1:] for row in HEARD], ids=[r[0] for r in HEARD])
def test_block_hears_of_others(heard: tuple[int, ...], moved: list[float]) -> None:
    """Each way to be beside a block has weights of its own; a small group's mean is drawn to 0."""
    found = net(heard).log_odds(ENDS, APART, FIRST) - FIRST - 0.25
    assert found.tolist() == pytest.approx([0 + moved[0], 0.5 + moved[1], *moved[2:]])


def test_blocks_in_one_group_share() -> None:
    """What one block of a group is, all of it hear, and nobody else."""
    groups = APART.copy()
    groups[0] = [0, 1, 0, 1]
    found = net((PLACE,)).log_odds(ENDS, groups, FIRST) - FIRST - 0.25
    assert found.tolist() == pytest.approx([0, 0.5 + 0.2, 0, 0.2])


def test_one_block_is_a_page() -> None:
    """Nothing stands above or below the only block."""
    found = net((ABOVE, BELOW)).log_odds(ENDS[:, 1:2], APART[:, :1], FIRST[:1])
    assert found.tolist() == pytest.approx([0.5 + 0.25 + 0.5])


def test_groups_are_places_and_elements() -> None:
    """Like places under other parents are one group by their kinds, and two by their elements."""
    at = np.full((4, 24), -1, dtype=np.intp)
    at[:, :3] = [[3, 1, 0], [4, 2, 0], [4, 2, 0], [0, -1, -1]]
    found = groups_of(at, np.array([0, 1, 1, 2, 2], dtype=np.intp))
    assert found[0].tolist() == [0, 0, 0, 1]
    assert found[1 + LEVELS.index(1)].tolist() == [0, 1, 1, 2]
    assert found[1 + LEVELS.index(2)].tolist() == [0, 0, 0, 1]
    assert found[-1].tolist() == [0] * 4


def test_groups_of_lines() -> None:
    """A text's lines are grouped by what they are like, by touching, and by standing together."""
    words = np.array([2, 3, 2, 30, 40, 2], dtype=np.float32)
    kinds = ["paragraph", "paragraph", "heading", "paragraph", "paragraph", "paragraph"]
    found = groups_of_lines(words, [1, 0, 0, 1, 1, 0], kinds)
    assert found[0].tolist() == [0, 1, 2, 3, 3, 4]
    assert found[1].tolist() == [0, 0, 0, 1, 2, 2]
    assert found[2].tolist() == [0, 0, 0, 1, 1, 2]
    assert found[3].tolist() == [0] * 6
    assert found[-1].tolist() == [0] * 6


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 2)), min_size=1, max_size=80))
def test_groups_of_lines_are_numbered_from_none(lines: list[tuple[int, int]]) -> None:
    """In the order of the page, without a number left out."""
    words = np.array([own for own, _ in lines], dtype=np.float32)
    for row in groups_of_lines(words, [gap for _, gap in lines], ["paragraph"] * len(lines)):
        assert list(dict.fromkeys(row.tolist())) == list(range(row.max() + 1))


@given(st.integers(1, 30), st.integers(-1, 1), st.integers(0, 99))
def test_sums_are_made_in_one_order(size: int, shift: int, seed: int) -> None:
    """Compiled or not, to the last digit: summand by summand in the order of the columns."""
    dice = np.random.default_rng(seed)
    left = dice.normal(size=(size, 9)).astype(np.float32)
    right = dice.normal(size=(9, WIDTH)).astype(np.float32)
    into = dice.normal(size=(size, WIDTH)).astype(np.float32)
    expected = into.copy()
    for n in range(size):
        for k in range(9) if 0 <= n + shift < size else ():
            expected[n + shift] += left[n, k] * right[k]
    sequence.add_product(left, right, into, shift)
    assert np.array_equal(into, expected)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.integers(0, 99))
def test_means_are_made_in_one_order(groups: list[int], seed: int) -> None:
    """As above, for what the blocks of a group share."""
    dice = np.random.default_rng(seed)
    of = np.unique(groups, return_inverse=True)[1].astype(np.intp)
    values = dice.normal(size=(len(of), WIDTH)).astype(np.float32)
    right = dice.normal(size=(WIDTH, WIDTH)).astype(np.float32)
    into = dice.normal(size=(len(of), WIDTH)).astype(np.float32)
    sums = np.zeros((of.max() + 1, WIDTH), np.float32)
    for n, group in enumerate(of):
        sums[group] += values[n]
    sums /= (np.bincount(of) + 0.5).astype(np.float32)[:, None]
    said = np.zeros_like(sums)
    sequence.add_product(sums, right, said, 0)
    expected = into + said[of]
    sequence.add_means(values, of, right, into)
    assert np.array_equal(into, expected)


def test_figures_are_squashed() -> None:
    """Nothing stays nothing, the usual figure is a half, and no figure is above 1."""
    columns = np.array([[0, 2, 1e30, -2]], dtype=np.float32)
    found = sequence.squashed(columns, np.array([2], dtype=np.float32))
    assert found[:, 0].tolist() == [0, 0.5, 1, -0.5]


def test_weights_that_do_not_fit_are_refused() -> None:
    """A net of another size is refused when made, and one that lacks a row when bound."""
    arrays = net().arrays()
    with pytest.raises(ValueError, match="do not fit"):
        Net(NAMES[:1], **arrays)
    with pytest.raises(ValueError, match="do not fit"):
        Net(NAMES, **(arrays | {"biases": arrays["biases"][:1]}))
    with pytest.raises(ValueError, match="no such feature: ends"):
        net().bound(("words", "other"))
    assert net().bound(("ends", "other", "words")).rows == (2, 0)


@pytest.mark.parametrize("shape", [(2, 31), (3, WIDTH)])
def test_matrices_that_do_not_fit_are_refused(shape: tuple[int, int]) -> None:
    """Nothing is read or written outside of them."""
    left, right = np.zeros((4, 2), np.float32), np.zeros(shape, np.float32)
    with pytest.raises(ValueError, match="do not fit"):
        sequence.add_product(left, right, np.zeros((4, WIDTH), np.float32), 0)


def test_nets_read_what_they_cannot_see() -> None:
    """Neighbours and windows are no features of theirs: what is beside a block they see."""
    names = schema.names(SEEN)
    assert not [name for name in names if "@" in name or "~" in name]
    assert {"first", "words", "row_share", "container0_kept_prose"} <= {*names}
    for shipped in weights.html().nets.values():
        assert shipped.names == names
        assert all(np.isfinite(own).all() for own in shipped.arrays().values())
