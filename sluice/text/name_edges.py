"""What stands at a name and is none of it: a date's words, a reporter's title, marks, addresses.

Each cut leaves a text as it is where it finds nothing of its kind.
"""

import re
from functools import cache

from sluice.text.calendar_names import month_names, weekday_names
from sluice.text.dates import COMPANIONS, read_date

FIGURE = re.compile(r"\d")
LETTERS = re.compile(r"[^\W\d_][^\s,;|·•()]*")
# Words of the calendar that people are called too, the last of three: "Ada Maria Sonntag".
BORNE = frozenset(
    """april august juni juli julio junio juno abril marzo mayo augusto agosto mars marts mart marta
    maja märz domingo domenica sabato sábado friday sunday freitag sonntag montag samstag maandag
    vrijdag zondag kasım ekim eylül nisan temmuz haziran ocak luty lipiec sierpień listopad wrzesień
    kwiecień marzec styczeń grudzień czerwiec sobota niedziela środa czwartek piątek květen srpen
    leden duben sati ahad rabu jumat kamis selasa senin mercredi vendredi dimanche janvier tammikuu
    thứ nhật năm sáu""".split()
)
FEWEST_LETTERS, FEWEST_GLUED = 4, 5
UP_TO_YEAR = re.compile(r"\D{0,20}\d.{2,30}?(?<!\d)\d{4}(?!\d)")
# The parts of Vietnamese weekdays are names but behind these.
PARTS, PART_OPENS = frozenset("ba hai tư năm sáu bảy nhật".split()), frozenset(("thứ", "chủ"))
# "Updated March": what is left of a date, and nobody's name.
LABELS = frozenset(word for word in COMPANIONS if len(word) >= FEWEST_LETTERS)

UPDATED = frozenset(
    """posted published updated aktualisiert veröffentlicht publié publiée actualisé publicado
    publicada actualizado actualizada modificado atualizado pubblicato aggiornato gepubliceerd
    bijgewerkt publicerad uppdaterad publicerat publiceret opdateret publisert oppdatert julkaistu
    päivitetty opublikowano aktualizacja publikováno aktualizováno diterbitkan dipublikasikan
    diperbarui güncelleme yayınlanma közzétéve frissítve megjelent опубликовано обновлено
    ενημέρωση δημοσίευση""".split()
)

# What opens a date also where a line begins with it, and the language that writes so.
ARTICLES = {"Le": "fr", "El": "es", "Il": "it", "Am": "de", "Den": "sv", "On": "en", "Op": "nl"}
DAY_AND_MONTH = re.compile(r"\d{1,2}(?:\.|er|º)?(?: de)? (?P<month>[^\W\d_]{3,12})")
# Buttons beside a byline, behind a whole name.
BUTTON = re.compile(
    r"(?<=\w)(?:\s+(?:share|follow|save|print|e-?mail|comments?|teilen|folgen|merken|drucken|partager"
    r"|suivre|compartir|seguir|guardar|compartilhar|condividi|delen|volgen|följ|følg|jaa|udostępnij"
    r"|obserwuj|поделиться|подписаться|поділитися|paylaş|مشاركة|شارك|bagikan|공유|शेयर करें))+\s*$",
    re.I,
)
# What the buttons beside a byline say, several of which in a row are nobody's name.
BUTTONS = frozenset(
    """share tweet email mail print save follow copy link listen comment comments facebook twitter
    whatsapp linkedin pinterest telegram messenger reddit instagram bluesky threads flipboard pocket
    teilen merken drucken kommentieren anhören folgen partager imprimer enregistrer écouter suivre
    commenter compartir guardar imprimir escuchar comentar seguir compartilhar salvar ouvir
    partilhar condividi stampa salva ascolta commenta delen opslaan afdrukken luister bewaar dela
    spara lyssna skriv kommentera del gem lyt lagre lytt jaa tallenna kuuntele tulosta
    udostępnij zapisz drukuj skomentuj sdílet uložit poslechnout zdieľať megosztás mentés distribuie
    salvează paylaş kaydet yazdır dinle bagikan simpan cetak dengarkan поделиться сохранить слушать
    распечатать поділитися зберегти слухати сподели κοινοποίηση αποθήκευση ακούστε مشاركة حفظ
    استمع طباعة שתף שמור הדפס साझा शेयर করুন শেয়ার แชร์ บันทึก 공유 저장 분享 收藏 保存 シェア""".split()
)
OTHER_DAYS = frozenset("released release born died expires since until event".split())

