"""A page as a matrix of features: each row is what its name says, alone and around."""

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks.from_html import page_from_html
from sluice.features import around, elements, schema
from sluice.features.elements import Tree, inside_each, tree_of
from sluice.features.lexicon import Lexicon
from sluice.features.matrix import (
    Look,
    add_context,
    add_names,
    add_words,
    html_matrix,
    text_matrix,
)
from sluice.features.schema import LEVELS
from sluice.judge.facts import facts_of_blocks
from sluice.model import Block, Declared, Elements, Page
from sluice.reasons import Reason
from sluice.resources import default_resources

PROSE = [
    "The old mill on the river was opened again on Monday, after eleven years of silence.",
    "Every stone of the mill was kept, said Jan Berg, who led the work for four long winters.",
    "Several hundred people came to the river to see the wheel turn until late in the evening.",
]
LINES = ["Home", "News", *PROSE, "This website uses cookies.", "Home"]
NOTHING = Lexicon(np.array([], dtype=np.uint32), np.array([], dtype=np.float32))


def look(
    blocks: Sequence[Block],
    reasons: Mapping[int, Reason] | None = None,
    tree: Elements | None = None,
) -> Look:
    facts = facts_of_blocks(blocks, default_resources().phrases)
    told = [(reasons or {}).get(i) for i in range(len(blocks))]
    return Look(blocks, facts, told, tree or Elements())


def text_rows(lines: list[str], reasons: dict[int, Reason] | None = None) -> dict[str, np.ndarray]:
    seen = look([Block(line) for line in lines], reasons)
    out = text_matrix(seen)
    add_words(out, seen.measures.vocabulary, NOTHING)
    return dict(zip(schema.names(schema.TEXT), out, strict=True))


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
    """Each feature is what its name says."""
    assert text_rows(LINES)[name].tolist() == column


def test_overlap_is_shared_vocabulary() -> None:
    """A paragraph shares words with the others, a menu's item does not."""
    overlap = text_rows([*LINES, "The wheel of the mill"])["overlap"]
    assert overlap[2] > 0
    assert overlap[0] == overlap[1] == 0
    assert overlap[-1] == 1


def test_window_is_a_mean() -> None:
    """A window's mean counts what is beyond the page as nothing."""
    found = text_rows(LINES)
    assert found["ends~2"].tolist() == pytest.approx([0.2, 0.4, 0.6, 0.8, 0.8, 0.6, 0.4])
    assert found["ends<4"][3] == pytest.approx(0.25)
    assert found["ends>4"][0] == pytest.approx(0.75)


def test_rule_that_took_a_block_is_seen_by_others() -> None:
    """What rules took is no prose of the article, and its neighbours know."""
    found = text_rows(LINES, {0: Reason.TITLE, 4: Reason.COMMENTS})
    assert found["taken"].tolist() == [1, 0, 0, 0, 1, 0, 0]
    assert found["taken@-1"][5] == 1
    assert found["from_title"].tolist() == list(range(len(LINES)))
    assert found["prose_words_before"][6] == found["prose_words_before"][4]


def test_rows_that_the_matrix_lacks_are_refused() -> None:
    """Nothing is written outside of the matrix."""
    out = np.zeros((9, 3), dtype=np.float32)
    for fill in (around.neighbours, around.windows):
        with pytest.raises(IndexError):
            fill(out, (0,), 2)
        with pytest.raises(IndexError):
            fill(out, (9,), 0)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_any_page_has_finite_figures(lines: list[str]) -> None:
    """Every feature is a finite figure for every block."""
    for name, column in text_rows(lines).items():
        assert column.shape == (len(lines),), name
        assert np.isfinite(column).all(), name


