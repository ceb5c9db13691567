"""Who wrote the article: the first source that names a person who is not the site itself."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from sluice.metadata import values
from sluice.text.agencies import is_organization
from sluice.text.names import EASTERN, is_marked_name, is_name, people
from sluice.text.titles import is_named_like, sites_named

# With less to read, that a word does not occur says nothing.
FEWEST_CHARACTERS = 500
FIRM = re.compile(
    r"\b(?:the|blog|company|daily|gazette|group|inc|llc|gmbh|magazine|media|news|post|shop|store"
    r"|studios?|team|times)\b"
)
# What groups are called, and no one alone.
GROUP = re.compile(
    r"\b(?:team|staff|admin|inc|llc|ltd|gmbh|hotels|editors|redaktion|newsroom|magazine|university"
    r"|institute|foundation|association|department|ministry|council)\.?$|^(?:team|equipo|équipe)\s",
    re.I,
)
# A line of names only that stands at the headline needs less.
FEWEST_BESIDE_NAMES = 250
# Shorter words, as "on", are in no one's name but by chance.
FEWEST_LETTERS = 3
DECLARED, SHOWN = ("json-ld", "meta tags"), ("citation tags", "headline")
# More names in one place are a list of contributors.
MOST_TOGETHER = 6
Answers = dict[str, dict[str, Any]]


class Site(NamedTuple):
    """The forms of the site's name as letters only, the name itself, and how to get the prose."""

    forms: frozenset[str]
    name: str | None
    prose: Callable[[], str]


def authors_of(
    answers: Answers, trusted: tuple[str, ...], site: Site
) -> tuple[tuple[str, ...], str] | None:
    """The authors' names and the source that states them; None where no source knows any.

    Full names come before accounts' names. The site's own name is an author last of all, as on a
    person's blog: where JSON-LD calls it a person, or calls it nothing and no word of it is a
    common one.
    """
    named = {
        name: people(values.lines(stated["authors"]))
        for name in trusted
        if "authors" in (stated := answers.get(name, {}))
    }
    if not named:
        return None
    others = {
        source: tuple(name for name in names if not _is_site(name, site))
        for source, names in named.items()
    }
    full = {source: _persons(names) for source, names in others.items()}
    full = _people_first(full, answers.get("json-ld", {}))
    for kind in (full, others):
        for source, names in kind.items():
            if names:
                return _with_others(names, source, full)
    stated = answers.get("json-ld", {})
    own = (
        (tuple(name for name in names if _is_person(name, stated, site)), source)
        for source, names in named.items()
    )
    return next((found for found in own if found[0]), None)


def alone_of(names: tuple[str, ...], site: Site) -> tuple[str, ...]:
    """The names of a line that nothing calls a byline, where the prose knows none of their words.

    A section's name, a place's and another story's title have words that the article has too.
    """
    prose = site.prose() if names else ""
    if len(prose) < FEWEST_BESIDE_NAMES or any(_is_site(name, site) for name in names):
        return ()
    known = any(name in prose or _has_common_words(name, prose) for name in names)
    return () if known or is_group(names) else names


def _with_others(
    names: tuple[str, ...], source: str, full: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], str]:
    """The one name that is declared, or those of the byline that has it and more."""
    if len(names) == 1 and source in DECLARED:
        for shown in SHOWN:
            several = full.get(shown, ())
            if names[0] in several and 1 < len(several) <= MOST_TOGETHER:
                return several, shown
    return names, source


def _people_first(
    full: dict[str, tuple[str, ...]], declared: dict[str, Any]
) -> dict[str, tuple[str, ...]]:
    """The sources with those first that name people where the first one names none.

    A person named at the headline wrote what the site declares as its own. What JSON-LD calls an
    organization is no person, whatever its name, and everyone whom the page names is before it.
    """
    firms = declared.get("organizations", frozenset()) - declared.get("persons", frozenset())
    first = next(filter(None, full.values()), ())
    if first and all(name.casefold() in firms for name in first):
        people = {
            source: names
            for source, names in full.items()
            if not all(name.casefold() in firms for name in names) and not is_group(names)
        }
        return people | full
    if is_group(first) and (shown := full.get("headline")):
        return {"headline": shown} | full
    return full


def _persons(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names without the organisations beside them; none where not one is a full name."""
    members = names
    if len(names) > 1:
        members = tuple(name for name in names if not is_organization(name)) or names
    return members if any(map(_is_full, members)) else ()


def is_group(names: tuple[str, ...]) -> bool:
    """Whether none of the names is a person's."""
    return all(is_organization(name) or GROUP.search(name) for name in names)


def _is_full(name: str) -> bool:
    return is_name(name) or bool(EASTERN.fullmatch(name)) or is_marked_name(name)


def _is_person(name: str, stated: dict[str, Any], site: Site) -> bool:
    """Whether the site's name is a person's: "Ada Stone", and not "Harbour Coffee"."""
    folded = name.casefold()
    kinds = [kind for kind in ("persons", "organizations") if folded in stated.get(kind, ())]
    if not is_name(name) or kinds == ["organizations"]:
        return False
    if kinds == ["persons"]:
        return True
    # Nothing is declared of it, or that a person writes what an organization so named publishes.
    prose = site.prose()
    if kinds and (name in prose or any(len(word) > 3 and word.isupper() for word in name.split())):
        return False
    is_told = len(prose) >= FEWEST_CHARACTERS and not FIRM.search(folded)
    return is_told and not _has_common_words(name, prose)


def _has_common_words(name: str, prose: str) -> bool:
    """Whether a page about coffee writes "coffee" in lower case, as it writes no one's name."""
    return any(
        re.search(rf"\b{re.escape(word)}(?:e?s)?\b", prose) or len(word) < FEWEST_LETTERS
        for word in name.lower().split()
    )


def _is_site(name: str, site: Site) -> bool:
    """Whether a name is the site's; a full name is not for being the name of the host alone."""
    is_host = is_named_like(name, site.forms) and not is_name(name)
    return is_host or is_named_like(name, sites_named(site.name))
