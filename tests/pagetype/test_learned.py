"""The learned page model: its trees, its clues, its score."""

import numpy as np
import pytest

from sluice.features.lexicon import Lexicon
from sluice.model import InputKind, Judgement, Page, PageVerdict, Source
from sluice.pagetype.clue_sums import says
from sluice.pagetype.figures import SCORED, figures_of
from sluice.pagetype.kinds import Signal
from sluice.pagetype.learned import FEATURES, FIGURES, TYPES, model, score_row
from sluice.pagetype.reading import reading_of
from sluice.pagetype.words import NOTHING, SOURCES
from sluice.pipeline import clean
from sluice.reasons import PageKind

CLUES = Lexicon(
    np.array([3, 7], dtype=np.uint32),
    np.array([[1.0] * len(TYPES), [-1.0] * len(TYPES)], dtype=np.float32),
)


def test_unknown_clues_say_nothing() -> None:
    """A page without a known clue has zeros, as many as a page with some."""
    nothing, something = (says(CLUES, np.array(ids, np.uint32)) for ids in ((1, 2), (3, 99)))
    assert nothing.shape == something.shape
    assert not nothing.any()
    assert something[0] == 1
    assert something[1] > 0


def test_figures_are_those_of_the_schema() -> None:
    """Every page has the figures that the forests were grown for, and no others."""
    judgement = Judgement(Page(InputKind.TEXT, ()), ())
    assert set(figures_of(reading_of(judgement))) == set(FIGURES)


def test_row_has_a_value_for_each_feature() -> None:
    """All that is known of a page stands where the schema has its name."""
    figures = {name: float(n) for n, name in enumerate(FIGURES)}
    row = model().row(figures, dict.fromkeys(SOURCES, NOTHING))
    assert row.shape == (len(FEATURES),)
    assert row[: len(FIGURES)].tolist() == list(figures.values())
    scored = score_row(figures)
    assert [scored[FIGURES.index(name)] for name in SCORED] == [figures[name] for name in SCORED]


def test_shipped_weights_have_a_value_for_each_type() -> None:
    """The file beside the code is one for these types."""
    forests = model().weights.forests
    assert forests["types"].bias.shape == (len(TYPES),)
    assert forests["score"].bias.shape == (1,)


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
