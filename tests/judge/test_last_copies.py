"""What stands twice on a page stays once, whichever rules and scores take the other copy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sluice.model import Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.render import Output, body_of
from tests.judge.test_whole_bodies import PROSE, TITLES, every_language

HEADINGS = {
    "en": ("What became of the key in the end", "Who paid for the sluice and its gate"),
    "de": ("Was aus dem Schlüssel am Ende wurde", "Wer die Schleuse und ihr Tor bezahlt hat"),
    "fr": ("Ce que la clé est devenue à la fin", "Qui a payé la vanne et sa porte de bois"),
    "es": ("Qué fue de la llave al final de todo", "Quién pagó la compuerta y su puerta vieja"),
}
MORE = {
    "en": "The gate itself had to be sawn free of the ice, which took two brothers a whole week.",
    "de": "Das Tor selbst musste aus dem Eis gesägt werden, was zwei Brüder eine Woche kostete.",
    "fr": "Il fallut scier la porte hors de la glace, ce qui prit une semaine à deux frères.",
    "es": "Hubo que serrar la puerta fuera del hielo, lo que llevó a dos hermanos una semana.",
}
LAST = {
    "en": "The county gave half of the money, and the rest came from a dance in the barn.",
    "de": "Der Kreis gab die Hälfte des Geldes, und der Rest kam von einem Tanz in der Scheune.",
    "fr": "Le canton donna la moitié de l'argent, et le reste vint d'un bal dans la grange.",
    "es": "La comarca dio la mitad del dinero, y el resto vino de un baile en el granero.",
}
# Where a page says a paragraph or a heading once more.
WRAPS = (
    "<nav><ul><li><a href='#a'>{}</a></li><li><a href='/b'>Home</a></li></ul></nav>",
    "<div class='toc'><ul><li><a href='#a'>{}</a></li><li><a href='#b'>1</a></li></ul></div>",
    "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>",
    "<div class='related-posts'><h3>Related</h3><a href='/other'>{}</a></div>",
    "<aside class='summary'><p>{}</p></aside>",
    "<div class='share'><p>{}</p></div>",
    "<div style='display:none'><p>{}</p></div>",
    "<div class='promo'><a href='/subscribe'>{}</a></div>",
    "<p class='teaser'>{}</p>",
    "<footer><p>{}</p></footer>",
)


def page(language: str, above: str = "", below: str = "") -> Source:
    """A page of two parts with these elements before and after its article."""
    first, second = HEADINGS[language]
    a, b, c = PROSE[language]
    parts = (a, b, f"<h2>{first}</h2>", c, MORE[language], f"<h2>{second}</h2>", LAST[language])
    inside = "".join(part if part[0] == "<" else f"<p>{part}</p>" for part in parts)
    title = TITLES[language]
    return Source(
        f"<html lang={language}><head><title>{title}</title></head><body>{above}<main><article>"
        f"<h1>{title}</h1>{inside}</article></main>{below}</body></html>"
    )


def body(source: Source) -> str:
    return body_of(clean(source).judgement, Output.TEXT)


@every_language
@pytest.mark.parametrize("wrap", WRAPS)
def test_heading_stays_below_the_contents(language: str, wrap: str) -> None:
    """Lines that say the headings before them go, and the headings stay with their prose."""
    contents = "".join(map(wrap.format, HEADINGS[language]))
    found = body(page(language, contents)).split("\n\n")
    assert [line for line in found if line in HEADINGS[language]] == list(HEADINGS[language])


@given(
    language=st.sampled_from(sorted(PROSE)),
    wraps=st.lists(st.sampled_from(WRAPS), min_size=1, max_size=3),
    place=st.integers(0, 1),
    said=st.integers(0, 2),
)
@settings(max_examples=60, deadline=None)
def test_no_paragraph_goes_for_its_copies(
    language: str, wraps: list[str], place: int, said: int
) -> None:
    """A paragraph stays in the body however often furniture around the article repeats it."""
    text = PROSE[language][said]
    copies = "".join(wrap.format(text) for wrap in wraps)
    around = (copies, "") if place else ("", copies)
    assert text in body(page(language, *around))


def test_double_stays_gone_while_its_copy_stands() -> None:
    """Nothing comes back of what the body still says, nor what stands with nothing that stays."""
    text = PROSE["en"][0]
    article = clean(page("en", below=f"<div><p>{text}</p></div>"))
    rules = [trail[-1].rule for trail in article.judgement.trails if trail]
    assert "company/last-copy" not in rules
    assert Reason.DUPLICATE in article.judgement.reasons
    assert body_of(article.judgement, Output.TEXT).count(text) <= 2
