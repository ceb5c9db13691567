"""trafilatura's arguments: which of them mean something here, and what."""

import difflib
import warnings
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypedDict, cast

FORMATS = ("txt", "markdown", "html", "json", "xml", "python")


class Arguments(TypedDict, total=False):
    """All that trafilatura's `extract` and `bare_extraction` take by name (2.3)."""

    output_format: str
    record_id: str | None
    with_metadata: bool
    only_with_metadata: bool
    as_dict: bool
    include_comments: bool
    include_tables: bool
    include_images: bool
    include_links: bool
    include_formatting: bool | None
    target_language: str | None
    url_blacklist: Collection[str] | None
    author_blacklist: Collection[str] | None
    fast: bool
    no_fallback: bool
    favor_precision: bool
    favor_recall: bool
    deduplicate: object
    prune_xpath: str | list[str] | None
    tei_validation: bool
    date_extraction_params: dict[str, Any] | None
    max_tree_size: int | None
    settingsfile: str | None
    config: object
    options: object


@dataclass(frozen=True)
class Asked:
    """Those with a meaning, with trafilatura's defaults."""

    output_format: str
    record_id: str | None = None
    with_metadata: bool = False
    only_with_metadata: bool = False
    as_dict: bool = False
    include_comments: bool = True
    include_tables: bool = True
    include_images: bool = False
    include_links: bool = False
    include_formatting: bool | None = None
    target_language: str | None = None
    url_blacklist: Collection[str] | None = None
    author_blacklist: Collection[str] | None = None

    @property
    def is_formatted(self) -> bool:
        """Whether emphasis, headings and lists keep their marks."""
        if self.include_formatting is None:
            return self.output_format != "txt"
        return self.include_formatting


MEANT = {field.name for field in fields(Asked)}
# What is asked for by these is what Sluice does anyway, or concerns a few pages.
WITHOUT_EFFECT = ("fast", "no_fallback", "tei_validation", "deduplicate")
_warned: set[str] = set()


def asked_of(output_format: str, arguments: Mapping[str, object]) -> Asked:
    """The arguments with a meaning. Raises TypeError for unknown names, ValueError for a format."""
    for name, value in arguments.items():
        if name not in Arguments.__annotations__:
            near = difflib.get_close_matches(name, Arguments.__annotations__, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"{name!r} is no argument of trafilatura{hint}")
        if name not in MEANT and name not in WITHOUT_EFFECT and value:
            _warn_once(name)
    meant = {name: value for name, value in arguments.items() if name in MEANT}
    if output_format == "python":
        meant["output_format"] = output_format
    found = Asked(**cast("dict[str, Any]", {"output_format": output_format} | meant))
    if found.output_format not in FORMATS:
        known = ", ".join(FORMATS)
        raise ValueError(f"output_format is one of {known}, not {found.output_format!r}")
    return found


def _warn_once(name: str) -> None:
    if name not in _warned:
        _warned.add(name)
        warnings.warn(f"{name} has no meaning for Sluice and is passed over", stacklevel=4)
