"""Who wrote the article: the first source that names a person who is not the site itself."""

from typing import Any

from service.metadata import values
from service.metadata.names import is_name, people
from service.metadata.titles import is_named_like, sites_named

Answers = dict[str, dict[str, Any]]


def authors_of(
    answers: Answers, trusted: tuple[str, ...], sites: frozenset[str], site: str | None
) -> tuple[tuple[str, ...], str] | None:
    """The authors' names and the source that states them; None where no source knows any.

    Full names come before accounts' names. The site's own name is an author last of all, and only
    where the page's JSON-LD calls it a person and nowhere an organization, as on a person's blog.
    """
    named = {name: people(values.lines(answers.get(name, {}).get("authors"))) for name in trusted}
    others = {
        source: tuple(name for name in names if not _is_site(name, sites, site))
        for source, names in named.items()
    }
    stated = answers.get("json-ld", {})
    persons = stated.get("persons", frozenset()) - stated.get("organizations", frozenset())
    own = {
        source: tuple(name for name in names if is_name(name) and name.casefold() in persons)
        for source, names in named.items()
    }
    full = {source: names if any(map(is_name, names)) else () for source, names in others.items()}
    found = (
        (names, source) for kind in (full, others, own) for source, names in kind.items() if names
    )
    return next(found, None)


def _is_site(name: str, sites: frozenset[str], site: str | None) -> bool:
    """Whether a name is the site's; a full name is not for being the name of the host alone."""
    is_host = is_named_like(name, sites) and not is_name(name)
    return is_host or is_named_like(name, sites_named(site))
