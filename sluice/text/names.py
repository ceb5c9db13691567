"""People's names on lines: bylines, and the reporters named at an article's end."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby, product

from sluice.text import name_edges
from sluice.text.agencies import is_agency, parted
from sluice.text.surnames import is_eastern_name

# What starts a byline, in the languages that write one so.
MARKERS = "|".join(
    """by our correspondent,from our correspondent,von unserer redakteurin,von unserem redakteur
    von unserer korrespondentin,von unserem korrespondenten,von unserer reporterin
    von unserem reporter,de notre correspondante,de notre correspondant
    de notre envoyée spéciale,de notre envoyé spécial,de nuestra corresponsal
    de nuestro corresponsal,da nossa correspondente,do nosso correspondente
    dalla nostra corrispondente,dal nostro corrispondente,dalla nostra inviata
    dal nostro inviato,van onze correspondent,van onze verslaggever,fra vår korrespondent
    från vår korrespondent,fra vores korrespondent,od naszego korespondenta
    od naszej korespondentki,от нашего корреспондента
    interview,written by,reporting by,words by,story by,text by,posted by,published by
    reported by,compiled by,researched by,geschrieben von,verfasst von,artikel von,ein artikel von
    bericht von,rédigé par,écrit par,article de,redactado por,publicado por,redatto da,skriven av
    skrivet av,napisał,napisała,napisali,написал,написала,подготовил,подготовила,підготував
    підготувала,hazırlayan,kaleme alan
    article by,recipe by,review by,post by,autorin/autor,by,author
    authors,von,ein bericht von,text von,autor,autorin,par,publié par,propos recueillis par,auteur
    por,escrito por,texto de,texto,texte,testo,autora,di,a cura di,scritto da,autore,door
    geschreven door,av,text
    af,skrevet af,skrevet av,kirjoittanut,teksti,oleh,penulis,ditulis oleh,reporter,przez,tekst
    opracował,opracowała,opracowanie,oprac.,opr.,autorzy,autorki,γράφει ο,γράφει η,γράφουν οι
    napsal,napsala,írta,szerző,de către,scris de,автор,текст,автор текста
    текст автора,συντάκτης,του,yazan,haber,yazar,tác giả,بقلم,كتب,كتبت,نویسنده,گزارش,लेखक,द्वारा
    מאת,נכתב על ידי,به قلم,تحریر,โดย,เขียนโดย,ผู้เขียน
    取材,文,執筆者,執筆,著者,記者,记者,作者,撰文,編輯""".replace("\n    ", ",").split(",")
)
# These are also common words; without a colon they need names in capitals behind them.
BYLINE = re.compile(rf"(?:{MARKERS})(?P<mark>\s*[:：/／]\s*|\s+)(?P<names>\S.{{0,200}})", re.I)
# Small letters of the scripts that have capitals: a name begins with none.
SMALL = "a-z" + "".join(filter(str.islower, map(chr, range(0xDF, 0x530))))
NAME_WORD = rf"[^\W\d_{SMALL}][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
PARTICLE = r"(?:de|da|do|dos|del|della|di|van|von|der|den|ter|la|le|el|al|bin|binti|ibn|af|zu|y|e)"
NAME = re.compile(rf"{NAME_WORD}(?:[ -](?:{PARTICLE} )?(?:{PARTICLE} )?{NAME_WORD}){{1,4}}")
BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|/|&|\||、|،|，|·)\s*(?:(?:and|und|et|y|e|og|och|en|dan|ve|i)\s+)?"
    r"|\s+(?:and|und|et|y|e|en|och|og|ja|dan|i|oraz|a|és|ir|un|și|ve|ile|и|і|й|та|και|và|with"
    r"|mit)\s+|\s+و\s*",
    re.I,
)
# Between the last two names, on a line or in an element of its own.
AND = (
    r"(?:and|und|et|y|e|og|och|en|ja|dan|i|oraz|a|és|ir|un|și|ve|ile|и|і|та|και|và|with|mit|&|و|और)"
)
AND_ALONE = re.compile(AND, re.I)
AND_BEFORE = re.compile(rf"^[,;\s]*{AND}\s+(?=[^\W\d_])", re.I)
LONGEST_BYLINE = 160
LONGEST_NAME = 60
LONGEST_CREDIT = 400
ADDRESS = re.compile(r"://|\bwww\.|@|^\s*(?:javascript|mailto|tel|data|urn|about):", re.I)
# Addresses, accounts, numbers, and the accounts of editorial systems.
NO_NAME = re.compile(
    r"[@/]|[a-z]\.[a-z]+\.[a-z]|^\d|\d$(?<!\w\d)"
    r"|^(?:the\s)?(?:admin|administrator|editor|editors|author|authors|staff|guest|webmaster"
    r"|user|anonymous|unknown|n\.?\s?a\.?|none|null|undefined|redaktion|redacción|redaccion"
    r"|redazione|rédaction"
    r"|la rédaction|redactie|redacja|redakcja|redakce|redaksi|editorial|editörü|newsroom"
    r"|news desk|web desk"
    r"|editorial (?:team|staff|board)|(?:online|web|news)[- ](?:team|staff|desk|redaktion)"
    r"|news|team|press"
    r"|press release|agencies|agency|wire|contributor|contributors"
    r"|guest (?:author|post|writer)|about|about the author|follow|share|more|ask question"
    r"|(?:learn|read|view|see) .{1,20}|.{1,40} staff"
    r"|(?:topic|thread|post) (?:author|starter)|authored by|of this .{1,20}|insights from"
    r"|view profile|all posts|posted|published|updated|home|blog|comments?|menu|search|login"
    r"|subscribe|advertisement|reading time|read time|lesezeit|temps de lecture|tiempo de lectura"
    r"|tempo di lettura|(?:writer|reporter|journalist|columnist|photographer|correspondent)s?"
    r"|(?:university|institute|department|college|faculty|school) (?:of|for) .{1,40}"
    r"|редакция|редактор|админ|编辑|編輯部|小编|記者|记者|편집자|기자|編集部|تحرير|هيئة التحرير)$",
    re.I,
)
# "Updated Jun", "Sun Dec": what is left of a date.
CALENDAR = re.compile(
    r"(?:updated|published|posted|sun|mon|tue|wed|thu|fri|sat)\w*\s"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,6}",
    re.I,
)
MOST_NAMES = 20
# "<names> contributed to this report", each with the language's own verb.
CONTRIBUTED = re.compile(
    r"^(?P<who>.{3,300}?)\s+(?:also\s+|has\s+|have\s+|ha\s+|han\s+|a\s+|ont\s+|turut\s+|ikut\s+)?"
    r""
    r"(?:contributed\s+(?:to|reporting)|berkontribusi\s+(?:pada|dalam|untuk)|menyumbang\s+(?:pada|kepada)"
    r"|contribuy(?:ó|eron)\s+a|contribuído?\s+para|contribu[ií](?:u|ram)\s+para|contribué\s+à"
    r"|contribuito\s+a|tru(?:g|gen)\s+zu|bidrog\s+till|bidro\s+til|heeft\s+bijgedragen"
    r"|hebben\s+bijgedragen"
    r"|katkıda\s+bulun)\b",
    re.I,
)
# One of these stands in each verb above; to look for them first is ten times faster.
IN_EACH_VERB = ("ontribu", "menyumbang", "tru", "bidro", "bijgedragen", "bulun")
REPORTING_BY = re.compile(
    r"^\(?(?:additional\s+)?(?:reporting|writing)\s+by\s+(?P<who>[^;()]{3,300}?)(?:[;)]|$)", re.I
)
ROLES = re.compile(
    r""
    r"^.*\b(?:writers?|reporters?|correspondents?|journalists?|editors?|staff|producers?|photographers?)\s+"
)
ROLE = re.compile(
    r""
    r"\b(?:(?:writer|reporter|editor|correspondent|columnist|contributor|critic|journalist|photographer)s?"
    r"|staff|expert|director"
    r"|executive|manager|analyst|specialist|consultant|professor|founder|co-founder|ceo|cto"
    r"|president|officer"
    r"|institute|university|team|group|desk|agency|producer|researcher|strategist"
    r"|marketing"
    r"|redakteur|redakteurin|korrespondent|korrespondentin|redactor|redactora|redaktion"
    r"|rédacteur|rédactrice"
    r"|journalistes?|giornalist[ai]|periodistas?|journalisten|redakteure|reporterin|autorin"
    r"|verslaggever|journalistin|jornalista|repórter|dziennikar(?:z|ka)|reporterka|novinář(?:ka)?"
    r"|redaktor(?:ka)?|redaktør|redaktör|journalisti|toimittaja|újságíró|ziarist[ăa]?|gazeteci"
    r"|muhabir|wartawan|журналист(?:ка)?|корреспондент(?:ка)?|обозреватель|кореспондент(?:ка)?"
    r"|журналістка|δημοσιογράφος"
    r"|articles?|online|news)\b",
    re.I,
)
LONGEST_TRADE = 60
# What somebody did, on a line of its own below a name or above it.
WRITING = re.compile(
    r"texts?|words|story|texte|texto|testo|tekst|teksti|szöveg|текст|yazı|κείμενο", re.I
)
PICTURES = re.compile(
    r"fotos?|photos?|foto's|pictures?|images?|bild(?:er)?|kuvat?|valokuvat?|zdjęcia|fotók?|fotoğraf"
    r"|фото|foto och text|photography|fotograf(?:i|ie|ía)?|illustrations?|video",
    re.I,
)
ALONE = f"{MARKERS}|authors|autoren|posted|asked|submitted by"
MARKER_ALONE = re.compile(rf"(?:{ALONE})\s*[:：]?", re.I)
LONGEST_MARKER = max(map(len, ALONE.split("|")))
# What stands behind a name on its line: a role behind a comma or bar, a date, a figure, brackets.
BEHIND_NAME = re.compile(
    r""
    r"\s*(?:[|•·–—(\[/]|\s-\s|(?:,\s*|\s+)\d|(?:,\s*|\s+)(?:Ph\.?D|M\.?D\b|MBA\b|CPA\b|RN\b|DVM\b)|\s(?:on|at|am|um|le|el|il|op|den|alle|às|kl\.?|klo|saat|pukul|о|в)\s+\d).*$",
    re.I,
)
PLACE_AFTER = re.compile(
    r"\s+(?P<word>in|en|à|a|di|aus|i|från|fra|uit|from)\s+(?P<rest>[^\W\d_a-z].*)$"
)
# These are "and" in some languages, and "in" in others; a place of two words begins so.
SMALL_WORDS = frozenset("in en à a di aus i från fra uit from and und et y e och og".split())
IN_OR_AND = frozenset(("i", "en", "a"))
PLACE_OPENINGS = frozenset(
    """new nueva nuevo nova novo nuova nuovo nowy nowa nové nya san santa santo sankt saint são st
    los las el la le tel abu hong kuala buenos rio río mexico ciudad cidade città cape ho den
    south north east west nord sud sør sydney washington addis phnom sri costa gran port puerto
    porto frankfurt bad""".split()
)


# Two to four words of Devanagari and its sisters, Thai, Lao or Burmese, whose vowels are marks.
MARKED_NAME = re.compile(
    r"[\u0904-\u0963\u0971-\u0e3f\u0e40-\u0e4f\u0e80-\u0fff\u1000-\u103f.]{2,20}"
    r"(?: [\u0904-\u0963\u0971-\u0e3f\u0e40-\u0e4f\u0e80-\u0fff\u1000-\u103f.]{2,20}){1,3}"
)
# What such scripts call a desk, an office or a team by, and no one alone.
MARKED_DESK = re.compile(
    "डेस्क|ब्यूरो|टीम|समाचार|न्यूज|न्यूज़|संवाददाता|एजेंसी|डिजिटल|पढ़ें|ডেস্ক|প্রতিবেদক|প্রতিনিধি|রিপোর্ট"
    "|অনলাইন|নিউজ|நிருபர்|செய்தி|குழு|వార్త|డెస్క్|ทีม|ข่าว|บรรณาธิการ|อ่าน|สำนัก"
)
# A whole name without a blank.
EASTERN = re.compile(r"[\u4e00-\u9fff]{2,4}|[가-힣]{2,4}")
EASTERN_MARKS = "、·"
# "記者会見" is no reporter's name.
TITLE_APART = re.compile(r"[\s:：/／＝=(（]")


def either_i(word: str) -> Iterator[str]:
    """The case-folded word, and with each of its i's dotless, which patterns take for the same."""
    choices = ("iı" if letter == "i" else letter for letter in word.casefold())
    return map("".join, product(*choices))


