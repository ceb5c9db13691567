"""Dates on lines: which lines are nothing but a date, and which day they name.

Months and weekdays have the names of calendar_names.py. A date whose day and month cannot be told
apart ("3/4/2024") is no date here: silence beats a guess.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

from sluice.text.calendar_names import month_names, weekday_names
from sluice.text.calendars import BUDDHIST, PERSIAN_YEARS, gregorian, persian_day
from sluice.text.calendars import WORDS as OTHER_CALENDARS
from sluice.text.date_words import MARKS, all_words

# Words that stand beside a date on its line, in the languages that write dates with months' names.
COMPANIONS = frozenset(
    """a à às al alle am and ast at on of o'clock the to for first last originally posted published
    publish update updated upd date dated online time noon yesterday today th st nd rd er
    a m p pm bst cest cet ct edt est et gmt ist jst msk mt pdt pst pt utc wib wita wit z
    s min mins hrs hour hours h
    aktualisiert datum der den stand tarihi uhr um vom von erstellt veröffentlicht
    le la les d'el du heure à mis mise jour publié publiée actualisé
    de del el en hora publicado publicada publicación actualizado actualizada modificado fecha
    las los creado às em atualizado data ore ora il pubblicato aggiornato alle di
    op om gepubliceerd bijgewerkt geüpdatet datum kl den publicerad uppdaterad publicerat
    publiceret opdateret publisert oppdatert klo julkaistu päivitetty
    opublikowano aktualizacja dodano godz g utworzono publikováno aktualizováno v
    diterbitkan dipublikasikan diperbarui pada pukul oleh
    güncelleme yayınlanma oluşturulma eklenme giriş saat ngày lúc
    публикувана публикувано публикуван обновена обновено актуализирана ч
    közzétéve frissítve megjelent
    опубликовано обновлено дата в г года год мск στις ώρα ενημέρωση δημοσίευση
    发布时间 發布時間 发布于 时间 時間 最終更新 更新 更新日 更新日時 公開日 公開日時 掲載
    입력 수정 등록 게시 작성 승인 최종수정 오전 오후 午前 午後 上午 下午 tháng năm
    نشر نُشر نُشرت نُشِر في تاريخ النشر آخر تحديث الساعة م ص تاریخ انتشار ساعت प्रकाशित अपडेट बजे को पर º ª
    פורסם עודכן תאריך בתאריך בשעה เผยแพร่ โพสต์ อัปเดต อัพเดต ล่าสุด ماه سال พ ศ น ที่ วันที่ เวลา""".split()
)
TOKEN = re.compile(rf"\d+|[^\s\d{re.escape(MARKS)}]+")
CJK_DATE = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?")
# "1 tháng 5 năm 2024": Vietnamese numbers its months.
VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})")
CJK_REST = re.compile(
    r"[年月日时時分秒号년월일시분초오전후午前後上下发发布更新時間时间公開最終星期周曜一二三四五六日天土金木水火月요월화수목금토입력정등록게시작성승인최종수\s\d:：/.,()（）\[\]|-]*"
)
# What a clock or a day's sign may have taken of a word's beginning.
CLOCK_BEFORE = re.compile(r"^(?:[ap]m|z)")
CLOCK_LETTERS = frozenset("apz")
CJK_AROUND = frozenset(CJK_REST.pattern)
NUMERIC = re.compile(
    r"(?<![\d+.-])(?=\d{4}[./-]|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d))"
    r"(\d{1,4})([./-])(\d{1,2})\3(\d{1,4})(?!\d)"
    # "01.02.2003.44" is a telephone's.
    r"(?!\3\d{2,3}(?:[./ -]\d{2,3})*(?![\d:./-]))"
)
# What figures behind these words count is no day: "§ 20.05.1998", "Tel. 01.02.2003".
NUMBER_OF = re.compile(
    r"(?:[§№]|\b(?:no|nr|núm|nº|n°|tel|tél|telefon|phone|fax|(?:mobil|call|art|ref)(?=[.:])"
    r"|тел|电话|電話|传真|전화|هاتف|تلفن|טל|โทร))[.:：]*\s*$"
)
# "5 min read", "3 Min. Lesezeit": minutes beside a day are no other day.
MINUTES = re.compile(
    r"(?<![\d:.])\d{1,3}[\s-]?(?:min(?:[^\W\d_]*)|мин|хв|dk\b|dakika|phút|menit|perc\b|λεπτ|דק|דקות"
    r"|دقيق|دقائق|دقیق|मिनट|นาที|분|分钟|分鐘|分で)"
)
# "Canal24 13 Jan 2020": a station's or a program's figures are no other day.
NAME_WITH_FIGURES = re.compile(
    r"(?<![^\W_])(?P<word>[^\W\d_\u0590-\U0010ffff]{3,12})\d{1,3}(?![\w:/]|[.,]\d)"
)
# "14. – 20. Januar 2022", "2024/7/11-12": some days, and so none.
SPAN = re.compile(
    r"(?<![\d.:/-])\d{1,2}\.?\s?[-–—]\s?\d{1,2}\.?\s(?P<month>[^\W\d_]{3,12})"
    r"|\d[./]\d{1,2}[-–—]\d{1,2}(?![\d:])"
)
# "14.12.2023 klo 19–21", "7 May 2024, 18:00–20:00": when an event begins and ends.
HOURS = re.compile(
    r"(?<![\d./-])\d{1,2}[:.h]\d{2}\s?(?:[ap]\.?m\.?)?\s?[-–—]\s?\d{1,2}[:.h]\d{2}(?![\d.:])"
    r"|(?<![^\W\d_])(?:klo?|kl\.|at|um|ore|às|от|с|saat|godz\.)\s\d{1,2}\s?[-–—]\s?\d{1,2}(?![\d.:])"
    r"|(?<![\d./-])\d{1,2}\s?(?:[ap]m)?\s?[-–—]\s?\d{1,2}\s?(?:uhr|uur|hs?|[ap]m|час|ч|óra)\b",
    re.I,
)
CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
    # A zone; "-2024" in "07-may-2024" is a year.
    r"|(?:(?<![^\W\d_])|(?<=gmt)|(?<=utc))[+-]\d{2}:?\d{2}"
    r"|(?:(?<=gmt)|(?<=utc))\s?[+-]\d{1,2}(?!\d)|\bt(?=\d)|(?<=\d)z\b",
    re.I,
)
# "kl. 9", "ore 9,30", "8 h 30", "9 Uhr", "at 9 a.m.", "9 часов": what a clock says without a colon,
# and "3 days ago".
HOUR = re.compile(
    r"(?<![^\W\d_])(?:kl|klo|klockan|kello|ore|orele|ora|godz|godzina|godzinie|saat|pukul|jam|lúc|ώρα"
    r"|الساعة|ساعت|בשעה|เวลา)[.:]{0,2}\s{0,3}\d{1,2}(?:[.,:]?\d{2})?(?![\d/])"
    r"|(?<![^\W\d_])(?:at|alle|às|las|στισ)\s\d{1,2}(?=$|\s{0,3}[|,;()–—·•-]|\sde\sla\s)"
    r"|(?<![\d.:/-])\d{1,2}\s?(?:h|hs|hrs?|uhr|u|uur|heures?|horas?|hodin[ay]?|hod|óra(?:kor)?|час(?:ов|а)?"
    r"|ч|годин[іиа]?|giờ|น|noon|midnight|o['’]?clock|[ap]\.\s?m\b|[ap]m(?=\W|$)(?!\s\d))\b\.?"
    r"(?:\s?\d{2}(?![\d.])(?:\s?(?:min|m|мин|хв|phút)\b\.?)?)?"
    r"|(?<![\d.:/-])\d{1,2}(?:\s?[hu]\s?\d{2}(?!\d)|\sबजे)"
    r"|(?<!\d)[012]\d[0-5]\d\s?(?:gmt|utc|hrs|h|uhr)\b"
    r"|\d{1,3}\s(?:second|minute|min|hour|hr|day|week|month|year)s?\sago\b"
)
# What stands between a day, its month and its year.
OF = frozenset("of de del di du d st nd rd th er º ª г року".split())
SHORTEST, LONGEST = len("1.1.24"), 90
FIGURE = re.compile(r"\d")
# No date has fewer: "1.1.24".
FEWEST_FIGURES = re.compile(r"\d\D*\d\D*\d\D*\d")
# But in the years of a reign, or of the Buddha in short: "令和6年3月5日", "5 มี.ค. 67".
SHORT_YEAR = re.compile(r"(?:令和|平成|民[國国])[\d元]|\d\s?[ก-ฮ]\S{2,5}\s?\d\d")
# Locales that write the month first, English ones that do not, and languages written both ways.
MONTH_FIRST = frozenset(("en-us", "en-ph", "fil-ph", "es-us", "en-pr"))
DAY_FIRST = frozenset(
    f"en-{land}" for land in ("gb", "au", "nz", "ie", "in", "uk", "ng", "ke", "sg")
)
UNDECIDED = frozenset(("en", "fil", "sw", "zh", "ja", "ko", "hu", "lt"))
# Of the words before a number that is no day.
LONGEST_WORD = 12
# Shorter companions of dates are common words.
TELLING = 6
YEARS = range(1990, 2101)


def is_date_line(line: str) -> bool:
    """Whether the line is a date, with or without a time, and nothing else."""
    if len(line) > LONGEST or not FIGURE.search(line) or not may_be_date_line(line):
        return False
    text = _plain(line)
    if CJK_DATE.search(text):
        return bool(CJK_REST.fullmatch(text))
    rest = CLOCK.sub(" ", NUMERIC.sub(" ", text))
    tokens = list(filter(None, [token.strip("-") for token in TOKEN.findall(rest)]))
    return _is_dated(text, tokens) and all(map(_belongs, tokens))


def may_be_date_line(line: str) -> bool:
    """Whether all words of a line with figures are such as stand beside dates.

    That says no to nearly all lines at a tenth of the cost; it never says no to a date.
    """
    if not all_words(line, _known_words(), _may_stand_beside):
        return False
    # A date without a word has two marks between three figures.
    return len(line) >= SHORTEST or any(map(str.isalpha, line))


def _may_stand_beside(word: str) -> bool:
    """Whether a word that is none of a date's may turn out to be one, or no word."""
    if "-" in word or word[0] in CJK_AROUND:
        return True
    # A clock takes the letters next to its figures with it.
    if word[0] not in CLOCK_LETTERS and word[-1] != "t":
        return False
    rests = (CLOCK_BEFORE.sub("", word), word.removesuffix("t"))
    return any(not rest or _belongs(rest) for rest in rests)


