"""How likely an answered field is right: how often its source was, on pages with labels.

The table is written by `python -m tools.evaluate metadata CORPUS... --confidence FILE`: for each
field and source the share of right answers where another source says the same, where no other says
anything, and where all others say something else. Fields that no pages are labelled for have none.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

AGREED, ALONE, APART = SUPPORT = ("agreed", "alone", "apart")
TABLE: dict[str, dict[str, dict[str, float]]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)
WORD = re.compile(r"\w+")
# A title that is so much of a longer one is the same with something of the site's.
SAME_TITLE = 0.5
LONGEST = 1_000
DAY = len("2024-05-01")
Answers = Mapping[str, Mapping[str, Any]]


def confidence_of(
    found: Mapping[str, Any], sources: Mapping[str, str], answers: Answers
) -> dict[str, float]:
    """For each measured field that was answered, how likely it is right, 0-1."""
    return {
        field: by_source[source][support(field, found[field], source, answers)]
        for field, by_source in TABLE.items()
        if (source := sources.get(field)) in by_source
    }


def support(field: str, value: Any, source: str, answers: Answers) -> str:
    """Whether others say the same, nothing, or something else."""
    others = [
        stated[field] for name, stated in answers.items() if name != source and stated.get(field)
    ]
    if not others:
        return ALONE
    return AGREED if any(SAME[field](value, other) for other in others) else APART


def _is_same_title(title: str, other: Any) -> bool:
    one = _words(title)
    return any(
        one == two or (len(one) > SAME_TITLE * len(two) and two.startswith(one))
        for two in map(_words, _texts(other))
    )


def _names_first(authors: tuple[str, ...], other: Any) -> bool:
    first = authors[0].casefold()
    return any(first in text.casefold() for text in _texts(other))


def _is_same_day(day: str, other: Any) -> bool:
    return any(text.strip()[:DAY].replace("/", "-") == day[:DAY] for text in _texts(other))


def _is_same_language(code: str, other: Any) -> bool:
    return any(text.casefold().startswith(code) for text in _texts(other))


def _texts(value: Any) -> Iterable[str]:
    """The texts of a declared value, of a list, or of objects with names."""
    listed = value if isinstance(value, list | tuple) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in listed)
    return (text[:LONGEST] for text in named if isinstance(text, str))


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "title": _is_same_title,
    "authors": _names_first,
    "date_published": _is_same_day,
    "language": _is_same_language,
}
