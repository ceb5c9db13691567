"""A title with its date and its authors on one line: each becomes what it is, and no body goes."""

import pytest

from sluice.judge.title_line import parts_of_title
from sluice.model import Article, InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

# Of each language a title, a name with and without what introduces it, a date, and paragraphs.
STORIES = {
    "en": (
        "The mill at Sarn turns again",
        "by Rose Teague",
        "14 March 2025",
        "The old mill on the river was opened again on Monday, after eleven years of silence.",
        "The wheel had stood still since 2014, when the last miller left the village.",
        "The council paid for the work with the money of a lottery.",
    ),
    "it": (
        "Il mulino di Sarn torna a girare",
        "di Rosa Tengi",
        "14 marzo 2025",
        "Il vecchio mulino sul fiume è stato riaperto lunedì, dopo undici anni di silenzio.",
        "La ruota era ferma dal 2014, quando l'ultimo mugnaio lasciò il paese.",
        "Il comune ha pagato il restauro con i soldi di una lotteria.",
    ),
    "de": (
        "Die Mühle von Sarn dreht sich wieder",
        "von Rosa Tengler",
        "14. März 2025",
        "Die alte Mühle am Fluss wurde am Montag nach elf Jahren wieder geöffnet.",
        "Das Rad stand seit 2014 still, als der letzte Müller das Dorf verließ.",
        "Die Gemeinde bezahlte die Arbeiten mit dem Geld einer Lotterie.",
    ),
    "fr": (
        "Le moulin de Sarn tourne de nouveau",
        "par Rose Tanguy",
        "14 mars 2025",
        "Le vieux moulin de la rivière a rouvert lundi, après onze ans de silence.",
        "La roue était à l'arrêt depuis 2014, quand le dernier meunier quitta le village.",
        "La commune a payé les travaux avec l'argent d'une loterie.",
    ),
    "es": (
        "El molino de Sarn vuelve a girar",
        "por Rosa Tena",
        "14 de marzo de 2025",
        "El viejo molino del río reabrió el lunes después de once años de silencio.",
        "La rueda estaba parada desde 2014, cuando el último molinero dejó el pueblo.",
        "El ayuntamiento pagó las obras con el dinero de una lotería.",
    ),
    "pt": (
        "O moinho de Sarn volta a girar",
        "por Rosa Tainha",
        "14 de março de 2025",
        "O velho moinho do rio reabriu na segunda-feira, depois de onze anos de silêncio.",
        "A roda estava parada desde 2014, quando o último moleiro deixou a aldeia.",
        "A câmara pagou as obras com o dinheiro de uma lotaria.",
    ),
    "nl": (
        "De molen van Sarn draait weer",
        "door Roos Tak",
        "14 maart 2025",
        "De oude molen aan de rivier ging maandag na elf jaar stilte weer open.",
        "Het rad stond stil sinds 2014, toen de laatste molenaar het dorp verliet.",
        "De gemeente betaalde het werk met het geld van een loterij.",
    ),
    "ru": (
        "Мельница в Сарне снова крутится",
        "Автор: Мария Петрова",
        "14 марта 2025",
        "Старую мельницу на реке открыли в понедельник после одиннадцати лет тишины.",
        "Колесо стояло с 2014 года, когда последний мельник уехал из деревни.",
        "Община заплатила за работы деньгами от лотереи.",
    ),
}
MENUS = {InputKind.TEXT: ("Home", "News", "Sport"), InputKind.HTML: ()}
every_story = pytest.mark.parametrize("language", sorted(STORIES))
every_kind = pytest.mark.parametrize("kind", list(InputKind))


def cleaned(kind: InputKind, head: str, *paragraphs: str, title: str = "") -> Article:
    if kind is InputKind.TEXT:
        return clean(Source("\n".join((*MENUS[kind], head, *paragraphs)), kind))
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    nav = f"<title>{title or head} | Harbour Ledger</title><nav><a href=/>Home</a></nav>"
    return clean(Source(f"{nav}<main><article><h1>{head}</h1>{inner}</article></main>", kind))


def facts(article: Article) -> tuple[object, ...]:
    found = article.metadata
    return found.title, found.authors, found.date_published


@every_kind
@every_story
def test_title_date_and_authors_on_one_line(language: str, kind: InputKind) -> None:
    """However the three stand behind one another, each is told; the body is whole."""
    title, by, date, *paragraphs = STORIES[language]
    opening, name = by.split(" ", 1)
    shown = f"{opening[0].upper()}{opening[1:]} {name}"
    heads = (
        f"{title} {date} {by}",
        f"{title} {date} {shown}",
        f"{title} {shown} {date}",
        f"{title} | {date} | {shown}",
        f"{title} | {shown} | {date}",
        f"{title} – {date} – {by}",
    )
    found = [cleaned(kind, head, *paragraphs, title=title) for head in heads]
    assert [facts(article) for article in found] == [(title, (name,), "2025-03-14")] * len(heads)
    bodies = {body_of(article.judgement, Output.TEXT) for article in found}
    assert bodies == {"\n\n".join(paragraphs)}


WHOLE = [
    "The letter of 14 March 2025 by Rose Teague",
    "What the council decided on 14 March 2025",
    "Die Sitzung vom 14. März 2025 von Rosa Tengler",
    "La lettera del 14 marzo 2025 di Rosa Tengi",
    "Il libro di Rosa Tengi 14 marzo 2025",
    "La carta del 14 de marzo de 2025 por Rosa Tena",
    "Weather forecast 14 March 2025",
    "The best mills of 2025 by Rose Teague",
    "The year 2025 and Rose Teague",
    "14 March 2025 by Rose Teague",
    "Diary, 14 March 2025 by Rose Teague",
    "From 12 March 2025 to 14 March 2025 Sarn Mill",
    "水車がまた回る 2025年3月14日",
    "2025",
    "",
]


@pytest.mark.parametrize("text", WHOLE)
def test_title_that_speaks_of_a_day_stays_whole(text: str) -> None:
    """Near misses: a date alone, a name alone, and a day that the title is about."""
    assert parts_of_title(text) == [text]


@every_kind
def test_list_of_stories_is_left(kind: InputKind) -> None:
    """Near miss: where every line of a list is such a title, none of them is the page's."""
    heads = [
        " ".join(STORIES[code][:1] + STORIES[code][2:3] + STORIES[code][1:2])
        for code in "en it".split()
    ]
    article = cleaned(kind, heads[0], heads[1], *STORIES["en"][3:])
    texts = [block.text for block in article.judgement.page.blocks]
    assert heads[0] in texts or kind is InputKind.HTML


def test_hostile_title_costs_no_time() -> None:
    """A line of nothing but years and marks is looked at a few times only."""
    line = "2024 | " * 28
    page = "\n".join([line] * 5_000)
    assert clean(Source(page, InputKind.TEXT))


def test_stanza_ends_at_a_paragraph_that_touches_it() -> None:
    """Short lines above and below a paragraph are no poem, and the title among them is one."""
    prose = "The old mill on the river was opened again on Monday after years of standing still."
    lines = ["Yes.", "Old mill opens again", prose]
    page = "\n".join([*lines, *lines[:2], "", prose])
    body = body_of(clean(Source(page, InputKind.TEXT)).judgement, Output.TEXT)
    again = body_of(clean(Source(body, InputKind.TEXT)).judgement, Output.TEXT)
    assert (again, body.count(prose)) == (body, 2)
