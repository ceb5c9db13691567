"""Declared values as the answer states them; what has the wrong type or no sense is silent."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from sluice.text.dates import FIGURE, read_date

LONGEST_LINE = 1_000
LONGEST_TEXT = 5_000
MOST_ITEMS = 50
FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 1, 1)
# "2024-05-01 10:00:00 UTC"; and what JavaScript writes behind a day.
ZONE_NAME = re.compile(r"\s*\b(?:UTC|GMT|Z)$")
CLOCK_TAIL = re.compile(r"(?:T|\s)\d{1,2}:\d{2}.*$")
ONE_DAY = timedelta(days=1)
LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.I)
TAG_MARKS = re.compile(r"[,;|]")


def line(value: Any, longest: int = LONGEST_LINE) -> str | None:
    """One line of text, from a text, a list's first text or an object's name."""
    text = " ".join(next(_texts(value), "").split())
    return text if 0 < len(text) <= longest else None


def lines(value: Any) -> tuple[str, ...]:
    """Distinct lines of text, in order."""
    cleaned = (" ".join(text.split()) for text in _texts(value))
    return tuple(dict.fromkeys(text for text in cleaned if 0 < len(text) <= LONGEST_LINE))[
        :MOST_ITEMS
    ]


def tags(value: Any) -> tuple[str, ...]:
    """Distinct keywords; a text with commas is a list of them."""
    split = (part.strip() for text in lines(value) for part in TAG_MARKS.split(text))
    return tuple(dict.fromkeys(filter(None, split)))[:MOST_ITEMS]


def address(value: Any, base: str | None) -> str | None:
    """An absolute http or https address, resolved against the page's own."""
    text = line(value, LONGEST_TEXT)
    try:
        resolved = urljoin(base or "", text) if text else ""
        parts = urlsplit(resolved)
    except ValueError:
        return None
    return resolved if parts.scheme in ("http", "https") and parts.hostname else None


def moment(value: Any, crawled_at: str | None, language: str | None = None) -> str | None:
    """A declared date or time in ISO 8601, not before 1990 nor a day after the crawl.

    Without a time of the crawl no date is too late: today's date must not decide an answer.
    """
    day, stated = _stated(line(value) or "", language)
    if day is None or day < FIRST_DAY:
        return None
    # Subtracted, not added: the day after the calendar's last is no date.
    return stated if day - ONE_DAY <= (_crawl_day(crawled_at) or LAST_DAY) else None


def _stated(text: str, language: str | None) -> tuple[date | None, str]:
    """The day that a declared date names, and the date or time as the answer states it."""
    if not FIGURE.search(text):
        return None, ""
    bare = ZONE_NAME.sub("+00:00", text.strip("\"' "))
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(bare)
        except (ValueError, TypeError, IndexError):
            continue
        is_day = len(bare) <= len("2024-01-31")
        return found.date(), found.date().isoformat() if is_day else found.isoformat()
    day = read_date(CLOCK_TAIL.sub("", bare), language)
    return day, day.isoformat() if day else ""


def language(value: Any) -> str | None:
    """The ISO 639 code of a declared language or locale."""
    match = LANGUAGE.fullmatch(line(value) or "")
    return match[1].lower() if match else None


def _crawl_day(crawled_at: str | None) -> date | None:
    try:
        return datetime.fromisoformat(crawled_at).date() if crawled_at else None
    except ValueError:
        return None


def _texts(value: Any) -> Iterator[str]:
    for item in value[:MOST_ITEMS] if isinstance(value, list | tuple) else [value]:
        named = (
            item.get("name") or item.get("url") or item.get("@id")
            if isinstance(item, dict)
            else item
        )
        if isinstance(named, list) and named:
            named = named[0]
        if isinstance(named, str) and named.strip():
            # Half a character, as of an emoji that was cut, cannot be sent.
            yield named.encode("utf-8", "replace").decode("utf-8")
