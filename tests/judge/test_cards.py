"""Cards of other stories below an article, with the same button each, and rows that are none."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean

ARTICLE = {
    "en": (
        "The ferry will stop at the north pier again from Monday, the harbour office says. The "
        "boards had been loose since the storm in March, and nobody had been allowed on it. "
        "Two carpenters from the next island mended it in nine days, between the tides, and "
        "they say that it will hold for another thirty years if it is painted every second "
        "spring. There is no seat left on the first boat at seven in the morning, they say."
    ),
    "de": (
        "Die Fähre legt ab Montag wieder am Nordanleger an, teilte die Hafenverwaltung mit. "
        "Die Bohlen waren seit dem Sturm im März locker, und niemand durfte den Steg seither "
        "betreten. Zwei Zimmerleute von der Nachbarinsel haben ihn in neun Tagen zwischen den "
        "Tiden repariert, und sie sagen, er halte nun dreißig Jahre, wenn er jeden zweiten "
        "Frühling gestrichen werde. Die erste Fahrt um sieben ist schon jetzt bis zum letzten "
        "Platz vergeben."
    ),
    "es": (
        "El barco volverá a parar en el muelle norte desde el lunes, informó ayer la "
        "capitanía. Las tablas estaban sueltas desde el temporal de marzo, y nadie podía pisar "
        "el muelle desde entonces. Dos carpinteros de la isla vecina lo arreglaron en nueve "
        "días, entre mareas, y dicen que durará treinta años más si se pinta cada dos "
        "primaveras, como se hacía antes. Para la primera salida de las siete ya no queda ni "
        "una sola plaza libre."
    ),
    "ru": (
        "Паром снова пойдёт к северному причалу с понедельника, сообщили вчера в порту. Доски "
        "расшатало ещё мартовским штормом, и с тех пор на причал никого не пускали. Два "
        "плотника с соседнего острова починили настил за девять дней, между приливами, и "
        "говорят, что он простоит ещё тридцать лет, если красить его каждую вторую весну, как "
        "это делали раньше. На первый рейс в семь утра уже сейчас не осталось ни одного "
        "свободного места."
    ),
}
CARDS = {
    "en": ("The lamp that came home", "A keeper finds it in a barn and says nothing.", "Read more"),
    "de": ("Die Lampe kehrt heim", "Ein Wärter findet sie in einer Scheune.", "Weiterlesen"),
    "es": ("La lámpara vuelve a casa", "Un farero la encuentra en un granero.", "Leer más"),
    "ru": ("Лампа вернулась домой", "Смотритель нашёл её в старом сарае.", "Читать далее"),
}


def kept(page: str, kind: InputKind = InputKind.TEXT) -> str:
    return "\n".join(block.text for _, block in clean(Source(page, kind)).judgement.kept())


def lines_of(language: str, many: int) -> list[str]:
    head, summary, button = CARDS[language]
    return [
        line for n in range(many) for line in (f"{head} {n + 1}", f"{summary[:-1]} {n}.", button)
    ]


@pytest.mark.parametrize("language", ARTICLE)
def test_cards_below_an_article_go(language):
    """Three cards with one button go from a text page, and the article stays."""
    body = kept("\n\n".join(["Pier", ARTICLE[language], *lines_of(language, 3)]))
    assert ARTICLE[language] in body
    assert CARDS[language][0] not in body
    assert CARDS[language][1][:-1] not in body


@pytest.mark.parametrize("language", ARTICLE)
def test_cards_below_an_article_go_from_html(language):
    """So they do from HTML, where nothing names them."""
    rest = "".join(f"<p>{line}</p>" for line in lines_of(language, 3))
    page = f"<title>Pier</title><div><h1>Pier</h1><p>{ARTICLE[language]}</p>{rest}</div>"
    body = kept(page, InputKind.HTML)
    assert ARTICLE[language] in body
    assert CARDS[language][0] not in body


@pytest.mark.parametrize("language", ARTICLE)
def test_list_of_cards_stays_where_it_is_the_page(language):
    """Below a sentence of introduction the cards are what the page is for."""
    page = "\n\n".join([ARTICLE[language].split(". ")[0] + ".", *lines_of(language, 8)])
    taken = {
        trail[-1].rule for trail in clean(Source(page, InputKind.TEXT)).judgement.trails if trail
    }
    assert "teaser/cards" not in taken


def test_same_short_line_at_other_distances_stays():
    """A button that comes back anywhere else marks no row of cards."""
    lines = [ARTICLE["en"], "Read more", *ARTICLE["en"].split(". "), "Read more"]
    trails = clean(Source("\n\n".join(lines), InputKind.TEXT)).judgement.trails
    assert not any(verdict.rule == "teaser/cards" for trail in trails for verdict in trail)


def test_cards_between_paragraphs_stay():
    """Where the text goes on below them, the cards are a part of what it tells."""
    lines = [ARTICLE["en"], *lines_of("en", 3), ARTICLE["en"].replace("north", "south")]
    trails = clean(Source("\n\n".join(lines), InputKind.TEXT)).judgement.trails
    assert not any(verdict.rule == "teaser/cards" for trail in trails for verdict in trail)
