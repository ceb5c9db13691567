"""The days that lines of a text page tell between its title and its prose."""

import pytest

from sluice import Source, clean
from sluice.model import InputKind
from tests.rows import every_row

ENGLISH = (
    "Boat jumble returns to the harbour this spring",
    "The harbour club holds its boat jumble again this spring, and you can bring what floats.",
    "Gates of the harbour open early for sellers, and there is soup for all who jumble a boat.",
)
GERMAN = (
    "Bootsflohmarkt kehrt im Frühjahr an den Hafen zurück",
    "Der Verein am Hafen veranstaltet im Frühjahr wieder seinen Bootsflohmarkt für alle im Ort.",
    "Die Tore am Hafen öffnen früh für die Verkäufer, und beim Bootsflohmarkt gibt es Suppe.",
)
FRENCH = (
    "La brocante des bateaux revient au port ce printemps",
    "Le club du port organise de nouveau ce printemps la brocante des bateaux pour la ville.",
    "Les portes du port ouvrent tôt aux vendeurs, et la brocante des bateaux sert de la soupe.",
)
SPANISH = (
    "El mercadillo de barcos vuelve al puerto esta primavera",
    "El club del puerto organiza otra vez esta primavera el mercadillo de barcos para todos.",
    "Las puertas del puerto abren pronto a los vendedores, y en el mercadillo de barcos hay sopa.",
)
RUSSIAN = (
    "Рынок лодок возвращается в гавань этой весной",
    "Клуб гавани этой весной снова проводит рынок лодок, и принести можно всё, что плавает.",
    "Ворота гавани открываются рано для продавцов, и на рынке лодок есть суп для всех гостей.",
)
TURKISH = (
    "Tekne pazarı bu bahar limana geri dönüyor",
    "Liman kulübü bu bahar tekne pazarını yeniden kuruyor ve yüzen her şeyi getirebilirsiniz.",
    "Limanın kapıları satıcılara erken açılıyor ve tekne pazarı boyunca herkese çorba veriliyor.",
)
ARABIC = (
    "سوق القوارب يعود إلى الميناء هذا الربيع",
    "ينظم نادي الميناء هذا الربيع سوق القوارب من جديد، ويمكن إحضار كل ما يطفو على الماء.",
    "تفتح أبواب الميناء مبكرا أمام البائعين، وفي سوق القوارب حساء لكل من يأتي إلى المكان.",
)
PERSIAN = (
    "بازار قایق‌ها بهار امسال به بندر باز می‌گردد",
    "باشگاه بندر بهار امسال دوباره بازار قایق‌ها را برپا می‌کند و همه می‌توانند بیایند.",
    "درهای بندر زود به روی فروشندگان باز می‌شود و در بازار قایق‌ها سوپ هم هست برای همه.",
)
CHINESE = (
    "港口旧船市集今年春天重新开放",
    "港口俱乐部今年春天再次举办旧船市集，凡是能浮在水上的东西都可以带来，市政府宣布。",
    "港口大门很早就为卖家打开，旧船市集上还有热汤，其余时间大家走来走去谈论旧船的价钱。",
)
KOREAN = (
    "항구 중고 배 장터가 올봄 다시 열린다",
    "항구 클럽이 올봄 중고 배 장터를 다시 연다고 밝혔다. 물에 뜨는 것은 무엇이든 가져올 수 있다.",
    "항구 문은 판매자를 위해 일찍 열리고 중고 배 장터에는 따뜻한 국도 있다고 클럽이 말했다.",
)
DAYS = [
    (ENGLISH, "By Ada Stone | 5 March 2024", "2024-03-05"),
    (ENGLISH, "5 min read · March 5, 2024", "2024-03-05"),
    (ENGLISH, "Harbour, 5 March 2024", "2024-03-05"),
    (ENGLISH, "Published March 5, 2024, updated March 6, 2024", "2024-03-05"),
    (ENGLISH, "Received 5 March 2024", None),
    (ENGLISH, "Tel. 05.03.2024.44", None),
    (ENGLISH, "Gates open from 5 March 2024 to 7 March 2024", None),
    (GERMAN, "Von Ada Stein | 5. März 2024", "2024-03-05"),
    (GERMAN, "05.03.2024 - 10:15", "2024-03-05"),
    (FRENCH, "Publié le 5 mars 2024 à 10h15, mis à jour le 6 mars 2024 à 9h00", "2024-03-05"),
    (FRENCH, "Reçu le 5 mars 2024", None),
    (SPANISH, "Por Ana Ruiz | 5 de marzo de 2024", "2024-03-05"),
    (RUSSIAN, "Анна Петрова | 5 марта 2024 г.", "2024-03-05"),
    (RUSSIAN, "5 марта 2024, 10:15 · 3 мин", "2024-03-05"),
    (TURKISH, "05 Mart 2024 - 18:42", "2024-03-05"),
    (ARABIC, "نشر في: 5 مارس 2024 - 10:12 ص", "2024-03-05"),
    (ARABIC, "٥ مارس ٢٠٢٤", "2024-03-05"),
    (PERSIAN, "سه‌شنبه ۱۵ اسفند ۱۴۰۲ - ۱۰:۱۵", "2024-03-05"),
    (CHINESE, "2024-03-05 09:20:33 来源：港口晚报 作者：林小雨", "2024-03-05"),
    (CHINESE, "2024年3月5日", "2024-03-05"),
    (KOREAN, "입력 2024.03.05 06:00 | 수정 2024.03.06 09:12", "2024-03-05"),
    (KOREAN, "2024년 3월 5일", "2024-03-05"),
]


