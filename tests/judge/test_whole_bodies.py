"""Pages of which a part used to go: each kind in four languages, as HTML and as text."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

PROSE = {
    "en": (
        "When the tide mill at Sarn was sold, the buyer asked for the key to the lower sluice.",
        "Nobody had seen it since 1931, when the last miller hung it on a nail and left.",
        "It turned up in a jar of buttons, and the buyer paid for it with a sack of flour.",
    ),
    "de": (
        "Als die Mühle von Sarn verkauft wurde, verlangte der Käufer den Schlüssel zur Schleuse.",
        "Niemand hatte ihn seit 1931 gesehen, als der letzte Müller ihn an einen Nagel hängte.",
        "Er fand sich in einem Glas voller Knöpfe, und der Käufer zahlte mit einem Sack Mehl.",
    ),
    "fr": (
        "Quand le moulin de Sarn fut vendu, l'acheteur demanda la clé de la vanne basse.",
        "Personne ne l'avait vue depuis 1931, quand le dernier meunier l'avait pendue à un clou.",
        "Elle reparut dans un bocal de boutons, et l'acheteur paya d'un sac de farine.",
    ),
    "es": (
        "Cuando se vendió el molino de Sarn, el comprador pidió la llave de la compuerta baja.",
        "Nadie la había visto desde 1931, cuando el último molinero la colgó de un clavo.",
        "Apareció en un frasco de botones, y el comprador pagó con un saco de harina.",
    ),
}
TITLES = {
    "en": "The key to the tide mill",
    "de": "Der Schlüssel zur Mühle",
    "fr": "La clé du moulin à marée",
    "es": "La llave del molino",
}
INGREDIENTS = {
    "en": ("500 g rye flour", "300 ml buttermilk", "1 tsp salt", "2 tbsp syrup"),
    "de": ("500 g Roggenmehl", "300 ml Buttermilch", "1 TL Salz", "2 EL Sirup"),
    "fr": ("500 g de farine", "300 ml de lait", "1 c. à café de sel", "2 c. à soupe de miel"),
    "es": ("500 g de harina", "300 ml de leche", "1 cucharadita de sal", "2 cucharadas de miel"),
}
every_language = pytest.mark.parametrize("language", sorted(PROSE))
PageMaker = Callable[..., Source]
MENU = ("Home", "News", "Sport", "Culture")


def html_page(language: str, *inner: str) -> Source:
    """A page of a made-up paper with this inside its article; prose as it stands."""
    title = TITLES[language]
    menu = "".join(f'<li><a href="/{item}">{item}</a></li>' for item in MENU)
    inside = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in inner)
    return Source(
        f'<html lang="{language}"><head><title>{title} | Harbour Ledger</title></head><body>'
        f"<header><nav><ul>{menu}</ul></nav></header>"
        f"<main><article><h1>{title}</h1>{inside}</article></main>"
        "<footer><p>© 2024 Harbour Ledger. All rights reserved.</p></footer></body></html>",
        InputKind.HTML,
    )


def text_page(language: str, *inner: str) -> Source:
    """The same as a text extractor renders it, each element on a line."""
    html = html_page(language, *inner).content
    assert isinstance(html, str)
    lines = (unescape(line).strip() for line in re.split(r"<[^>]*>", html))
    return Source("\n".join(line for line in lines if line), InputKind.TEXT)


def body(source: Source) -> str:
    return " ".join(body_of(clean(source).judgement, Output.TEXT).split())


def lines(*texts: str) -> tuple[str, ...]:
    return tuple(f"<p>{text}</p>" for text in texts)


@every_language
def test_ingredients_are_no_title(language: str) -> None:
    """A line among others that begin with a figure is no title, and no menu stands above it."""
    first, *others = PROSE[language]
    steps = " ".join(others)
    page = text_page(language, first, *INGREDIENTS[language], steps)
    article = clean(page)
    assert article.metadata.title == TITLES[language]
    assert [line for line in INGREDIENTS[language] if line not in body(page)] == []


@every_language
def test_title_of_the_first_line_is_the_title(language: str) -> None:
    """A text page's first line names the title beside the site's name; another line is not it."""
    page = text_page(
        language, *lines("The Ledger's own longer motto of every day"), *PROSE[language]
    )
    assert clean(page).metadata.title == TITLES[language]


def test_list_of_counted_things_keeps_its_title() -> None:
    """Near miss: a title that begins with a figure stands among lines that do not."""
    lines_of_it = ("5 keys to the tide mill", "By Maren Holt", *PROSE["en"])
    assert clean(Source("\n".join(lines_of_it), InputKind.TEXT)).metadata.title == lines_of_it[0]


DISHES = {
    "en": ("Morning: porridge with apples and milk", "Evening: herring with baked potatoes"),
    "de": ("Morgens: Haferbrei mit Äpfeln und Milch", "Abends: Hering mit Kartoffeln und Quark"),
    "fr": ("Matin : bouillie aux pommes et du lait", "Soir : hareng et pommes de terre au four"),
    "es": ("Mañana: gachas con manzana y leche", "Noche: arenque con patatas al horno"),
}
REFRAINS = {
    "en": ("Turn, wheel, turn again,", "for the tide will not wait."),
    "de": ("Dreh dich, Rad, dreh sacht,", "die Flut wartet keine Nacht."),
    "fr": ("Tourne, roue, tourne encore,", "la marée n'attend pas l'aurore."),
    "es": ("Gira, rueda, gira más,", "que la marea no espera jamás."),
}
THINGS = {
    "en": ("A lamp", "Two blankets", "Bread and salt", "A good book"),
    "de": ("Eine Lampe", "Zwei Decken", "Brot und Salz", "Ein gutes Buch"),
    "fr": ("Une lampe", "Deux couvertures", "Du pain et du sel", "Un bon livre"),
    "es": ("Una lámpara", "Dos mantas", "Pan y sal", "Un buen libro"),
}
TO_BRING = {
    "en": "What to bring for a night at the mill",
    "de": "Was man für eine Nacht in der Mühle braucht",
    "fr": "Ce qu'il faut pour une nuit au moulin",
    "es": "Qué llevar para una noche en el molino",
}


@every_language
def test_dishes_of_every_day_stay(language: str) -> None:
    """What an article says on three days it says three times."""
    days = [part for day in "123" for part in (f"<h3>{day}. 5.</h3>", *lines(*DISHES[language]))]
    first, second, last = PROSE[language]
    found = body(html_page(language, first, second, *days, last))
    assert [found.count(dish) for dish in DISHES[language]] == [3, 3]


@every_language
@pytest.mark.parametrize("made", [html_page, text_page])
def test_refrain_stays(made: PageMaker, language: str) -> None:
    """A refrain between paragraphs stands as often as it is sung."""
    refrain = f"<p>{'<br>'.join(REFRAINS[language])}</p>"
    sung = [part for told in PROSE[language] for part in (told, refrain)]
    assert body(made(language, *sung)).count(REFRAINS[language][0]) == 3


@every_language
def test_pulled_quotation_goes(language: str) -> None:
    """Near miss: a paragraph's sentence in an element of its own stands there a second time."""
    first, second, last = PROSE[language]
    pulled = f'<blockquote class="pullquote"><p>{second}</p></blockquote>'
    assert body(html_page(language, first, second, pulled, last)).count(second) == 1


