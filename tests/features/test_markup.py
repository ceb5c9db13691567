"""What is known of a block's place in the tree of an HTML page."""

import zlib

import numpy as np
import pytest

from sluice.blocks.from_html import page_from_html
from sluice.features.context import context_signals
from sluice.features.declared import body_signals
from sluice.features.html import Known
from sluice.features.html import known as known_of
from sluice.features.lexicon import Lexicon
from sluice.features.markup import LEVELS, Tree, from_main, hint_signals, inside_each, tree_of
from sluice.features.signals import Look
from sluice.judge.facts import facts_of
from sluice.model import Block, Declared, Elements, Page
from sluice.resources import default_resources

PROSE = "The old mill on the river was opened again on Monday, after eleven years of silence."
HTML = f"""<html><head><title>The old mill</title></head><body>
<nav class="menu"><a href="/">Home</a> </nav>
<main><div class="story"><h1>The old mill</h1><p>{PROSE}</p><p>{PROSE} It was late.</p></div>
<div class="story teaser"><p>Another story</p></div></main><footer>Imprint</footer></body></html>"""

NOTHING = Elements()


def page() -> Page:
    return page_from_html(HTML)


def look(blocks: tuple[Block, ...], elements: Elements = NOTHING) -> Look:
    facts = [facts_of(block, default_resources().phrases) for block in blocks]
    return Look(blocks, facts, [None] * len(blocks), elements)


def known() -> Known:
    return known_of(look(page().blocks, page().elements), page().declared)


def of(name: str) -> list[float]:
    return [round(float(value), 3) for value in known().signals[name]]


def named(name: str) -> int:
    return zlib.crc32(name.encode())


def test_each_element_is_one() -> None:
    """Neighbours in one element share it, neighbours in elements of one name do not."""
    tree = tree_of(page().blocks, page().elements)
    parents = [row[1] for row in tree.at.tolist()]
    texts = [block.text for block in page().blocks]
    heading, first, second, other = (texts.index(t) for t in texts[1:5])
    assert parents[heading] == parents[first] == parents[second] != parents[other]
    assert named(".story") in tree.ids[parents[first]]
    assert named("<div") in tree.ids[parents[first]]
    assert named(".teaser") not in tree.ids[parents[first]]


def test_deep_nesting_is_looked_at_from_inside() -> None:
    """Of a hundred elements around a block the innermost are known."""
    html = "<div class=out>" * 100 + f"<p class=in>{PROSE}" + "</div>" * 100
    read = page_from_html(html)
    tree = tree_of(read.blocks, read.elements)
    assert tree.at.shape == (1, LEVELS)
    assert (tree.at >= 0).all()
    assert named(".in") in tree.ids[tree.at[0, 0]]


def test_blocks_without_elements_have_no_place() -> None:
    """Blocks made by hand are in no element; nothing is known, and nothing breaks."""
    blocks = (Block("Home"), Block(PROSE))
    tree = tree_of(blocks, Elements())
    assert tree.ids == ()
    assert (tree.at == -1).all()
    found = known_of(look(blocks), Declared()).signals
    found |= hint_signals(tree, LEXICON)
    found |= context_signals(tree, found, np.array([0.1, 0.9]))
    assert all(np.isfinite(column).all() for column in found.values())


FIGURES = [
    ("in_nav", [1, 0, 0, 0, 0, 0]),
    ("is_heading", [0, 1, 0, 0, 0, 0]),
    ("container1_prose", [1, 1, 1, 1, 0, 1]),
    ("container1_blocks", [6, 3, 3, 3, 1, 6]),
    ("main0.8_apart", [2, 0, 0, 0, 1, 2]),
    ("main0.8_side", [-1, 0, 0, 0, 1, 1]),
    ("of_title", [0, 1, 0.111, 0.1, 0, 0]),
    ("in_body", [-1, -1, -1, -1, -1, -1]),
]


@pytest.mark.parametrize(("name", "column"), FIGURES)
def test_figure(name: str, column: list[float]) -> None:
    """Each signal is what its name says."""
    assert of(name) == column


LEXICON = Lexicon(
    np.array(sorted([named(".story"), named(".teaser")]), dtype=np.uint32),
    np.array(
        [odds for _, odds in sorted([(named(".story"), 2.0), (named(".teaser"), -3.0)])],
        dtype=np.float32,
    ),
)


def test_names_speak_for_what_they_hold() -> None:
    """A name's odds reach the blocks below its element, and no others."""
    said = hint_signals(tree_of(page().blocks, page().elements), LEXICON)
    least, most = said[f"hint_least{LEVELS}"].tolist(), said[f"hint_most{LEVELS}"].tolist()
    assert most == [0, 2, 2, 2, 2, 0]
    assert least == [0, 0, 0, 0, -3, 0]


def test_sums_are_of_what_is_inside() -> None:
    """An element's sum is that of the blocks in it; no element holds nothing."""
    tree = Tree(((), ()), np.array([-1, -1]), np.array([[0, 1], [1, -1]]))
    assert inside_each(tree, np.array([2.0, 3.0])).tolist() == [2, 5, 0]


def test_place_from_the_main_element() -> None:
    """Before, inside and after the smallest element that holds the prose."""
    tree = Tree(((),) * 3, np.array([-1] * 3), np.array([[1, 0], [2, 0], [2, 0], [0, -1]]))
    found = from_main(tree, np.array([True, False, True, False]), "main")
    assert found["main_side"].tolist() == [-1, 0, 0, 1]
    assert found["main_apart"].tolist() == [1, 0, 0, 1]
    assert found["main_below"].tolist() == [1, 0, 0, 0]


def test_context_follows_the_first_reading() -> None:
    """What the first reading keeps around a block is known; what a rule took counts as gone."""
    blocks = page().blocks
    tree, own = tree_of(blocks, page().elements), known().signals
    first = np.array([0.1, 0.4, 1.0, 1.0, 0.2, 0.0])
    found = context_signals(tree, own, first)
    assert found["container0_kept_prose"].tolist()[2] == 1
    assert found["first@-1"].tolist() == pytest.approx([-1, 0.1, 0.4, 1, 1, 0.2])
    assert found["rank"].tolist() == [4, 2, 0, 1, 3, 5]
    own["taken"] = np.array([0, 0, 1, 1, 0, 0], dtype=np.float32)
    assert context_signals(tree, own, first)["first"].tolist()[2:4] == [0, 0]


BODIES = [
    ('{"@type": "Article", "articleBody": "' + PROSE + '"}', 1.0),
    ('{"articleBody": "", "x": "' + PROSE + '"}', -1.0),
    ('{"articleBody": ["' + PROSE + '"]}', -1.0),
    ('{"articleBody": "' + PROSE, -1.0),
    ('{"articleBody": "\\ud800 \\q"}', -1.0),
    ('{"articleBody": "Something else stands here, of which the page has no word."}', 0.0),
]


@pytest.mark.parametrize(("script", "share"), BODIES)
def test_declared_body_is_evidence(script: str, share: float) -> None:
    """The share of a block that the declared body holds; -1 where none is declared."""
    found = body_signals(
        [facts_of(Block(PROSE), default_resources().phrases)], Declared(json_ld=(script,))
    )
    assert found["in_body"].tolist() == [share]
