"""What stands in a small box with a form or a button to subscribe, in words that no table has."""

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from tests.judge.context.test_pitches import STORIES
from tests.rows import every_row

FORM = '<form action="/in"><input type="email"><button>{}</button></form>'
LINK = '<div><a href="/in">{}</a></div>'
# (language, heading, text, what the button says, the button)
BOXES = [
    ("de", "Der Fluss am Freitag", "Wir schicken das Wichtigste.", "Jetzt anmelden", LINK),
    ("de", "Der Fluss am Freitag", "Wir schicken das Wichtigste.", "Los", FORM),
    ("es", "¿Te lo contamos por carta?", "Una historia nueva cada domingo.", "Enviar", FORM),
    ("fr", "La rivière chez vous", "Chaque samedi, une histoire.", "S'abonner", LINK),
    ("pl", "Rzeka w piątek", "Wysyłamy to, co najważniejsze.", "Wyślij", FORM),
    ("ru", "Река по пятницам", "Присылаем самое важное.", "Отправить", FORM),
]
MOST = 3


def lines_of(language: str, box: str) -> list[str]:
    """What is left of an article with a box between its paragraphs."""
    prose = [f"<p>{text}</p>" for text in STORIES[language]]
    body = f"<h1>1</h1>{''.join(prose * 3)}{box}{''.join(prose)}"
    page = f"<html><body><article>{body}</article></body></html>"
    answer = clean(Source(page.encode(), InputKind.HTML, "utf-8"))
    return [block.text for _, block in answer.judgement.kept()]


@every_row(("language", "heading", "text", "button", "form"), BOXES)
def test_box_with_a_button(language: str, heading: str, text: str, button: str, form: str) -> None:
    """The heading and the text go with what they are for, and the story stays."""
    box = f'<div class="b"><h3>{heading}</h3><p>{text}</p>{form.format(button)}</div>'
    left = lines_of(language, box)
    assert heading not in left
    assert text not in left
    assert set(STORIES[language]) <= set(left)


@every_row("language", ["de", "es", "fr", "pl", "ru"])
def test_no_box(language: str) -> None:
    """Without form or button a small box tells something; a page of boxes is made of them."""
    _, heading, text, button, form = next(row for row in BOXES if row[0] == language)
    told = f"<h3>{heading}</h3><p>{STORIES[language][1]}</p>"
    assert heading in lines_of(language, f"<div>{told}</div>")
    boxes = f"<div>{told}<form><button>{button}</button></form></div>" * (MOST + 1)
    assert STORIES[language][1] in lines_of(language, boxes)
    # A link in prose, and a list with a form below.
    listed = f"<div><ul><li>{text}</li><li>{heading}</li></ul>{form.format(button)}</div>"
    assert STORIES[language][0] in lines_of(language, listed)
