"""Settings by name, for two of them to be compared over the same pages."""

import difflib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sluice import Cleaner, InputKind, Refused, Source
from sluice.answer import answer
from sluice.cli.answers import Pair
from sluice.cli.pages import KINDS
from sluice.comparison import Answered, answered
from sluice.options import Options, options_from
from sluice.second_opinion import agreement


def _folder(value: str) -> Path:
    if not Path(value).is_dir():
        raise ValueError
    return Path(value)


# What makes a Cleaner, each from the text of its value; the rest are options.
CLEANING: dict[str, Callable[[str], object]] = {
    "phrases": _folder,
    "site_profiles": Path,
    "most_blocks": int,
    "second_opinion": lambda value: {"none": None, "trafilatura": agreement}[value],
}
OPTIONS = ("output", "images", "comments", "front_matter", "language", "crawled_at")
NAMES = (*CLEANING, *OPTIONS)
Settings = tuple[tuple[str, str], ...]


def settings_of(words: tuple[str, ...]) -> Settings:
    """The settings that KEY=VALUE words name. Raises ValueError, with what is wrong."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not value:
            raise ValueError(f"{word!r} is not of the form KEY=VALUE.")
        if name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(NAMES)}."
            raise ValueError(f"{name!r} is no setting. {hint}")
        if name in found:
            raise ValueError(f"{name!r} is given more than once.")
        found[name] = value
    settings = tuple(sorted(found.items()))
    # What is wrong with a value shows here, and not with the first page in another process.
    _cleaner(settings)
    _options(settings)
    return settings


def both_answers(named: tuple[str, Path], first: Settings, second: Settings) -> Pair:
    """A page's answers by two settings."""
    name, path = named
    try:
        content = path.read_bytes()
    except OSError:
        unreadable = Answered(name, "unreadable", "", [], "")
        return unreadable, unreadable
    kind = KINDS.get(path.suffix.lower())
    source = Source(content, InputKind(kind) if kind else None)
    return _answered(name, source, first), _answered(name, source, second)


def _answered(name: str, source: Source, settings: Settings) -> Answered:
    options = _options(settings)
    told = replace(
        source,
        language=options.language,
        crawled_at=options.crawled_at,
        comments=options.comments,
    )
    try:
        article = _cleaner(settings).clean(told)
    except Refused as refusal:
        return Answered(name, refusal.problem.value.code, "", [], "")
    return answered(name, answer(article, options))


@cache
def _cleaner(settings: Settings) -> Cleaner:
    given: dict[str, Any] = {}
    for name, value in settings:
        if name not in CLEANING:
            continue
        try:
            given[name] = CLEANING[name](value)
        except (KeyError, ValueError):
            raise ValueError(f"{name!r} cannot be {value!r}.") from None
    try:
        return Cleaner(**given)
    except OSError as error:
        raise ValueError(f"{error.filename}: {error.strerror}.") from None


@cache
def _options(settings: Settings) -> Options:
    try:
        return options_from({name: value for name, value in settings if name in OPTIONS})
    except Refused as refusal:
        raise ValueError(refusal.detail) from None
