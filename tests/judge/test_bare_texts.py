"""Texts that somebody has cleaned: what is said twice, or listed at the end, is the author's."""

import pytest

from sluice.judge import judge
from sluice.judge.furniture import is_bare
from sluice.model import Block, BlockKind, InputKind, Judgement, Step
from sluice.reasons import Reason
from tests.judge.states import state_of
from tests.placed import Line, page_of

# Of each language two paragraphs, three lines like headlines, and a page's furniture.
TEXTS = {
    "en": (
        "The old mill on the river was opened again on Monday, after it had stood still for eleven "
        "years and three owners had tried in vain to sell it to the county.",
        "Every stone that could be kept was kept, said the man who led the work on the mill for "
        "four long winters and two short summers without a single day of rest.",
        ("Mill of Sarn since 1931", "Bridge of Tarn since 1870", "Ford of Varn since 1650"),
        ("Subscribe to our newsletter", "All rights reserved"),
    ),
    "de": (
        "Die alte Mühle am Fluss wurde am Montag wieder geöffnet, nachdem sie elf Jahre lang still "
        "gestanden hatte und drei Besitzer sie dem Landkreis nicht verkaufen konnten.",
        "Jeder Stein, der bleiben konnte, ist geblieben, sagte der Mann, der die Arbeiten vier "
        "lange Winter und zwei kurze Sommer ohne einen freien Tag geleitet hat, und auch das Rad "
        "ist noch das alte.",
        ("Mühle von Sarn seit 1931", "Brücke von Tarn seit 1870", "Furt von Varn seit 1650"),
        ("Newsletter abonnieren", "Alle Rechte vorbehalten"),
    ),
    "fr": (
        "Le vieux moulin sur la rivière a rouvert lundi, après être resté immobile onze ans, et "
        "après que trois propriétaires ont cherché en vain à le vendre au département.",
        "Chaque pierre qui pouvait rester est restée, a dit l'homme qui a dirigé les travaux "
        "pendant quatre longs hivers et deux courts étés sans un seul jour de repos, et la roue "
        "elle aussi est celle d'autrefois.",
        ("Moulin de Sarn depuis 1931", "Pont de Tarn depuis 1870", "Gué de Varn depuis 1650"),
        ("Abonnez-vous à notre newsletter", "Tous droits réservés"),
    ),
    "es": (
        "El viejo molino del río volvió a abrir el lunes, después de estar parado once años y de "
        "que tres dueños intentaran en vano venderlo a la provincia y a los pueblos vecinos.",
        "Cada piedra que podía quedarse se ha quedado, dijo el hombre que dirigió los trabajos "
        "durante cuatro largos inviernos y dos veranos cortos sin un solo día libre.",
        ("Molino de Sarn desde 1931", "Puente de Tarn desde 1870", "Vado de Varn desde 1650"),
        ("Suscríbete a nuestra newsletter", "Todos los derechos reservados"),
    ),
    "ru": (
        "Старую мельницу на реке снова открыли в понедельник, после того как она одиннадцать лет "
        "простояла без дела, а трое хозяев напрасно пытались продать её и округу, и деревне.",
        "Каждый камень, который можно было сохранить, сохранили, сказал человек, который четыре "
        "долгие зимы и два коротких лета руководил работами без единого дня отдыха, и колесо тоже "
        "осталось старым, и жёрнов, и дверь.",
        ("Мельница в Сарне с 1931 года", "Мост в Тарне с 1870 года", "Брод в Варне с 1650 года"),
        ("Подпишитесь на нашу рассылку", "Все права защищены"),
    ),
}
every_language = pytest.mark.parametrize("language", sorted(TEXTS))
LISTS = (Reason.RELATED, Reason.DUPLICATE)


def judged(*lines: Line) -> Judgement:
    return judge(page_of(InputKind.TEXT, lines))


def ruled_out(judgement: Judgement) -> list[str]:
    """The lines that a certain rule took for a repeat or for a list of other stories."""
    return [
        block.text
        for block, trail in zip(judgement.page.blocks, judgement.trails, strict=True)
        if trail and trail[-1].step is Step.RULES and trail[-1].reason in LISTS
    ]


@every_language
def test_text_without_furniture_keeps_what_it_says_twice(language: str) -> None:
    """Neither a paragraph said again nor a list at the end goes from an article alone."""
    first, second, listed, _ = TEXTS[language]
    assert ruled_out(judged(first, second, first, second, *listed)) == []


