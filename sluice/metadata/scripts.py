"""The day of publication in the data of a page's scripts, asked where all else is silent."""

import re
from collections.abc import Iterator
from typing import Any

LONGEST = 2_000_000
# "publishedAt":"2024-05-01T…", also inside a text of JSON, where the quotes have backslashes.
NAMES = tuple(
    """datePublished publishedAt published_at publishDate publish_date publicationDate
    firstPublished postDate publishedDate pubDate published_time""".split()
)
# What these have in common: looking for four words is cheaper than for eleven.
PARTS = ("ublish", "ublicationDate", "postDate", "pubDate")
# How far a name may begin before such a part, and its day end behind it.
BEFORE, BEHIND = 6, 60
DAY = re.compile(
    rf"""(?:{"|".join(NAMES)})(?:\\{{0,3}}["'])\s{{0,3}}:\s{{0,3}}\\{{0,3}}["']"""
    r"(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)"
)


def read(html: str) -> dict[str, Any]:
    """The day, where all that scripts say of a publication is this one day."""
    days = {day for part in PARTS for day in _days(html, part)}
    return {"date_published": days.pop()} if len(days) == 1 else {}


def _days(html: str, part: str) -> Iterator[str]:
    """The days that stand behind names with this part."""
    at = html.find(part, 0, LONGEST)
    while at >= 0:
        found = DAY.search(html, max(0, at - BEFORE), min(at + BEHIND, LONGEST))
        if found:
            yield found["day"]
        at = html.find(part, at + 1, LONGEST)
