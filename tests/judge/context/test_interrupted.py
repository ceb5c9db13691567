"""An interruption says nothing of the paragraph below it; what ends an article does."""

import pytest

from sluice import Source, clean
from sluice.judge.context.interrupted import opening_paragraphs
from sluice.model import InputKind
from tests.judge.states import state_of
from tests.metadata.test_news_texts import NEWS
from tests.metadata.text_heads import NEWS as TOLD
from tests.placed import page_of

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


# Labels that alone take no line; below them stands what stands below the sure ones.
HINTED = {"en": "Sponsored", "de": "Promoted", "fr": "Annonce", "es": "Ads", "it": "[ad]"}


def test_last_words_below_a_label_that_hints_stay() -> None:
    """What the scorer puts out, and looks like a label, says no more than a sure one."""
    lost = []
    for language, label in HINTED.items():
        last = ENDS[language][1]
        text, body = ended(language, label, last)
        found = body_of(text)
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


# A box for readers: its heading, what it wants, its button.
BOXES = {
    "de": ("Newsletter abonnieren", "Ihre E-Mail-Adresse", "Abschicken"),
    "en": ("Subscribe to our newsletter", "Your email address", "Submit"),
    "es": ("Suscríbete a nuestra newsletter", "Tu correo electrónico", "Enviar"),
    "fr": ("Inscrivez-vous à notre newsletter", "Votre adresse e-mail", "Valider"),
    "it": ("Iscriviti alla newsletter", "Il tuo indirizzo email", "Invia"),
    "pl": ("Zapisz się do newslettera", "Twój adres e-mail", "Wyślij"),
    "ru": ("Подпишитесь на рассылку", "Ваш адрес почты", "Отправить"),
}


def test_last_words_below_a_box_of_several_lines_stay() -> None:
    """Of a form the rules know a line or two, and the others stand below these."""
    lost = []
    for language, lines in BOXES.items():
        last = ENDS[language][1]
        text, body = ended(language, "\n".join(lines), last)
        found = body_of(text)
        lost += [(language, part) for part in (*body, last) if part not in found]
        lost += [(language, line) for line in lines if line in found]
    assert not lost


# What such a box offers, between its heading and its button.
OFFERS = {
    "de": ("Newsletter", "Das Beste der Woche kommt jeden Freitag zu Ihnen.", "Jetzt anmelden"),
    "en": ("Newsletter", "The best stories of the week, every Friday.", "Sign up now"),
    "es": ("Newsletter", "Lo mejor de la semana llega cada viernes a tu casa.", "Suscríbete"),
    "fr": ("Newsletter", "Le meilleur de la semaine arrive chaque vendredi.", "S'inscrire"),
}


def test_what_a_box_offers_goes() -> None:
    """It is a sentence, and its heading and its button say whose."""
    kept = []
    for language, lines in OFFERS.items():
        text, _ = ended(language, "\n\n".join(lines), ENDS[language][1])
        kept += [(language, line) for line in lines if line in body_of(text)]
    assert not kept


# A subheading, and what it is of.
SECTIONS = {
    "de": ("Was nun geplant ist", "Im Herbst wird das Dach erneuert, und die Stadt zahlt dafür."),
    "en": ("Plans for the autumn", "The roof will be renewed in autumn, and the town will pay."),
    "es": ("Los planes para otoño", "En otoño se renovará el tejado, y lo pagará el pueblo."),
    "fr": ("Les projets de l'automne", "À l'automne le toit sera refait, et la ville le paiera."),
    "it": ("I piani per l'autunno", "In autunno il tetto sarà rifatto, e la città lo pagherà."),
}


def test_subheading_below_an_interruption_stays() -> None:
    """It is as short as what interrupts, and its section is none of that."""
    lost = []
    for language, (heading, section) in SECTIONS.items():
        for above in ("\n".join(BOXES[language]), ENDS[language][0]):
            text, _ = ended(language, above, f"{heading}\n\n{section}")
            found = body_of(text)
            lost += [(language, part) for part in (heading, section) if part not in found]
    assert not lost


def test_lists_of_stories_below_an_interruption_go() -> None:
    """Their headlines are like subheadings, with no section below."""
    kept = []
    for language, lines in LISTS.items():
        above = ENDS[language][0]
        text, _ = ended(language, above, "\n\n".join(lines))
        kept += [(language, line) for line in (above, *lines) if line in body_of(text)]
    assert not kept


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


# (what scores, which of the doubted come back): a headline, its day, two paragraphs of it.
OPENINGS = {
    "the first paragraph of a second article": ((0.9, 0.1, 0.1, 0.4, 0.9), [3]),
    "one that is surely none": ((0.9, 0.1, 0.1, 0.2, 0.9), []),
    "nothing stays below": ((0.9, 0.1, 0.1, 0.4, 0.1), []),
    "nothing stays above": ((0.1, 0.1, 0.1, 0.4, 0.9), []),
    "a day above what stays": ((0.9, 0.1, 0.4, 0.9, 0.9), []),
}


@pytest.mark.parametrize("language", sorted(TOLD))
@pytest.mark.parametrize("case", OPENINGS)
def test_paragraph_above_one_that_stays(language: str, case: str) -> None:
    """A doubted paragraph opens what stays below it, where other prose stays above both."""
    given, expected = OPENINGS[case]
    news = TOLD[language]
    lines = (news.prose[0], news.title, news.day, f"{news.prose[1]} {news.prose[2]}", news.prose[0])
    state = state_of(page_of(InputKind.TEXT, lines))
    scores = dict(enumerate(given))
    kept = frozenset(i for i, score in scores.items() if score >= 0.5)
    assert list(opening_paragraphs(state, scores, kept)) == expected


@pytest.mark.parametrize("language", sorted(TOLD))
def test_paragraph_below_no_head_does_not_open(language: str) -> None:
    """Rows of a site's terms have neither a day nor a byline above them."""
    news = TOLD[language]
    told = f"{news.prose[1]} {news.prose[2]}"
    state = state_of(page_of(InputKind.TEXT, (news.prose[0], "1", "2", told, news.prose[0])))
    scores = dict(enumerate((0.9, 0.1, 0.1, 0.4, 0.9)))
    assert list(opening_paragraphs(state, scores, frozenset((0, 4)))) == []


def test_two_articles_in_one_text_both_stay() -> None:
    """Below one article stands another, with its headline, its byline and its day."""
    names = sorted(TOLD)
    lost = []
    for one, other in zip(names, (*names[1:], names[0]), strict=True):
        first, second = TOLD[one], TOLD[other]
        head = (second.title, second.byline, second.day)
        lines = (first.title, first.byline, first.day, *first.prose, *head, *second.prose)
        found = body_of("\n".join(lines))
        lost += [part for part in (*first.prose, *second.prose) if part not in found]
    assert not lost
