"""From which score on a block stays: where the expected F1 of the whole body is highest."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.judge.state import PageState
from sluice.judge.threshold import LEAST, MOST, best_f1, border
from sluice.model import Block, InputKind, Page
from tests.judge.states import state_of

SCORED = st.lists(st.tuples(st.integers(1, 30), st.floats(0.01, 0.99)), min_size=1, max_size=7)


def state(sizes: list[int], kind: InputKind = InputKind.HTML) -> PageState:
    blocks = tuple(Block(" ".join(["mill"] * size)) for size in sizes)
    return state_of(Page(kind, blocks))


@given(SCORED)
def test_no_choice_of_blocks_is_expected_to_do_better(scored: list[tuple[int, float]]) -> None:
    """Of all bodies that could be made of the blocks, the one from half of the best F1 on wins."""
    sizes, scores = [size for size, _ in scored], dict(enumerate(score for _, score in scored))
    content = sum(sizes[i] * scores[i] for i in scores)

    def expected(kept: tuple[int, ...]) -> float:
        right = sum(sizes[i] * scores[i] for i in kept)
        return 2 * right / (sum(sizes[i] for i in kept) + content)

    bodies = chain.from_iterable(combinations(scores, n) for n in range(1, len(scores) + 1))
    best = best_f1(state(sizes), scores)
    assert best == pytest.approx(max(map(expected, bodies)))
    assert expected(tuple(i for i in scores if scores[i] >= best / 2 - 1e-9)) == pytest.approx(best)


BORDERS = [
    ("sure of an article", [100, 5, 5], [1.0, 0.0, 0.0], 0.5),
    ("in doubt of all", [20, 20, 20, 20], [0.45, 0.45, 0.45, 0.45], 0.5 * 0.9 / 1.45),
    ("believes nothing", [20, 20], [0.05, 0.05], LEAST),
    ("nothing is left", [], [], LEAST),
    ("blocks without a word", [0, 0], [0.4, 0.4], LEAST),
]


@pytest.mark.parametrize(
    ("sizes", "scores", "expected"), [b[1:] for b in BORDERS], ids=[b[0] for b in BORDERS]
)
def test_border_follows_the_doubt(sizes: list[int], scores: list[float], expected: float) -> None:
    """A page in doubt keeps its doubtful blocks, and never one that is as good as surely not."""
    found = border(state(sizes), dict(enumerate(scores)))
    assert found == pytest.approx(max(LEAST, min(MOST, expected)))


def test_text_pages_keep_one_half() -> None:
    """A text page is judged again until nothing goes, and has its border where it was tried."""
    assert border(state([20, 20], InputKind.TEXT), {0: 0.4, 1: 0.4}) == MOST
