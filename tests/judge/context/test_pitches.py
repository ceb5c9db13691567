"""What a publisher asks of its readers below the article, in words that no table has."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.rows import every_row

# Two paragraphs of an article, and an ask below them.
STORIES = {
    "de": (
        "Die alte Mühle am Fluss läuft seit Montag wieder. Elf Jahre lang stand sie still.",
        "Zweihundert Menschen kamen, um das Rad zu sehen, und viele blieben bis zum Abend.",
    ),
    "es": (
        "El viejo molino del río volvió a girar el lunes. Había estado parado durante once años.",
        "Doscientas personas fueron a ver la rueda, y muchas se quedaron hasta la noche.",
    ),
    "ru": (
        "Старая мельница на реке заработала в понедельник. Одиннадцать лет она стояла без дела.",
        "Посмотреть на колесо пришли двести человек, и многие остались у воды до самого вечера.",
    ),
    "ko": (
        "강가의 오래된 물레방아가 월요일에 다시 돌기 시작했다. 열한 해 동안 멈춰 있었다.",
        "이백 명이 바퀴를 보러 왔고 많은 사람이 저녁까지 물가에 남아 있었다고 주민들은 말했다.",
    ),
    "fr": (
        "Le vieux moulin de la rivière tourne de nouveau depuis lundi, après onze ans d'arrêt.",
        "Deux cents personnes sont venues voir la roue, et beaucoup sont restées jusqu'au soir.",
    ),
    "pl": (
        "Stary młyn nad rzeką ruszył znów w poniedziałek. Przez jedenaście lat stał nieruchomo.",
        "Dwieście osób przyszło zobaczyć koło, a wielu zostało nad wodą aż do wieczora.",
    ),
}
ASKS = [
    ("de", "Hol dir jeden Samstag unsere besten Texte ins Postfach und melde dich gleich an."),
    ("de", "Unser Team lebt von euch: Unterstützt unabhängige Berichterstattung und spendet."),
    ("es", "Recibe nuestras crónicas cada domingo en tu correo y no te pierdas ninguna."),
    ("es", "Nuestros lectores sostienen esta redacción: apóyanos con una donación de tres euros."),
    ("ru", "Подпишитесь на рассылку, чтобы получать наши истории на почту каждое утро."),
    ("ru", "Наша редакция независима: поддержите нас, оформите ежемесячное пожертвование."),
    ("ko", "매주 토요일 저희 뉴스레터를 구독하고 가장 좋은 이야기를 이메일로 받아 보세요."),
    ("fr", "Recevez chaque dimanche nos meilleurs récits dans votre boîte mail, sans publicité."),
    ("fr", "Notre rédaction est indépendante : soutenez-nous, chaque don de nos lecteurs compte."),
    ("pl", "Zapisz się i odbieraj nasze najlepsze teksty co niedzielę prosto na swoją skrzynkę."),
]
NEAR = [
    ("de", "Wer das Rad sehen will, kann sich beim Müller per E-Mail anmelden, er führt herum."),
    ("de", "„Unterstützt uns mit einer Spende, liebe Leser“, stand auf dem Zettel an der Tür."),
    ("es", "El molinero guarda en un cajón todas las cartas que recibió por correo en once años."),
    ("es", "La asociación sostiene el molino con las donaciones de los vecinos y de dos empresas."),
    ("ru", "Газету здесь до сих пор получают по почте, и мельник читает её вслух по вечерам."),
    ("ko", "방앗간 주인은 매일 아침 우편으로 신문을 받아 이웃에게 큰 소리로 읽어 준다고 한다."),
    ("fr", "Le meunier reçoit encore son courrier à dos d'âne, et il ne s'en plaint jamais."),
    ("pl", "Młynarz dostaje listy pocztą raz w tygodniu i odpowiada na nie ręcznie."),
]


def body(language: str, last: str, form: str) -> str:
    """The body of a story with a last paragraph."""
    lines = (*STORIES[language], last)
    if form == "text":
        return body_of(clean(Source("\n\n".join(lines), InputKind.TEXT)).judgement, Output.TEXT)
    page = f"<h1>Rad</h1><article>{''.join(f'<p>{line}</p>' for line in lines)}</article>"
    return body_of(clean(Source(page, InputKind.HTML)).judgement, Output.TEXT)


@every_row("form", ["html", "text"])
@every_row("row", ASKS, ids=lambda row: row[1][:40])
def test_ask_below_the_article_goes(row: tuple[str, str], form: str) -> None:
    """What asks readers to subscribe or to give, right below the text, is no part of it."""
    found = body(*row, form)
    assert row[1] not in found
    assert STORIES[row[0]][1] in found


@every_row("form", ["html", "text"])
@every_row("row", NEAR, ids=lambda row: row[1][:40])
def test_sentence_about_letters_and_gifts_stays(row: tuple[str, str], form: str) -> None:
    """A last sentence that tells of letters, readers or donations stays."""
    assert row[1] in body(*row, form)


def test_page_of_nothing_but_an_ask_has_no_body() -> None:
    """A gallery's only sentence, an ask, is no body."""
    figures = "".join(f"<figure><img src='{n}.jpg'></figure>" for n in range(5))
    page = f"<h1>Ярмарка</h1>{figures}<div><p>{ASKS[4][1]}</p></div>"
    assert body_of(clean(Source(page, InputKind.HTML)).judgement, Output.TEXT) == ""


@pytest.mark.parametrize("form", ["html", "text"])
def test_text_about_asking_keeps_its_asks(form: str) -> None:
    """Where the text is about newsletters, its last sentence may ask for one."""
    lines = (
        "Ein Newsletter lebt davon, dass er pünktlich kommt und kurz ist, sagen alle Macher.",
        "Unser Newsletter hat im Herbst die Zahl seiner Leser verdoppelt, ohne einen Cent Werbung.",
        "Wer ihn erhalten will, meldet sich bei uns per E-Mail an und bekommt ihn in einer Woche.",
    )
    html = f"<h1>Wie unser Newsletter wächst</h1>{''.join(f'<p>{line}</p>' for line in lines)}"
    page = html if form == "html" else "Wie unser Newsletter wächst\n\n" + "\n\n".join(lines)
    kind = InputKind.HTML if form == "html" else InputKind.TEXT
    assert lines[2] in body_of(clean(Source(page, kind)).judgement, Output.TEXT)
