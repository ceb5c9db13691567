"""Threads that no name tells: found by the times of their remarks, with their writers, in HTML."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

import pytest

from sluice import InputKind, Source, clean
from sluice.blocks import page_from
from sluice.judge.rules.remarks import rest_of_opened
from sluice.model import Document
from sluice.reasons import Reason
from tests.judge.states import state_of


class Page(NamedTuple):
    """A site's language: an article, what its readers say of it, who they are, and when."""

    title: str
    article: tuple[str, ...]
    remarks: tuple[str, ...]
    writers: tuple[str, ...]
    times: tuple[str, ...]
    heading: str
    says: str


PAGES = {
    "en": Page(
        "Old ferry to be replaced next spring",
        (
            "The old ferry that has crossed the river since 1911 will be replaced next spring, the "
            "county said on Tuesday, after three years of arguments about its cost.",
            "Two companies had offered to build the new boat, and the council chose the smaller "
            "yard because it promised to keep the wooden deck and the brass fittings.",
            "Passengers on the early crossing said that they would miss the noise of the engine, "
            "though not the smoke, and that the fare should stay as it is.",
        ),
        (
            "I took that ferry to school every morning for years and I still remember the smell.",
            "Typical of the county to spend our money on a boat while the roads have holes.",
            "Great news, the old one broke down four times last winter and we had to drive.",
            "Does anyone know whether bicycles will be free of charge on the new one?",
            "They should put the old boat into the museum by the lock, where there is room.",
        ),
        ("Tom W", "riverrat", "Anna Marsh", "J. Cole", "Pia"),
        tuple(f"March {day}, 2009 at {day}:1{day} pm" for day in range(3, 8)),
        "5 Comments",
        "says:",
    ),
    "de": Page(
        "Die alte Fähre wird ersetzt",
        (
            "Die alte Fähre, die seit 1911 über den Fluss fährt, wird im nächsten Frühjahr "
            "ersetzt, wie der Landkreis am Dienstag nach langem Streit über die Kosten sagte.",
            "Zwei Werften hatten sich um den Bau des neuen Schiffs beworben, und der Rat wählte "
            "die kleinere, weil sie versprach, das Deck aus Holz zu erhalten.",
            "Fahrgäste der ersten Überfahrt sagten, dass sie den Lärm der Maschine vermissen "
            "würden, den Rauch aber nicht, und dass der Fahrpreis so bleiben solle.",
        ),
        (
            "Mit dieser Fähre bin ich jeden Morgen zur Schule gefahren, schade um das Schiff.",
            "Typisch, dass unser Geld für ein Schiff ausgegeben wird und die Straßen verfallen.",
            "Endlich, die alte Fähre ist im letzten Winter viermal auf dem Fluss ausgefallen.",
            "Weiß jemand, ob die Fahrräder auf dem neuen Schiff kostenlos mitfahren dürfen?",
            "Das alte Schiff gehört in das Museum an der Schleuse, dort ist genug Platz.",
        ),
        ("Jörg H", "flussratte", "Anna Lund", "K. Meier", "Ida"),
        tuple(f"0{day}.03.2009 um 1{day}:2{day} Uhr" for day in range(3, 8)),
        "5 Kommentare",
        "schrieb:",
    ),
    "fr": Page(
        "Le vieux bac sera remplacé",
        (
            "Le vieux bac qui traverse le fleuve depuis 1911 sera remplacé au printemps prochain, "
            "a annoncé mardi le département, après trois ans de débats sur son prix.",
            "Deux chantiers avaient proposé de construire le nouveau bateau, et le conseil a "
            "choisi le plus petit, qui a promis de garder le pont en bois et les cuivres.",
            "Les passagers de la première traversée disent que le bruit du moteur leur manquera, "
            "mais pas la fumée, et que le prix du billet ne doit pas augmenter.",
        ),
        (
            "Je prenais ce bac chaque matin pour aller à l'école, quel dommage de le perdre.",
            "On dépense notre argent pour un bateau alors que les routes sont pleines de trous.",
            "Très bonne nouvelle, l'ancien est tombé en panne quatre fois l'hiver dernier.",
            "Quelqu'un sait-il si les vélos seront transportés gratuitement sur le nouveau ?",
            "Le vieux bateau devrait aller au musée près de l'écluse, il y a de la place.",
        ),
        ("Paul R", "lemarin", "Anne Leroux", "M. Petit", "Zoé"),
        tuple(f"{day} mars 2009 à 1{day}:3{day}" for day in range(3, 8)),
        "5 commentaires",
        "a écrit :",
    ),
    "ru": Page(
        "Старый паром заменят весной",
        (
            "Старый паром, который ходит через реку с 1911 года, заменят следующей весной, "
            "сообщила во вторник администрация после трёх лет споров о его цене.",
            "Две верфи предложили построить новое судно, и совет выбрал меньшую, потому что она "
            "обещала сохранить деревянную палубу и медные детали старого парома.",
            "Пассажиры первого рейса сказали, что им будет не хватать шума машины, но не дыма, "
            "и что плата за переправу должна остаться такой же, как сейчас.",
        ),
        (
            "На этом пароме я каждое утро ездил в школу, очень жаль, что его больше не будет.",
            "Как всегда, деньги тратят на судно, а дороги в районе стоят совсем разбитые.",
            "Отличная новость, старый паром прошлой зимой ломался четыре раза подряд.",
            "Кто-нибудь знает, будут ли велосипеды перевозить на новом пароме бесплатно?",
            "Старое судно надо поставить в музей у шлюза, там как раз есть свободное место.",
        ),
        ("Пётр В", "rechnik", "Анна Лодкина", "И. Волков", "Зоя"),
        tuple(f"{day} марта 2009 в 1{day}:4{day}" for day in range(3, 8)),
        "5 комментариев",
        "пишет:",
    ),
}


