"""Which day a short line tells, and whether as the day of publication or of an update."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from sluice.text.dates import (
    FEWEST_FIGURES,
    FIGURE,
    is_date_line,
    is_span,
    may_be_date,
    read_date,
)
from sluice.text.name_edges import without_date
from sluice.text.names import is_byline

UPDATE = re.compile(
    r"\bakt\.|"
    "updat|modified|revised|edited|aktualis|actualis|mis à jour|modifié|actualiz|modificad"
    "|aggiorn|modificat|modifica il|atualiz"
    "|bijgewerkt|geüpdatet|gewijzigd|geändert|überarbeitet|uppdater|opdater|oppdater|endret"
    "|ändrad|päivit|muokat"
    "|aktualiz|zaktualiz|frissít|módosít|обновл|обновен|актуализиран|изменен|оновл|ενημέρ|güncelle|diperbarui"
    "|dikemas kini|cập nhật"
    "|تحديث|به‌روز|बदला|अपडेट|更新|更新日|수정|แก้ไข|עודכן"
)
# "Edited by Ada Stone": a person, and no label of the day below it; "por última vez" is a time.
PERSON_BEHIND = re.compile(
    r"\w*\s?:?\s(?:by|von|par|por(?! [úu]ltima)|da|di|door|av|af|przez|oleh|od|de către"
    r"|tarafından|bởi|द्वारा)\b"
)
EDITOR = re.compile(
    r"(?<!last )(?<!latest )edited by\b|\b(?:modificad[oa] por(?! [úu]ltima)|modifié(?:e)? par"
    r"|modificato da|überarbeitet von|gewijzigd door|redigerad av|redigeret af)\b"
)
PUBLISH = re.compile(
    r"^dat(?:e|um|a)\b|^fecha\b|^дата\b|"
    r"publish|posted|post time|\bpubl?\.?\b|written|created|issued|released|first appeared"
    r"|submitted|uploaded"
    r"|veröffentlicht|erschienen|erstellt|gespeichert|geschrieben|gepostet|verfasst|eingestellt"
    r"|\bstand\b|publié|paru le|mise? en ligne|publicad|publicat|pubblicat|gepubliceerd"
    r"|geplaatst|publicerad|publiceret"
    r"|publisert|julkaistu|opublikowan|dodan|publikov|zveřejn|megjelen|közzété|objavljen"
    r"|опубликован|публикуван|размещен"
    r"|опубліков|дата публикации|δημοσι|yayın|diterbitkan|dipublikasikan|diposting|diterbitkan"
    r"|đăng|نشر|نُشر|انتشار"
    r"|प्रकाशित|发布|發布|公開|掲載|投稿|등록|입력|게시|작성|เผยแพร่|פורסם"
)
# "The Gazette | Date: …": what starts a piece of a line.
PUBLISH_LATER = re.compile(r"\bdat(?:e|um|a)\b|\bfecha\b|\bдата\b")
# "Updated 2 hours ago | 1 May 2024": the update has its day, and the day behind it is another.
AGO = re.compile(
    r"\bago\b|\bvor \d|\bil y a \d|\b(?:hace|há) \d"
    r"|\d \w{2,9} (?:fa|önce|назад|тому|geleden|sedan|siden|sitten|temu|yang lalu|trước|πριν)\b"
    r"|\d\s?\w{1,4}\s?[前전]|पहले|\b(?:منذ|قبل) \d"
    r"|\b(?:yesterday|today|hier|gestern|heute|ieri|oggi|ayer|hoy|ontem|hoje|wczoraj|gisteren|вчера"
    r"|сегодня)\b"
)
# What a journal's manuscript went through before.
RECEIVED = re.compile(
    r"\breceived\b|\baccepted\b|eingereicht|eingegangen|angenommen|\breçu|\baccepté|recibido"
    r"|aceptado|recebido|aceit[oe] em|aprovado em|ricevuto|accettato|ontvangen op|geaccepteerd"
    r"|mottage[nt]|modtaget|mottatt|accepterad|akseptert|vastaanotettu|hyväksytty|otrzyman|przyjęt"
    r"|doručeno|přijato|beérkez|elfogad|primljen|prihvaćen|primit la|поступил|принят|получен[ао]?\b"
    r"|надійшл|прийнят|ελήφθη|παραλαβή|geliş tarihi|kabul tarihi|diterima|disetujui|nhận bài"
    r"|chấp nhận|收稿|录用|錄用|受付|受理|접수|채택|استلام|قبول|دریافت|پذیرش|प्राप्त|स्वीकृत|התקבל"
)
# Days that are not the page's own: an event's, a deadline's, a right's, a birth's.
OTHER_DAY = re.compile(
    r"©|\(c\)|copyright|\bsince\b|\bborn\b|\bdied\b|deadline|expires?\b|valid|until"
    r"|join(?:ed|date)|regist(?:r|ered)|\breg\.|inscri[tp]|iscritt|miembro desde|membro desde"
    r"|\bmember|mitglied|medlem|\blid sinds|liittynyt|dołączy|rejestrac|členem od|csatlakozott"
    r"|регистрац|зарегистр|зареєстр|на форуме с|εγγραφ|üyelik|katılım tarihi|kayıt tarihi"
    r"|bergabung|tham gia|注册|註冊|登録日|가입|สมัคร|انضم|تاريخ التسجيل|عضویت|הצטרף"
    r"|member|event|webinar|\bdue\b|accessed|retrieved|comments?\b|repl(?:y|ies)|kommentar"
    r"|commentaire|comentario|" + RECEIVED.pattern
)
# "2 May 2024 | 7 Comments": how many there are, and no comment's day.
COUNT = re.compile(
    r"\W+(?:\d+|no|leave a|add a|keine|kein)?\s?(?:comments?|replies|reply|kommentare?r?"
    r"|kommenttia?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarz[ey]?"
    r"|комментари[йяев]{1,2}|yorum|komentar|تعليق(?:ات)?|评论|評論|コメント|댓글)"
    r"(?:\s?[(（]?\d*[)）]?)?\W*$",
    re.I,
)
# "7 May 2024, 09:41 3 812 12": how often it was read, behind the time.
COUNTS_ALONE = re.compile(r"(?<!\d)(\d{1,2}:\d{2})(?:\s+\d{1,3}(?:\s?\d{3})*){1,3}$")
# "This post was published on …": a sentence about its own page, whose day is the page's.
ON_ITSELF = re.compile(
    r"(?:(?:this|der|dieser|diese|cet|cette|esta|este|questo|questa|dit|deze|den här|dette|ten) "
    r"(?:entry|post|article|page|story|artikel|beitrag|eintrag|text|bericht|article|publication"
    r"|entrada|artículo|artigo|articolo|wpis|inlägg|innlegg|indlæg)"
    r"|(?:publié|posted|published|geschrieben|veröffentlicht|verfasst|publicado|pubblicato)\b)",
    re.I,
)
# Of each of these words a piece that stands in every line that has it.
GROUP = re.compile(r"\(\?:[^()]*\)")
ANY = re.compile(r"\\b|\^|\\\.|.\?|\.|\0")
LABELS = sorted(
    {
        max(ANY.split(word), key=len)
        for words in (UPDATE, PUBLISH, PUBLISH_LATER)
        for word in GROUP.sub("\0", words.pattern).split("|")
    }
)
_LABELS = AhoCorasick(LABELS)
OPENING_WORDS = 110
LONGEST_LINE = 160
LONGEST_LABEL = 25
LONGEST_PIECE = 90
# More words beside a day make a sentence, and its day may be any.
LONGEST_UNLABELLED = 48
BETWEEN = re.compile(r"\s*[|•·●⋅∙∘▪\n]\s*|\s+[-–—/]+\s+|\s+(?=\()|;\s+")
# Figures for two dates.
SEVERAL = re.compile(r"(?:\d\D*){8}")
# One of these stands in each.
BETWEEN_MARK = re.compile(r"[|•·●⋅∙∘▪\n(;/–—-]")
# "(1 May 2024) The mill …": a paragraph that opens with its day.
OPENING = re.compile(r"[(\[]?(?P<day>[^()\[\]]{6,40}?\d{4})(?:[)\]]|[.:]?\s[-–—]|[.:])\s")


class Told(NamedTuple):
    """The days that a line tells; None for one that it does not. labelled: it says what of."""

    published: str | None = None
    modified: str | None = None
    labelled: str = ""


NOTHING = Told()
OTHER = "other"


def told(line: str, language: str | None) -> Told:
    """The days of a line in ISO 8601; two for one field are none."""
    if not may_be_date(line):
        return NOTHING
    if len(line) > LONGEST_LINE:
        opening = OPENING.match(line)
        if opening:
            return told(opening["day"], language)
        return _of_itself(line, language) if ON_ITSELF.match(line) else NOTHING
    if is_span(line):
        return NOTHING
    if not line[-1:].isdigit():
        line = COUNT.sub("", line)
    elif ":" in line:
        line = COUNTS_ALONE.sub(r"\1", line)
    has_label = bool(_LABELS.find_matches_as_indexes(line.casefold()))
    days: dict[str, set[str]] = {"published": set(), "modified": set(), OTHER: set()}
    label = ""
    for piece in _pieces(line) if has_label else filter(None, BETWEEN.split(line)):
        folded = piece.casefold()
        if has_label and is_update(folded):
            label = "modified"
        elif has_label and PUBLISH.search(folded):
            label = "published"
        elif RECEIVED.search(folded) and not FIGURE.search(piece):
            label = OTHER
        longest = LONGEST_PIECE if label else LONGEST_UNLABELLED
        dated = piece if len(piece) <= longest else _behind_byline(piece)
        day = read_date(dated, language) if dated else None
        if day and not OTHER_DAY.search(folded):
            days[label or "published"].add(day.isoformat())
        elif label == "modified" and not day and AGO.search(folded):
            label = ""
    single = {field: found.pop() for field, found in days.items() if len(found) == 1}
    return Told(single.get("published"), single.get("modified"), label if label != OTHER else "")


def _behind_byline(piece: str) -> str:
    """The date that a longer byline ends in, behind the people and their trades; "" without one."""
    if len(piece) > LONGEST_PIECE or not is_byline(piece):
        return ""
    date = piece[len(without_date(piece)) :].strip(" ,")
    return date if is_date_line(date) else ""


def is_update(folded: str) -> bool:
    """Whether a piece of a line says that its day, or the one behind it, is an update's."""
    return bool(UPDATE.search(folded)) and not EDITOR.search(folded)


