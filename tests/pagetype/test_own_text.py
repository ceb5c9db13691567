"""A sentence of news beside a wall's words is the page, and those are a notice beside it."""

import csv
from itertools import product
from pathlib import Path

import pytest

from sluice.model import InputKind, Source
from sluice.pagetype.kinds import WALLS
from sluice.pipeline import clean
from sluice.reasons import PageKind
from sluice.render import Output, body_of
from tests.rows import every_row

TABLE = Path(__file__).with_name("modern") / "notices.tsv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
FORMS = (InputKind.TEXT, InputKind.HTML)
every_notice = every_row("row", ROWS, ids=lambda row: f"{row['language']} {row['kind']}")


def cleaned(notice: list[str], *brief: str, first: bool, form: InputKind) -> tuple[str, str]:
    """The verdict and the body of a notice beside paragraphs, above or below them."""
    if form is InputKind.TEXT:
        lines = [*notice, *brief] if first else [*brief, *notice]
        article = clean(Source("\n\n".join(lines), form))
    else:
        asks = f"<div class='box'>{''.join(f'<p>{line}</p>' for line in notice)}</div>"
        tells = f"<div>{''.join(f'<p>{line}</p>' for line in brief)}</div>"
        article = clean(Source(f"<body>{asks + tells if first else tells + asks}</body>", form))
    return article.verdict.page, " ".join(body_of(article.judgement, Output.TEXT).split())


@every_notice
def test_sentence_beside_a_notice_is_kept(row: dict[str, str]) -> None:
    """Above it or below it, on a text page and in HTML."""
    notice = row["notice"].split(" ¶ ")
    for first, form in product((True, False), FORMS):
        page, body = cleaned(notice, row["brief"], first=first, form=form)
        assert page == PageKind.BRIEF, (first, form)
        assert row["brief"] in body


@every_notice
def test_notice_alone_is_a_wall(row: dict[str, str]) -> None:
    """In place of the sentence it has no body."""
    for form in FORMS:
        page, body = cleaned(row["notice"].split(" ¶ "), first=True, form=form)
        assert page in WALLS
        assert body == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("notice", "time"),
    [
        ("Page not found", "It was removed on 12 May 2021."),
        ("Wartungsarbeiten", "Die Arbeiten enden am Sonntag um 6 Uhr."),
        ("403 Forbidden", "Access from Norway has been blocked since 3 February 2021."),
        ("Sitio en mantenimiento", "El servicio volverá el martes a las 7. Disculpe la molestia."),
        ("Site en maintenance", "Le service revient dimanche à 8 heures."),
        ("ただいまメンテナンス中", "日曜日の午前6時まで休止します。"),
    ],
)
def test_time_of_a_wall_is_no_news(notice: str, time: str, form: InputKind) -> None:
    """In a few words a wall says since when it stands, and until when."""
    page, body = cleaned([notice], time, first=True, form=form)
    assert page in WALLS
    assert body == ""


ENDS = (
    ("Subscribe to continue reading", "Willis paid for the pears and the spades on Wednesday."),
    ("Jetzt abonnieren und weiterlesen", "Willis bezahlte am Mittwoch die Bäume und die Spaten."),
    ("Suscríbete para seguir leyendo", "Willis pagó el miércoles los perales y las palas."),
    ("Abbonati per continuare a leggere", "Willis ha pagato mercoledì i peri e le vanghe."),
)
TOLD = {row["language"]: row["brief"] for row in ROWS}


@pytest.mark.parametrize("form", FORMS)
@every_row(("prompt", "below"), ENDS)
def test_paragraph_below_an_offer_is_kept(prompt: str, below: str, form: InputKind) -> None:
    """One paragraph of news below it is enough to see that the text does not end there."""
    above = "The swing bridge at Tarrow opened to carts again, and the first to cross was a goat."
    if form is InputKind.TEXT:
        source = Source("\n\n".join((above, prompt, below)), form)
    else:
        source = Source(f"<p>{above}</p><div>{prompt}</div><p>{below}</p>", form)
    body = " ".join(body_of(clean(source).judgement, Output.TEXT).split())
    assert above in body
    assert below in body
