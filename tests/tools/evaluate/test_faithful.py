"""What is counted as the same words, and as a right span."""

import pytest

from sluice import Source, clean
from tools.evaluate import faithful

PROSE = "<p>The mill on the river was opened again on Monday, after eleven years of silence.</p>"
PAGES = [
    f"<h1>The mill</h1>{PROSE}<p>It has 10<sup>6</sup> stones, says the miller of the town.</p>",
    f"<h1>The mill</h1>{PROSE}<textarea>&lt;b&gt;Embed this story&lt;/b&gt;</textarea>",
    f"<h1>The mill</h1>{PROSE}<ol><li>Open the gate of the mill.<li>Wait for the wheel.</ol>",
]


@pytest.mark.parametrize("page", PAGES)
def test_page_without_a_fault_counts_as_one(page: str) -> None:
    """Powers, markup that is shown, and numbers of items are no faults."""
    article = clean(Source(page))
    found = faithful.spans_by_outcome(article)
    assert faithful.is_same(article)
    assert found["right"] == found["blocks"] > 1


NOTED = (
    f"<h1>The mill</h1>{PROSE}<p>It has \\(n^2\\) stones<sup><a href='#n1'>1</a></sup>, says "
    f"he.</p>"
    "<ol><li id=n1>The deed has another date.</li></ol><p>Several hundred people came to see "
    "it.</p>"
)


def test_formulas_and_notes_are_counted_apart() -> None:
    """They stand elsewhere, and nothing else may: a word that is lost is one."""
    article = clean(Source(NOTED))
    assert not faithful.is_same(article)
    assert faithful.is_same_apart(article)


def test_a_fault_beside_a_note_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that has notes may not lose other words for them."""
    article = clean(Source(NOTED))
    words = faithful.words_of_text
    monkeypatch.setattr(faithful, "words_of_text", lambda *args: [*words(*args), "another", "word"])
    assert not faithful.is_same_apart(article)


def test_a_fault_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slice that says something else is wrong, and a block without any has none."""
    article = clean(Source(PAGES[0]))
    spans = [((0, 9),), None, ((0, 5),)]
    monkeypatch.setattr(faithful, "spans_of", lambda _: spans)
    found = faithful.spans_by_outcome(article)
    assert (found["wrong"], found["no span"]) == (2, 1)
    monkeypatch.setattr(faithful, "words_of_html", lambda *_: ["another"])
    assert not faithful.is_same(article)
    assert not faithful.is_same_apart(article)
