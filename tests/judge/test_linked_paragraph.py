"""A paragraph that is all one link: it belongs to the article between whose prose it stands."""

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.judge.context.rows import linked_paragraph
from tests.judge.states import state_of

ABOVE = (
    "<div><p>Seven people were heard on Friday because of what had happened at the mill.</p></div>"
)
BELOW = "<div><p>The judge set the next hearing for June, and let all of them go home.</p></div>"
LINKED = {
    "en": "All of them said that they had been asleep in the house of their aunt when the "
    "wheel broke.",
    "de": "Alle sagten, dass sie im Haus ihrer Tante geschlafen hätten, als das Rad der "
    "Mühle zerbrach, und dass niemand etwas gehört habe.",
    "fr": "Tous ont dit qu'ils dormaient dans la maison de leur tante quand la roue du "
    "moulin s'est brisée.",
    "ru": "Все сказали, что спали в доме своей тёти, когда сломалось колесо мельницы, и "
    "что никто из них ничего не слышал той ночью.",
}


def kept(middle: str, score: float = 0.4, below: str = BELOW) -> list[int]:
    """The middle block of three, if the rule keeps it."""
    state = state_of(page_from_html(f"<body><article>{ABOVE}{middle}{below}</article></body>"))
    assert len(state.blocks) == 3
    scores = {0: 0.98, 1: score, 2: 0.98}
    return list(linked_paragraph(state, scores, frozenset((0, 2))))


@pytest.mark.parametrize("language", LINKED)
def test_linked_paragraph_stays(language: str) -> None:
    """Whether each paragraph has an element of its own around it or none has."""
    assert kept(f'<div><p><a href="/x">{LINKED[language]}</a></p></div>') == [1]
    assert kept(f'<div><p><a href="/x">{LINKED[language]}</a></p></div>', 0.21) == [1]


NEAR_MISSES = {
    "headline": "<p><a href='/x'>Mill's wheel breaks in the night as seven people sleep</a></p>",
    "no sentence": f"<p><a href='/x'>{LINKED['en'].rstrip('.')}</a></p>",
    "elsewhere": f"<ul><li><b></b><div><p><a href='/x'>{LINKED['en']}</a></p></div></li></ul>",
    "little of it linked": f"<p>{LINKED['en']} <a href='/x'>More of it</a></p>",
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_what_is_none_is_judged_by_its_score(name: str) -> None:
    """Headlines, pieces of sentences and what stands in another part are left to the scorer."""
    assert kept(NEAR_MISSES[name]) == []


def test_unlikely_one_goes() -> None:
    """One that the scorer is sure of goes, and one below which nothing stays."""
    middle = f"<div><p><a href='/x'>{LINKED['en']}</a></p></div>"
    assert kept(middle, 0.1) == []
    state = state_of(page_from_html(f"<article>{ABOVE}{middle}{BELOW}</article>"))
    assert list(linked_paragraph(state, {0: 0.98, 1: 0.4, 2: 0.1}, frozenset((0,)))) == []
