"""The byline as it stands on the page, whatever its names turn out to be: people, desks, firms."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sluice.metadata.sources.dated_lines import BETWEEN, BETWEEN_MARK
from sluice.metadata.sources.headline_lines import with_markers
from sluice.text.agencies import is_agency, is_organization
from sluice.text.dates import FIGURE, may_be_date
from sluice.text.name_edges import named_within
from sluice.text.names import byline_match, byline_words, is_marker_alone

# A longer line is a sentence about its author.
LONGEST = 120
# So short a line behind a "By" is nothing but a name, as "By TPN".
SHORT = 32
COMMA = re.compile(r"\s*[,،、，]\s*")
# Scripts from here on have no capitals.
UNCASED = "\u0590"
SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "؟", "।", "…")
Answers = Mapping[str, Mapping[str, Any]]


def read(answers: Answers, authors: Sequence[str]) -> tuple[str, str] | None:
    """The line and the source that has it: the headline's lines, a marked element, any line."""
    near = answers.get("headline", {}).get("lines", ())[1:]
    if authors and (found := next(_naming(near, authors), None)):
        return found, "headline"
    # A line without them is about somebody else where authors are known.
    return next((found for found in _others(answers, near) if _has_any(found[0], authors)), None)


def _naming(lines: Sequence[str], authors: Sequence[str]) -> Iterator[str]:
    """The lines that name an author, each behind the "By" on a line of its own above it."""
    for n, line in enumerate(lines):
        if any(author in line for author in authors):
            *_, stated = with_markers(lines[max(0, n - 1) : n + 1])
            stated = stated.strip()
            if _may_be_one(stated) and _names(stated, authors):
                yield stated


def _others(answers: Answers, near: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines that may name others than people."""
    if line := answers.get("page", {}).get("byline"):
        yield line, "page"
    lines = (line.strip() for line in with_markers(near))
    yield from ((line, "headline") for line in lines if _may_be_one(line) and _names_others(line))
    if line := answers.get("byline", {}).get("byline"):
        yield line, "byline"


def _has_any(line: str, authors: Sequence[str]) -> bool:
    folded = line.casefold()
    return not authors or any(author.casefold() in folded for author in authors)


def _may_be_one(line: str) -> bool:
    return 0 < len(line) <= LONGEST and not _is_sentence(line) and not is_marker_alone(line)


def _is_sentence(line: str) -> bool:
    # "J. R. Stone Jr." ends so too.
    return line.endswith(SENTENCE_ENDS) and len(line.split()) > len(SENTENCE_ENDS)


def _names(line: str, authors: Sequence[str]) -> bool:
    """Whether a piece of the line begins with an author, or with a "By" and has one."""
    return named_within(line) in authors or any(
        piece.startswith(author) or (author in piece and byline_match(piece))
        for piece in _pieces(line)
        for author in authors
    )


def _names_others(line: str) -> bool:
    """Whether a line is a byline of others than people: "By Coastal Press", "AFP, Manila"."""
    bare, marker = byline_words(line)
    if marker and bare:
        is_proper = bare[:1].isupper() or bare[:1] >= UNCASED
        is_beside_day = bool(FIGURE.search(line)) and may_be_date(line)
        return is_organization(bare) or (is_proper and (is_beside_day or len(line) <= SHORT))
    first = COMMA.split(line, 1)[0]
    return len(line) <= SHORT and any(map(is_agency, [first, *_pieces(line)]))


def _pieces(line: str) -> list[str]:
    return BETWEEN.split(line) if BETWEEN_MARK.search(line) else [line]
