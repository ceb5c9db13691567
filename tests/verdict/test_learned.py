"""The learned page model: its trees, its clues, its score."""

from pathlib import Path

import numpy as np
import pytest

from service.model import InputKind, PageVerdict, Source
from service.pipeline import clean
from service.reasons import PageKind
from service.verdict.kinds import Signal
from service.verdict.learned import TYPES, Clues, PageModel, Trees, load, model, save

TREES = Trees(
    asked=np.array([[0, 1], [1, 0]]),
    borders=np.array([[0.5, 1.5], [0.5, np.inf]], dtype=np.float32),
    leaves=np.arange(16, dtype=np.float32).reshape(2, 4, 2),
    bias=np.array([0.5, -0.5], dtype=np.float32),
)
CLUES = Clues(
    np.array([3, 7], dtype=np.uint32),
    np.array([[1.0] * len(TYPES), [-1.0] * len(TYPES)], dtype=np.float32),
    frozenset((3, 7)),
)


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ([0, 0], [8.5, 9.5 - 0.5 - 0.5 + 0.5 - 0.5]),
        ([1, 0], [2 + 8 + 0.5, 3 + 9 - 0.5]),
        ([1, 2], [6 + 10 + 0.5, 7 + 11 - 0.5]),
    ],
)
def test_trees_add_up_the_leaves_that_their_questions_lead_to(
    row: list[float], values: list[float]
) -> None:
    """Each level's answer is a bit of the leaf's number, and an infinite border is never passed."""
    found = TREES.values(np.array(row, dtype=np.float32))
    assert found[0] == values[0]
    if row != [0, 0]:
        assert found[1] == values[1]


def test_unknown_clues_say_nothing() -> None:
    """A page without a known clue has zeros, as many as a page with some."""
    nothing, something = CLUES.says({1, 2}), CLUES.says({3, 99})
    assert nothing.shape == something.shape
    assert not nothing.any()
    assert something[0] == 1
    assert something[1] > 0


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    """What is saved is what is loaded, and the scale with it."""
    sources = ("declared", "names", "words", "labels")
    written = PageModel(dict.fromkeys(sources, CLUES), TREES, TREES, (2.0, -1.0))
    save(written, tmp_path / "pages.npz")
    read = load(tmp_path / "pages.npz")
    assert read.scale == written.scale
    row = np.array([1, 2], dtype=np.float32)
    assert (read.types.values(row) == written.types.values(row)).all()
    assert (read.clues["words"].says({7}) == CLUES.says({7})).all()


def test_shipped_weights_have_a_value_for_each_type() -> None:
    """The file beside the code is one for these types."""
    assert model().types.bias.shape == (len(TYPES),)
    assert model().score.bias.shape == (1,)


def verdict(page: str, kind: InputKind = InputKind.HTML) -> PageVerdict:
    return clean(Source(page, kind)).verdict


SENTENCES = [
    f"On day {n} the masons of the upper lock found a {n}-sided stone, and nobody could say why."
    for n in range(3, 21)
]
ARTICLE = "<html><head><title>The lock</title></head><body><article><h1>The lock</h1>" + "".join(
    f"<p>{sentence} {sentence.replace('stone', 'beam')}</p>" for sentence in SENTENCES
)


def test_article_is_told_and_scored() -> None:
    """A plain article is one, and its body is likely right."""
    found = verdict(ARTICLE)
    assert found.page == PageKind.ARTICLE
    assert found.score is not None
    assert found.score > 0.5
    assert Signal.SCORER_UNSURE not in found.signals


def test_page_of_links_is_no_sure_article() -> None:
    """A body that can hardly be right has a low score, and says so."""
    links = "".join(
        f'<div><a href="/{n}">Stone number {n} of the upper lock</a> <span>{n}.99 €</span></div>'
        for n in range(80)
    )
    found = verdict(f"<html><body>{links}</body></html>")
    assert found.score is None or found.score < 0.9


@pytest.mark.parametrize("html", ["<p>a", "<p>" + "a " * 5, "<div></div><p>…", "<li>1<li>2<li>3"])
def test_next_to_nothing_is_answered(html: str) -> None:
    """Pages of a word or a mark have a verdict as any other."""
    found = verdict(html)
    assert found.page in {kind.value for kind in PageKind}
    assert found.score is None or 0 <= found.score <= 1


def test_replaced_characters_are_told() -> None:
    """Where bytes could not be read the verdict says so beside all else."""
    text = "\n\n".join(f"{sentence} Café, naïve, œuvre." for sentence in SENTENCES).encode()
    whole = clean(Source(text, charset="utf-8")).verdict
    broken = clean(Source(text + b" caf\xc3 \xff", charset="utf-8")).verdict
    assert Signal.CHARACTERS_REPLACED not in whole.signals
    assert Signal.CHARACTERS_REPLACED in broken.signals
    assert broken.page == whole.page


def test_same_page_gives_the_same_verdict() -> None:
    """Nothing of the pages before has a say."""
    first = verdict(ARTICLE)
    verdict("<p>Something else entirely, about boats.")
    assert verdict(ARTICLE) == first
