"""When a second opinion is asked, and what it changes."""

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.judge import trafilatura_vote
from sluice.judge.state import PageState
from sluice.model import Block, InputKind, Page
from tests.judge.states import state_of

PROSE = "The old mill on the river was opened again on Monday, after eleven years of silence."
LINE = "Home"


def state(*lines: str) -> PageState:
    blocks = tuple(map(Block, lines))
    page = Page(InputKind.HTML, blocks, html="<p>")
    return state_of(page)


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


SHARES = [
    ((1.0, 0.0), {0: 0.87, 1: 0.325}),
    (None, {0: 0.8, 1: 0.5}),
]


@pytest.mark.parametrize(("shares", "expected"), SHARES)
def test_opinion_has_a_say(
    monkeypatch: pytest.MonkeyPatch, shares: tuple[float, ...] | None, expected: dict[int, float]
) -> None:
    """It moves the probabilities by its say; without an opinion they stay."""
    monkeypatch.setattr(trafilatura_vote, "agreement", lambda _: shares)
    assert trafilatura_vote.seconded(state(PROSE, PROSE), {0: 0.8, 1: 0.5}) == expected


def test_opinion_is_not_asked_where_the_scorer_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that the scorer is sure of costs no second extraction."""

    def asked(_: Page) -> None:
        pytest.fail("nobody should have asked")

    monkeypatch.setattr(trafilatura_vote, "agreement", asked)
    scores = {0: 0.99, 1: 0.01}
    assert trafilatura_vote.seconded(state(PROSE, PROSE), scores) == scores


def test_agreement_is_by_words() -> None:
    """What the opinion takes of a page has all its words there, a menu has none."""
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9))
    paragraphs = "".join(f"<p>{PROSE} It was told {n} times.</p>" for n in range(9))
    page = page_from_html(f"<html><body><nav>{menu}</nav><article>{paragraphs}</article></body>")
    found = trafilatura_vote.agreement(page)
    assert found is not None
    assert found[-1] == 1.0
    assert found[0] == 0.0


@pytest.mark.parametrize("html", ["", "<p>" * 1_501, "x" * 300_001])
def test_no_opinion_of_what_it_would_not_bear(html: str) -> None:
    """Pages without words, with too many tags or too long are not given to it."""
    assert trafilatura_vote.agreement(Page(InputKind.HTML, (), html=html)) is None