@cache
def _known_words() -> frozenset[str]:
    return frozenset(COMPANIONS | weekday_names() | month_names().keys() | OTHER_CALENDARS)


def read_date(line: str, language: str | None = None) -> date | None:
    """The day that a line names; None for no day, two days, or one that may be read two ways."""
    if not may_be_date(line):
        return None
    text = _plain(line[:LONGEST])
    if is_span(text):
        return None
    days = {day for day in _days(text, language) if day is not None}
    return days.pop() if len(days) == 1 else None


def may_be_date(line: str) -> bool:
    """Whether a line has as many figures as a date; without them none is read."""
    if FEWEST_FIGURES.search(line):
        return True
    return not line.isascii() and bool(SHORT_YEAR.search(line))


def is_span(line: str) -> bool:
    """Whether the line names the first and the last of some days or hours: an event's, no day."""
    found = SPAN.search(line)
    if found is None:
        return bool(HOURS.search(line))
    return not found["month"] or found["month"].casefold() in month_names()


def _days(text: str, language: str | None) -> Iterator[date | None]:
    for year, month, day in CJK_DATE.findall(text):
        yield _day(int(year), int(month), int(day))
    for found in NUMERIC.finditer(text):
        if not NUMBER_OF.search(text, max(0, found.start() - LONGEST_WORD), found.start()):
            _, first, mark, second, third = found.groups()
            yield _numeric((first, mark, second, third), language)
    numeric_gone = CLOCK.sub(" ", NUMERIC.sub(" ", CJK_DATE.sub(" ", text)))
    numeric_gone = MINUTES.sub(" ", numeric_gone)
    tokens = TOKEN.findall(numeric_gone)
    told = _named(tokens, language)
    # "Research7 April 2020" has no other day.
    is_named = told is None and not month_names().keys().isdisjoint(tokens)
    for others in (HOUR, NAME_WITH_FIGURES) if is_named else ():
        numeric_gone = others.sub(" ", numeric_gone)
        told = told or _named(TOKEN.findall(numeric_gone), language)
    yield told


