"""Which shape a text came in, and the text without it."""

import html
import time

import pytest

from sluice.blocks.from_text import page_from_text
from sluice.blocks.shape import undone
from sluice.model import Shape
from tests.pace import allowed

# A page in four languages: a menu, a headline, its byline, paragraphs, and what stands below.
PAGES = {
    "en": """Home
News
Sport
Old mill opens again
By Ada Stone
The old mill on the river was opened again on Monday, after it had stood still for eleven years.
"We kept every stone that could be kept," said Jan Berg, who led the work for four winters.
Several hundred people came to see the wheel turn, and many of them stayed until the evening.
Sign up for our newsletter
Imprint
Privacy""",
    "de": """Startseite
Nachrichten
Sport
Alte Mühle dreht sich wieder
Von Ada Stein
Die alte Mühle am Fluss ist am Montag wieder eröffnet worden, nachdem sie elf Jahre stillstand.
„Wir haben jeden Stein behalten“, sagte Jan Berg, der die Arbeit vier Winter lang geleitet hat.
Mehrere Hundert Menschen kamen, um das Rad zu sehen, und viele von ihnen blieben bis zum Abend.
Newsletter abonnieren
Impressum
Datenschutz""",
    "fr": """Accueil
Actualités
Sport
Le vieux moulin tourne à nouveau
Par Ada Pierre
Le vieux moulin de la rivière a rouvert lundi, après être resté à l'arrêt pendant onze ans.
« Nous avons gardé chaque pierre », a dit Jean Berg, qui a dirigé les travaux pendant quatre hivers.
Plusieurs centaines de personnes sont venues voir tourner la roue, et beaucoup sont restées.
Abonnez-vous à notre newsletter
Mentions légales
Confidentialité""",
    "ru": """Главная
Новости
Спорт
Старая мельница снова открыта
Ада Каменева
Старая мельница на реке снова открылась в понедельник, после того как простояла одиннадцать лет.
«Мы сохранили каждый камень», — сказал Иван Берг, который руководил работами четыре зимы подряд.
Несколько сотен человек пришли посмотреть на колесо, и многие из них остались там до вечера.
Подпишитесь на нашу рассылку
Контакты
Конфиденциальность""",
}

LINED = [pytest.param(page, id=language) for language, page in PAGES.items()]


@pytest.mark.parametrize("page", LINED)
@pytest.mark.parametrize("mark", [" | ", " · ", " • ", "\t"])
def test_separators_are_line_breaks(page: str, mark: str) -> None:
    """Where a mark stands between the lines, it is the break."""
    text = page.replace("\n", mark)
    assert undone(text) == (page, (Shape.SEPARATED,))


def test_short_page_is_separated_too() -> None:
    """A paragraph with a menu before it and a button behind it is a page."""
    line = "The old mill on the river was opened again on Monday, after eleven years."
    page = f"Home\nNews\nSport\n{line}\nImprint"
    assert undone(page.replace("\n", " | ")) == (page, (Shape.SEPARATED,))


@pytest.mark.parametrize("page", LINED)
@pytest.mark.parametrize("written", ["\\n", "\\r\\n"])
def test_written_breaks_are_breaks(page: str, written: str) -> None:
    """A break that was written as two characters is one."""
    text = page.replace('"', '\\"').replace("\n", written)
    assert undone(text) == (page, (Shape.WRITTEN_BREAKS,))


@pytest.mark.parametrize("page", [pytest.param(PAGES[name], id=name) for name in ("en", "fr")])
def test_entities_are_signs(page: str) -> None:
    """A text that was escaped for HTML says what it said before."""
    page = f'{page}\nJan & Ada\n"So it is," she said.'
    text = html.escape(page)
    assert undone(text) == (page, (Shape.ENTITIES,))
    assert undone(text.replace("\n", "\\n")) == (page, (Shape.WRITTEN_BREAKS, Shape.ENTITIES))


@pytest.mark.parametrize("page", LINED)
def test_breaks_are_restored(page: str) -> None:
    """Of a page on one line some lines come back whole, and no paragraph is cut in mid-sentence."""
    whole = page.split("\n")
    paragraphs = whole[5:8]
    # As long as a page: a short line is judged as it is.
    flat = " ".join([*whole[:5], *paragraphs * 4, *whole[8:]])
    text, shapes = undone(flat)
    assert shapes == (Shape.ONE_LINE,)
    found = text.split("\n")
    assert " ".join(found) == flat
    assert len(set(found) & set(whole)) >= 3
    for paragraph in paragraphs:
        assert any(paragraph in line for line in found), found


