"""Organisations that stand where people's names do: the agencies by name, the others by a word."""

import re
from functools import lru_cache

# News agencies.
AGENCIES = frozenset(
    """afp ap reuters dpa apa sda ats ansa efe anp ntb tt ritzau stt pap čtk ctk tass interfax ria
    antara xinhua kyodo yonhap bernama pti ians ani aap pa upi belga lusa agi adnkronos mti tanjug
    hina anadolu aa agerpres bta tasr sta elta leta bns ukrinform unian dpa-afx sid epd kna
    keystone-sda dha iha тасс интерфакс риа укрінформ укринформ уніан унн бта белта
    연합뉴스 뉴시스 뉴스1 中新网 中新社 新华社 新華社 新华网 中央社""".split()
)
AGENCY_NAMES = frozenset(
    """associated press,the associated press,agence france-presse,thomson reuters,pa media
    anadolu ajansı,anadolu agency,deutsche presse-agentur,press trust of india,europa press
    press association,bloomberg news,united press international""".replace("\n    ", ",").split(",")
)
# What agencies say of themselves; with it a name needs no table.
SELF_NAMED = tuple(
    """news agency,press agency,information agency,nachrichtenagentur,presseagentur
    agence de presse,agencia de noticias,agência de notícias,agenzia di stampa,agenzia stampa
    persbureau,nyhetsbyrå,nyhedsbureau,uutistoimisto,agencja prasowa,tisková agentura
    tisková kancelář,hírügynökség,agenție de presă,agenția de presă,информационное агентство
    информагентство,haber ajansı,kantor berita,thông tấn xã,通讯社,通訊社,通信社,통신사
    وكالة أنباء,وكالة الأنباء,خبرگزاری,סוכנות ידיעות,סוכנות הידיעות,समाचार एजेंसी""".replace(
        "\n    ", ","
    ).split(",")
)
# One of these words, with another beside it, names an organisation: "Coastal Press".
WORDS = frozenset(
    """press news agency agencies newspaper newspapers times tribune gazette herald newswire wire
    media network broadcasting
    agentur nachrichtenagentur presseagentur presse-agentur pressedienst nachrichten zeitung
    agence presse agencia agência noticias notícias prensa agenzia stampa giornale
    persbureau nieuws nyhetsbyrå nyhetsbyrån nyhedsbureau nyheter nyhetsbyrået uutiset
    agencja prasowa agentura tisková hírügynökség agenţia agenția
    агентство новости агенция новини агенція πρακτορείο ειδήσεων
    ajansı haberler haberleri kantor berita thông tấn xã
    وكالة أنباء خبرگزاری סוכנות समाचार""".split()
)
# Scripts without blanks between words say it at the end.
ENDS = (
    "通讯社",
    "通訊社",
    "通信社",
    "新聞社",
    "新闻社",
    "新聞網",
    "日報社",
    "통신",
    "뉴스",
    "신문",
    "일보",
)
# "Daily News reporter" is a person's trade.
TRADES = frozenset(
    """reporter reporters editor writer correspondent columnist journalist director photographer
    contributor producer critic staff redakteur redakteurin redactor redactora periodista
    journaliste rédacteur rédactrice giornalista freelance special""".split()
)
SHORTEST, LONGEST = 5, 60
# What parts the people of a byline from those whom they write for. Blanks before it are looked for
# behind no blank: a run of them would be read from each of its places.
BEHIND = re.compile(r"(?<!\s)\s*(?:,|\||/|;|、|，|،|\s[-–—]|\bfor\b)\s*(?=[^,|/;、，،]+$)")
FRAME = " .()（）[]"


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's."""
    folded = name.strip(" ().").casefold()
    if folded in AGENCIES or folded in AGENCY_NAMES:
        return True
    return SHORTEST <= len(folded) <= LONGEST and _names_itself(folded)


# A page's few names are asked at each of their sources.
@lru_cache(maxsize=1_024)
def _names_itself(folded: str) -> bool:
    return any(sign in folded for sign in SELF_NAMED)


def is_organization(name: str) -> bool:
    """Whether a name of several words has one that only organisations have, as far as words tell.

    Behind other names only: "Bill Press" may write alone.
    """
    bare = name.strip(FRAME)
    if len(bare) > LONGEST:
        return False
    if is_agency(bare) or bare.endswith(ENDS):
        return True
    words = {*bare.casefold().split(), *bare.casefold().replace("-", " ").split()}
    is_several = len(words) > 1 and not bare[:1].islower()
    named = is_several and not WORDS.isdisjoint(words) and TRADES.isdisjoint(words)
    return named and not any(map(str.isdecimal, bare))


def parted(text: str) -> tuple[str, str]:
    """A byline's people, and the organisation named behind them; "" where there is none."""
    place = BEHIND.search(text)
    if place is None or not place.start():
        return text, ""
    last = text[place.end() :].strip(FRAME)
    return (text[: place.start()], last) if is_organization(last) else (text, "")


def agencies(names: tuple[str, ...]) -> tuple[str, ...]:
    """The news agencies among declared authors, and the organisations beside people there."""
    known = [name for name in names if is_agency(name)]
    beside = [name for name in names if len(names) > 1 and is_organization(name)]
    behind = [parted(name)[1] for name in names]
    return tuple(dict.fromkeys(filter(None, known + beside + behind)))