@every_language
def test_article_shown_twice_is_shown_once(language: str) -> None:
    """Near miss: a second rendering of the same dishes, elsewhere on the page, goes."""
    first, second, last = PROSE[language]
    again = f'<div class="mobile"><div>{"".join(lines(*DISHES[language]))}</div></div>'
    found = body(html_page(language, first, second, *lines(*DISHES[language]), last, again))
    assert found.count(DISHES[language][0]) == 1


@every_language
def test_list_below_its_heading_stays_whole(language: str) -> None:
    """A list that leads nowhere, right below a line of the article, is the article's."""
    items = "".join(f"<li>{thing}</li>" for thing in THINGS[language])
    first, second, _ = PROSE[language]
    found = body(html_page(language, first, second, TO_BRING[language], f"<ul>{items}</ul>"))
    assert [thing for thing in THINGS[language] if thing not in found] == []


@every_language
def test_list_beside_the_article_goes(language: str) -> None:
    """Near miss: a list without links that stands in an element of its own, with its heading."""
    items = "".join(f"<li>{title}</li>" for title in TO_BRING.values())
    aside = f'<aside class="sidebar"><h3>Most read</h3><ul>{items}</ul></aside>'
    found = body(html_page(language, *PROSE[language], aside))
    assert [other for other in TO_BRING.values() if other in found] == []


