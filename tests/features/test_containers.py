"""What is known of a page's containers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks.from_html import page_from_html
from sluice.features import schema
from sluice.features.matrix import Look, html_matrix
from sluice.features.schema import LEVELS
from sluice.judge.facts import facts_of_blocks
from sluice.model import Block, Declared, Elements
from sluice.resources import default_resources

PROSE = "The old mill on the river was opened again on Monday, after eleven years of silence."
SAID = f"<li class='comment'><b>Jan</b><p>{PROSE}</p></li>"
HTML = f"""<body><nav><a href="/">Home</a></nav><main><div class="entry-content">
<p>{PROSE}</p><p>{PROSE} It was late.</p><div class="share">Share</div></div>
<ol class="thread">{SAID}{SAID}{SAID}</ol></main><footer>Imprint</footer></body>"""
HOME, FIRST, SECOND, SHARE, JAN, REPLY, IMPRINT = 0, 1, 2, 3, 4, 5, 10


def of(blocks: tuple[Block, ...], elements: Elements) -> dict[str, np.ndarray]:
    facts = facts_of_blocks(blocks, default_resources().phrases)
    look = Look(blocks, facts, [None] * len(blocks), elements)
    return dict(zip(schema.names(schema.SECOND), html_matrix(look, Declared()), strict=True))


def rows(html: str) -> dict[str, np.ndarray]:
    page = page_from_html(html)
    return of(page.blocks, page.elements)


# (row, the figures of the blocks named above)
FIGURES = [
    ("own_rank", [0, 5, 5, 5, 2, 2, 0]),
    ("away", [LEVELS, LEVELS, LEVELS, 0, 0, 1, LEVELS]),
    ("named_rank", [5] * 7),
    ("named_side", [-1, 0, 0, 0, 1, 1, 1]),
    ("named_before", [0, 0, 16 / 35, 1, 1, 1, 1]),
    ("named_purity", [35 / 36] * 7),
    ("named_paragraphs", [2] * 7),
    ("paragraphs_near", [0, 1, 1, 1, 0, 16 / 35, 0]),
    ("paragraphs_share", [35 / 83] * 7),
    ("paragraphs_side", [-1, 0, 0, 0, 1, 1, 1]),
    ("row_size", [-1, -1, -1, -1, 3, 3, -1]),
    ("row_share", [-1, -1, -1, -1, 48 / 83, 48 / 83, -1]),
    ("row_words", [-1, -1, -1, -1, 17, 17, -1]),
    ("row_nth", [-1, -1, -1, -1, 0, 0, -1]),
    ("page_row_size", [3] * 7),
    ("page_row_before", [35 / 83] * 7),
]


@pytest.mark.parametrize(("name", "figures"), FIGURES, ids=[name for name, _ in FIGURES])
def test_figure(name: str, figures: list[float]) -> None:
    """Each row is what its definition says."""
    found = rows(HTML)[name][[HOME, FIRST, SECOND, SHARE, JAN, REPLY, IMPRINT]]
    assert found.tolist() == pytest.approx(figures)


RANKS = [
    ('<div class="article-body">', 5),
    ('<div itemprop="articleBody">', 5),
    ("<article>", 4),
    ('<div id="main-content">', 3),
    ("<main>", 2),
    ('<div class="contents">', 1),
    ('<div class="layout">', 0),
]


@pytest.mark.parametrize(("tag", "rank"), RANKS)
def test_names_have_ranks(tag: str, rank: int) -> None:
    """A container named as an article's body comes before <article>, and that before the rest."""
    found = rows(f"{tag}<p>{PROSE}</p><p>{PROSE}</p>")
    assert found["own_rank"].tolist() == [rank, rank]
    assert found["named_rank"].tolist() == [rank, rank]


def test_first_container_of_a_rank_is_chosen() -> None:
    """Of several articles the first with enough prose is the named one."""
    article = f"<article><p>{PROSE}</p><p>{PROSE}</p></article>"
    found = rows(f"<article><p>Short</p></article>{article}{article}")
    assert found["named_side"].tolist() == [-1, 0, 0, 1, 1]


def test_last_of_a_row_is_told_from_the_first() -> None:
    """Each member of a row knows its place."""
    found = rows(HTML)
    assert found["row_nth"][[JAN, JAN + 2, JAN + 4]].tolist() == [0, 1, 2]


def test_two_of_a_name_are_no_row() -> None:
    """A row has at least three members."""
    found = rows(f"<ol>{SAID}{SAID}</ol>")
    assert set(found["row_size"].tolist()) == {-1}
    assert set(found["page_row_size"].tolist()) == {0}


def test_blocks_without_elements_have_no_container() -> None:
    """Blocks made by hand are in no element; nothing is known, and nothing breaks."""
    found = of((Block("Home"), Block(PROSE)), Elements())
    for name, nothing in (("named_rank", 0), ("named_side", -2), ("named_before", -1)):
        assert found[name].tolist() == [nothing, nothing]
    assert found["paragraphs_side"].tolist() == [-2, -2]
    assert found["row_size"].tolist() == [-1, -1]


OPENING = ("<div class='post content'>", "<p>", "<li class=a>", "<main>")
TAGS = st.sampled_from([*OPENING, "</div>", PROSE])


@given(st.lists(TAGS, min_size=1, max_size=40))
def test_any_page_has_finite_figures(parts: list[str]) -> None:
    """Every row is a finite figure for every block."""
    found = rows("".join([*parts, "end"]))
    sizes = {len(found[name]) for name, _ in FIGURES}
    assert sizes == {len(found["words"])}
    for name, _ in FIGURES:
        assert np.isfinite(found[name]).all()