def _folded(text: str) -> str:
    """Equal for all texts that `re.I` takes for one another: it has one i for "iİı"."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("ı", "i").casefold()


# By their first letters what bylines begin with.
_MARKERS = sorted(set(map(_folded, ALONE.split("|"))))
OPENINGS = {first: tuple(group) for first, group in groupby(_MARKERS, key=lambda word: word[0])}
NO_OPENING = ("\n",)
ASCII_OPENINGS = frozenset(
    case(first) for first in OPENINGS for case in (str.lower, str.upper) if first.isascii()
)

# What a line must begin with, and hold, to be worth a look; as sluice.text.folding writes lines.
BYLINE_OPENINGS = tuple(word for marker in MARKERS.split("|") for word in either_i(marker))
CREDIT_SIGNS = tuple(
    word
    for sign in "ontribu,menyumbang,trug,bidro,bijgedragen,bulun,reporting by,writing by".split(",")
    for word in either_i(sign)
)


def byline_match(line: str) -> re.Match[str] | None:
    """BYLINE's match; hardly a line opens as one, and to try all markers on it is slow."""
    return BYLINE.match(line) if _may_open(line) else None


def is_marker_alone(line: str) -> bool:
    """Whether the line is what starts a byline, and no name behind it."""
    return _may_open(line) and bool(MARKER_ALONE.fullmatch(line))