def _is_dated(text: str, tokens: list[str]) -> bool:
    numbers = sum(token.isdecimal() for token in tokens)
    # A named month wants a day or a year beside it, and no more than a day, a year and a time.
    named = any(token in month_names() for token in tokens) and 1 <= numbers <= 4
    # "Updated 9:12 a.m." is one, "9:12" alone may head an entry of a live blog.
    told = CLOCK.search(text) and any(len(t) >= TELLING and t in COMPANIONS for t in tokens)
    return named or bool(told) or bool(NUMERIC.search(text))


def _belongs(token: str) -> bool:
    known = token.isdecimal() or token in month_names() or token in weekday_names()
    return known or token in COMPANIONS or token.rstrip(".") in COMPANIONS


def _numeric(parts: tuple[str, str, str, str], language: str | None) -> date | None:
    """A date in figures; the order of day and month by the figures, the mark or the language."""
    first, mark, second, third = parts
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        is_persian = a in PERSIAN_YEARS and (language or "").startswith("fa")
        return persian_day(a, b, c) if is_persian else _day(a, b, c)
    if len(third) != 4:
        # Two figures for the year: where dots stand between them, the day comes first.
        return _day(2000 + c, b, a) if mark == "." and len(third) == 2 else None
    if mark == "." or a > 12 or a == b:
        return _day(c, b, a)
    if b > 12:
        return _day(c, a, b)
    order = _order(language)
    return {"day": _day(c, b, a), "month": _day(c, a, b)}.get(order) if order else None


