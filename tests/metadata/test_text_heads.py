"""What stands between a text page's headline and its prose: standfirst, subtitle, sources, days."""

import pytest

from tests.metadata.text_heads import DAY, NEWS, body_of, cleaned

ANDS = dict(zip(NEWS, ("and", "und", "et", "y", "och", "a", "и", "ve"), strict=True))
LANGUAGES = pytest.mark.parametrize("language", list(NEWS))


@LANGUAGES
@pytest.mark.parametrize("is_labelled", [True, False])
def test_day_below_a_standfirst(language: str, is_labelled: bool) -> None:
    """A sentence below the headline is not yet the article; byline and day below it count."""
    news = NEWS[language]
    day = news.labelled if is_labelled else news.day
    article = cleaned(*news.menu, news.title, news.standfirst, news.byline, day, *news.prose)
    found = article.metadata
    assert (found.title, found.authors, found.date_published) == (
        news.title,
        (news.author,),
        DAY,
    )
    assert body_of(article) == [news.standfirst, *news.prose]


@LANGUAGES
def test_name_and_day_below_a_standfirst(language: str) -> None:
    """The author's name may stand there without a word before it."""
    news = NEWS[language]
    article = cleaned(*news.menu, news.title, news.standfirst, news.author, news.day, *news.prose)
    found = article.metadata
    assert (found.title, found.authors, found.date_published) == (news.title, (news.author,), DAY)
    assert body_of(article) == [news.standfirst, *news.prose]


@LANGUAGES
def test_days_that_head_a_diary_stay(language: str) -> None:
    """Days between paragraphs are the headings of a diary's entries, and nobody's day."""
    news = NEWS[language]
    first, second, third = (f"{news.prose[n]} {news.prose[n - 1]}" for n in range(3))
    days = [news.day, news.day.replace("23", "24"), news.day.replace("23", "25")]
    lines = (news.title, news.standfirst, days[0], first, days[1], second, days[2], third)
    article = cleaned(*news.menu, *lines)
    assert days[1] in body_of(article)
    assert article.metadata.date_published is None


@LANGUAGES
def test_day_below_one_long_paragraph_is_no_stamp(language: str) -> None:
    """Of another story below a short article the day is not the article's."""
    news = NEWS[language]
    other = NEWS["es" if language == "en" else "en"]
    lines = (news.title, " ".join(news.prose), other.title, news.day, other.subtitle)
    assert cleaned(*news.menu, *lines).metadata.date_published is None


@LANGUAGES
@pytest.mark.parametrize("is_signed", [True, False])
def test_headline_above_its_subtitle(language: str, is_signed: bool) -> None:
    """Of two lines above byline and day the first is the headline."""
    news = NEWS[language]
    signed = (news.byline, news.day) if is_signed else (news.day,)
    article = cleaned(*news.menu, news.title, news.subtitle, *signed, *news.prose)
    found = article.metadata
    assert (found.title, found.date_published) == (news.title, DAY)
    assert found.authors == ((news.author,) if is_signed else ())
    assert set(news.prose) <= set(body_of(article))
    assert news.title not in body_of(article)


# What stands above a headline and is none: a topic, the site with its motto, another story.
ABOVE = {
    "en": ("Food and drink", "Otterby Gazette", "Council votes on a new timetable for the buses"),
    "de": ("Essen und Trinken", "Otterbacher Bote", "Gemeinderat berät über neue Fahrpläne im Tal"),
    "fr": (
        "Boire et manger",
        "Courrier d'Outreval",
        "Le conseil vote les horaires des cars",
    ),
    "es": ("Comer y beber", "Diario de Nutriales", "El pleno vota los horarios de los autobuses"),
    "sv": ("Mat och dryck", "Utterbybladet", "Kommunen röstar om nya tidtabeller för bussarna"),
    "cs": ("Jídlo a pití", "Vydrovské listy", "Zastupitelé hlasují o nových jízdních řádech"),
    "ru": ("Еда и напитки", "Выдринский вестник", "Депутаты обсудят новое расписание автобусов"),
    "tr": ("Yemek ve içecek", "Susamlı Postası", "Meclis yeni otobüs saatlerini yarın oylayacak"),
}


@LANGUAGES
@pytest.mark.parametrize("number", range(3))
def test_line_above_the_headline_is_none(language: str, number: int) -> None:
    """A topic, the site's name and another story's headline share no words with the prose."""
    news = NEWS[language]
    lines = (ABOVE[language][number], news.title, news.byline, news.day)
    assert cleaned(*news.menu, *lines, *news.prose).metadata.title == news.title


