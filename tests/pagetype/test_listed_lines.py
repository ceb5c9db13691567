"""Hours and recipes posted as text beside a consent banner are the page, line for line."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import PageKind
from sluice.render import Output, body_of
from tests.pagetype.framed import MANAGERS
from tests.rows import every_row

LISTED = (
    ("en", "Boat shed|Monday: closed|Tuesday: 9–12|Thursday: 9–12|Saturday: 2–6 pm"),
    ("de", "Bootshaus|Montag: zu|Dienstag: 9–12 Uhr|Donnerstag: 9–12 Uhr|Samstag: 14–18 Uhr"),
    ("fr", "Hangar à bateaux|Lundi : fermé|Mardi : 9h–12h|Jeudi : 9h–12h|Samedi : 14h–18h"),
    ("es", "Cobertizo|Lunes: cerrado|Martes: 9:00–12:00|Jueves: 9:00–12:00|Sábado: 14–18"),
    ("ru", "Лодочный сарай|Понедельник: закрыто|Вторник: 9–12|Четверг: 9–12|Суббота: 14–18"),
    (
        "en",
        "Rye rusks|Flour and water will do.|500 g rye flour|300 ml water|Knead it.|Bake it twice.",
    ),
    ("it", "Gallette|Farina e acqua bastano.|500 g di farina|1 uovo|2 cucchiai d'olio|Impastare."),
    ("pl", "Suchary|Wystarczy mąka i woda.|500 g mąki|1 jajko|2 łyżki oleju|Zagnieść i upiec."),
)
COOKIES = {
    "en": ("Session: 30 minutes", "Basket: 2 days", "Statistics: 13 months", "3 purposes"),
    "de": ("Sitzung: 30 Minuten", "Warenkorb: 2 Tage", "Statistik: 13 Monate", "3 Zwecke"),
    "fr": ("Session : 30 minutes", "Panier : 2 jours", "Mesure : 13 mois", "3 finalités"),
    "es": ("Sesión: 30 minutos", "Cesta: 2 días", "Medición: 13 meses", "3 finalidades"),
}


def banner(language: str) -> list[str]:
    row = MANAGERS[language]
    return [row["title"], row["text"], *row["buttons"].split(" ¶ ")]


def cleaned(lines: list[str]) -> tuple[str, str]:
    article = clean(Source("\n".join(lines), InputKind.TEXT))
    return article.verdict.page, body_of(article.judgement, Output.TEXT)


@pytest.mark.parametrize("first", [True, False])
@every_row(("language", "page"), LISTED)
def test_lines_beside_a_banner_are_kept(language: str, page: str, first: bool) -> None:
    """Above the banner or below it."""
    title, *lines = page.split("|")
    asks = banner(language)
    kind, body = cleaned([*asks, title, *lines] if first else [title, *lines, *asks])
    assert kind != PageKind.CONSENT_WALL
    assert [line for line in lines if line not in body] == []
    assert asks[1][:20] not in body


@every_row("language", list(COOKIES))
def test_list_of_cookies_is_the_banners(language: str) -> None:
    """How long each is kept is none of it."""
    assert cleaned([*banner(language), *COOKIES[language]]) == (PageKind.CONSENT_WALL, "")
