"""Threads in the markup of forum software, and articles on the sites of such software."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import PageKind

POSTS = {
    "en": (
        "My kettle has begun to hum before it boils, does yours?",
        "Mine did. It was lime on the plate, vinegar took it off.",
        "Same here, and now it is quiet again.",
    ),
    "de": (
        "Mein Kessel brummt seit gestern, bevor er kocht. Kennt das jemand?",
        "Ja, bei mir war es Kalk auf der Platte, mit Essig ging er weg.",
        "Bei mir auch, jetzt ist er wieder still.",
    ),
    "fr": (
        "Ma bouilloire ronronne avant de bouillir, et chez vous ?",
        "La mienne aussi. C'était du calcaire, le vinaigre l'a enlevé.",
        "Pareil ici, et maintenant elle se tait.",
    ),
    "zh": (
        "我家的水壶最近烧开之前一直嗡嗡响，你们的也这样吗？",
        "我的也响过，是底板上的水垢，用白醋一泡就没了。",
        "我也是这样解决的，现在安静多了。",
    ),
    "ru": (
        "Чайник стал гудеть перед тем, как закипеть. У кого так же?",
        "У меня так было из-за накипи, уксус её снял.",
        "У меня тоже, теперь он молчит.",
    ),
    "pl": (
        "Mój czajnik zaczął buczeć, zanim się zagotuje. U was też?",
        "U mnie tak było przez kamień, ocet pomógł.",
        "U mnie tak samo, teraz jest cicho.",
    ),
}
SOFTWARE = {
    "discuz": '<table><tr><td class="t_f" id="postmessage_{n}">{text}</td></tr></table>',
    "vbulletin": '<div id="post_message_{n}"><blockquote>{text}</blockquote></div>',
    "phpbb": '<div class="postbody"><div class="content">{text}</div></div>',
    "xenforo": '<div class="message message--post"><div class="bbWrapper">{text}</div></div>',
    "mybb": '<div class="post_body scaleimages" id="pid_{n}">{text}</div>',
    "smf": '<div class="post_wrapper"><div class="inner" id="msg_{n}">{text}</div></div>',
    "invision": '<article class="cPost ipsComment"><p>{text}</p></article>',
    "discourse": '<div class="topic-body crawler-post"><div class="post"><p>{text}</p></div></div>',
    "flarum": '<div class="PostStream-item"><div class="Post-body"><p>{text}</p></div></div>',
    "bbpress": '<div class="bbp-reply-content"><p>{text}</p></div>',
    "stackexchange": '<div class="s-prose js-post-body"><p>{text}</p></div>',
}


def posts_of(software: str, texts: tuple[str, ...]) -> str:
    rows = (SOFTWARE[software].format(n=n, text=text) for n, text in enumerate(texts))
    return "".join(f"<div><a href='/u/{n}'>user{n}</a>{row}</div>" for n, row in enumerate(rows))


def page_of(headline: str, body: str) -> str:
    html = f"<title>{headline}</title><body><h1>{headline}</h1>{body}</body>"
    return clean(Source(f"<html>{html}</html>", InputKind.HTML)).verdict.page


@pytest.mark.parametrize("language", POSTS)
@pytest.mark.parametrize("software", SOFTWARE)
def test_thread_is_a_forum(software: str, language: str) -> None:
    """However few its words are, and whatever its headline says."""
    body = f"<div class='list'>{posts_of(software, POSTS[language])}</div>"
    assert page_of("Kettle", body) == PageKind.FORUM


@pytest.mark.parametrize("software", SOFTWARE)
def test_article_of_such_a_site_is_none(software: str) -> None:
    """An article with a few remarks below it, or in a single element of such a name."""
    told = "".join(
        f"<p>In winter {n} the mill stood still, and the baker of the lower town had his flour "
        "sent by rail, which cost him twice as much and came too late for the market.</p>"
        for n in range(6)
    )
    generator = '<meta name="generator" content="Discuz! X3.4">'
    remarks = posts_of(software, POSTS["en"][1:])
    beside = f"{generator}<div id='article_content'>{told}</div><div>{remarks}</div>"
    assert page_of("The mill", beside) in (PageKind.ARTICLE, PageKind.BRIEF)
    alone = SOFTWARE[software].format(n=1, text=told)
    assert page_of("The mill", generator + alone) in (PageKind.ARTICLE, PageKind.BRIEF)
