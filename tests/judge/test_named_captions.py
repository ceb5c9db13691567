"""Captions that no tag tells: by the names of their element, in a line of text too."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.judge.test_remarks import PAGES, Page

CAPTIONS = {
    "en": "The ferry at the lower landing in March, seen from the lock (photo: Ada Stone)",
    "de": "Die Fähre am unteren Anleger im März, von der Schleuse aus gesehen (Foto: Ada Stein)",
    "fr": "Le bac au ponton du bas en mars, vu de l'écluse (photo : Ada Pierre)",
    "ru": "Паром у нижнего причала в марте, вид со шлюза (фото: Ада Каменева)",
}
FORMS = {
    "own": "<div class=field-image><img src=a.jpg><div class=field-image-caption>{}</div></div>",
    "in a line": "<span class=photo><img src=a.jpg><em class=img_desc>{}</em></span><br><br>",
    "Italian": "<div class=media><img src=a.jpg><div class=field--name-didascalia>{}</div></div>",
    "German": "<div><img src=a.jpg><p class=bildunterschrift>{}</p></div>",
}


def body_with(page: Page, inserted: str) -> str:
    first, *others = page.article
    inside = "<br><br>".join((first, f"{inserted}{others[0]}", *others[1:]))
    html = (
        f"<html><head><title>{page.title}</title></head><body><h1>{page.title}</h1>"
        f"<article>{inside}</article></body></html>"
    )
    return body_of(clean(Source(html, InputKind.HTML)).judgement, Output.TEXT)


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", FORMS)
def test_what_names_call_a_caption_goes(form: str, language: str) -> None:
    """The element's names say so, and the paragraphs around it stay whole."""
    body = body_with(PAGES[language], FORMS[form].format(CAPTIONS[language]))
    assert CAPTIONS[language] not in body
    assert [said for said in PAGES[language].article if said not in body] == []


@pytest.mark.parametrize("name", ["caption", "description", "image-and-text", "desc"])
def test_one_word_alone_calls_nothing_a_picture_s_caption(name: str) -> None:
    """Near misses: a caption of anything, a description, a box with a picture and words."""
    said = "The council has kept the log of the ferry since 1911, and it fills forty volumes now."
    assert said in body_with(PAGES["en"], f"<div class={name}>{said}</div>")