@every_row(("article", "line", "day"), DAYS, ids=[line for _, line, _ in DAYS])
@every_row("kind", [InputKind.TEXT, InputKind.HTML])
def test_line_between_title_and_prose(
    article: tuple[str, ...], line: str, day: str | None, kind: InputKind
) -> None:
    """The same line tells the same day, with tags and without."""
    title, *prose = article
    if kind is InputKind.TEXT:
        page = "\n".join(("Menu", "Home", "News", title, line, *prose, "All rights reserved."))
    else:
        body = "".join(f"<p>{text}</p>" for text in (line, *prose))
        page = f"<title>{title}</title><main><article><h1>{title}</h1>{body}</article></main>"
    found = clean(Source(page.encode(), kind, "utf-8")).metadata
    assert (found.title, found.date_published) == (title, day)


def test_day_at_the_last_title_before_the_one_at_the_first() -> None:
    """Of a title said twice the days below the second are the article's own."""
    title, *prose = ENGLISH
    lines = ("Menu", title, "Other story", "1 March 2024", title, "5 March 2024", *prose)
    found = clean(Source("\n".join(lines).encode(), InputKind.TEXT, "utf-8")).metadata
    assert found.date_published == "2024-03-05"


SUMMARIES = [
    (ENGLISH, "By Ada Stone", "5 March 2024", "2024-03-05"),
    (GERMAN, "Von Ada Stein", "5. März 2024, 10:15 Uhr", "2024-03-05"),
    (FRENCH, "Par Zoé Morel", "5 mars 2024", "2024-03-05"),
    (SPANISH, "Por Ana Ruiz", "5 de marzo de 2024", "2024-03-05"),
    (RUSSIAN, "Автор: Ада Камень", "5 марта 2024, 10:15", "2024-03-05"),
    (TURKISH, "Haber: Ada Taş", "05.03.2024 06:12", "2024-03-05"),
    # More than a summary.
    ((ENGLISH[0], " ".join(ENGLISH[1:]) * 2, ENGLISH[2]), "By Ada Stone", "5 March 2024", None),
]


@every_row(("article", "byline", "line", "day"), SUMMARIES)
def test_day_below_a_summary(
    article: tuple[str, ...], byline: str, line: str, day: str | None
) -> None:
    """A short first paragraph may be a summary, with the byline and the one day below it."""
    title, summary, prose = article
    lines = ("Menu", "Home", title, summary, byline, line, prose, f"{prose} {summary}")
    found = clean(Source("\n".join(lines).encode(), InputKind.TEXT, "utf-8")).metadata
    assert found.date_published == day


def test_days_below_several_summaries() -> None:
    """Where each of several short paragraphs has a day below it they are other stories'."""
    title, first, second = ENGLISH
    lines = ("Menu", title, first, "5 March 2024", second, "1 March 2024", f"{second} {first}")
    found = clean(Source("\n".join(lines).encode(), InputKind.TEXT, "utf-8")).metadata
    assert found.date_published is None


