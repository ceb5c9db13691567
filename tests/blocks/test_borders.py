"""Which gaps are ends of lines: half a sentence is worse than two lines on one."""

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from sluice.blocks import borders, gaps
from sluice.blocks.borders import line_ends, uncased
from tests.blocks.test_shape import PAGES
from tests.pace import allowed

# What stands before a gap and behind it, and how likely it is that a line ended there.
GOES_ON = {
    "a preposition, en": ("The council spoke of", "Hamburg and left", 0.8),
    "an article, de": ("Dann kam die", "Feuerwehr aus Kiel", 0.8),
    "a preposition, ru": ("Музей открыт В", "Костроме", 0.8),
    "a preposition, ar": ("رجل من", "بيروت", 0.8),
    "a postposition, hi": ("वे कहते हैं", "कि बारिश होगी", 0.8),
    "a small letter": ("The council", "spoke", 0.7),
    "a figure, es": ("Los vecinos pusieron", "500 euros", 0.5),
    "a comma, de": ("Am Montag, sagte Frau", "Stein", 0.45),
    "a comma, ar": ("في الميناء، يجمع", "النجار", 0.7),
    "a comma in a quotation, hi": ('"वे आते हैं,"', "उसने बताया", 0.7),
    "an open quotation, de": ("Dann: „Das Wort", "Enteignung", 0.99),
    "an open quotation, ru": ("Он сказал: «Самый", "Большой", 0.99),
    "a beginning, de": ("Es regnet. Aufgeplatzter", "Asphalt", 0.45, "regnet."),
}
ENDS = {
    "a menu": ("Startseite", "Nachrichten", 0.4),
    "a date, ru": ("Ольга Мельникова", "3 сентября 2024", 0.4),
    "a date, de": ("Ada Stein", "12.02.2024 um zehn", 0.4),
    "a network": ("Share on X", "Copy link", 0.4),
    "a closed quotation, de": ("„Das Wort“, sagt sie.", "Impressum", 0.4),
    "a label, es": ("Es tarde. Publicidad", "En el pueblo", 0.6, "tarde."),
}


def found(row: tuple, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ends that are found; the fourth of a row is a word that surely ends a line."""
    before, behind, likely, *ended = row
    words = f"{before} {behind}".split()
    at = len(before.split()) - 1
    sure = {words.index(word) for word in ended}

    def probabilities(words: list[str], _: gaps.Weights) -> NDArray[np.float64]:
        each = enumerate(words[1:])
        return np.array([1.0 if n in sure else likely if n == at else 0.01 for n, _ in each])

    monkeypatch.setattr(borders.gaps, "probabilities", probabilities)
    return [n for n in line_ends(words, gaps.weights()) if n == at]


@pytest.mark.parametrize("name", GOES_ON)
def test_sentence_goes_on(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a sentence seems to go on, a break must be surer than elsewhere."""
    assert not found(GOES_ON[name], monkeypatch)


@pytest.mark.parametrize("name", ENDS)
def test_line_ended(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The near misses: as likely, and no sentence goes on."""
    assert found(ENDS[name], monkeypatch)


@pytest.mark.parametrize("language", PAGES)
def test_breaks_are_found_without_capitals(language: str) -> None:
    """A page in small letters keeps some of the breaks that it has with capitals."""
    words = PAGES[language].split()
    small = [word.lower() for word in words]
    with_capitals = set(line_ends(words, gaps.weights()))
    without = set(line_ends(small, gaps.weights()))
    assert len(without & with_capitals) >= len(with_capitals) / 5
    assert len(without - with_capitals) <= 2


def test_uncased_probabilities_are_between_both() -> None:
    """One for each gap, whatever the number of words."""
    for size in range(1, 8):
        assert len(uncased(["home", "news"] * size, gaps.weights())) == 2 * size - 1


def test_a_line_without_an_end_costs_no_more_a_word() -> None:
    """However long it is: the sentence before a gap is looked for a few words back."""
    began = time.process_time()
    line_ends(["„wort", "und"] * 50_000, gaps.weights())
    assert time.process_time() - began < allowed(5)
