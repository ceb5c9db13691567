"""The day of publication in the data of a page's scripts, asked where all else is silent."""

import re
from typing import Any

LONGEST = 2_000_000
# "publishedAt":"2024-05-01T…", also inside a text of JSON, where the quotes have backslashes.
DAY = re.compile(
    r"""(?P<name>datePublished|publishedAt|published_at|publishDate|publish_date|publicationDate|datePublication
    |firstPublished|postDate|publishedDate|pubDate|published_time)
    (?:\\{0,3}["'])\s{0,3}:\s{0,3}\\{0,3}["'](?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)""",
    re.X,
)


def read(html: str) -> dict[str, Any]:
    """The day, where all that scripts say of a publication is this one day."""
    days = {match["day"] for match in DAY.finditer(html[:LONGEST])}
    return {"date_published": days.pop()} if len(days) == 1 else {}