def _may_open(line: str) -> bool:
    """Whether a line begins with the letters of a marker; they are never wrongly missed."""
    first = line[:1]
    if first.isascii() and first not in ASCII_OPENINGS:
        return False
    opening = _folded(line[:LONGEST_MARKER])
    return opening.startswith(OPENINGS.get(opening[:1], NO_OPENING))


def is_byline(line: str) -> bool:
    """Whether the line names authors, says so, and says nothing else."""
    return bool(byline_match(line.strip())) and bool(byline_names(line))


def is_name(line: str) -> bool:
    """Whether the line is one person's name and nothing else, as far as capitals tell."""
    is_like = len(line) <= LONGEST_NAME and bool(NAME.fullmatch(line))
    return is_like and not name_edges.is_buttons(line)


def is_trade(line: str) -> bool:
    """Whether a short line has a word for what somebody does at the paper."""
    return len(line) <= LONGEST_TRADE and bool(ROLE.search(line))


def is_task(line: str) -> bool:
    """Whether a line is what somebody did for an article, and nothing else: "Text", "Foto"."""
    return bool(WRITING.fullmatch(line) or PICTURES.fullmatch(line))


def byline_names(line: str) -> tuple[str, ...]:
    """The people that a byline names; none where the line is no byline."""
    match = byline_match(line.strip()) if len(line) <= LONGEST_BYLINE else None
    if not match:
        # "José Ortega y Gasset" is one, "Ana Ruiz y Luis Gil" are two.
        return (names_alone(line) or (line,)) if is_name(line) else ()
    stated = name_edges.without_button(name_edges.without_date(match["names"]))
    stated = name_edges.parted_and(stated)
    told = _without_place(parted(stated)[0])
    pieces = [piece.strip(" .") for piece in BETWEEN_NAMES.split(told)][:MOST_NAMES]
    names = tuple(p for p in pieces if is_name(p) and not ROLE.search(p))
    if names and is_name(pieces[0]):
        return names
    if name_edges.is_titled(line):
        name = name_edges.without_title(name_edges.without_mail(line))
        return name_edges.without_place(tuple(BETWEEN_NAMES.split(name)))
    has_colon = bool(match["mark"].strip())
    caseless = not any(c.isupper() or c.islower() for c in match["names"])
    is_short = has_colon and caseless and len(match["names"]) < 40
    return name_edges.without_place(tuple(filter(None, pieces))) if is_short else ()


