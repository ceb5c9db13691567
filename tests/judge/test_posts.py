"""Threads that are the page, on sites that no name tells for forums; and articles above threads."""

import pytest

from sluice.forms import Comments
from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.judge.test_remarks import PAGES

QUESTION = {
    "en": "The lid of my grandfather's desk has been stuck since the move. What would you try?",
    "de": "Die Klappe vom Sekretär meines Großvaters klemmt seit dem Umzug. Was würdet ihr machen?",
    "ru": "Крышка дедушкиного стола не открывается после переезда. Что бы вы попробовали сделать?",
    "fr": "L'abattant du secrétaire de mon grand-père coince depuis le déménagement. Que faire?",
}
ANSWERS = {
    "en": (
        "Rub a candle along both runners and leave it for a night before you pull at anything.",
        "Wood swells in a damp house. Put the desk next to a stove for a week, and it will open.",
        "It was the candle! The lid came down this morning and nothing broke, many thanks to you.",
    ),
    "de": (
        "Reib die Schienen mit einer Kerze ein und lass es eine Nacht stehen, bevor du ziehst.",
        "Holz quillt in feuchten Häusern. Stell ihn eine Woche neben den Ofen, dann geht er auf.",
        "Es war die Kerze! Heute früh ging die Klappe auf, und nichts ist gebrochen, danke euch.",
    ),
    "ru": (
        "Натрите свечой оба полоза и оставьте на ночь, прежде чем тянуть за крышку сильнее.",
        "Дерево разбухает в сыром доме. Поставьте стол на неделю к печке, и он сам откроется.",
        "Помогла свеча! Сегодня утром крышка открылась, и ничего не сломалось, спасибо вам всем.",
    ),
    "fr": (
        "Frottez les deux glissières avec une bougie et attendez une nuit avant de tirer dessus.",
        "Le bois gonfle dans une maison humide. Mettez-le une semaine près du poêle, il s'ouvrira.",
        "C'était la bougie! L'abattant s'est ouvert ce matin et rien n'a cassé, merci à tous deux.",
    ),
}
AGO = {
    "en": "{} hours ago",
    "de": "vor {} Stunden",
    "ru": "{} часов назад",
    "fr": "il y a {} heures",
}
REPLY = {"en": "reply", "de": "antworten", "ru": "ответить", "fr": "répondre"}
WRITERS = ("candle_end", "stovepipe", "desk_heir")
VOTES = {"en": "{} points", "de": "{} Punkte", "ru": "{} очков", "fr": "{} points"}


def body(page: str, comments: Comments = Comments.AUTO) -> str:
    found = clean(Source(page, InputKind.HTML, comments=comments))
    return body_of(found.judgement, Output.TEXT)


def asked(language: str, head: str, names: tuple[str, str] = ("ctext", "comment")) -> str:
    """A question with its head, and below it answers, each with its head and its button."""
    text, item = names
    rows = "".join(
        f"<div class={item}><div class=chead>{who} {AGO[language].format(n)}</div>"
        f"<div class={text}>{said}</div><p><a href=#r{n}>{REPLY[language]}</a></p></div>"
        for n, (who, said) in enumerate(zip(WRITERS, ANSWERS[language], strict=True), start=2)
    )
    return (
        f"<html><body><div><h1>The desk</h1><div class=sub>{head}</div>"
        f"<div class=top><p>{QUESTION[language]}</p></div></div><div>{rows}</div></body></html>"
    )


def lost(language: str, said: str) -> list[str]:
    return [text for text in (QUESTION[language], *ANSWERS[language]) if text not in said]


@pytest.mark.parametrize("language", QUESTION)
def test_answers_stay_where_the_question_counts_its_votes(language: str) -> None:
    """A post with votes of its own is no article."""
    head = f"{VOTES[language].format(41)} oldhand, {AGO[language].format(9)}"
    assert lost(language, body(asked(language, head))) == []
    assert lost(language, body(asked(language, head, ("c1", "c2")))) == []


@pytest.mark.parametrize("language", QUESTION)
def test_answers_stay_where_the_asker_answers(language: str) -> None:
    """Whose name as a member stands above the first post and over one of the others."""
    head = f"desk_heir {AGO[language].format(9)}"
    assert lost(language, body(asked(language, head, ("c1", "c2")))) == []


@pytest.mark.parametrize("language", QUESTION)
def test_posts_stay_where_the_first_is_one_of_them(language: str) -> None:
    """In elements that are called alike, whatever they are called."""
    rows = "".join(
        f"<div class=u1><div class=u2>{who} 0{n}.05.2021 1{n}:30</div>"
        f"<div class=u3>{said}</div></div>"
        for n, (who, said) in enumerate(
            zip(
                ("desk_heir", *WRITERS),
                (QUESTION[language], *ANSWERS[language]),
                strict=True,
            ),
            start=1,
        )
    )
    counted = rows.replace("</div></div>", "</div></div><div class=u9>3 Comments</div>", 1)
    page = f"<html><body><h1>The desk</h1><div>{counted}</div></body></html>"
    assert lost(language, body(page)) == []


@pytest.mark.parametrize("language", sorted(PAGES.keys() & QUESTION.keys()))
def test_remarks_below_a_signed_article_still_go(language: str) -> None:
    """An author is no member, and a newspaper counts no votes."""
    page = asked(language, f"Nora Hale, {AGO[language].format(9)}", ("c1", "c2"))
    article = "</p><p>".join(PAGES[language].article)
    said = body(page.replace(QUESTION[language], article))
    assert [answer for answer in ANSWERS[language] if answer in said] == []
    assert [text for text in PAGES[language].article if text not in said] == []


def test_posts_go_where_nobody_wants_comments() -> None:
    """The caller's word counts more than what the page is."""
    page = asked("en", "41 points by oldhand 9 hours ago").replace(
        QUESTION["en"], f"{QUESTION['en']} {ANSWERS['de'][0]} {ANSWERS['de'][1]}"
    )
    said = body(page, Comments.DROP)
    assert [text for text in ANSWERS["en"] if text in said] == []


def test_the_marks_of_one_system_tell_posts() -> None:
    """Elements of a page's own, called a post and its comments."""
    page = asked("en", "Nora Hale, 9 hours ago", ("c1", "c2"))
    told = page.replace("<div class=top>", "<ourboard-post>").replace(
        "</p></div></div><div>", "</p></ourboard-post></div><div>", 1
    )
    told = told.replace("<div class=c2>", "<ourboard-comment>").replace(
        "</p></div><", "</p></ourboard-comment><"
    )
    assert lost("en", body(told)) == []