PROSE = " ".join(PAGES["en"].split("\n")[5:8])
STAYS = {
    "lines": PAGES["en"],
    "a table with bars": "| a | b |\n|---|---|\n" + "| one | two |\n" * 20,
    "a bar in a title": f"Old mill opens again | The River Post\n{PROSE}",
    "few words": "Home | News | Sport | Imprint",
    "an article on entities": f"Write &lt;p&gt; or <p>, &amp;nbsp; and &quot;.\n{PROSE}",
    "an ampersand": f"Jan & Ada, R&D; AT&T; and Q&A; stood there.\n{PROSE}",
    "code with written breaks": 'print("a\\nb\\nc\\n")\n' * 5 + PROSE,
    "a Windows path": "In C:\\new\\notes\\a, D:\\new\\b, E:\\f\\n and F:\\g.",
    "a short line": "The old mill on the river was opened again on Monday.",
    "verse": "Der Mond ist aufgegangen,\nDie goldnen Sternlein prangen\nAm Himmel hell und klar;\n"
    * 4,
}


# Of scripts without blanks a page of so many lines has few gaps, and most of them were breaks.
WIDE_PAGES = {
    "zh": """首页
新闻
体育
文化
登录
河边的老水车重新转动
记者李梅
河边的老水车停了十一年之后，星期一又重新转动起来，几百位居民站在桥上观看。
“每一块能留下的石头我们都留下了。”主持修缮工作的陈建国说。
水车下面的磨坊今后每逢周末对外开放，游客可以亲手磨一袋面粉。
相关阅读：渡轮夜间增开班次
订阅新闻简报
关于我们
联系方式
版权所有""",
    "ja": """ホーム
ニュース
スポーツ
文化
ログイン
川辺の水車、十一年ぶりに回る
石田ひかり
川辺の古い水車が月曜日、十一年ぶりに回り始め、橋の上では数百人の住民が見守った。
「残せる石はすべて残しました」と、修復を率いた田中健一さんは語る。
水車小屋は今後、週末ごとに公開され、来た人は自分で粉をひくことができる。
関連記事：渡し船が夜も運航へ
メールマガジン登録
会社概要
お問い合わせ
利用規約""",
}


def test_breaks_of_scripts_without_blanks_are_restored() -> None:
    """Prose keeps its lines whole, and no line of the menu or the foot stands in one of prose."""
    faults = []
    for language, page in WIDE_PAGES.items():
        text, shapes = undone(page.replace("\n", " "))
        prose = [line for line in page.splitlines() if "。" in line]
        faults += [(language, line) for line in prose if line not in text.splitlines()]
        assert shapes == (Shape.ONE_LINE,), language
    assert not faults


def test_an_article_with_few_blanks_is_not_cut() -> None:
    """Blanks beside letters of other scripts, and around a name, are none of a lost line."""
    for page in WIDE_PAGES.values():
        prose = "".join(line for line in page.splitlines() if "。" in line)
        mixed = prose.replace("，", " API ").replace("、", " 3 km ")
        assert undone(mixed)[1] == ()


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_texts_stay(text: str) -> None:
    """What only looks like another shape is left as it is."""
    assert undone(text) == (text, ())


@pytest.mark.parametrize("language", PAGES)
def test_paragraph_on_one_line_stays(language: str) -> None:
    """Prose alone, on one line, is one paragraph."""
    prose = " ".join(PAGES[language].split("\n")[5:8] * 3)
    assert undone(prose) == (prose, ())


def test_page_says_its_shape() -> None:
    """The answer names what was undone, Markdown and hard wraps among it."""
    assert page_from_text(PAGES["en"]).shape == ()
    assert page_from_text(PAGES["en"].replace("\n", " | ")).shape == (Shape.SEPARATED,)
    marked = f"# Old mill\n\n**{PROSE}**\n\n[Home](/) and [News](/news)"
    assert page_from_text(marked).shape == (Shape.MARKDOWN,)


HOSTILE = {
    "bars": " | " * 400_000,
    "one word": "x" * 1_000_000,
    "words of one letter": "a " * 400_000,
    "entities": "&amp;" * 200_000,
    "written breaks": "\\n" * 400_000,
    "ampersands": "&" * 500_000,
    "marks": ". " * 400_000,
    "no text": "\x00\ud800 " * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """A megabyte of marks takes a few seconds at most, and no word is lost."""
    began = time.process_time()
    found, _ = undone(text)
    assert time.process_time() - began < allowed(5)
    assert isinstance(found, str)
