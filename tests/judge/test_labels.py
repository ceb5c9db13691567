"""Links to other stories inside an article: beside their label without a colon, and in a list."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.render import Output, body_of
from tests.judge.test_remarks import PAGES, Page
from tests.judge.test_scrolled_to import OTHERS

LABELS = {
    "en": "Related stories",
    "de": "Lesen Sie auch",
    "fr": "Lire aussi",
    "ru": "Читайте также",
}
BESIDE = {
    "strong": "<div><strong>{label}</strong><a href=/s>{story}</a></div>",
    "span": "<div class=r><span>{label}</span><a href=/s>{story}</a></div>",
    "blank": "<p><b>{label}</b> <a href=/s>{story}</a></p>",
    "lines": "<div>{label}<br>• <a href=/s>{story}</a><br>• <a href=/t>{second}</a></div>",
}


def page_of(page: Page, inserted: str, below: int = 2) -> str:
    prose = [f"<p>{said}</p>" for said in page.article]
    inside = "".join((*prose[:below], inserted, *prose[below:]))
    return (
        f"<html><head><title>{page.title}</title></head><body><article><h1>{page.title}</h1>"
        f"{inside}</article></body></html>"
    )


def body(html: str) -> str:
    return body_of(clean(Source(html, InputKind.HTML)).judgement, Output.TEXT)


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", BESIDE)
def test_a_label_and_its_links_go(form: str, language: str) -> None:
    """The label is known without a colon, and each link beside it is another story."""
    story, second = OTHERS[language][0], OTHERS["en"][0]
    inserted = BESIDE[form].format(label=LABELS[language], story=story, second=second)
    said = body(page_of(PAGES[language], inserted))
    assert [text for text in (LABELS[language], story) if text in said] == []
    assert form != "lines" or second not in said
    assert [text for text in PAGES[language].article if text not in said] == []


@pytest.mark.parametrize(
    "inserted",
    [
        "<p>Bus fares go up, as <a href=/s>the county said on Monday morning</a></p>",
        "<p>Source <a href=/s>The county's paper on the ferries of the river</a></p>",
        "<p>Related stories are told by <a href=/s>the keeper of the lock</a> in his book.</p>",
        "<p><a href=/s>The keeper of the lock has told it in a book of his own.</a></p>",
    ],
)
def test_other_words_beside_a_link_stay(inserted: str) -> None:
    """Near misses: words that are no label, and a label's words in a sentence."""
    found = clean(Source(page_of(PAGES["en"], inserted), InputKind.HTML))
    rules = {decision.rule for trail in found.judgement.trails for decision in trail}
    assert not [rule for rule in rules if rule.startswith(("related/", "teaser/"))]


@pytest.mark.parametrize("language", PAGES)
def test_a_list_of_links_between_paragraphs_goes(language: str) -> None:
    """Items that are wholly links to the site's pages, which nothing announces, are no content."""
    story = f"{OTHERS[language][0]} 2025"
    inserted = f"<ul><li><a href=/s>{story}</a></li><li><a href=/t>{story}, II</a></li></ul>"
    found = clean(Source(page_of(PAGES[language], inserted), InputKind.HTML))
    gone = {b.text: v.reason for _, b, v in found.judgement.removed()}
    assert gone.get(story) is Reason.RELATED
    said = body_of(found.judgement, Output.TEXT)
    assert [text for text in PAGES[language].article if text not in said] == []


ITEM = (
    "<li><a href=/s>Bus fares go up in May</a></li><li><a href=/t>The ferry is late today</a></li>"
)
KEPT = {
    "announced": f"<p>The council has published these papers on the old ferry:</p><ul>{ITEM}</ul>",
    "headed": f"<h2>Papers</h2><ul>{ITEM}</ul>",
    "other words": f"<ul>{ITEM.replace('</a>', '</a>, a report of the council')}</ul>",
    "other sites": f"<ul>{ITEM.replace('=/', '=https://example.net/')}</ul>",
    "many": f"<ul>{ITEM}{ITEM}{ITEM}</ul>",
    "short": "<ul><li><a href=/s>Fares</a></li><li><a href=/t>Ferries</a></li></ul>",
}


@pytest.mark.parametrize("name", KEPT)
def test_a_list_that_belongs_to_the_article_is_not_taken(name: str) -> None:
    """Near misses: lists that a colon or a heading announces, or that say more than their links."""
    found = clean(Source(page_of(PAGES["en"], KEPT[name]), InputKind.HTML))
    rules = {decision.rule for trail in found.judgement.trails for decision in trail}
    assert "related/linked-list" not in rules


def test_a_list_at_the_end_is_not_taken_for_its_links() -> None:
    """Near miss: below the last paragraph the scorer knows better."""
    found = clean(Source(page_of(PAGES["en"], f"<ul>{ITEM}</ul>", 3), InputKind.HTML))
    rules = {decision.rule for trail in found.judgement.trails for decision in trail}
    assert "related/linked-list" not in rules
