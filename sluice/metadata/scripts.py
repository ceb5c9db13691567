"""The day of publication in the data of a page's scripts, asked where all else is silent."""

import re
from typing import Any

LONGEST = 2_000_000
# "publishedAt":"2024-05-01T…", also inside a text of JSON, where the quotes have backslashes.
NAMES = tuple(
    """datePublished publishedAt published_at publishDate publish_date publicationDate
    firstPublished postDate publishedDate pubDate published_time""".split()
)
# What these have in common: looking for three words is cheaper than for eleven.
PARTS = ("ubli", "postDate", "pubDate")
DAY = re.compile(
    rf"""(?:{"|".join(NAMES)})(?:\\{{0,3}}["'])\s{{0,3}}:\s{{0,3}}\\{{0,3}}["']"""
    r"(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)"
)


def read(html: str) -> dict[str, Any]:
    """The day, where all that scripts say of a publication is this one day."""
    text = html[:LONGEST]
    # Most pages that come here have none of the names, and looking for words is cheap.
    if not any(part in text for part in PARTS):
        return {}
    days = {match["day"] for match in DAY.finditer(text)}
    return {"date_published": days.pop()} if len(days) == 1 else {}
