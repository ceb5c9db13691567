"""The place and the agency that a text begins with, or the agency that it ends with."""

import re

from sluice.text.agencies import is_agency
from sluice.text.calendar_names import month_names

# "MOSCOW (AP) — ", "KYIV, Ukraine (Reuters) - ", "(AFP) – ": capitals, an agency, a dash.
DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^()\n—–]{1,60}?)?\s*"
    r"[(（](?P<agency>[a-z]{2,5}(?:/[a-z]{2,5})?|[A-Z][\w. /&-]{1,30}?)[)）]"
    r"(?P<mark>\.?\s*[-–—:]+)\s"
)
# "ЯКУТСК, 14 февраля. /ТАСС/. "
IN_STROKES = re.compile(
    r"(?P<place>[^\W\d_a-z][^/\n—–]{1,60}?)?\s*/(?P<agency>[^\W\d_][\w.-]{2,20})/\s?[.—–-]+\s"
)
# What Korean agencies open with: place and agency, an equals sign between them, in brackets.
KOREAN = re.compile(r"[(（\[](?P<place>[가-힣·]{2,12})=(?P<agency>[^\s()（）\[\]=]{2,10})[)）\]]\s")
# "中新网北京2月25日电 ", "新华社北京2月25日电（记者李华）"
CHINESE = re.compile(
    r"(?P<agency>中新网|中新社|新华社|新華社|新华网|中央社)(?P<place>[\u4e00-\u9fff]{2,8}?)?"
    r"\d{1,2}月\d{1,2}日[电電]"
)
CAPITALS = re.compile(r"[^\W\d_a-zà-öø-ÿа-яё]{3,}")
DAY = re.compile(r"\d{1,2}\.?(?: de)? (?P<month>[^\W\d_]{3,12})\.?(?:,? (?:de )?\d{4})?")
PLACE_WORDS = 2
# "… said the mayor. (PAP)": what stands in brackets behind the last sentence.
AT_END = re.compile(r"[.!?…”\"»]\s*\((?P<agency>[^\W\d_a-z][^\W\d_]{2,9})\)\.?$")
LOOKED_AT = 120


def read(first: str, last: str) -> dict[str, str]:
    """The dateline and the agency. first, last: the body's first and last blocks."""
    opening = first[:LOOKED_AT]
    for form, marks in FORMS:
        if any(mark in opening for mark in marks) and (match := form.match(opening)):
            return _told(match, form)
    end = AT_END.search(last[-LOOKED_AT:]) if last.endswith((")", ").")) else None
    return {"agency": end["agency"]} if end and is_agency(end["agency"]) else {}


def _told(match: re.Match[str], form: re.Pattern[str]) -> dict[str, str]:
    place, agency = (match["place"] or "").strip(" ,."), match["agency"].strip()
    # "dpa/lni" is the agency's office of a land.
    bare = agency.split("/")[0] if is_agency(agency.split("/")[0]) else agency
    place = _without_day(place)
    if form is DATELINE:
        return _in_brackets(place, bare, match["mark"])
    if not is_agency(bare):
        return {}
    is_place = bool(place) and (form is not IN_STROKES or bool(CAPITALS.match(place)))
    return {"agency": bare, **({"dateline": place} if is_place else {})}


def _in_brackets(place: str, agency: str, mark: str) -> dict[str, str]:
    told = {"agency": agency}
    if CAPITALS.match(place):
        return {"dateline": place, **told}
    # "Jakarta (ANTARA) - " too, but not "The European Space Agency (ESA) - ".
    is_place = len(place.split()) <= PLACE_WORDS and ":" not in mark
    return told if is_place else {}


def _without_day(place: str) -> str:
    """The place without the day behind it: "Madrid, 6 mar", "Metz, 3 fév 2025"."""
    named, comma, behind = place.rpartition(", ")
    day = DAY.fullmatch(behind)
    return named if comma and day and _is_month(day["month"].casefold()) else place


def _is_month(word: str) -> bool:
    return any(name.startswith(word) for name in month_names())


# Each form, and the signs of which it has one.
FORMS = ((DATELINE, "(（"), (IN_STROKES, "/"), (KOREAN, "="), (CHINESE, "电電"))