def with_labels(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each date behind the label that stands on a line of its own above it."""
    before = ""
    for line in lines:
        is_short = len(line) <= LONGEST_UNLABELLED
        is_behind = bool(before) and is_short and FIGURE.search(line) and _is_label(before)
        yield f"{before} {line}" if is_behind else line
        before = line


def _is_label(line: str) -> bool:
    """Whether a line without a date says what the date below it is the day of."""
    if len(line) > LONGEST_LABEL or FIGURE.search(line):
        return False
    folded = line.casefold()
    if any(words.search(folded) for words in (PUBLISH, OTHER_DAY)):
        return True
    found = UPDATE.search(folded)
    return found is not None and not PERSON_BEHIND.match(folded, found.end())


def is_labelled(line: str) -> bool:
    """Whether a line has a figure and a word of publication or of an update."""
    if not FIGURE.search(line):
        return False
    folded = line.casefold()
    return bool(PUBLISH.search(folded) or UPDATE.search(folded) or PUBLISH_LATER.search(folded))


def with_words_of_labels(texts: Sequence[str]) -> Iterator[int]:
    """The places of the texts that may have such a word, or two lines that have it together.

    One look at all of them is faster than one at each line; none is wrongly left out.
    """
    if not texts:
        return
    folded = [text.replace("\n", " ").casefold() for text in texts]
    starts = [0, *accumulate(len(text) + 1 for text in folded)]
    matches = _LABELS.find_matches_as_indexes("\n".join(folded), overlapping=False)
    yield from dict.fromkeys(bisect_right(starts, start) - 1 for _, start, _ in matches)


def _of_itself(line: str, language: str | None) -> Told:
    """The day in the opening words of a sentence about its own page."""
    words = line[:OPENING_WORDS].rpartition(" ")[0]
    day = read_date(words, language)
    folded = words.casefold()
    if not day or UPDATE.search(folded) or not (PUBLISH.search(line.casefold())):
        return NOTHING
    return Told(published=day.isoformat(), labelled="published")


def _pieces(line: str) -> list[str]:
    """The line at its separators, and before a word that labels a date and follows another."""
    pieces: list[str] = []
    for part in filter(None, BETWEEN.split(line)):
        start = 0
        folded = part.casefold()
        marks = {mark.start(): FIGURE for mark in UPDATE.finditer(folded)}
        if SEVERAL.search(folded):
            # "Received 3 May 2024, published 2 June 2024", but not "3 May 2024, posted by Ada".
            for words in (PUBLISH, RECEIVED):
                marks |= {mark.start(): FEWEST_FIGURES for mark in words.finditer(folded)}
        for place, figures in sorted(marks.items()):
            before, behind = part[start:place], part[place:]
            if figures.search(before) and (figures is FIGURE or figures.search(behind)):
                pieces.append(before)
                start = place
        pieces.append(part[start:])
    return pieces
