"""The day of publication from elements that hold a date: time elements and classes named so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sluice.metadata import values
from sluice.metadata.sources.dated_lines import is_update, told
from sluice.model import Block, Declared, Mark

# Around or on an element: its date is another story's, a comment's, an event's, the site's.
ELSEWHERE = frozenset(
    """comment comments commentlist reply replies related recent recommended recommendations
    popular trending teaser teasers <nav> <aside> sidebar widget carousel slider copyright
    countdown ticker today currentdate mostread reviews userreviews ratings testimonials guestbook
    acceptedanswer suggestedanswer""".split()
)
DATE_NAMES = frozenset("date datum fecha time published publish posted pubdate dateline".split())
MODIFIED_NAMES = frozenset("updated modified datemodified update lastmod dateupdated".split())
PUBLISHED_NAMES = frozenset("datepublished pubdate published issued created datecreated".split())
DATED = DATE_NAMES | MODIFIED_NAMES | PUBLISHED_NAMES
# A date in the header of the site is today's.
# The opening post of a thread, which its markup calls a comment as it does the others.
OPENING_POST = frozenset(("discussionforumposting", "mainentity"))
HEADER, IN_ARTICLE = "<header>", frozenset(("<article>", "<main>"))
# A headline's date stands near it, in the order of marked elements.
NEAR = 40
# "5 March, updated <time>": the label that stands right before an element.
LONGEST_LABEL = 30
BEFORE_LABEL = re.compile(r"[\d\n|·•,;]")


def read(declared: Declared, blocks: Sequence[Block] = ()) -> dict[str, Any]:
    """The days of publication and of the last change, as values that are still to be checked.

    blocks: the page's; what stands right before an element labels it as if it stood inside.
    """
    language = declared.language
    headline = next((n for n, mark in enumerate(declared.marks) if mark.tag == "h1"), None)
    # What stands around the headline too, a "sidebar" of the whole page's, tells nothing.
    shared = shared_names(declared.marks, headline)
    elsewhere = ELSEWHERE - shared
    found: dict[str, list[str]] = {"date_published": [], "date_modified": []}
    first: dict[str, str] = {}
    labels = _labels(declared.marks, blocks)
    for number, mark in enumerate(declared.marks):
        if not _is_dated(mark) or is_in(mark, elsewhere) or _is_of_masthead(mark, shared):
            continue
        near = headline is not None and headline < number <= headline + NEAR
        for field, day in _days(mark, language, labels.get(number, "")):
            found[field].append(day)
            is_named = bool(PUBLISHED_NAMES & mark.names)
            if near or is_named:
                first.setdefault(field, day)
            if is_named and first.get("date_published") == day:
                first["named_published"] = day
    # Away from a headline a day counts only where the page knows no other.
    for field, days in found.items():
        if field not in first and len({day[:10] for day in days}) == 1:
            first[field] = days[0]
    return first


def shared_names(marks: tuple[Mark, ...], headline: int | None) -> frozenset[str]:
    """What the elements around the headline are called; without one, around most marks."""
    if headline is not None:
        return marks[headline].around
    counted = Counter(name for mark in marks for name in mark.around & ELSEWHERE)
    return frozenset(name for name, times in counted.items() if 2 * times > len(marks))


def is_in(mark: Mark, places: frozenset[str]) -> bool:
    """Whether the element is called one of these, or stands in one that is."""
    if places.isdisjoint(mark.around) and places.isdisjoint(mark.hints):
        return False
    is_opening = mark.around >= OPENING_POST
    return not is_opening or bool(places & (mark.around | mark.hints) - {"comment"})


def _is_of_masthead(mark: Mark, shared: frozenset[str]) -> bool:
    """Whether an element stands in a header that is neither an article's nor the headline's."""
    around = mark.around
    return HEADER in around and HEADER not in shared and IN_ARTICLE.isdisjoint(around)


def _is_dated(mark: Mark) -> bool:
    if mark.tag == "time" or not (DATED.isdisjoint(mark.hints) and DATED.isdisjoint(mark.names)):
        return True
    names = chain(mark.hints, mark.names)
    return any("date" in name and "update" not in name for name in names)


def _labels(marks: Sequence[Mark], blocks: Sequence[Block]) -> dict[int, str]:
    """What stands right before each dated element on the page, by the element's number."""
    found: dict[int, str] = {}
    dated = [n for n, mark in enumerate(marks) if mark.text and _is_dated(mark)]
    shown = "\n".join([block.text for block in blocks]) if dated else ""
    place = 0
    for number in dated:
        text = marks[number].text.split("\n", 1)[0]
        start = shown.find(text, place)
        if start >= 0:
            before = shown[max(0, start - LONGEST_LABEL) : start].rstrip().casefold()
            found[number] = BEFORE_LABEL.split(before)[-1]
            # Another element may hold a time and nothing else; a time holds no other.
            place = start + len(text) if marks[number].tag == "time" else start
    return found


def _days(mark: Mark, language: str, label: str) -> Iterator[tuple[str, str]]:
    of_update = is_update(label) or (
        bool(MODIFIED_NAMES & (mark.hints | mark.names))
        and not (PUBLISHED_NAMES & (mark.hints | mark.names))
    )
    day = values.moment(mark.value, None, language) if mark.value else None
    if day:
        of_update = of_update or is_update(mark.text.casefold())
        yield "date_modified" if of_update else "date_published", day
        return
    said = told(" | ".join(mark.text.split("\n")), language)
    if said.published:
        yield (
            "date_modified" if of_update and not said.labelled else "date_published",
            said.published,
        )
    if said.modified:
        yield "date_modified", said.modified