def test_sentence_with_a_day_below_the_title_is_no_stamp() -> None:
    """The first sentence of the article may name any day."""
    title, *prose = ENGLISH
    lines = ("Menu", "Home", title, "The gates of the harbour open on 5 March 2024.", *prose)
    found = clean(Source("\n".join(lines).encode(), InputKind.TEXT, "utf-8")).metadata
    assert found.date_published is None


SWAPPED = [
    ("en-US", "02/01/2023", '<meta name="dc.date" content="2023-01-02">', "2023-01-02"),
    ("en-US", "02/01/2023", '<meta name="dc.date" content="2023-02-01">', "2023-02-01"),
    ("en-US", "Published: 2/1/2023", '<meta name="dc.date" content="2023-01-02">', "2023-01-02"),
    ("en-GB", "02/01/2023", '<meta name="dc.date" content="2023-02-01">', "2023-02-01"),
    ("de", "01/02/2023", '<meta name="dc.date" content="2023-01-02">', "2023-01-02"),
    ("fr", "02/01/2023", "", "2023-01-02"),
    # Another day altogether, and one whose month is named.
    ("fr", "02/01/2023", '<meta name="dc.date" content="2022-11-11">', "2023-01-02"),
    ("en", "1 February 2023", '<meta name="dc.date" content="2023-01-02">', "2023-02-01"),
]


@pytest.mark.parametrize(("language", "line", "head", "day"), SWAPPED)
def test_iso_date_tells_day_from_month(language: str, line: str, head: str, day: str) -> None:
    """A date in figures is read as the page's own ISO date has it, where the figures agree."""
    title, *prose = ENGLISH
    body = "".join(f"<p>{text}</p>" for text in (line, *prose))
    page = (
        f"<html lang={language}><head><title>{title}</title>{head}</head>"
        f"<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    )
    found = clean(Source(page.encode(), InputKind.HTML, "utf-8")).metadata
    assert found.date_published == day


JOINED = [
    "استخر با ماهی روی دیوار باز می\u200cشود",
    "बाँध के पास क्\u200dषेत्र में मेला फिर लगा",
    "What the 👩\u200d🚀 saw from the harbour",
]


@pytest.mark.parametrize("title", JOINED)
def test_joiners_stay_in_titles_and_prose(title: str) -> None:
    """A joiner shapes the word or the sign that it stands in; other unseen marks go."""
    body = f"<p>{ENGLISH[1]} {title}</p><p>{ENGLISH[2]}</p>"
    page = f"<title>{title}</title><main><article><h1>\u200b{title}</h1>{body}</article></main>"
    answer = clean(Source(page.encode(), InputKind.HTML, "utf-8"))
    kept = "".join(block.text for _, block in answer.judgement.kept())
    assert answer.metadata.title == title
    assert title in kept


def test_joiner_between_letters_that_need_none_goes() -> None:
    """German does without."""
    page = (
        f"<title>Auf\u200clage</title><h1>Neue Auf\u200clage im\u00adHafen</h1><p>{GERMAN[1]}</p>"
    )
    found = clean(Source(page.encode(), InputKind.HTML, "utf-8")).metadata
    assert found.title == "Neue Auflage imHafen"


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("2024-03-05 09:20 The harbour wall gave way in the night and boats went adrift.", True),
        ("2024-03-05 09:20 Source: Harbour News Editor: Ada Stone", False),
    ],
)
def test_entry_of_a_chronicle_below_the_title_stays(line: str, *, stays: bool) -> None:
    """A day with who had which part in the story goes; a day with what happened is prose."""
    title, *prose = ENGLISH
    lines = ("Menu", "Home", title, line, *prose)
    answer = clean(Source("\n".join(lines).encode(), InputKind.TEXT, "utf-8"))
    assert (line in {block.text for _, block in answer.judgement.kept()}) is stays


def test_words_that_most_sources_have_in_front_are_the_titles() -> None:
    """A section's name is said by the headline alone."""
    whole, bare = "‘Ends the debate’: the harbour may open", "The harbour may open"
    head = (
        f'<meta property="og:title" content="{whole}"><meta property="og:type" content="article">'
    )
    page = (
        f"<title>{bare}</title>{head}<main><article><h1>{whole}</h1><p>{ENGLISH[1]}</p></article>"
    )
    found = clean(Source(page.encode(), InputKind.HTML, "utf-8")).metadata
    assert found.title == whole
    page = page.replace(head, head.replace(whole, bare))
    assert clean(Source(page.encode(), InputKind.HTML, "utf-8")).metadata.title == bare
