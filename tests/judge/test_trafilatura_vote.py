"""When a second opinion is asked, and what it changes."""

import pytest

from sluice.judge import trafilatura_vote
from sluice.judge.state import PageState
from sluice.model import Block, InputKind, Page
from sluice.second_opinion import SecondOpinion
from tests.judge.states import state_of

PROSE = "The old mill on the river was opened again on Monday, after eleven years of silence."
LINE = "Home"


def state(*lines: str, opinion: SecondOpinion | None = None) -> PageState:
    blocks = tuple(map(Block, lines))
    page = Page(InputKind.HTML, blocks, html="<p>")
    found = state_of(page)
    found.second_opinion = opinion
    return found


WANTED = [
    ("sure of all", [PROSE, PROSE], [0.97, 0.02], False),
    ("in doubt of prose", [PROSE, PROSE], [0.8, 0.5], True),
    ("in doubt of a sentence", [PROSE], [0.5], False),
    ("in less doubt", [PROSE, PROSE], [0.9, 0.6], False),
    ("in doubt of a menu", [PROSE, *[LINE] * 20], [0.9, *[0.5] * 20], False),
    ("sure that there is nothing", [LINE, LINE], [0.0, 0.0], False),
    ("nothing is left", [], [], False),
]


@pytest.mark.parametrize(
    ("lines", "scores", "wanted"), [case[1:] for case in WANTED], ids=[case[0] for case in WANTED]
)
def test_opinion_is_wanted(lines: list[str], scores: list[float], wanted: bool) -> None:
    """It is asked where the scorer doubts the prose that it would keep, and nowhere else."""
    assert trafilatura_vote.is_wanted(state(*lines), dict(enumerate(scores))) is wanted


SAID: list[tuple[SecondOpinion | None, dict[int, float]]] = [
    (lambda _: (1.0, 0.0), {0: 0.87, 1: 0.325}),
    (lambda _: None, {0: 0.8, 1: 0.5}),
    (None, {0: 0.8, 1: 0.5}),
]


@pytest.mark.parametrize(("opinion", "expected"), SAID)
def test_opinion_has_a_say(opinion: SecondOpinion | None, expected: dict[int, float]) -> None:
    """It moves the probabilities by its say; without one, or its answer, they stay."""
    doubted = state(PROSE, PROSE, opinion=opinion)
    assert trafilatura_vote.seconded(doubted, {0: 0.8, 1: 0.5}) == expected


def test_opinion_is_not_asked_where_the_scorer_is_sure() -> None:
    """A page that the scorer is sure of costs no second extraction."""

    def asked(_: Page) -> None:
        pytest.fail("nobody should have asked")

    scores = {0: 0.99, 1: 0.01}
    assert trafilatura_vote.seconded(state(PROSE, PROSE, opinion=asked), scores) == scores