def _without_place(text: str) -> str:
    """Names without the place behind them: "Ada Stone in Rome", but not "Jan Berg i Ewa Lis"."""
    at = 0
    while found := PLACE_AFTER.search(text, at):
        if not _is_second_name(found):
            return text[: found.start()]
        at = found.start("rest")
    return text


def _is_second_name(found: re.Match[str]) -> bool:
    second = BETWEEN_NAMES.split(found["rest"], 1)[0].strip(" .")
    is_place = second.partition(" ")[0].casefold() in PLACE_OPENINGS
    return found["word"] in IN_OR_AND and is_name(second) and not is_place


def names_alone(line: str) -> tuple[str, ...]:
    """The people of a line that is nothing but their full names, with no word that says so."""
    if len(line) > LONGEST_BYLINE:
        return ()
    pieces = tuple(BETWEEN_NAMES.split(line)[:MOST_NAMES])
    is_told = all(is_eastern_name(p) or (is_name(p) and not ROLE.search(p)) for p in pieces)
    return pieces if is_told and all(map(_is_usable, pieces)) else ()


def lowered_names(line: str) -> tuple[str, ...]:
    """The people that a byline names in a text that has lost its capitals, as they stand there."""
    match = byline_match(line) if len(line) <= LONGEST_BYLINE and line.islower() else None
    if not match:
        return ()
    words = (word if word in SMALL_WORDS else word.title() for word in match["names"].split())
    return tuple(map(str.lower, byline_names(line[: match.start("names")] + " ".join(words))))


