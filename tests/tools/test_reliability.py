"""What tools/train makes of judged pages: calibration, risk and reports."""

import numpy as np
import pytest

from tools.train.reliability import JudgedPage, Tried, report, risk, scale_of


def page(fold: int, f1: float | None, kind: str = "article") -> JudgedPage:
    return JudgedPage("wcxb-dev", "html", fold, f"{fold}.example", kind, {}, {}, f1, 0.5, 10)


def trials() -> list[Tried]:
    """Pages whose body is right as often as twice their log-odds say."""
    dice = np.random.default_rng(1)
    odds = dice.normal(size=4_000)
    right = dice.random(4_000) < 1 / (1 + np.exp(-2 * odds))
    return [
        Tried(page(n % 5, 1.0 if is_right else 0.2), 0, float(at))
        for n, (at, is_right) in enumerate(zip(odds, right, strict=True))
    ]


def test_scale_is_found_again() -> None:
    """The logistic function that the pages were drawn by is the one that is fitted."""
    slope, offset = scale_of(trials())
    assert slope == pytest.approx(2, abs=0.2)
    assert offset == pytest.approx(0, abs=0.1)


def test_scores_of_unseen_folds_are_reliable() -> None:
    """Of the pages scored 0.9 and more, nine in ten and more are right."""
    bands = report(trials())["html"]["reliability"]
    assert bands[">=0.9"]["right"] >= 0.9
    assert bands["<0.5"]["right"] < 0.5


@pytest.mark.parametrize(
    ("scored", "area"),
    [
        ([(0.9, 1.0), (0.1, 0.0)], 0.25),
        ([(0.1, 1.0), (0.9, 0.0)], 0.75),
        ([(0.5, 0.6)], 0.4),
    ],
)
def test_risk_is_lower_the_better_pages_come_first(
    scored: list[tuple[float, float]], area: float
) -> None:
    """The area is the mean loss over the best-scored one page, two pages, and so on."""
    assert risk(scored) == pytest.approx(area)


def test_collections_are_listings() -> None:
    """A type that the contract does not have is counted as the one that it is."""
    assert page(0, None, "collection").kind == page(0, None, "listing").kind
    assert report([Tried(page(0, 1.0, "collection"), 1, 0.0), *trials()])["html"]["accuracy"] > 0.9