@given(st.lists(st.floats(0, 400, width=32), min_size=1, max_size=40))
def test_windows_are_numpys_means(values: list[float]) -> None:
    """The running sums are added in numpy's order, in double precision."""
    size = len(values)
    out = np.zeros((9, size), dtype=np.float32)
    out[0] = values
    around.windows(out, (0,), 1)
    sums = np.concatenate([[0.0], np.cumsum(out[0], dtype=np.float64)])
    at = np.arange(size)
    for row, (_, start, end) in zip(out[1:], schema.REACHES, strict=True):
        first, last = np.clip(at + start, 0, size), np.clip(at + end, 0, size)
        expected = ((sums[last] - sums[first]) / (end - start)).astype(np.float32)
        assert np.array_equal(row, expected)


HTML = f"""<html><head><title>The old mill</title></head><body>
<nav class="menu"><a href="/">Home</a> </nav>
<main><div class="story"><h1>The old mill</h1><p>{PROSE[0]}</p><p>{PROSE[0]} It was late.</p></div>
<div class="story teaser"><p>Another story</p></div></main><footer>Imprint</footer></body></html>"""


def page() -> Page:
    return page_from_html(HTML)


def html_look(found: Page) -> Look:
    return look(found.blocks, tree=found.elements)


def named(name: str) -> int:
    return zlib.crc32(name.encode())


def test_each_element_is_one() -> None:
    """Neighbours in one element share it, neighbours in elements of one name do not."""
    tree = html_look(page()).tree
    parents = [row[1] for row in tree.at.tolist()]
    texts = [block.text for block in page().blocks]
    heading, first, second, other = (texts.index(t) for t in texts[1:5])
    assert parents[heading] == parents[first] == parents[second] != parents[other]
    names = tree.known.numbers()[tree.kinds[parents[first]]]
    assert {named(".story"), named("<div")} == set(names)


def test_deep_nesting_is_looked_at_from_inside() -> None:
    """Of a hundred elements around a block the innermost are known."""
    deep = page_from_html("<div class=out>" * 100 + f"<p class=in>{PROSE[0]}" + "</div>" * 100)
    tree = html_look(deep).tree
    assert tree.at.shape == (1, LEVELS)
    assert (tree.at >= 0).all()
    assert named(".in") in tree.known.numbers()[tree.kinds[tree.at[0, 0]]]


def test_blocks_without_elements_have_no_place() -> None:
    """Blocks made by hand are in no element; nothing is known, and nothing breaks."""
    seen = look([Block("Home"), Block(PROSE[0])])
    out = html_matrix(seen, Declared())
    add_words(out, seen.measures.vocabulary, NOTHING)
    add_names(out, seen.tree, LEXICON)
    add_context(out, seen.tree, np.array([0.1, 0.9]))
    assert (seen.tree.at == -1).all()
    assert np.isfinite(out).all()


BROKEN = [
    ([5], Elements(parents=(-1,), tags=("p",), names=(frozenset(),), hidden=(0,))),
    ([0], Elements(parents=(0,), tags=("p",), names=(frozenset(),), hidden=(0,))),
    ([0], Elements(parents=(7,), tags=("p",), names=(frozenset(),), hidden=(0,))),
]


@pytest.mark.parametrize(("own", "table"), BROKEN)
def test_elements_that_are_none_are_refused(own: list[int], table: Elements) -> None:
    """An element that is not there, or stands around itself, is an error and no crash."""
    with pytest.raises((ValueError, IndexError)):
        tree_of(own, table)


MARKUP = [
    ("in_nav", [1, 0, 0, 0, 0, 0]),
    ("is_heading", [0, 1, 0, 0, 0, 0]),
    ("container1_prose", [1, 1, 1, 1, 0, 1]),
    ("container1_blocks", [6, 3, 3, 3, 1, 6]),
    ("main0.8_apart", [2, 0, 0, 0, 1, 2]),
    ("main0.8_side", [-1, 0, 0, 0, 1, 1]),
    ("of_title", [0, 1, 0.111, 0.1, 0, 0]),
    ("in_body", [-1, -1, -1, -1, -1, -1]),
]


