"""Results and tables below the prose of a text page stay whole, however many columns they have."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

import pytest

from sluice import InputKind, Source, clean


class Article(NamedTuple):
    """A page's menu, title, prose and end; what stands between the last two is tried."""

    menu: str
    title: str
    prose: str
    end: str


ARTICLES = {
    "en": Article(
        "Home|News|Sport|Contact",
        "Harbour race draws record crowd",
        "The harbour race was run on Saturday in a light westerly wind, and more than four hundred "
        "people came to the quay to see the boats come in before the rain began.|Organisers said "
        "that the course had been shortened by two miles after the forecast changed in the night.",
        "Privacy policy|Terms of use",
    ),
    "de": Article(
        "Startseite|Sport|Kultur",
        "Heimsieg zum Auftakt der Saison",
        "Die Mannschaft hat am Samstag vor mehr als tausend Zuschauern ihr erstes Spiel der neuen "
        "Saison gewonnen und steht nun an der Spitze.|Der Trainer sagte nach dem Schlusspfiff, "
        "dass die jungen Spieler sich ihren Platz in der Mannschaft verdient hätten.",
        "Impressum|Datenschutz",
    ),
    "es": Article(
        "Inicio|Deportes|Cultura",
        "La carrera del puerto bate su récord",
        "La carrera del puerto se disputó el sábado con viento flojo, y más de cuatrocientas "
        "personas fueron al muelle para ver llegar a los barcos.|Los organizadores dijeron que el "
        "recorrido se había acortado dos millas porque el pronóstico cambió durante la noche.",
        "Aviso legal|Política de privacidad",
    ),
    "ru": Article(
        "Главная|Новости|Спорт",
        "Гонка в гавани собрала много зрителей",
        "Гонка в гавани прошла в субботу при слабом западном ветре, и больше четырёхсот человек "
        "пришли на набережную посмотреть, как возвращаются лодки.|Организаторы сказали, что "
        "маршрут сократили на две мили, потому что ночью изменился прогноз погоды.",
        "Политика конфиденциальности|Контакты",
    ),
}
TABLES = [
    ("en", "Results|1. Marten Kolb, 31:04|2. Jonas R., 31:40|3. Pia Holm, 32:15|4. Ida C., 33:02"),
    ("en", "Place|Runner|Time|1|Marten Kolb|31:04|2|Jonas Reich|31:40|3|Pia Holm|32:15"),
    ("de", "Linden – Ostbach 2:1|Hügel – Marsch 0:0|Seeheim – Tal 3:2|Bergen – Waldau 1:4"),
    ("de", "Verein|Spiele|Punkte|Linden|12|28|Ostbach|12|25|Marsch|11|19"),
    ("es", "Clasificación|Equipo|Puntos|Puerto Alto|28|Ribera|25|San Telmo|19|Las Rocas|16"),
    ("ru", "Команда|Игры|Очки|Маяк|12|28|Причал|12|25|Волна|11|19"),
    ("ru", "Итоги|1. Пётр Лодкин 31:04|2. Анна Волк 31:40|3. Иван Мост 32:15|4. Ия Рейн 33:02"),
]  # fmt: skip
OTHERS = [
    ("en", "Council votes on new bridge|School wins award|Mill opens again|Road closed until May"),
    ("en", "1 Council votes on new bridge|2 School wins award|3 Mill opens again|4 Road is closed"),
    ("en", "Politics (12)|Sport (30)|Culture (5)|Travel (8)|Science (14)"),
    ("en", "March 2024|February 2024|January 2024|December 2023|November 2023"),
    ("en", "1|2|3|4|5|6|7|8"),
    ("en", "Page|1|Page|2|Page|3|Page|4"),
    ("en", "Blue mug|$12.99|Red mug|$13.99|Tea towel|$8.50|Apron|$21.00"),
    ("de", "10:15|Rat stimmt über die neue Brücke ab|10:40|Schule gewinnt Preis für ihren Garten"
           "|11:20|Mühle am Fluss öffnet wieder ihre Tore"),
    ("de", "Montag|9:00 - 17:00|Dienstag|9:00 - 17:00|Mittwoch|9:00 - 13:00|Freitag|9:00 - 17:00"),
    ("es", "Política (12)|Deportes (30)|Cultura (5)|Viajes (8)|Ciencia (14)"),
    ("ru", "Политика (12)|Спорт (30)|Культура (5)|Поездки (8)|Наука (14)"),
]  # fmt: skip


def body_of(language: str, lines: str) -> str:
    """The body of an article with these lines below its prose."""
    article = ARTICLES[language]
    parts = (article.menu, article.title, article.prose, lines, article.end)
    cleaned = clean(Source("|".join(parts).replace("|", "\n"), InputKind.TEXT))
    return "\n".join(block.text for _, block in cleaned.judgement.kept())


@pytest.mark.parametrize(("language", "lines"), TABLES)
def test_a_table_below_the_prose_stays_whole(language: str, lines: str) -> None:
    """Its captions, its heads and each of its cells, right below the article."""
    prose = ARTICLES[language].prose.replace("|", "\n")
    assert body_of(language, lines) == prose + "\n" + lines.replace("|", "\n")


@pytest.mark.parametrize(("language", "lines"), OTHERS)
def test_other_lines_in_a_row_go(language: str, lines: str) -> None:
    """Headlines, categories with their counts, archives, pages, products and opening hours."""
    others = lines.split("|")
    # The scorer may take the first for a subheading.
    assert not set(others[1:]) & set(body_of(language, lines).splitlines())


@pytest.mark.parametrize("lines", ["1|a" * 3, "a|1|" * 20_000, "|".join(["a", *"123456"] * 5_000)])
def test_many_and_few_rows(
    lines: str, within: Callable[[float], AbstractContextManager[None]]
) -> None:
    """Two rows are no table, and one of a book's length takes no longer than its lines."""
    with within(20):
        assert ARTICLES["en"].prose.partition("|")[0] in body_of("en", lines)