# Whom the news is from, or where it was written.
SOURCES = {
    "en": ("Marsh Press Agency", "Source: The Otterby Gazette"),
    "de": ("Sumpfland Presse", "Quelle: Otterbacher Bote"),
    "fr": ("Agence Marais Presse", "Source : Le Courrier d'Outreval"),
    "es": ("Agencia Ribera", "Fuente: Diario de Nutriales"),
    "sv": ("Kärrbygdens Nyhetsbyrå", "Källa: Utterbybladet"),
    "cs": ("Agentura Bažina", "Zdroj: Vydrovské listy"),
    "ru": ("Агентство Болотные Вести", "Источник: Выдринский вестник"),
    "tr": ("Sazlık Haber Ajansı", "Kaynak: Susamlı Postası"),
}


@LANGUAGES
@pytest.mark.parametrize("number", range(2))
def test_headline_above_a_source(language: str, number: int) -> None:
    """A line that nobody knows between headline and day is not the title."""
    news = NEWS[language]
    lines = (news.title, SOURCES[language][number], news.day)
    article = cleaned(*news.menu, *lines, *news.prose)
    assert (article.metadata.title, article.metadata.date_published) == (news.title, DAY)
    assert set(news.prose) <= set(body_of(article))


# (menu, headline, a line that is none, day, prose)
UNCASED = [
    (
        ("首頁", "地方新聞", "生活"),
        "小鎮烤出戰後最大的麵包圈 全村分享",
        "〔記者林小禾／苗栗報導〕",
        "2024/05/23 18:10",
        (
            "苗栗一座小鎮週四清晨烤出寬達四公尺的麵包圈，是戰後最大的一個，村民用牛車載著它遊街。",
            "四十名村民在舊穀倉裡揉了一整夜的麵團。烤爐由兩兄弟搭建，為此還拆掉了一面牆。",
            "麵包圈將在週日切開，全村每戶都能分到一塊。",
        ),
    ),
    (
        ("หน้าแรก", "ข่าวภูมิภาค", "วัฒนธรรม"),
        "ชาวบ้านอบขนมปังวงยักษ์ใหญ่ที่สุดหลังสงคราม",
        "โดย อรุณี ทองสุข",
        "23 พฤษภาคม 2567",
        (
            "ชาวบ้านหนองบัวช่วยกันอบขนมปังวงยักษ์กว้างสี่เมตร ใหญ่ที่สุดหลังสงคราม และแห่ไปตามถนนเมื่อเช้าวันพฤหัสบดี",
            "ชาวบ้านสี่สิบคนนวดแป้งในยุ้งข้าวเก่าตลอดคืน ส่วนเตาอบสร้างโดยสองพี่น้องที่ต้องทุบกำแพงออก",
            "ขนมปังวงยักษ์จะตัดแบ่งในวันอาทิตย์และทุกบ้านจะได้รับหนึ่งชิ้น",
        ),
    ),
    (
        ("الرئيسية", "محليات", "ثقافة"),
        "قرية تخبز أكبر كعكة منذ الحرب",
        "إربد - وكالات",
        "23 مايو 2024",
        (
            "خبزت قرية وادي الزيت كعكة عرضها أربعة أمتار، وهي أكبر كعكة منذ الحرب، وطافت بها.",
            "عجن أربعون من الأهالي العجين في مخزن قديم. وبنى الفرن شقيقان هدما جدارا من أجله.",
            "وستقطع الكعكة يوم الأحد وسيحصل كل بيت في القرية على قطعة منها.",
        ),
    ),
]


@pytest.mark.parametrize(("menu", "title", "line", "day", "prose"), UNCASED)
@pytest.mark.parametrize("has_line", [True, False])
def test_headline_above_a_source_without_capitals(
    menu: tuple[str, ...], title: str, line: str, day: str, prose: tuple[str, ...], has_line: bool
) -> None:
    """In scripts without capitals too, and the section above the headline is not it."""
    lines = (title, line, day) if has_line else (title, day)
    found = cleaned(*menu, *lines, *prose).metadata
    assert (found.title, (found.date_published or "")[:10]) == (title, DAY)


@LANGUAGES
@pytest.mark.parametrize("is_labelled", [True, False])
def test_day_above_the_headline(language: str, is_labelled: bool) -> None:
    """A day right above the headline is the article's where none stands below."""
    news = NEWS[language]
    day = news.labelled if is_labelled else f"{news.day}, 18:05"
    found = cleaned(*news.menu, day, news.title, news.byline, *news.prose).metadata
    assert (found.title, (found.date_published or "")[:10]) == (news.title, DAY)
    bare = cleaned(*news.menu, news.day, news.title, *news.prose).metadata
    assert (bare.title, bare.date_published) == (news.title, DAY)