def contributor_names(line: str) -> tuple[str, ...]:
    """The people that a reporting line at an article's end names before its verb."""
    # Single blanks: a run of them would be tried at each of its places.
    credit = " ".join(line.split()) if len(line) <= LONGEST_CREDIT else ""
    folded = credit.casefold()
    credits_some = any(verb in folded for verb in IN_EACH_VERB) and CONTRIBUTED.match(credit)
    match = credits_some or REPORTING_BY.match(credit)
    return tuple(_people(match["who"])) if match else ()


def _people(who: str) -> Iterator[str]:
    # "Associated Press writers A in Dubai, United Arab Emirates, and B in Kyiv": a place may have a
    # comma of its own, so a piece without a name of two words after a place is the place's.
    for piece in re.split(r"\s+(?:and|dan|y|et|und|e|og|och|en|ve)\s+|;", who):
        for part in PLACE_AFTER.sub("", ROLES.sub("", piece)).split(","):
            name = NAME.fullmatch(part.strip(" ."))
            if name:
                yield name[0]


def byline_agency(line: str) -> str:
    """The organisation that a byline names behind its people; "" without one."""
    if len(line) > LONGEST_BYLINE or ADDRESS.search(line):
        return ""
    return parted(name_edges.without_date(byline_words(line)[0]))[1]


