"""A post that is sent by mail: its own class is no newsletter box, and the boxes in it are."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.render import Output, body_of

ASKS = {
    "en": "Enjoying these letters? Get the next one in your mailbox on Sunday.",
    "de": "Gefallen Ihnen diese Briefe? Der nächste kommt am Sonntag in Ihr Postfach.",
    "fr": "Vous aimez ces lettres ? La prochaine arrive dimanche dans votre boîte.",
    "es": "¿Le gustan estas cartas? La próxima llega el domingo a su buzón.",
}
SAID = (
    "The bell above the door of the bakery still rings, and Ada Stone looks up from her ledger.",
    "She opened in 1986 with two ovens and a loan from her uncle, who never asked for it back.",
    "On a good day now a dozen people come in, and most of them want to talk about the bell.",
    "She has promised to keep it when she sells the shop to her nephew in the spring.",
)


def page(post: str, ask: str) -> str:
    paragraphs = [f"<p>{said}</p>" for said in SAID]
    return (
        "<html><head><title>The bell of Sarn</title></head><body><h1>The bell of Sarn</h1>"
        f"{post}<p>A subtitle of six words.</p>{paragraphs[0]}{paragraphs[1]}"
        f"<div class=newsletter><p>{ask}</p></div>{paragraphs[2]}{paragraphs[3]}</article>"
        "<div class=answers><p>I worked in a bakery like that one for six long years, and what is "
        "told here of the ledger is quite true.</p><p>My mother bought her bread there until the "
        "day on which the road was closed for good.</p></div></body></html>"
    )


@pytest.mark.parametrize("language", ASKS)
@pytest.mark.parametrize("name", ["newsletter-post post", "newsletter", "post newsletter-issue"])
def test_an_article_called_newsletter_is_one(name: str, language: str) -> None:
    """What stands in the post is called no newsletter for the post's own class; its box is."""
    found = clean(Source(page(f"<article class='{name}'>", ASKS[language]), InputKind.HTML))
    body = body_of(found.judgement, Output.TEXT)
    assert [said for said in SAID if said not in body] == []
    gone = {b.text: v.reason for _, b, v in found.judgement.removed()}
    assert gone[ASKS[language]] is Reason.NEWSLETTER
    assert [t for t, r in gone.items() if r is Reason.NEWSLETTER] == [ASKS[language]]


def test_a_box_in_an_article_element_goes() -> None:
    """Near miss: a small article of that name beside the page's own is a box."""
    box = f"<article class=newsletter><p>{ASKS['en']}</p></article><article>"
    found = clean(Source(page(box, "The ledger lies below the bell."), InputKind.HTML))
    assert ASKS["en"] not in body_of(found.judgement, Output.TEXT)
