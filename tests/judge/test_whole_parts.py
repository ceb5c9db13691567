"""Quotations, terms with what they mean, and lists of lists stay whole where most of them stays."""

import pytest

from sluice.blocks.from_html import page_from_html
from sluice.judge.context.rows import whole_parts
from tests.judge.states import state_of

PARTS = {
    "author of a quotation": "<blockquote><p>{}</p><footer>Josiah Tuck</footer></blockquote>",
    "term": "<dl><dt>Josiah Tuck</dt><dd>{}</dd></dl>",
    "item of a list of lists": "<ul><li>The mill<ul><li>{}</li></ul></li><li>Josiah Tuck</li></ul>",
}
PROSE = "The wheel of the mill has turned for the last time in my life, he said on Monday."


def kept(html: str, score: float = 0.2, stays: bool = True) -> set[str]:
    """What the rule keeps of a page whose only prose stays, or goes."""
    state = state_of(page_from_html(f"<body>{html}</body>"))
    told = {i for i, block in enumerate(state.blocks) if block.text == PROSE}
    scores = {i: 0.9 if i in told else score for i in range(len(state.blocks))}
    found = set(whole_parts(state, scores, frozenset(told if stays else ())))
    return {state.blocks[i].text for i in found - told}


@pytest.mark.parametrize("name", PARTS)
def test_rest_of_a_part_stays(name: str) -> None:
    """Where most of its words stay, unless the scorer is sure; and nothing where they go."""
    html = PARTS[name].format(PROSE)
    assert "Josiah Tuck" in kept(html)
    assert kept(html, score=0.01) == set()
    assert kept(html, stays=False) == set()


@pytest.mark.parametrize(
    "html",
    [
        f"<div><p>{PROSE}</p><p>Josiah Tuck</p></div>",
        f"<ul><li>{PROSE}</li><li>Josiah Tuck</li></ul>",
        f"<blockquote><p>{PROSE}</p></blockquote><p>Josiah Tuck</p>",
    ],
)
def test_what_stands_beside_is_judged_by_its_score(html: str) -> None:
    """Paragraphs, a list without another in it, and what stands below a quotation."""
    assert kept(html) == set()
