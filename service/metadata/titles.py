"""Titles as readers see them: without the site's name that pages glue on."""

import re
from collections.abc import Iterator
from itertools import islice

from service.model import Declared

# Marks that pages put between an article's title and the site's name, blanks around them.
SEPARATOR = re.compile(r"\s+[|–—·•»«\\/:-]+\s+|\s*[|»]\s*")
LONGEST_TITLE = 1_000
MOST_SEPARATORS = 10
TITLE_FIELDS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")


def declared_titles(declared: Declared) -> list[str]:
    """Every title that the head declares, each with and without what may be the site's name."""
    meta = dict(reversed(declared.meta))
    titles = [*(meta[name] for name in TITLE_FIELDS if meta.get(name)), declared.title]
    usable = (title for title in titles if 0 < len(title) <= LONGEST_TITLE)
    return [form for title in usable for form in (title, *_shorter(title))]


def without_site(title: str, site: str | None) -> str:
    """The title without the site's name before or after it."""
    if not site:
        return title
    name = re.escape(site)
    mark = r"\s*[|–—·•»«\\/:-]+\s*"
    bare = re.sub(f"{mark}{name}\\s*$|^\\s*{name}{mark}", "", title, flags=re.I).strip()
    return bare or title


def _shorter(title: str) -> Iterator[str]:
    for mark in islice(SEPARATOR.finditer(title), MOST_SEPARATORS):
        yield title[: mark.start()]
        yield title[mark.end() :]
