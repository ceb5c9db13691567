"""Readers' remarks that no name tells: found by the button below each, in HTML and in text."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.judge.test_title_lines import STORIES

# Of each language the button, another, a time, and what three readers have to say.
REMARKS = {
    "en": (
        "Reply",
        "Report",
        "2 hours ago",
        "I learned to swim in that mill pond, and the miller always shouted from the weir.",
        "The council should have paid for the bridge first, nobody needs a mill today.",
        "Does anybody know whether the old stones are still inside, or in the museum?",
    ),
    "de": (
        "Antworten",
        "Melden",
        "vor 2 Stunden",
        "Ich habe in dem Teich schwimmen gelernt, und der Müller schrie immer vom Wehr.",
        "Die Gemeinde hätte zuerst die Brücke bezahlen sollen, niemand braucht eine Mühle.",
        "Weiß jemand, ob die alten Steine noch drin sind oder schon im Museum liegen?",
    ),
    "fr": (
        "Répondre",
        "Signaler",
        "il y a 2 heures",
        "J'ai appris à nager dans cet étang, et le meunier nous criait toujours dessus.",
        "La commune aurait dû payer le pont d'abord, personne n'a besoin d'un moulin.",
        "Quelqu'un sait-il si les vieilles meules sont encore dedans, ou au musée ?",
    ),
    "es": (
        "Responder",
        "Denunciar",
        "hace 2 horas",
        "Aprendí a nadar en ese estanque y el molinero siempre nos gritaba desde la presa.",
        "El ayuntamiento debería haber pagado primero el puente, nadie necesita un molino.",
        "¿Sabe alguien si las viejas muelas siguen dentro o están en el museo?",
    ),
    "pt": (
        "Responder",
        "Denunciar",
        "há 2 horas",
        "Aprendi a nadar naquele açude, e o moleiro gritava sempre connosco da represa.",
        "A câmara devia ter pago primeiro a ponte, ninguém precisa de um moinho hoje.",
        "Alguém sabe se as velhas mós ainda estão lá dentro, ou se estão no museu?",
    ),
    "ru": (
        "Ответить",
        "Пожаловаться",
        "2 часа назад",
        "Я научилась плавать в этом пруду, а мельник всегда кричал на нас с плотины.",
        "Общине сначала надо было заплатить за мост, мельница сегодня никому не нужна.",
        "Кто-нибудь знает, старые жернова ещё внутри или уже лежат в музее?",
    ),
}
WRITERS = ("Nora Hale", "tom_k", "Petra Voss")
every_language = pytest.mark.parametrize("language", sorted(REMARKS))
every_kind = pytest.mark.parametrize("kind", list(InputKind))
timed = pytest.mark.parametrize("is_timed", [True, False])


def article_of(language: str) -> list[str]:
    """Paragraphs of an article that is long enough to be one."""
    prose = STORIES[language][3:]
    return [*prose, *(f"{n}: {text}" for n in "23" for text in prose)]


def remarks_of(language: str, *, is_timed: bool) -> list[list[str]]:
    """The lines of each remark: its head, its text and its buttons."""
    button, other, time, *told = REMARKS[language]
    return [
        [writer, *([time] if is_timed else []), text, button, other]
        for writer, text in zip(WRITERS, told, strict=True)
    ]


def page(kind: InputKind, title: str, article: list[str], remarks: list[list[str]]) -> Source:
    foot = "© 2025 Harbour Ledger"
    if kind is InputKind.TEXT:
        lines = ["Home", "News", title, *article, *(x for own in remarks for x in own), foot]
        return Source("\n".join(lines), kind)
    told = "".join(f"<p>{text}</p>" for text in article)
    rows = "".join(
        f'<div class="q{n}"><div class="k1">{"".join(f"<b>{x}</b> " for x in own[:-3])}</div>'
        f'<div class="k2"><p>{own[-3]}</p></div><div class="k3"><a href="#{n}">{own[-2]}</a> '
        f'<a href="#r{n}">{own[-1]}</a></div></div>'
        for n, own in enumerate(remarks)
    )
    return Source(
        f"<html><head><title>{title} | Harbour Ledger</title></head><body><main><article>"
        f"<h1>{title}</h1>{told}</article><section class=z2>{rows}</section></main>"
        f"<footer>{foot}</footer></body></html>",
        kind,
    )


def body(source: Source) -> str:
    return body_of(clean(source).judgement, Output.TEXT)


def is_taken(source: Source) -> bool:
    """Whether the rule has taken anything."""
    trails = clean(source).judgement.trails
    return any(word.rule == "comments/replies-below" for trail in trails for word in trail)


@timed
@every_kind
@every_language
def test_remarks_below_an_article_go(language: str, kind: InputKind, *, is_timed: bool) -> None:
    """A thread goes whole, with its writers and its buttons; the article stays whole."""
    article, remarks = article_of(language), remarks_of(language, is_timed=is_timed)
    found = body(page(kind, STORIES[language][0], article, remarks))
    assert [text for text in article if text not in found] == []
    assert [text for own in remarks for text in own if text in found] == []


@every_kind
@every_language
def test_posts_of_a_page_stay(language: str, kind: InputKind) -> None:
    """Near miss: where no article stands before them, the posts are the page."""
    remarks = remarks_of(language, is_timed=True)
    assert not is_taken(page(kind, STORIES[language][0], [], remarks))


FORUMS = ("Mill forum", "Mühlenforum: Forum", "Forum des moulins", "Foro de molinos", "Форум")


@every_kind
@pytest.mark.parametrize("name", FORUMS)
def test_answers_of_a_forum_stay(name: str, kind: InputKind) -> None:
    """Near miss: below a long first post of a page that calls itself a forum."""
    article, remarks = article_of("en"), remarks_of("en", is_timed=True)
    assert not is_taken(page(kind, f"{STORIES['en'][0]} - {name}", article, remarks))


def test_quoting_is_a_forums() -> None:
    """Near miss: a button to quote below each post is one that forums have."""
    remarks = [[*own[:-1], "Quote"] for own in remarks_of("en", is_timed=True)]
    assert not is_taken(page(InputKind.TEXT, STORIES["en"][0], article_of("en"), remarks))


def test_members_posts_are_a_forums() -> None:
    """Near miss: beside each name stands how much its owner has written, and since when."""
    remarks = [
        [own[0], "Posts: 486 Joined: Aug 2018", *own[1:]] for own in remarks_of("en", is_timed=True)
    ]
    assert not is_taken(page(InputKind.TEXT, STORIES["en"][0], article_of("en"), remarks))


@every_kind
def test_article_that_speaks_of_replies_stays(kind: InputKind) -> None:
    """Near miss: short lines of an interview, one of which says what a button does."""
    article = article_of("en")
    lines = [*article[:3], "Reply", *article[3:6], "No reply", *article[6:], "Reply"]
    found = body(page(kind, STORIES["en"][0], lines, []))
    assert [text for text in article if text not in found] == []


def test_many_buttons_cost_no_time() -> None:
    """A hostile twin: a page of nothing but buttons."""
    assert clean(Source("\n".join(["Reply"] * 20_000), InputKind.TEXT))
    assert clean(Source("\n".join(["Reply", "Ada Stone"] * 9_000), InputKind.TEXT))
