"""An interruption says nothing of the paragraph below it; what ends an article does."""

import pytest

from sluice import Source, clean
from sluice.model import InputKind
from tests.metadata.test_news_texts import NEWS

# What readers pass over, and the article's last words below it.
ENDS = {
    "ar": ("إعلان", "ولا تفتح المكتبة أبوابها يوم الجمعة."),
    "de": ("Anzeige", "Am Montag bleibt das Haus zu."),
    "en": ("Advertisement", "On Mondays the doors stay shut."),
    "es": ("Publicidad", "Los lunes la puerta queda cerrada."),
    "fr": ("Publicité", "Le lundi, les portes restent closes."),
    "it": ("Pubblicità", "Il lunedì la porta resta chiusa."),
    "ja": ("広告", "月曜日は休館となる。"),
    "ko": ("광고", "월요일에는 문을 열지 않는다."),
    "nl": ("Advertentie", "Op maandag blijft de deur dicht."),
    "pl": ("Reklama", "W poniedziałki drzwi są zamknięte."),
    "pt": ("Publicidade", "Às segundas a porta fica fechada."),
    "ru": ("Реклама", "По понедельникам двери закрыты."),
    "tr": ("Reklam", "Pazartesi günleri kapı kapalı kalıyor."),
    "zh": ("广告", "每逢周一闭馆。"),
}
HEAD = """Title: {title}

URL Source: https://example.org/news/7

Published Time: 2025-02-14T09:00:00Z

Markdown Content:
"""


def body_of(text: str) -> list[str]:
    article = clean(Source(text, kind=InputKind.TEXT))
    return [block.text for _, block in article.judgement.kept()]


def ended(language: str, above: str, last: str) -> tuple[str, list[str]]:
    """A short text of news with so much more at its end, and the paragraphs that it had before."""
    text = (NEWS / f"{language}.txt").read_text(encoding="utf-8")
    body = body_of(text)
    end = text.index(body[-1]) + len(body[-1])
    return f"{text[:end]}\n\n{above}\n\n{last}\n{text[end:]}", body


FORMS = {
    "paragraphs": str,
    "lines": lambda text: text.replace("\n\n", "\n"),
    "below Jina's head": lambda text: HEAD.format(title=text.split("\n")[0]) + text,
}


@pytest.mark.parametrize("form", FORMS)
def test_last_words_below_an_advertisement_stay(form: str) -> None:
    """A short paragraph is as likely below one as without it."""
    lost = []
    for language, (label, last) in ENDS.items():
        text, body = ended(language, label, last)
        found = body_of(FORMS[form](text))
        lost += [(language, part) for part in (*body, last) if part not in found]
    assert not lost


# A marker of other stories, and their headlines.
LISTS = {
    "de": ("Lesen Sie auch:", "Fähre fährt wieder nachts", "Kran im Hafen wird gestrichen"),
    "en": ("Related stories", "Night ferry returns after repairs", "Harbour crane to be painted"),
    "es": ("Noticias relacionadas", "Vuelve el barco nocturno", "Pintarán la grúa del puerto"),
    "fr": ("À lire aussi", "Le bac de nuit reprend", "La grue du port sera repeinte"),
    "ru": ("Читайте также", "Ночной паром снова ходит", "Портовый кран перекрасят весной"),
}


def test_last_words_below_a_list_of_stories_stay() -> None:
    """Of several headlines below a marker none is that of the sentence below them."""
    lost = []
    for language, lines in LISTS.items():
        last = ENDS[language][1]
        text, body = ended(language, "\n".join(lines), last)
        found = body_of(text)
        lost += [(language, part) for part in (*body, last) if part not in found]
        lost += [(language, line) for line in lines if line in found]
    assert not lost


# What no scorer would take for an article's last words.
NO_END = {
    "de": ("Zur Startseite", "Teilen Sie diesen Artikel."),
    "en": ("Back to top", "Share this article."),
    "es": ("Volver arriba", "Comparte este artículo."),
    "fr": ("Haut de page", "Partagez cet article."),
    "ru": ("Наверх", "Поделитесь этой статьёй."),
    "zh": ("返回顶部", "分享本文。"),
}


def test_what_goes_without_an_advertisement_goes_below_one() -> None:
    """The label is passed over, and nothing is kept for its sake."""
    kept = []
    for language, lines in NO_END.items():
        text, _ = ended(language, ENDS[language][0], "\n\n".join(lines))
        kept += [(language, line) for line in lines if line in body_of(text)]
    assert not kept
