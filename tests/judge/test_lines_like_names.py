"""Lines of two capitalised words that name nobody: headings, items, the first of several lines."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.render import Output, body_of
from tests.rows import every_row

# Of each language a title, a short first sentence, a heading, a list, and what follows.
PAGES = {
    "en": (
        "Night porter wanted",
        "We look for somebody who likes the dark.",
        "Your Duties",
        ("Open Doors", "Count Keys", "Feed Cats", "Light Lamps"),
        "Whoever has never worked at night can learn it with us in two weeks, the owner says.",
        "The hotel at the old harbour has forty rooms and is open for the whole year.",
    ),
    "de": (
        "Nachtportier gesucht",
        "Wir suchen jemanden, der die Nacht mag.",
        "Ihre Arbeit",
        ("Türen Öffnen", "Schlüssel Zählen", "Katzen Füttern", "Lampen Anzünden"),
        "Wer noch nie nachts gearbeitet hat, lernt es bei uns in zwei Wochen, sagt der Wirt.",
        "Das Hotel am alten Hafen hat vierzig Zimmer und ist das ganze Jahr geöffnet.",
    ),
    "fr": (
        "Veilleur de nuit recherché",
        "Nous cherchons quelqu'un qui aime la nuit.",
        "Vos Missions",
        ("Ouvrir Portes", "Compter Clés", "Nourrir Chats", "Allumer Lampes"),
        "Ceux qui n'ont jamais travaillé la nuit l'apprennent en deux semaines chez nous.",
        "L'hôtel du vieux port compte quarante chambres et reste ouvert toute l'année.",
    ),
    "pl": (
        "Poszukiwany nocny portier",
        "Szukamy kogoś, kto lubi noc.",
        "Twoje Zadania",
        ("Otwieranie Drzwi", "Liczenie Kluczy", "Karmienie Kotów", "Zapalanie Lamp"),
        "Kto nigdy nie pracował w nocy, nauczy się tego u nas w dwa tygodnie, mówi właściciel.",
        "Hotel przy starym porcie ma czterdzieści pokoi i jest otwarty przez cały rok.",
    ),
    "ru": (
        "Нужен ночной портье",
        "Мы ищем человека, который любит ночь.",
        "Ваши Задачи",
        ("Открывать Двери", "Считать Ключи", "Кормить Кошек", "Зажигать Лампы"),
        "Кто никогда не работал ночью, научится этому у нас за две недели, говорит хозяин.",
        "В гостинице у старой гавани сорок номеров, и она открыта круглый год.",
    ),
}


def listed(form: str, language: str) -> str:
    """A page of HTML; form: what stands between its first sentence and its last ones."""
    title, first, heading, items, *last = PAGES[language]
    lines = form.format(
        heading=heading,
        list="".join(f"<li>{item}</li>" for item in items),
        lines="".join(f"<p>{item}</p>" for item in items),
        terms="".join(f"<dt>{item}</dt><dd>{last[1]}</dd>" for item in items),
    )
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{first}</p>{lines}"
        f"<p>{last[0]}</p><p>{last[1]}</p></body></html>"
    )


FORMS = {
    "heading": "<h3>{heading}</h3><ul>{list}</ul>",
    "strong line": "<p><strong>{heading}</strong></p><ul>{list}</ul>",
    "items": "<ul>{list}</ul>",
    "lines": "{lines}",
    "terms": "<dl>{terms}</dl>",
}


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_heading_and_an_item_name_nobody(form: str, language: str) -> None:
    """The first line below a short sentence names nobody where it heads a list or is an item."""
    _, _, heading, items, *_ = PAGES[language]
    found = clean(Source(listed(FORMS[form], language), InputKind.HTML))
    taken = [b.text for _, b, v in found.judgement.removed() if v.reason is Reason.BYLINE]
    assert not {heading, *items}.intersection(taken)


@pytest.mark.parametrize("language", PAGES)
def test_a_line_above_bullets_of_a_text_names_nobody(language: str) -> None:
    """Posted as a text, the line above the items heads them."""
    title, first, heading, items, *last = PAGES[language]
    bullets = "\n".join(f"- {item}" for item in items)
    page = f"{title}\n\n{first}\n\n{heading}\n\n{bullets}\n\n{last[0]}\n\n{last[1]}"
    found = clean(Source(page, InputKind.TEXT))
    taken = [b.text for _, b, v in found.judgement.removed() if v.reason is Reason.BYLINE]
    assert not {heading, *items}.intersection(taken)


def test_the_first_ingredient_stays() -> None:
    """A recipe's first ingredient is in the body with the others."""
    title = "Sunday bread"
    items = ("Olive Oil", "Brown Sugar", "2 eggs", "Sea Salt", "Plain Flour")
    page = (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>"
        f"<p>A plain loaf that keeps until Friday.</p><ul>"
        f"{''.join(f'<li>{item}</li>' for item in items)}</ul><p>Mix it all in a bowl.</p>"
        "<p>Bake it for an hour, and eat it warm with butter.</p></main></body></html>"
    )
    said = body_of(clean(Source(page, InputKind.HTML)).judgement, Output.TEXT)
    assert [item for item in items if item not in said] == []


@every_row(
    "line",
    [
        "<p>Rose Teague</p>",
        "<h3>By Rose Teague</h3>",
        "<h3>Rose Teague</h3><p>14 March 2025</p>",
        "<ul><li>Rose Teague</li><li>14 March 2025</li></ul>",
        "<ul class=authors><li>Rose Teague</li></ul>",
        "<p>Rose Teague</p><ul><li><a href=/f>Follow</a></li></ul>",
    ],
)
def test_an_author_below_the_title_goes(line: str) -> None:
    """Near misses: a name with a by-word, a date, a class, or nothing else, is a byline."""
    title, _, _, _, *last = PAGES["en"]
    page = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{line}"
        f"<p>{last[0]}</p><p>{last[1]}</p></body></html>"
    )
    found = clean(Source(page, InputKind.HTML))
    taken = [b.text for _, b, v in found.judgement.removed() if v.reason is Reason.BYLINE]
    assert [text for text in taken if text.endswith("Rose Teague")]


def test_other_words_than_the_authors_name_nobody() -> None:
    """Where the page says who wrote it, two other words below its title are no author."""
    title, first, _, _, *last = PAGES["en"]
    page = (
        f"<html><head><title>{title}</title><meta name=author content='Rose Teague'></head><body>"
        f"<h1>{title}</h1><p>By Rose Teague</p><p>Harbour Lights</p><p>{first}</p>"
        f"<p>{last[0]}</p><p>{last[1]}</p></body></html>"
    )
    found = clean(Source(page, InputKind.HTML))
    taken = [b.text for _, b, v in found.judgement.removed() if v.reason is Reason.BYLINE]
    assert taken == ["By Rose Teague"]