REPORTER = (
    "기자|특파원|논설위원|칼럼니스트|에디터|記者|记者|特派員|特派员|編集委員|論説委員"
    "|编辑|編輯|通讯员|通訊員|撰稿人|ライター"
)
# "한서윤 인턴기자", "王小明記者", "अनिता शर्मा द्वारा"
TITLE_BEHIND = re.compile(
    rf"\s*[(（]?\s*(?:(?:인턴|선임|수습|전문|객원|편집)\s?)?(?:{REPORTER})\s*[)）]?\s*=?$"
    r"|\s+(?:द्वारा|ने|संवाददाता|की रिपोर्ट|প্রতিবেদক)$"
)
PLACED = re.compile(r"^[\[【(（][^\]】)）]{1,30}[\]】)）]\s*(?=\S)")
# "本报记者 李华", "作者：李华", "文/李华", "מאת דנה לוי"
TITLE_BEFORE = re.compile(
    r"(?:"
    r"(?:本报|本報|本刊|本网|本網|新华社|特约|特約)(?:记者|記者)\s*[:：/／＝=|]?\s*"
    r"|(?:记者|記者|特派員|通讯员|通訊員|撰文|撰稿|作者|著者|筆者|執筆|责任编辑|責任編輯|编辑|編輯|編集|取材・文"
    r"|글쓴이|글·사진)(?:\s*[:：/／＝=|]\s*|\s+)"
    r"|(?:文|글|취재|写真・文|文・写真)\s*[:：/／＝=|]\s*|文・(?!写真|撮影)"
    r"|(?:מאת|נכתב על ידי|כתב|כתבת|بقلم|كتب|كتبت|كتبه|إعداد|تقرير|به قلم|نویسنده|نوشته|تحریر"
    r"|लेखक|लेखिका|रिपोर्ट|रिपोर्टर|লেখক|লিখেছেন|எழுதியவர்|ผู้เขียน|เขียนโดย|โดย)(?:\s*[:：]\s*|\s+)"
    r"|(?:เขียนโดย|โดย))(?=\S)"
)
MAIL = re.compile(
    r"\s*[<(\[]?\s*(?:mailto:)?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}\s*[>)\]]?"
)
# "Ada Stone1,2, Jan Berg2,*": places of work, as journals mark them.
MARKS = re.compile(
    r"(?<=[^\W\d_.])(?:[*†‡§¶¹²³⁴-⁹]|\d{1,2})(?:,?(?:[*†‡§¶¹²³⁴-⁹]|\d{1,2}\b))*(?=\s*(?:[,;&]|$|\s(?:and|und|et|y|e)\s))"
)
# "דנה לוי ויוסי כהן": Hebrew writes its "and" onto the next name, behind a whole one.
HEBREW_AND = re.compile(r"([א-ת]{2,}\s[א-ת][א-ת'\"׳״-]+)\sו(?=[א-ת]{2,}\s[א-ת]{2})")
COMMAS = re.compile(r"\s*[、，,]\s*")
MOST_TITLED = 6
CASELESS = re.compile(r"[^\s\d,;|/:：=＝。，、]{2,20}(?:[ ・·][^\s\d,;|/:：=＝。，、]{1,20}){0,3}")
LONGEST_TITLED, LONGEST_CREDIT = 60, 120
# "2024年5月14日 来源：晚报 记者 林晓岚"
NAMED_WITHIN = re.compile(
    r"(?<![^\s|/／:：,，;；])(?:记者|記者|作者|撰文|责任编辑|責任編輯|취재)(?:\s*[:：/／]\s*|\s+)"
    r"(?P<name>[\u3400-\u9fff]{2,4}|[가-힣]{2,4})(?=$|[\s|/／,，;；)）])"
)
# "記者王小明/基隆報導", "〔記者王小明／基隆報導〕"
REPORTED_FROM = re.compile(
    r"[〔【\[(（]?(?:記者|记者)\s?(?P<name>[\u3400-\u9fff]{2,4})\s?[/／]\s?[\u3400-\u9fff]{2,6}"
    r"(?:連線)?(?:報導|报导|報道|报道)[〕】\])）]?"
)
HAN = "\u3400"
# "新人記者" is a reporter of no name.
NO_REPORTER = frozenset(
    "会見 會見 俱樂部 クラブ".split()
    + "本紙 本社 本报 本報 本刊 新人 女性 男性 地元 現役 特约 特約 전문 인턴 시민".split()
)
# The scripts behind this one, the first without capitals, name reporters so.
UNCASED = "\u0590"
MARKS_ALONE = re.compile(r"(?:\d{1,2}|[*†‡§¶#¹²³⁴-⁹,;\s])+|[a-f](?:\s?,\s?[a-f*])*")
FEWEST_MARKS = 2


