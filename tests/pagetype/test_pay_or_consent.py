"""Walls that offer to pay or to consent, with the legal text below, and articles about them."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import PageKind
from sluice.render import Output, body_of
from tests.pagetype.framed import elements, framed, table
from tests.rows import every_row

ROWS = table("pay_or_consent")


def cleaned(source: Source) -> tuple[str, str]:
    article = clean(source)
    return article.verdict.page, " ".join(body_of(article.judgement, Output.TEXT).split())


def parts(row: dict[str, str]) -> tuple[str, list[str]]:
    """The row's headline, and its lines with those of its buttons marked by a bracket."""
    return row["headline"], row["lines"].split(" ¶ ")


def element(line: str) -> str:
    return f"<button>{line[1:]}</button>" if line.startswith("[") else elements(line)


@pytest.mark.parametrize("shown", ["<div class='logo'>The Quay</div>", ""], ids=["logo", "bare"])
@every_row("row", ROWS, ids=lambda row: row["language"])
def test_offer_with_its_legal_text_is_a_wall(row: dict[str, str], shown: str) -> None:
    """Sentences of forty words on cookies are no article's."""
    headline, lines = parts(row)
    wall = f"<div class='wrap'><div class='col'><h1>{headline}</h1>"
    wall += "".join(map(element, lines)) + "</div></div><footer><a href='/i'>Legal</a></footer>"
    html = (
        f"<html lang='{row['language']}'><title>The Quay</title><body>{shown}{wall}</body></html>"
    )
    assert cleaned(Source(html, InputKind.HTML)) == (PageKind.CONSENT_WALL, "")


@every_row("row", ROWS, ids=lambda row: row["language"])
def test_offer_as_text_is_a_wall(row: dict[str, str]) -> None:
    """A text page has no buttons, only their lines."""
    headline, lines = parts(row)
    text = "\n".join([headline, *(line.lstrip("[# ") for line in lines)])
    assert cleaned(Source(text, InputKind.TEXT))[0] == PageKind.CONSENT_WALL


ARTICLES = {
    "en": (
        "Readers who reject cookies must pay, and more publishers ask for it every month.",
        "The regulator said on Tuesday that such an offer is lawful where the price is fair.",
        "A study counted 203 partners on one front page, each with access to the device.",
    ),
    "de": (
        "Wer Cookies ablehnt, soll zahlen: Immer mehr Verlage verlangen das von ihren Lesern.",
        "Die Aufsicht erklärte am Dienstag, ein solches Angebot sei bei fairem Preis zulässig.",
        "Eine Studie zählte auf einer Startseite 214 Partner, die auf das Gerät zugreifen.",
    ),
    "it": (
        "Chi rifiuta i cookie deve pagare: sempre più editori lo chiedono ai lettori.",
        "Il Garante ha detto martedì che l'offerta è lecita se il prezzo è equo.",
        "Uno studio ha contato 112 partner su una sola pagina, tutti con accesso al dispositivo.",
    ),
}


@pytest.mark.parametrize("language", ARTICLES)
@pytest.mark.parametrize("asking", ["", "onetrust", "plain"])
def test_article_about_offers_is_one(language: str, asking: str) -> None:
    """News of such walls names the same things, to nobody in particular."""
    lines = ARTICLES[language]
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = framed("wordpress", "Cookies", body, language, banner=asking)
    page, text = cleaned(Source(html, InputKind.HTML))
    assert page in (PageKind.ARTICLE, PageKind.BRIEF)
    assert all(line in text for line in lines)
