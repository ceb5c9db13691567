"""What a caller may ask for beside the page itself. Options are values, never switches."""

import difflib
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from sluice.errors import Problem, Refused
from sluice.forms import Comments, Images, Output

LONGEST_NAME = 40
LONGEST_NUMBER = 10
# Characters of a chunk.
FEWEST, MOST = 100, 1_000_000
HTTP = "^https?://"
# A tag of BCP 47 (RFC 5646) as far as crawlers use them: "en", "pt-BR", "zh-Hant-TW".
LANGUAGE = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$"


class Removed(StrEnum):
    """How much of the removal report the answer holds."""

    PAGE = "page"
    FULL = "full"
    SUMMARY = "summary"
    NONE = "none"


class FrontMatter(StrEnum):
    """Whether the metadata stand above the body."""

    NONE = "none"
    YAML = "yaml"


class Spans(StrEnum):
    """Whether the answer says where in the page its lines stand."""

    NONE = "none"
    PAGE = "page"


class Options(msgspec.Struct, frozen=True):
    """The options with their defaults; id comes back in the answer as it was given."""

    id: Annotated[str, msgspec.Meta(max_length=256)] | None = None
    url: Annotated[str, msgspec.Meta(max_length=4096, pattern=HTTP)] | None = None
    language: Annotated[str, msgspec.Meta(pattern=LANGUAGE)] | None = None
    crawled_at: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    output: Output = Output.TEXT
    removed: Removed = Removed.FULL
    images: Images = Images.ARTICLE
    comments: Comments = Comments.AUTO
    front_matter: FrontMatter = FrontMatter.NONE
    spans: Spans = Spans.NONE
    chunks: Annotated[int, msgspec.Meta(ge=FEWEST, le=MOST)] | None = None


KNOWN = Options.__struct_fields__
CHOICES = {
    "output": tuple(Output),
    "removed": tuple(Removed),
    "images": tuple(Images),
    "comments": tuple(Comments),
    "front_matter": tuple(FrontMatter),
    "spans": tuple(Spans),
}
NUMBERS = ("chunks",)


def options_from(fields: dict[str, Any]) -> Options:
    """The options that these fields name. Raises Refused, invalid-option, with what is wrong."""
    for name in fields:
        if name not in KNOWN:
            near = difflib.get_close_matches(name[:LONGEST_NAME], KNOWN, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(KNOWN)}."
            raise Refused(Problem.INVALID_OPTION, f"{name[:LONGEST_NAME]!r} is no option. {hint}")
    fields = fields | {name: _number(fields[name]) for name in NUMBERS if name in fields}
    try:
        options = msgspec.convert(fields, Options)
    except msgspec.ValidationError as error:
        raise Refused(Problem.INVALID_OPTION, _sentence(error)) from None
    if not all(map(_is_sendable, fields.values())):
        raise Refused(Problem.INVALID_OPTION, "A value holds half a character (a lone surrogate).")
    _check_moment(options.crawled_at)
    return options


def _number(value: object) -> object:
    """A number of a query, where all values are text."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value) if len(value) < LONGEST_NUMBER else value
    return value


def _is_sendable(value: object) -> bool:
    return not isinstance(value, str) or not any("\ud800" <= c <= "\udfff" for c in value)


def _check_moment(text: str | None) -> None:
    try:
        datetime.fromisoformat(text) if text is not None else None
    except ValueError:
        detail = "'crawled_at' is no date or time in ISO 8601."
        raise Refused(Problem.INVALID_OPTION, detail) from None


def _sentence(error: msgspec.ValidationError) -> str:
    """What is wrong, without the value: it may be anything."""
    what, _, where = str(error).partition(" - at `$.")
    name = where.rstrip("`")
    if name in CHOICES:
        return f"{name!r} must be one of {', '.join(CHOICES[name])}."
    return f"{name!r}: {what}." if name in KNOWN else "A value is not allowed."