def bare(text: str) -> str:
    """A text of names without what stands at its ends."""
    text = parted_and(without_button(without_marks(without_date(without_mail(text)))))
    return text if text.isascii() or max(text) < UNCASED else without_title(text)


def named_within(line: str) -> str:
    """The reporter whom a line with a day and a paper names between them; "" without one."""
    if line.isascii() or len(line) > LONGEST_CREDIT or max(line) < HAN:
        return ""
    found = NAMED_WITHIN.search(line) or REPORTED_FROM.fullmatch(line)
    return found["name"] if found and found["name"] not in NO_REPORTER else ""


def without_mail(text: str) -> str:
    """The name without the address behind it; an address alone stays."""
    return (MAIL.sub("", text).strip() or text) if "@" in text else text


def without_title(text: str) -> str:
    """The name without the word for its reporter, in scripts that glue it to the name."""
    text = PLACED.sub("", text)
    opening = TITLE_BEFORE.match(text)
    cut = text[opening.end() :] if opening else text
    return TITLE_BEHIND.sub("", cut) or text


def is_titled(text: str) -> bool:
    """Whether the text is a name in a script without capitals, beside a word for its reporter."""
    if len(text) > LONGEST_TITLED or max(text, default="") < UNCASED:
        return False
    text = without_mail(text)
    name = without_title(text)
    names = COMMAS.split(name)[:MOST_TITLED]
    return len(name) < len(text) and all(is_caseless(n) and n not in NO_REPORTER for n in names)


def parted_and(text: str) -> str:
    """The names with a comma for an "and" that is written onto the next one."""
    return text if text.isascii() else HEBREW_AND.sub(r"\1, ", text)


def is_caseless(name: str) -> bool:
    """Whether a text may be a name in a script that has no capitals."""
    return bool(CASELESS.fullmatch(name)) and name.upper() == name.lower()


