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
# What these have in common, and what then stands before it: looking for two words is cheaper than
# for eleven.
PARTS = {"ublish": ("",), "Date": ("ublication", "post", "pub")}
LONGEST_BEFORE = 10
# How far a name may begin before such a part, and its day end behind it.
BEFORE, BEHIND = 6, 60
DAY = re.compile(
    rf"""(?:{"|".join(NAMES)})(?:\\{{0,3}}["'])\s{{0,3}}:\s{{0,3}}\\{{0,3}}["']"""
    r"(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)"
)


def read(html: str) -> dict[str, Any]:
    """The day, where all that scripts say of a publication is this one day."""
    days = {day for part, before in PARTS.items() for day in _days(html, part, before)}
    return {"date_published": days.pop()} if len(days) == 1 else {}


def _days(html: str, part: str, before: tuple[str, ...]) -> Iterator[str]:
    """The days that stand behind names with this part, and one of these texts before it."""
    at = html.find(part, 0, LONGEST)
    while at >= 0:
        if html[max(0, at - LONGEST_BEFORE) : at].endswith(before):
            beginning = next(text for text in before if html.endswith(text, 0, at))
            start = at - len(beginning)
            found = DAY.search(html, max(0, start - BEFORE), min(start + BEHIND, LONGEST))
            if found:
                yield found["day"]
        at = html.find(part, at + 1, LONGEST)