def _order(language: str | None) -> str | None:
    """What comes first in "3/4/2024": "day" or "month"; None where its readers do not agree."""
    tag = (language or "").casefold().replace("_", "-")
    if tag in MONTH_FIRST:
        return "month"
    if not tag or (tag.split("-")[0] in UNDECIDED and tag not in DAY_FIRST):
        return None
    return "day"


def _named(tokens: list[str], language: str | None) -> date | None:
    # "04-ago-2021"
    tokens = [token.strip("-") for token in tokens]
    months = {m for token in tokens for m in _months(token, language)}
    years = {int(token) for token in tokens if token.isdecimal() and len(token) == 4}
    days = {int(token) for token in tokens if token.isdecimal() and len(token) <= 2}
    if len(years) != 1 or len(days) != 1:
        return None
    if len(months) > 1:
        # People are called like months: "Jan Stone 5 March 2024", "April Stone, March 5, 2024".
        months = _beside_day(tokens, language)
    return _day(years.pop(), months.pop(), days.pop()) if len(months) == 1 else None


def _beside_day(tokens: list[str], language: str | None) -> set[int]:
    """The months that stand between a day and a year, or before both, with nothing else between."""
    words = [token for token in tokens if token not in OF and token not in weekday_names()]
    found: set[int] = set()
    for before, first, second, third in zip(
        ["", *words], words, words[1:], words[2:], strict=False
    ):
        kinds = [_kind(token) for token in (first, second, third)]
        if kinds in (["day", "month", "year"], ["year", "month", "day"]):
            found |= _months(second, language)
        elif kinds == ["month", "day", "year"] and not _months(before, language):
            found |= _months(first, language)
    return found


def _kind(token: str) -> str:
    """What a token is in a date: "day", "month" or "year"; "" for none of them."""
    if token.isdecimal():
        return "year" if len(token) == 4 else "day"
    return "month" if token in month_names() else ""


def _months(token: str, language: str | None) -> frozenset[int]:
    """The months that a name may mean; "listopad" is October in Zagreb and November in Warsaw."""
    by_language = month_names().get(token, {})
    language = (language or "").split("-")[0].split("_")[0].casefold()
    if language in by_language:
        return frozenset((by_language[language],))
    return frozenset(by_language.values())


def _day(year: int, month: int, day: int) -> date | None:
    year = year - BUDDHIST if year - BUDDHIST in YEARS else year
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _plain(line: str) -> str:
    """Lower case, the digits of every script as 0-9 and the days of every calendar as ours."""
    folded = line.casefold()
    if not folded.isascii():
        folded = "".join(str(unicodedata.digit(c, c)) if c.isdecimal() else c for c in folded)
        folded = gregorian(line, folded)
    return VIETNAMESE.sub(r"\1.\2.\3", folded)