def without_place(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in a script without capitals, without a place of one word behind names of several."""
    if not names or " " not in names[0]:
        return names
    return tuple(name for name in names if " " in name)


def without_marks(text: str) -> str:
    """The names without the figures and stars of the places where they work."""
    cut, times = MARKS.subn("", text)
    return cut if times >= FEWEST_MARKS else text


def without_date(text: str) -> str:
    """The text up to its date: "Ada Stone Thursday, 14 March 2024", "ADA STONEMARCH 5"."""
    figure = FIGURE.search(text)
    if figure is None:
        return without_calendar(text)
    words = list(LETTERS.finditer(text, 0, figure.start()))
    start, told = figure.start(), False
    while words:
        word, before = words[-1], words[-2][0] if len(words) > 1 else ""
        is_told = _is_calendar(word[0], before)
        if not is_told and not _is_companion(word[0]) and not _is_article(word[0], text[start:]):
            break
        start, told = word.start(), told or is_told
        words.pop()
    # A book's day, and a life's, are no part of a byline.
    if told and words and words[-1][0].strip(".,:").casefold() in OTHER_DAYS:
        return text
    whole = _is_date(text[start:])
    if told and not whole and len(words) == 1:
        return text
    # "Yang Sun 5 March 2024": a family's name before a date that needs no weekday.
    short = len(words) == 1 and len(text[start : figure.start()].strip(" .,")) < FEWEST_LETTERS
    if short and told and read_date(text[figure.start() :], "en-GB"):
        return text[: figure.start()].rstrip()
    glued = _glued(words[-1][0], 0 if told else FEWEST_GLUED) if words else 0
    if glued:
        start, told = words[-1].start() + glued, True
    return text[:start].rstrip(" ,;·•|–—-(") if told or whole else text


def _is_date(text: str) -> bool:
    """Whether a text is a date, or begins with one before another."""
    first = UP_TO_YEAR.match(text)
    dates = (text, first[0]) if first else (text,)
    return any(read_date(date, "en-GB") is not None for date in dates)


def without_calendar(name: str) -> str:
    """The name without a month or weekday behind two words of it that no figure vouches for."""
    words = name.split()
    while len(words) > 2 and (_is_unmistakable(words[-1]) or _is_label(words[-1])):
        words.pop()
    if words and (glued := _glued(words[-1], 0)):
        words[-1] = words[-1][:glued]
    cut = " ".join(words)
    return cut.rstrip(" ,") if len(cut) < len(name) else name


def without_button(name: str) -> str:
    """The name without the words of buttons behind two words of it: "Ada Stone Share"."""
    cut = BUTTON.sub("", name)
    return cut if " " in cut.strip() else name


def is_buttons(name: str) -> bool:
    """Whether a text is the words of buttons and nothing else: "Share", "Dela Spara Lyssna"."""
    return BUTTONS.issuperset(name.casefold().split())


def is_calendar(name: str) -> bool:
    """Whether a text is what is left of a date: "Updated March", "jeudi mars"."""
    words = [word.strip(".,").casefold() for word in name.split()]
    if not 1 < len(words) <= 4 or words[-1] not in calendar():
        return False
    opens = words[0] in LABELS or (len(words[0]) >= FEWEST_LETTERS and words[0] in weekday_names())
    return opens and all(word in calendar() or word in COMPANIONS for word in words)


@cache
def calendar() -> frozenset[str]:
    """The names of months and weekdays of all languages."""
    return frozenset(month_names()) | weekday_names()


def _is_calendar(word: str, before: str) -> bool:
    folded = word.strip(".,").casefold()
    if folded not in calendar():
        return False
    return folded not in PARTS or before.casefold() in PART_OPENS


def _is_companion(word: str) -> bool:
    """Whether a word stands between a name and its date: "on", "Updated", "publié le"."""
    folded = word.strip(".,:").casefold()
    return folded in LABELS or (word[0].islower() and folded in COMPANIONS)


def _is_article(word: str, date: str) -> bool:
    """Whether a word with a capital opens the date behind it: "Le 14 février", but no Mr Le's."""
    language = ARTICLES.get(word)
    if language is None:
        return False
    opening = DAY_AND_MONTH.match(date)
    return opening is not None and language in month_names().get(opening["month"].casefold(), ())


def _is_label(word: str) -> bool:
    """Whether a word with a capital says when: what is left of "Ada Stone Updated May 5"."""
    return word.rstrip(":").casefold() in UPDATED and word[0].isupper()


def _is_unmistakable(word: str) -> bool:
    folded = word.strip(".,").casefold()
    return len(folded) >= FEWEST_LETTERS and folded in calendar() and folded not in BORNE | PARTS


def _glued(word: str, fewest: int) -> int:
    """Where in a word a month or weekday is glued on; in capitals only with so many letters."""
    bare_word = word.rstrip(".,")
    if bare_word[1:].islower():
        return 0
    for place in range(3, len(bare_word) - 2):
        tail = bare_word[place:]
        camel = tail[0].isupper() and tail[1:].islower()
        shouted = fewest and len(tail) >= fewest and bare_word.isupper()
        if (camel or shouted) and tail.casefold() in calendar():
            return place
        if camel and tail.casefold() in LABELS:
            return place
    return 0