@pytest.mark.parametrize(("name", "column"), MARKUP)
def test_figure_of_markup(name: str, column: list[float]) -> None:
    """Each feature is what its name says."""
    out = html_matrix(html_look(page()), page().declared)
    assert [round(float(value), 3) for value in out[schema.row(name)]] == column


NAMES = sorted([(named(".story"), 2.0), (named(".teaser"), -3.0)])
LEXICON = Lexicon(
    np.array([name for name, _ in NAMES], dtype=np.uint32),
    np.array([odds for _, odds in NAMES], dtype=np.float32),
)


def test_names_speak_for_what_they_hold() -> None:
    """A name's odds reach the blocks below its element, and no others."""
    seen = html_look(page())
    out = html_matrix(seen, page().declared)
    add_names(out, seen.tree, LEXICON)
    assert out[schema.row(f"hint_most{LEVELS}")].tolist() == [0, 2, 2, 2, 2, 0]
    assert out[schema.row(f"hint_least{LEVELS}")].tolist() == [0, 0, 0, 0, -3, 0]


def test_sums_are_of_what_is_inside() -> None:
    """An element's sum is that of the blocks in it; no element holds nothing."""
    at = np.array([[0, 1], [1, -1]])
    values = np.array([[2.0, 3.0]], dtype=np.float32)
    assert inside_each(at, values, 2).tolist() == [[2, 5, 0]]


def test_place_from_the_main_element() -> None:
    """Before, inside and after the smallest element that holds the prose."""
    at = np.array([[1, 0], [2, 0], [2, 0], [0, -1]])
    out = np.empty((3, 4), dtype=np.float32)
    elements.from_main(out, 0, at, np.array([True, False, True, False]))
    apart, below, side = out.tolist()
    assert side == [-1, 0, 0, 1]
    assert apart == [1, 0, 0, 1]
    assert below == [1, 0, 0, 0]


def context(first: list[float], taken: Sequence[int] = ()) -> dict[str, np.ndarray]:
    seen = html_look(page())
    out = html_matrix(seen, page().declared)
    out[schema.row("taken"), list(taken)] = 1
    add_context(out, seen.tree, np.array(first))
    return dict(zip(schema.names(schema.SECOND), out, strict=True))


def test_context_follows_the_first_reading() -> None:
    """What the first reading keeps around a block is known; what a rule took counts as gone."""
    first = [0.1, 0.4, 1.0, 1.0, 0.2, 0.0]
    found = context(first)
    assert found["container0_kept_prose"].tolist()[2] == 1
    assert found["first@-1"].tolist() == pytest.approx([-1, 0.1, 0.4, 1, 1, 0.2])
    assert found["rank"].tolist() == [4, 2, 0, 1, 3, 5]
    assert context(first, [2, 3])["first"].tolist()[2:4] == [0, 0]


BODIES = [
    ('{"@type": "Article", "articleBody": "' + PROSE[0] + '"}', 1.0),
    ('{"articleBody": "", "x": "' + PROSE[0] + '"}', -1.0),
    ('{"articleBody": ["' + PROSE[0] + '"]}', -1.0),
    ('{"articleBody": "' + PROSE[0], -1.0),
    ('{"articleBody": "\\ud800 \\q"}', -1.0),
    ('{"articleBody": "Something else stands here, of which the page has no word."}', 0.0),
    ('{"articleBody": "\\ud800 too short"}', 0.0),
]


@pytest.mark.parametrize(("script", "share"), BODIES)
def test_declared_body_is_evidence(script: str, share: float) -> None:
    """The share of a block that the declared body holds; -1 where none is declared."""
    out = html_matrix(look([Block(PROSE[0])]), Declared(json_ld=(script,)))
    assert out[schema.row("in_body")].tolist() == [share]


def test_tree_knows_its_size() -> None:
    """A tree is as large as the page's table of elements."""
    found = page()
    tree: Tree = html_look(found).tree
    assert len(tree) == len(found.elements.tags)
