"""The authors whom marked elements name: itemprop and rel author, and classes such as "byline"."""

import re
from collections.abc import Iterator
from typing import Any

from sluice.metadata.sources.time_elements import ELSEWHERE, is_in, shared_names
from sluice.model import Declared, Mark
from sluice.text.dates import is_date_line
from sluice.text.name_edges import MARKS_ALONE
from sluice.text.names import (
    AND_ALONE,
    AND_BEFORE,
    NO_NAME,
    PICTURES,
    ROLE,
    byline_agency,
    byline_words,
    element_names,
    is_marker_alone,
    is_name,
    is_task,
    is_trade,
    split_names,
)

STATED = frozenset(("author", "creator"))
CLASSES = frozenset(
    """author authors byline bylines writer autor autoren autorin autore auteur auteurs authorname
    authorlink contributor contributors textauthor username redactor forfatter""".split()
)
# Elements with these hold date and byline together; a name counts behind a "by" only.
COMPANY = frozenset("meta info metadata details credits credit".split())
# What an author's element also holds: a life in brief, and links to more.
NOT_HERE = frozenset(
    "bio biography avatar signature about share social tags quote testimonial testimonials".split()
)
NEAR_BEFORE, NEAR_AFTER = 12, 40
MOST_LINES, PARTS_OF_NAME = 12, 2
FEWEST_CARD_LINES = 4
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|writers?|contributors?|people)/", re.I
)
WORD = re.compile(r"[^\W_]")
# A longer line tells more than who wrote.
LONGEST_LINE = 120
# What stands above a name, or for one that is not told.
LABEL = re.compile(
    r"(?:about(?: the)? )?(?:authors?|autore?n?|auteurs?|byline|admin|follow)\W*", re.I
)
HANDLE = re.compile(r"[^\W_][\w.\-’' ]{1,29}")


def read(declared: Declared) -> dict[str, Any]:
    """The names that the best kind of element gives, as a list of text."""
    marks = list(_near(declared.marks))
    for chosen in (_stated, _classed, _linked, _in_company):
        for mark in filter(chosen, marks):
            names = list(_names(mark, chosen is _in_company))
            if names:
                told: dict[str, Any] = {"authors": names + _siblings(mark, marks, chosen)}
                agency = next(filter(None, map(byline_agency, mark.text.split("\n")[:2])), "")
                told |= {"byline": line} if (line := _line(mark)) else {}
                return told | {"agency": agency} if agency else told
    lines = (_line(mark) for mark in marks if _stated(mark) or CLASSES & mark.hints)
    stated = next(filter(None, lines), "")
    return {"byline": stated} if stated else {}


def _line(mark: Mark) -> str:
    """The first line of an element, a "By" with the next one; "" for more than a byline."""
    lines = [line for line in mark.text.split("\n")[:MOST_LINES] if WORD.search(line)]
    first = " ".join(lines[: 1 + is_marker_alone(lines[0])]) if lines else ""
    is_one = len(first) <= LONGEST_LINE and not is_date_line(first) and not is_marker_alone(first)
    return first if is_one and not LABEL.fullmatch(first) else ""


def _near(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """The marks near the headline first, then the others."""
    headline = next((n for n, mark in enumerate(marks) if mark.tag == "h1"), None)
    place = headline or 0
    elsewhere = ELSEWHERE - shared_names(marks, headline)
    usable = [
        (n, mark)
        for n, mark in enumerate(marks)
        if mark.text and NOT_HERE.isdisjoint(mark.hints) and not is_in(mark, elsewhere)
    ]
    near = [(n, mark) for n, mark in usable if place - NEAR_BEFORE <= n <= place + NEAR_AFTER]
    yield from (mark for n, mark in sorted(near, key=lambda item: (item[0] < place, item[0])))
    yield from (mark for n, mark in usable if not place - NEAR_BEFORE <= n <= place + NEAR_AFTER)


def _stated(mark: Mark) -> bool:
    return bool(STATED & mark.names)


def _classed(mark: Mark) -> bool:
    # Also as part of a longer name, such as "dateandauthorcontainer".
    return bool(CLASSES & mark.hints) or any(
        "author" in hint or "byline" in hint for hint in mark.hints
    )


def _linked(mark: Mark) -> bool:
    return mark.tag == "a" and bool(AUTHOR_PAGE.search(mark.value))


def _in_company(mark: Mark) -> bool:
    return bool(COMPANY & mark.hints) or mark.tag == "address"


def _names(mark: Mark, only_behind_by: object) -> Iterator[str]:
    """The names at the start of an element's lines, up to the first line that is none."""
    lines = [line for line in mark.text.split("\n")[:MOST_LINES] if WORD.search(line)]
    if mark.tag == "a" and len(lines) == PARTS_OF_NAME and not any(map(is_name, lines)):
        # "Ada" and "Stone" on two lines of one link.
        lines = [" ".join(lines)]
    said = found = False
    # What stands above a "By" on a line of its own is a section's name or a date.
    marked = next((n for n, line in enumerate(lines) if _is_marker(lines, n)), 0)
    lines = [line for line in lines[marked:] if not MARKS_ALONE.fullmatch(line)]
    if cards := _cards(lines):
        yield from cards
        return
    for number, line in enumerate(lines):
        if found and is_trade(line) and not split_names(line):
            return
        if found and AND_ALONE.fullmatch(line):
            continue
        bare, marker = byline_words(AND_BEFORE.sub("", line) if found else line)
        said = said or bool(marker)
        beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
        trusted = said or not only_behind_by or any(map(is_date_line, beside))
        names = element_names(bare) if trusted else ()
        if names:
            yield from names
            found = True
        elif bare and (found or said):
            yield from () if found else _handle(bare, mark, said)
            return
        elif bare and trusted:
            yield from _handle(bare, mark, said)
            return


def _is_marker(lines: list[str], number: int) -> bool:
    """Whether a line is what starts a byline; a "Reporter" behind a name is that one's trade."""
    line = lines[number]
    if not is_marker_alone(line):
        return False
    return not (number and ROLE.search(line) and split_names(lines[number - 1]))


def _cards(lines: list[str]) -> list[str]:
    """The names of cards in a row, each above its trade: "Ada Stone", "Reporter" and so on."""
    tasks = lines[1::2]
    if len(lines) < FEWEST_CARD_LINES or not all(is_trade(task) or is_task(task) for task in tasks):
        return []
    cards = zip(lines[::2], tasks, strict=False)
    wrote = [line for line, task in cards if not PICTURES.fullmatch(task)]
    return [name for line in wrote for name in split_names(byline_words(line)[0])]


def _handle(text: str, mark: Mark, said: object) -> Iterator[str]:
    """A text that is no full name, as an account's or a first name in forums and blogs."""
    stated = said or STATED & mark.names or {"username", "author"} & mark.hints
    if stated and HANDLE.fullmatch(text) and not NO_NAME.search(text) and not is_date_line(text):
        yield text


def _siblings(mark: Mark, marks: list[Mark], chosen: Any) -> list[str]:
    """The names of the elements right beside the first, marked in the same way."""
    others = [
        other
        for other in marks
        if other is not mark and chosen(other) and other.around == mark.around
    ]
    return [name for other in others[:MOST_LINES] for name in _names(other, chosen is _in_company)]
