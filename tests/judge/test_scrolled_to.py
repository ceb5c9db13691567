"""Pages that go on with other articles below their own, as an endless scroll leaves them."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.render import Output, body_of
from tests.judge.test_remarks import PAGES, Page

# Of each language another story.
OTHERS = {
    "en": ("Bus fares go up in May", "A ticket will cost two crowns more from May on."),
    "de": ("Busfahren wird teurer", "Eine Fahrkarte kostet ab Mai zwei Kronen mehr als heute."),
    "fr": ("Le bus coûtera plus cher", "Dès le mois de mai, un billet coûtera deux couronnes."),
    "ru": ("Автобус подорожает в мае", "С мая билет на автобус будет стоить на две кроны дороже."),
}
SECOND = ("The seal is back", "It was seen asleep on the ramp at dawn by the mate of the ferry.")
FORMS = {
    "siblings": "<article class=post>{}</article>",
    "in boxes": "<div class=box><article>{}</article></div>",
    "in sections": "<section><article><header>{}</header></article></section>",
}


def told(title: str, *paragraphs: str, level: int = 1) -> str:
    return f"<h{level}>{title}</h{level}>" + "".join(f"<p>{said}</p>" for said in paragraphs)


def scrolled(page: Page, others: list[str], form: str, declared: str = "") -> str:
    articles = "".join(form.format(inside) for inside in (told(page.title, *page.article), *others))
    title = declared or page.title
    return f"<html><head><title>{title}</title></head><body><main>{articles}</main></body></html>"


def removed(html: str) -> dict[str, Reason | None]:
    found = clean(Source(html, InputKind.HTML))
    return {block.text: verdict.reason for _, block, verdict in found.judgement.removed()}


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", FORMS)
def test_articles_below_the_pages_own_are_other_stories(form: str, language: str) -> None:
    """The article with the page's title is the page's; those with titles of their own go."""
    others = [told(*OTHERS[language]), told(*SECOND)]
    html = scrolled(PAGES[language], others, FORMS[form])
    gone = removed(html)
    assert [
        text for text in (*OTHERS[language], *SECOND) if gone.get(text) is not Reason.RELATED
    ] == []
    said = body_of(clean(Source(html, InputKind.HTML)).judgement, Output.TEXT)
    assert [text for text in PAGES[language].article if text not in said] == []


KEPT = {
    "a front of posts": scrolled(
        PAGES["en"], [told(*OTHERS["en"]), told(*SECOND)], FORMS["siblings"], "The Lock Keeper"
    ),
    "updates with smaller headings": scrolled(
        PAGES["en"],
        [told(*OTHERS["en"], level=2), told(*SECOND, level=2)],
        FORMS["siblings"],
    ),
    "parts of one article": scrolled(
        PAGES["en"], [], f"<article>{{}}<article>{told(*SECOND)}</article></article>"
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_parts_of_a_page_are_no_other_stories(name: str) -> None:
    """Near misses: a front whose title is none of theirs, updates, and articles in the article."""
    found = clean(Source(KEPT[name], InputKind.HTML))
    rules = {decision.rule for trail in found.judgement.trails for decision in trail}
    assert "related/another-article" not in rules