def rows(page: Page, form: str) -> str:
    """Each remark in one form, {w} for its writer, {t} for its time and {r} for what it says."""
    columns = zip(page.writers, page.times, page.remarks, strict=True)
    return "".join(form.format(w=w, t=t, r=r, says=page.says) for w, t, r in columns)


# Forms of threads, none of which has a class or a button; heads says whether one stands above.
FORMS = {
    "list": "<li><cite>{w}</cite> {says}<br><small><a href='#c'>{t}</a></small><p>{r}</p></li>",
    "parts": "<div><p><b>{w}</b></p><p>{t}</p><p>{r}</p></div>",
    "below": "<div><p>{r}</p><p>{w}, {t}</p></div>",
    "terms": "<dt>{w} {says}</dt><dd><p>{r}</p></dd><dd><a href='#c'>{t}</a></dd>",
    "flat": "<p>{r}</p><p><i>{w} | {t}</i></p>",
}
AROUND = {"list": "<ol>{}</ol>", "parts": "<div>{}</div>", "terms": "<dl>{}</dl>"}
# What has no element of its own is known by its heading alone.
HEADED = {"flat", "terms"}


def html_of(page: Page, thread: str) -> str:
    """The article, then the thread, with the site's menu and its end."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in page.article)
    return (
        f"<html><head><title>{page.title}</title></head><body><div><a href='/'>A</a> "
        f"<a href='/b'>B</a></div><div><h1>{page.title}</h1>{article}</div>{thread}"
        "<div>© 2009</div></body></html>"
    )


def body_of(html: str, kind: InputKind = InputKind.HTML) -> str:
    """The lines that are kept."""
    return "\n".join(block.text for _, block in clean(Source(html, kind)).judgement.kept())


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("headed", [True, False])
def test_a_thread_without_names_goes(language: str, form: str, headed: bool) -> None:
    """As comments, and nothing of the article with it."""
    page = PAGES[language]
    heading = f"<h3>{page.heading}</h3>" if headed or form in HEADED else ""
    thread = heading + AROUND.get(form, "{}").format(rows(page, FORMS[form]))
    assert body_of(html_of(page, thread)).splitlines() == list(page.article)


@pytest.mark.parametrize("language", PAGES)
def test_a_thread_of_a_text_page_goes(language: str) -> None:
    """By its heading and its times, which stand on lines of their own."""
    page = PAGES[language]
    remarks = [
        line
        for columns in zip(page.writers, page.times, page.remarks, strict=True)
        for line in columns
    ]
    text = "\n".join([page.title, *page.article, page.heading, *remarks])
    assert body_of(text, InputKind.TEXT).splitlines() == list(page.article)


POST = "<div><h2>{r}</h2><p>{t}</p><p>{r} {r}</p></div>"
ENTRY = "<div><p>{t}</p><p>{r} {r}</p></div>"
COUNTED = "<div><p>{w}, {t}</p><p>{r} {r}</p><p>5 Comments</p></div>"


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", [POST, ENTRY, COUNTED])
def test_what_has_times_and_is_no_thread_stays(language: str, form: str) -> None:
    """Posts under headings, a log's entries without writers, posts that each have their counter."""
    page = PAGES[language]
    kept = body_of(html_of(page, f"<div>{rows(page, form)}</div>"))
    assert [remark for remark in page.remarks if remark not in kept] == []


