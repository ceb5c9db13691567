"""The figures that the scorer sees of each block."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.features.signals import GROUP_OF, Look, signals
from sluice.judge.facts import facts_of
from sluice.model import Block
from sluice.reasons import Reason
from sluice.resources import default_resources

PROSE = [
    "The old mill on the river was opened again on Monday, after eleven years of silence.",
    "Every stone of the mill was kept, said Jan Berg, who led the work for four long winters.",
    "Several hundred people came to the river to see the wheel turn until late in the evening.",
]
PAGE = ["Home", "News", *PROSE, "This website uses cookies.", "Home"]


def of(lines: list[str], reasons: dict[int, Reason] | None = None) -> dict[str, np.ndarray]:
    blocks = [Block(line) for line in lines]
    given_reasons = [(reasons or {}).get(i) for i in range(len(lines))]
    return signals(
        Look(
            blocks,
            [facts_of(block, default_resources().phrases) for block in blocks],
            given_reasons,
        )
    )


FIGURES = [
    ("words", [1, 1, 16, 18, 17, 4, 1]),
    ("times", [2, 1, 1, 1, 1, 1, 2]),
    ("from_end", [7, 6, 5, 4, 3, 2, 1]),
    ("since_prose", [999, 999, 999, 1, 1, 1, 2]),
    ("until_prose", [2, 1, 1, 1, 999, 999, 999]),
    ("words@-1", [-1, 1, 1, 16, 18, 17, 4]),
    ("words@+2", [16, 18, 17, 4, 1, -1, -1]),
    ("says_footer", [0, 0, 0, 0, 0, 2, 0]),
    ("ends", [0, 0, 1, 1, 1, 1, 0]),
]


@pytest.mark.parametrize(("name", "column"), FIGURES)
def test_figure(name: str, column: list[float]) -> None:
    """Each signal is what its name says."""
    assert of(PAGE)[name].tolist() == column


def test_overlap_is_shared_vocabulary() -> None:
    """A paragraph shares words with the others, a menu's item does not."""
    overlap = of([*PAGE, "The wheel of the mill"])["overlap"]
    assert overlap[2] > 0
    assert overlap[0] == overlap[1] == 0
    assert overlap[-1] == 1


def test_window_is_a_mean() -> None:
    """A window's mean counts what is beyond the page as nothing."""
    ends = of(PAGE)
    assert ends["ends~2"].tolist() == pytest.approx([0.2, 0.4, 0.6, 0.8, 0.8, 0.6, 0.4])
    assert ends["ends<4"][3] == pytest.approx(0.25)
    assert ends["ends>4"][0] == pytest.approx(0.75)


def test_rule_that_took_a_block_is_seen_by_others() -> None:
    """What rules took is no prose of the article, and its neighbours know."""
    found = of(PAGE, {0: Reason.TITLE, 4: Reason.COMMENTS})
    assert found["taken"].tolist() == [1, 0, 0, 0, 1, 0, 0]
    assert found["taken@-1"][5] == 1
    assert found["from_title"].tolist() == list(range(len(PAGE)))
    assert found["prose_words_before"][6] == found["prose_words_before"][4]


def test_every_reason_has_a_group_or_is_never_a_phrase() -> None:
    """Phrases of every family are seen."""
    assert set(Reason) - set(GROUP_OF) == {Reason.NOT_CONTENT, Reason.SITE_TEMPLATE}


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=20))
def test_any_page_has_finite_figures(lines: list[str]) -> None:
    """Every signal is a finite figure for every block."""
    for name, column in of(lines).items():
        assert column.shape == (len(lines),), name
        assert np.isfinite(column).all(), name