@every_language
@pytest.mark.parametrize("made", [html_page, text_page])
def test_table_of_figures_stays_whole(made: PageMaker, language: str) -> None:
    """A table inside the article stays with all its cells, posted as HTML or a cell a line."""
    cells = [("2021", "310", "4.20"), ("2022", "295", "4.80"), ("2023", "412", "5.10")]
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in cells)
    first, second, last = PROSE[language]
    table = f"<table><tbody>{rows}</tbody></table>"
    found = body(made(language, first, second, table, last))
    assert [cell for row in cells for cell in row if cell not in found] == []


PITCHES = {
    "en": ("Sign up for our newsletter", "Get the day's best pictures in your inbox."),
    "de": ("Newsletter abonnieren", "Die besten Bilder des Tages in Ihrem Postfach."),
    "fr": ("Notre infolettre", "Les plus belles images du jour dans votre boîte."),
    "es": ("Nuestro boletín", "Las mejores imágenes del día en su correo."),
}


@every_language
def test_newsletter_pitch_is_no_body(language: str) -> None:
    """Of a gallery without prose nothing is put back that the scorer has ruled out."""
    head, pitch = PITCHES[language]
    pictures = [f'<figure><img src="/{n}.jpg"></figure>' for n in range(3)]
    page = html_page(language, *pictures).content
    assert isinstance(page, str)
    form = f'<section class="newsletter"><h3>{head}</h3><p>{pitch}</p></section><footer>'
    assert pitch not in body(Source(page.replace("<footer>", form), InputKind.HTML))


KNOWN_SO_FAR = {
    "en": "What we know so far",
    "de": "Was wir bisher wissen",
    "fr": "Ce que l'on sait",
    "es": "Lo que se sabe hasta ahora",
}


@every_language
@pytest.mark.parametrize("made", [html_page, text_page])
def test_heading_of_an_entry_stays(made: PageMaker, language: str) -> None:
    """A live blog's entries keep their headings, below its introduction."""
    entries = [
        f'<section class="block"><header><a href="#{n}"><time>1{n}:20 CET</time></a>'
        f"<h2>{KNOWN_SO_FAR[language]}: {n}</h2></header><div><p>{told}</p></div></section>"
        for n, told in enumerate(PROSE[language])
    ]
    found = body(made(language, LAST_ANSWERS[language], *entries))
    assert [n for n in range(3) if f"{KNOWN_SO_FAR[language]}: {n}" not in found] == []


FRAMES = {
    "en": ("Share", "Improve this answer", "answered May 3"),
    "de": ("Teilen", "Antwort verbessern", "beantwortet am 3. Mai"),
    "fr": ("Partager", "Améliorer la réponse", "répondu le 3 mai"),
    "es": ("Compartir", "Mejorar la respuesta", "respondida el 3 de mayo"),
}
LAST_ANSWERS = {
    "en": "Leather from an old belt will do for a year or two.",
    "de": "Leder von einem alten Riemen reicht für ein oder zwei Jahre.",
    "fr": "Le cuir d'une vieille courroie tiendra bien un an ou deux.",
    "es": "El cuero de una correa vieja aguanta uno o dos años.",
}


@every_language
def test_last_answer_of_a_thread_stays(language: str) -> None:
    """Above the same two lines as the other answers stands another one."""
    answers = [*PROSE[language], LAST_ANSWERS[language]]
    thread = [line for answer in answers for line in (answer, *FRAMES[language], "1,331", "nils")]
    found = body(text_page(language, *lines(*thread)))
    assert LAST_ANSWERS[language] in found