def byline_words(line: str) -> tuple[str, str]:
    """A line without the words that start a byline, and those words."""
    line = line.strip(" \t,;|•·–—-:&")
    if is_marker_alone(line):
        return "", line
    if not line.isascii() and name_edges.is_titled(line) and TITLE_APART.search(line):
        return line, "by"
    match = byline_match(line)
    return (match["names"].strip(" ,;|•·–—-:"), "by") if match else (line, "")


def split_names(text: str) -> tuple[str, ...]:
    """The people in a text of nothing but names, roles and places; none where it says more."""
    if len(text) > LONGEST_BYLINE or ADDRESS.search(name_edges.without_mail(text)):
        return ()
    told = _without_place(BEHIND_NAME.sub("", parted(name_edges.bare(text))[0]))
    pieces = [piece.strip(" .:") for piece in BETWEEN_NAMES.split(told)][:MOST_NAMES]
    titled = name_edges.is_titled(text)
    names = tuple(
        p
        for p in pieces
        if (is_name(p) or (titled and name_edges.is_caseless(p)))
        and not ROLE.search(p)
        and _is_usable(p)
    )
    names = name_edges.without_place(names) if titled else names
    return names if names and names[0] == pieces[0] and not is_agency(names[0]) else ()


def element_names(text: str) -> tuple[str, ...]:
    """The people in an element that is said to hold them, also in scripts without capitals.

    Nothing but the element tells such names from other words: two words of Hindi or Thai, and
    several short ones of Japanese.
    """
    names = split_names(text)
    if names or text.isascii() or len(text) > LONGEST_BYLINE or is_trade(text):
        return names
    pieces = BETWEEN_NAMES.split(name_edges.bare(text))[:MOST_NAMES]
    is_told = _are_eastern(text, pieces) or all(map(is_marked_name, pieces))
    return tuple(pieces) if is_told else ()


def _are_eastern(text: str, pieces: list[str]) -> bool:
    """Whether a text parts several names without blanks by the mark that lists people."""
    is_listed = any(mark in text for mark in EASTERN_MARKS)
    return is_listed and all(map(EASTERN.fullmatch, pieces))


def is_marked_name(name: str) -> bool:
    """Whether a text may be one name in a script whose vowels are marks: Devanagari to Thai."""
    is_whole = len(name) <= LONGEST_NAME and MARKED_NAME.fullmatch(name)
    return bool(is_whole) and not MARKED_DESK.search(name) and _is_usable(name)


def people(names: tuple[str, ...]) -> tuple[str, ...]:
    """Declared authors as people's names: no addresses, no "By", several in one text split."""
    found: list[str] = []
    for text in (unescape(name).strip(" ,;|") for name in names):
        if ADDRESS.search(name_edges.without_mail(text)) or is_agency(text):
            continue
        stated = parted(name_edges.bare(byline_words(text)[0] or text))[0]
        bare = BEHIND_NAME.sub("", stated)
        pieces = [piece.strip(" .,") for piece in BETWEEN_NAMES.split(bare)[:MOST_NAMES]]
        pieces = [p for p in pieces if not (ROLE.search(p) or is_agency(p))] or pieces
        if _are_eastern(bare, pieces):
            found += pieces
            continue
        people_only = [piece for piece in pieces if is_name(piece) and not ROLE.search(piece)]
        # "José Ortega y Gasset" and "Stone, Ada" are one name each.
        whole = pieces[0] in people_only and len(people_only) > len(pieces) / 2
        # "Ada Stone, professor at the school of mills and boats, Gazette" is one and a life.
        alone = people_only[:1] if pieces[0] in people_only and len(bare) > LONGEST_NAME else [bare]
        found += filter(_is_usable, people_only if whole else [name.strip(" .,") for name in alone])
    return tuple(dict.fromkeys(name for name in found if not is_agency(name)))


def _is_usable(name: str) -> bool:
    return (
        bool(name)
        and len(name) <= LONGEST_NAME
        and not NO_NAME.search(name)
        and not CALENDAR.fullmatch(name)
        and not name_edges.is_buttons(name)
        and not name_edges.is_calendar(name)
    )
