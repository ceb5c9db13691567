"""The day of publication in the page's own address: /2024/05/01/ or /2024-05-01-title."""

import re
from datetime import date
from typing import Any

DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-])(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?!\d)"
)
LONGEST = 2_000


def read(url: str | None) -> dict[str, Any]:
    """The day, where the address names exactly one; a number of eight digits may be anything."""
    days = {day for match in DAY.finditer((url or "")[:LONGEST]) if (day := _day(match))}
    return {"date_published": days.pop()} if len(days) == 1 else {}


def _day(match: re.Match[str]) -> str | None:
    try:
        return date(*(int(match[part]) for part in ("year", "month", "day"))).isoformat()
    except ValueError:
        return None
