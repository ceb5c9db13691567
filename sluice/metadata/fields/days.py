"""Which of several days is the article's, and in which order its figures are read."""

import re
from datetime import date
from operator import itemgetter
from typing import Any

from sluice.model import Page

UTC = "+00:00"
DECLARED = ("json-ld", "meta tags")
DATES = ("date_published", "date_modified")
# Lines, whose figures are read in the order of the page's language.
READ_BY_LANGUAGE = frozenset(("headline", "page", "above the body", "labelled line"))
MOST_DAYS_APART = 7
Answers = dict[str, dict[str, Any]]


def settle(page: Page, found: dict[str, Any], sources: dict[str, str], answers: Answers) -> None:
    """Put the day of publication that was found right by what the other sources say."""
    _shown_day(found, sources, answers)
    _unswapped(found, sources, page, answers)


def forget_update(found: dict[str, Any], sources: dict[str, str], answers: Answers) -> None:
    """Take back a marked element's day that all else says is the last change's.

    A page that shows its update alone marks that day up as any other.
    """
    day = found.get("date_published", "")[:10]
    is_marked = sources.get("date_published") == "time elements"
    if not is_marked or day != found.get("date_modified", "")[:10]:
        return
    is_backed = answers["time elements"].get("named_published", "")[:10] == day or any(
        str(answer.get("date_published", ""))[:10] == day
        for source, answer in answers.items()
        if source != "time elements"
    )
    if sources["date_modified"] != "time elements" and not is_backed:
        del found["date_published"], sources["date_published"]
        del answers["time elements"]["date_published"]


def _shown_day(found: dict[str, Any], sources: dict[str, str], answers: Answers) -> None:
    """The day that readers see at the headline before the one that it is in UTC.

    It also comes before a declared one long after it: no article is read before it is published,
    and what a system declares may be the day of its last build. A seen day that a time element
    states with its time is answered with it.
    """
    # An address is made of the day that the editors have, as readers do.
    known = (
        (answers.get("headline", {}).get("day_below", ""), "headline"),
        (answers["address"].get("date_published", ""), "address"),
    )
    seen, told_by = next(filter(itemgetter(0), known), known[0])
    below = known[0][0]
    if below and sources.get("date_published") in DECLARED and _is_moved(found, below):
        found["date_published"], sources["date_published"] = known[0]
    timed = answers.get("time elements", {}).get("date_published", "")
    declared = found.get("date_published", "")
    # What the address has is the editors' own day, and one that is shown beside it may be today's.
    is_backed = known[1][0] == declared[:10]
    if seen and declared.endswith(UTC) and _days_apart(seen, declared) == 1 and not is_backed:
        found["date_published"], sources["date_published"] = seen, told_by
    if seen and found.get("date_published") == seen == timed[:10] and len(timed) > len(seen):
        found["date_published"], sources["date_published"] = timed, "time elements"


def _is_moved(found: dict[str, Any], seen: str) -> bool:
    """Whether the declared day is long after the one at the headline."""
    declared = found["date_published"]
    return seen < declared[:10] and _days_apart(seen, declared) > MOST_DAYS_APART


def _unswapped(
    found: dict[str, Any], sources: dict[str, str], page: Page, answers: Answers
) -> None:
    """The day of a date such as "02/01/2023" as another source's ISO date reads its figures."""
    if sources.get("date_published") not in READ_BY_LANGUAGE:
        return
    year, month, day = found["date_published"][:10].split("-")
    swapped = f"{year}-{day}-{month}"
    if day == month or day > "12":
        return
    told = [answer.get(field) for answer in answers.values() for field in DATES]
    told += [mark.value for mark in page.declared.marks]
    if any(str(one)[:10].replace("/", "-") == swapped for one in told):
        first, second = (f"0?{figures.lstrip('0')}" for figures in (day, month))
        shown = re.compile(rf"\b(?:{first}[/-]{second}|{second}[/-]{first})[/-]{year}\b")
        if any(shown.search(block.text) for block in page.blocks):
            found["date_published"] = swapped


def _days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