UPDATES = {
    "en": "Last updated: 23 May 2024",
    "de": "Aktualisiert am 23. Mai 2024",
    "fr": "Mis à jour le 23 mai 2024",
    "es": "Actualizado el 23 de mayo de 2024",
    "cs": "Aktualizováno 23. května 2024",
    "tr": "Güncelleme: 23 Mayıs 2024",
}


@pytest.mark.parametrize("language", list(UPDATES))
def test_update_above_the_headline(language: str) -> None:
    """So is the day of its last change."""
    news = NEWS[language]
    found = cleaned(*news.menu, UPDATES[language], news.title, *news.prose).metadata
    assert (found.date_published, found.date_modified) == (None, DAY)


@LANGUAGES
def test_day_of_something_else_above_the_headline(language: str) -> None:
    """Of a masthead, of another story, or beside a day below, it is not the article's."""
    news = NEWS[language]
    site, other = ABOVE[language][1:]
    later = news.day.replace("23", "28")
    for above in (
        (news.day,),
        (site, news.day),
        (site, news.day, *news.menu),
        (*news.menu, other, news.day),
    ):
        assert cleaned(*above, news.title, *news.prose).metadata.date_published is None
    found = cleaned(*news.menu, later, news.title, news.byline, news.day, *news.prose).metadata
    assert found.date_published == DAY


HOURS = {
    "en": ("6:45 pm", "5:20 pm", "3:05 pm"),
    "de": ("18:45 Uhr", "17:20 Uhr", "15:05 Uhr"),
    "fr": ("18h45", "17h20", "15h05"),
    "es": ("18:45 h", "17:20 h", "15:05 h"),
    "sv": ("kl. 18.45", "kl. 17.20", "kl. 15.05"),
    "cs": ("18.45", "17.20", "15.05"),
    "ru": ("18:45", "17:20", "15:05"),
}


@pytest.mark.parametrize("language", list(HOURS))
@pytest.mark.parametrize("has_title", [True, False])
def test_hours_of_a_live_blog_stay(language: str, has_title: bool) -> None:
    """The newest entry keeps its hour, which is no headline."""
    news = NEWS[language]
    entries = [line for entry in zip(HOURS[language], news.prose, strict=True) for line in entry]
    article = cleaned(*((news.title,) if has_title else ()), *entries)
    assert article.metadata.title == (news.title if has_title else None)
    assert body_of(article) == entries


@LANGUAGES
def test_two_names_alone_below_the_headline(language: str) -> None:
    """Two names with an "and" between them are the authors' line, and none of the body."""
    news = NEWS[language]
    both = f"Maren Holt {ANDS[language]} Piet Lund"
    article = cleaned(*news.menu, news.title, both, *news.prose)
    assert article.metadata.authors == ("Maren Holt", "Piet Lund")
    assert body_of(article) == list(news.prose)


@LANGUAGES
def test_two_names_that_the_article_is_about_are_no_byline(language: str) -> None:
    """Two lands below the headline, of which the prose tells, wrote nothing."""
    news = NEWS[language]
    both = f"South Holt {ANDS[language]} North Lund"
    prose = (f"{news.prose[0]} South Holt, North Lund.", *news.prose[1:])
    assert not cleaned(*news.menu, news.title, both, *prose).metadata.authors


@LANGUAGES
def test_byline_without_capitals(language: str) -> None:
    """In a text that has lost its capitals the byline below the headline names its author."""
    news = NEWS[language]
    lines = [line.lower() for line in (*news.menu, news.title, news.byline, *news.prose)]
    article = cleaned(*lines)
    assert article.metadata.authors == (news.author.lower(),)
    assert body_of(article) == [line.lower() for line in news.prose]


def test_name_without_a_blank_beside_a_day() -> None:
    """Below a Japanese headline a surname and a given name are the author, a section is none."""
    title, day = "古い水車小屋が再び開く", "2024年5月5日"
    prose = (
        "川のそばの古い水車小屋が、十一年ぶりに月曜日に再び開かれました。村の人々は喜んでいます。",
        "残せる石はすべて残した、と四つの冬にわたって工事を率いた男性は話しています。",
        "数百人が水車の回るのを見に来て、多くの人が夕方まで残りました。",
    )
    found = [cleaned(title, name, day, *prose).metadata.authors for name in ("佐藤花子", "社会")]
    assert found == [("佐藤花子",), ()]