@pytest.mark.parametrize("language", PAGES)
def test_a_forum_stays(language: str) -> None:
    """Its first post has its writer and its time as the others have."""
    page = PAGES[language]
    first = FORMS["parts"].format(w="Nora", t=page.times[0], r=" ".join(page.article), says="")
    thread = f"<div>{first}{rows(page, FORMS['parts'])}</div>"
    html = f"<html><title>{page.title}</title><h1>{page.title}</h1>{thread}</html>"
    kept = body_of(html)
    assert [remark for remark in page.remarks if remark not in kept] == []


@pytest.mark.parametrize("nesting", ["<div>{}</div>", "<ul><li>{}</li></ul>"])
def test_a_thread_nested_deep_takes_no_longer(
    nesting: str, within: Callable[[float], AbstractContextManager[None]]
) -> None:
    """Each answer inside the one before it, thousands of them."""
    page = PAGES["en"]
    thread = ""
    for n in range(2_000):
        thread = nesting.format(
            f"<b>{n}</b><p>{page.times[n % 5]}</p><p>{page.remarks[0]}</p>{thread}"
        )
    with within(20):
        assert page.article[0] in body_of(html_of(page, thread))


MILL = "".join(
    f"<p>{line}</p>"
    for line in (
        "The mill on the river was opened again on Monday, after it had stood still for years.",
        "Every stone that could be kept was kept, said Jan Berg, who led the work for four years.",
        "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
    )
)
READERS = (
    ("moss", "I was there with my children on Monday and the wheel is a wonder to look at."),
    ("Hilde K.", "And who is to clear away all that the crowd has left on the meadow below?"),
    ("guest", "Well done, all of you."),
)
HEADS = [
    "3 Lesermeinungen",
    "Commentaires des lecteurs",
    "网友评论",
    "Відгуки читачів",
    "3 comments",
]
BELOW_HEADS = {
    "boxes with names": ("<div>{}</div>", "<div><b>{0}</b><p>{1}</p></div>"),
    "boxes with a line of both": (
        "<div>{}</div>",
        "<div><p><b>{0}</b>, 12.03.</p><p>{1}</p></div>",
    ),
    "times alone": ("<ul>{}</ul>", "<li><span>12.03.2025</span><p>{1}</p></li>"),
    "rows": ("<table>{}</table>", "<tr><td>{0}</td><td>{1}</td><td>12.03.</td></tr>"),
    "nothing but texts": ("<div>{}</div>", "<p>{1}</p>"),
}


@pytest.mark.parametrize("form", BELOW_HEADS)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("frame", ["<section><h3>{}</h3>{}</section>", "<b>{}</b>{}"])
def test_remarks_below_their_heading_go(head: str, form: str, frame: str) -> None:
    """A heading that says so is enough, whatever each remark has beside its text."""
    around, each = BELOW_HEADS[form]
    thread = around.format("".join(each.format(*reader) for reader in READERS))
    page = f"<h1>Old mill opens</h1><article>{MILL}{frame.format(head, thread)}</article>"
    found = body_of(page, InputKind.HTML)
    assert "stayed until evening" in found
    assert [text for _, text in READERS if text in found] == []


