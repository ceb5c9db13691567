"""The day of publication in the page's address: /2024/05/01/, /2024-05-01-title, /2024/may/1/."""

import re
from datetime import date
from typing import Any

from sluice.text.dates import read_date

DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-])(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?!\d)"
)
# "/17-05-2024-mill", and other orders as the page's language has them.
TURNED = re.compile(r"(?<![\d-])[0-3]\d-[0-3]\d-(?:19|20)\d\d(?!-?\d)")
# "/2024/may/07/"
NAMED = re.compile(
    r"/(?P<year>(?:19|20)\d\d)/(?P<month>[a-z]{3,9})/(?P<day>[0-3]?\d)(?![\d.])", re.I
)
LONGEST = 2_000


def read(url: str | None, language: str = "") -> dict[str, Any]:
    """The day, where the address names exactly one; a number of eight digits may be anything."""
    if not url:
        return {}
    text = url[:LONGEST]
    days = {day for match in DAY.finditer(text) if (day := _day(match))}
    days |= {day for match in NAMED.finditer(text) if (day := _named_day(match))}
    turned = (read_date(match, language) for match in TURNED.findall(text))
    days |= {day.isoformat() for day in turned if day}
    return {"date_published": days.pop()} if len(days) == 1 else {}


def _day(match: re.Match[str]) -> str | None:
    try:
        return date(*(int(match[part]) for part in ("year", "month", "day"))).isoformat()
    except ValueError:
        return None


def _named_day(match: re.Match[str]) -> str | None:
    day = read_date("{day} {month} {year}".format_map(match.groupdict()), "en")
    return day.isoformat() if day else None