@every_language
def test_page_with_furniture_loses_both(language: str) -> None:
    """Near miss: where a page has an ask and a foot, the repeat goes, and headlines below them."""
    first, second, listed, (ask, foot) = TEXTS[language]
    assert ruled_out(judged(first, second, first, ask, *listed, foot)) == [first, *listed]


@every_language
def test_list_right_below_the_prose_stays(language: str) -> None:
    """Near miss: a list between the last paragraph and the furniture may be the article's."""
    first, second, listed, (ask, foot) = TEXTS[language]
    assert ruled_out(judged(first, second, *listed, ask, foot)) == []


@every_language
def test_one_ask_is_no_page(language: str) -> None:
    """An ask that was left in an article is not yet a page around it."""
    first, second, listed, (ask, _) = TEXTS[language]
    assert ruled_out(judged(first, ask, second, first, *listed)) == []


STANDFIRSTS = {
    "en": "Three owners tried to sell the mill to the county before a village of eighty people "
    "bought it for the price of a tractor",
    "de": "Drei Besitzer wollten die Mühle an den Landkreis verkaufen, bevor ein Dorf mit achtzig "
    "Leuten sie zum Preis eines alten Traktors kaufte",
    "fr": "Trois propriétaires ont voulu vendre le moulin au département avant qu'un village de "
    "quatre-vingts habitants ne l'achète au prix d'un tracteur",
    "es": "Tres dueños quisieron vender el molino a la provincia antes de que un pueblo de "
    "la costa lo comprara por un tractor viejo",
    "ru": "Трое хозяев хотели продать мельницу округу, прежде чем деревня из восьмидесяти человек "
    "купила её по цене старого трактора",
}


def titles(judgement: Judgement) -> list[str]:
    """The lines that went as the title."""
    reasons = [trail[-1].reason if trail else None for trail in judgement.trails]
    blocks = judgement.page.blocks
    return [b.text for b, reason in zip(blocks, reasons, strict=True) if reason is Reason.TITLE]


@every_language
def test_standfirst_of_an_article_alone_stays(language: str) -> None:
    """A long first line is no title where nothing but its place says so."""
    first, second, _, _ = TEXTS[language]
    assert titles(judged(STANDFIRSTS[language], first, second)) == []


@every_language
def test_long_title_with_a_second_sign_goes(language: str) -> None:
    """Near misses: as a heading, above a date, or on a page with furniture it is the title."""
    first, second, _, around = TEXTS[language]
    line = STANDFIRSTS[language]
    pages = (
        (Block(line, BlockKind.HEADING, 1), first, second),
        (line, "2024-05-12", first, second),
        (line, first, second, *around),
    )
    assert [titles(judged(*page)) for page in pages] == [[line]] * 3


@every_language
def test_short_title_of_an_article_alone_goes(language: str) -> None:
    """Near miss: a line of a headline's length above the prose is the title."""
    first, second, (title, *_), _ = TEXTS[language]
    assert titles(judged(title, first, second)) == [title]


@every_language
def test_rows_of_a_table_are_no_way_to_the_page(language: str) -> None:
    """Cells parted by bars stay above the prose of an article alone; one such line is a trail."""
    first, second, (title, *_), around = TEXTS[language]
    rows = [f"{n} | Sarn {n} | {n} km | {20 - n} m" for n in range(1, 6)]
    trails = [
        judged(*lines, first, second, *more).reasons.count(Reason.NAVIGATION)
        for lines, more in ((rows, ()), (["Sarn > Tarn > Mills", title], ()), (rows, around))
    ]
    assert trails == [0, 1, len(rows)]


def test_paragraph_that_breaks_off_stays() -> None:
    """A teaser has the words of an excerpt; a longer text before "Read more" is told at length."""
    first, second, *_ = TEXTS["en"]
    short, long = f"{second} … Read more", f"{' '.join([second] * 4)} … Read more"
    found = judged(first, short, long, second)
    assert [found.reason(n) for n in (1, 2)] == [Reason.TEASER, None]


def test_quoted_furniture_is_none() -> None:
    """Hostile: a text about pages quotes their asks in code, as often as it likes."""
    first, second, _, asks = TEXTS["en"]
    quoted = [Block(ask, BlockKind.CODE) for ask in asks]
    assert is_bare(state_of(page_of(InputKind.TEXT, [first, *quoted, second])))
    assert not is_bare(state_of(page_of(InputKind.TEXT, [first, *asks, second])))


def test_page_of_elements_is_never_bare() -> None:
    """An HTML page says by its elements what stands around the article."""
    assert not is_bare(state_of(page_of(InputKind.HTML, [TEXTS["en"][0]])))