@pytest.mark.parametrize(
    "section",
    [
        "<h2>What visitors said</h2><ul><li>It was a day that we shall not forget.</li>"
        "<li>The wheel turns as it did when I was a child.</li></ul>",
        "<h2>3 comments</h2><p>That is what the miller had on a sheet beside the door, and no more"
        " than that.</p><p>He read them aloud to all who came on the Monday.</p>",
        "<div><h2>3 comments</h2><h3>The first of them</h3><p>He read them aloud to all who came on"
        " the Monday.</p><p>Nobody laughed when he had come to the end of it.</p></div>",
    ],
    ids=["no heading of remarks", "paragraphs of the article", "sections with headings"],
)
def test_section_of_the_article_stays(section: str) -> None:
    """Near misses: other headings, and paragraphs that go on in the article."""
    page = f"<h1>Old mill opens</h1><article>{MILL}{section}<p>{READERS[0][1]}</p></article>"
    found = body_of(page, InputKind.HTML)
    assert [text for text in re.findall("<(?:p|li)>([^<]*)", section) if text not in found] == []


GONE = Reason.NOT_CONTENT
HEADINGS = {"en": "Comments", "de": "Kommentare", "fr": "Commentaires", "es": "Comentarios"}


@pytest.mark.parametrize("language", sorted(set(HEADINGS) & set(PAGES)))
def test_long_remark_goes_with_the_others(language: str) -> None:
    """Of a thread that the scorer puts out no remark stays for its length."""
    page = PAGES[language]
    long = f"{page.remarks[0]} {page.remarks[2]}"
    said = (long, "Ok!", ":-)", "+1")
    thread = "".join(
        f"<div><b>{name}</b><p>{text}</p></div>"
        for name, text in zip(page.writers, said, strict=False)
    )
    article = "".join(f"<p>{text}</p>" for text in page.article)
    html = (
        f"<html lang={language}><body><main><h1>{page.title}</h1>{article}<section>"
        f"<h3>{HEADINGS[language]}</h3>{thread}</section></main></body></html>"
    )
    whole = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    left = (*page.article, long)
    state = state_of(whole, [None if b.text in left else GONE for b in whole.blocks])
    assert [whole.blocks[i].text for i, _ in rest_of_opened(state)] == [long]


@pytest.mark.parametrize("language", sorted(set(HEADINGS) & set(PAGES)))
def test_section_of_an_article_on_comments_stays(language: str) -> None:
    """Below a heading of one word that is the article's own its paragraphs stay."""
    page = PAGES[language]
    html = (
        f"<html lang={language}><body><main><h1>{page.title}</h1><p>{page.article[0]}</p>"
        f"<section><h2>{HEADINGS[language]}</h2><p>{page.article[1]}</p><p>{page.article[2]}</p>"
        "</section></main></body></html>"
    )
    kept = [block.text for _, block in clean(Source(html, InputKind.HTML)).judgement.kept()]
    assert set(page.article) <= set(kept)


def test_counters_of_a_listings_cards_open_no_thread() -> None:
    """Where each of many cards counts its remarks, what the cards say stays."""
    card = "<li><h3>Silver ring</h3><p>{}</p><p>12 Comments</p><p>Buy</p><p>New</p></li>"
    article = "".join(f"<p>{text}</p>" for text in PAGES["en"].article)
    cards = "".join(card.format(text) for text in PAGES["en"].remarks)
    html = f"<html lang=en><body><main><h1>Rings</h1>{article}<ul>{cards}</ul></main></body></html>"
    whole = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    gone = ("12 Comments", "Buy", "New", "Silver ring")
    state = state_of(whole, [GONE if b.text in gone else None for b in whole.blocks])
    assert list(rest_of_opened(state)) == []
