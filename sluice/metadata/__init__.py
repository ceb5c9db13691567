"""What the page says about its article: each field from the first source that knows it.

The order of trust is stated once, in TRUST. A source that knows nothing is silent; one missing
field never voids the rest.
"""

import re
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from sluice.metadata import (
    address,
    bylines,
    head,
    json_ld,
    meta_tags,
    near_headline,
    on_page,
    scripts,
    times,
    values,
)
from sluice.metadata.authors import Site, authors_of
from sluice.metadata.headline import headlines, title_of
from sluice.metadata.language import SAMPLE, language_of
from sluice.metadata.titles import sites_of, without_site
from sluice.model import Declared, InputKind, Judgement, Metadata, Page, Source

UTC = "+00:00"
NOTHING = Declared()
# Lines, whose figures are read in the order of the page's language.
READ_BY_LANGUAGE = frozenset(("headline", "page", "above the body", "labelled line"))
MOST_DAYS_APART = 7
DATES = ("date_published", "date_modified")
DECLARED = ("json-ld", "meta tags", "head")
TRUST = {
    "title": ("page", "meta tags", "json-ld", "head"),
    "site_name": ("meta tags", "json-ld", "page"),
    "authors": (
        *("json-ld", "citation tags", "headline", "byline", "meta tags", "page", "signature"),
    ),
    "date_published": (
        "json-ld",
        "meta tags",
        "headline",
        "date tag",
        "time elements",
        "page",
        "address",
        "labelled line",
        "above the body",
        "scripts",
    ),
    "date_modified": (
        *("json-ld", "meta tags", "time elements", "headline", "page", "labelled line"),
        "above the body",
    ),
    "url": ("head", "meta tags", "json-ld"),
    "contributors": ("page",),
    "agency": ("page", "json-ld", "meta tags", "headline", "byline"),
    "dateline": ("page",),
}


def metadata_of(judgement: Judgement, source: Source) -> Metadata:
    """All fields of the answer's metadata, with the source of each."""
    page = judgement.page
    found, sources = dict[str, Any](), dict[str, str]()
    _language(found, sources, judgement, source)
    locale = _locale(page.declared) or found.get("language", "")
    answers, readers = _answers(judgement, source, locale), _readers(source, locale)

    def ask(*fields: str) -> None:
        stated_at_all = set[str]().union(*answers.values())
        for field in filter(stated_at_all.__contains__, fields):
            for name in TRUST.get(field, DECLARED):
                if field in found:
                    break
                stated = answers[name].get(field) if name in answers else None
                if stated is not None and (value := readers[field](stated)):
                    found[field], sources[field] = value, name

    ask("site_name", "url", "title")
    sites = sites_of(page.declared, found.get("site_name"), source.url or found.get("url"))
    if page.kind is InputKind.HTML:
        if elected := title_of(judgement, answers, sites):
            found["title"], sources["title"] = elected
        titles = filter(None, [found.get("title"), *headlines(page.declared, sites)[:1]])
        answers["headline"] = near_headline.read(page, titles, locale)
    ask(*readers)
    if "date_published" not in found and page.kind is InputKind.HTML:
        # These cost a look at the whole page. Of a text page such lines are judged already.
        answers |= _last_resorts(judgement, locale)
        ask("date_published", "date_modified")
    _shown_day(found, sources, answers)
    _unswapped(found, sources, page, answers)
    if page.kind is InputKind.HTML and page.blocks and not _is_signed(answers):
        first = next((place for place, _ in judgement.kept()), 0)
        answers["signature"] = near_headline.signed(page, first)
    site = Site(sites, found.get("site_name"), partial(_prose, judgement))
    if named := authors_of(answers, TRUST["authors"], site):
        found["authors"], sources["authors"] = named
    if "title" in found:
        found["title"] = without_site(found["title"], found.get("site_name"))
    return Metadata(**found, sources=dict(sorted(sources.items())))


def _answers(judgement: Judgement, source: Source, locale: str) -> dict[str, dict[str, Any]]:
    """What each source says that needs no other's word."""
    declared = judgement.page.declared
    own = {
        "page": on_page.read(judgement, locale),
        "address": address.read(_own_address(source, declared), locale),
    }
    # No text page declares anything.
    if declared == NOTHING:
        return own
    return own | {
        "json-ld": json_ld.read(declared),
        "meta tags": meta_tags.read(declared),
        "date tag": meta_tags.read_day(declared),
        "citation tags": meta_tags.read_cited(declared),
        "head": head.read(declared),
        "byline": bylines.read(declared),
        "time elements": times.read(declared),
    }


def _is_signed(answers: dict[str, dict[str, Any]]) -> bool:
    return any("authors" in answers.get(source, {}) for source in ("headline", "byline"))


def _own_address(source: Source, declared: Declared) -> str:
    return source.url or declared.canonical or dict(reversed(declared.meta)).get("og:url", "")


def _last_resorts(judgement: Judgement, locale: str) -> dict[str, dict[str, Any]]:
    """What lines and scripts of an HTML page away from the headline say of the date."""
    found = {"scripts": scripts.read(judgement.page.html)}
    if judgement.page.blocks:
        first = next((place for place, _ in judgement.kept()), 0)
        found["above the body"] = near_headline.above_body(judgement.page, first, locale)
        found["labelled line"] = near_headline.labelled(judgement.page, first, locale)
    return found


def _locale(declared: Declared) -> str:
    """The declared language with its land, where the page names one."""
    meta = dict(reversed(declared.meta))
    named = [declared.language, meta.get("og:locale", ""), meta.get("content-language", "")]
    return next((tag for tag in named if "-" in tag or "_" in tag), named[0] or named[1])


def _readers(source: Source, locale: str) -> dict[str, Any]:
    """For each field what makes an answer of a declared value, or None of nonsense."""
    plain = dict.fromkeys(
        ("title", "site_name", "section", "license", "agency", "dateline"), values.line
    )
    return plain | {
        "description": lambda value: values.line(value, values.LONGEST_TEXT),
        "contributors": values.lines,
        "tags": values.tags,
        "url": lambda value: values.address(value, source.url),
        "image": lambda value: values.address(value, source.url),
        "date_published": lambda value: values.moment(value, source.crawled_at, locale),
        "date_modified": lambda value: values.moment(value, source.crawled_at, locale),
        "language": values.language,
    }


def _shown_day(
    found: dict[str, Any], sources: dict[str, str], answers: dict[str, dict[str, Any]]
) -> None:
    """The day that readers see at the headline before the one that it is in UTC.

    It also comes before a declared one long after it: no article is read before it is published,
    and what a system declares may be the day of its last build. A seen day that a time element
    states with its time is answered with it.
    """
    # An address is made of the day that the editors have, as readers do.
    known = (
        (answers.get("headline", {}).get("day_below", ""), "headline"),
        (answers["address"].get("date_published", ""), "address"),
    )
    seen, told_by = next(filter(itemgetter(0), known), known[0])
    below = known[0][0]
    if below and sources.get("date_published") in DECLARED and _is_moved(found, below):
        found["date_published"], sources["date_published"] = known[0]
    timed = answers.get("time elements", {}).get("date_published", "")
    declared = found.get("date_published", "")
    if seen and declared.endswith(UTC) and _days_apart(seen, declared) == 1:
        found["date_published"], sources["date_published"] = seen, told_by
    if seen and found.get("date_published") == seen == timed[:10] and len(timed) > len(seen):
        found["date_published"], sources["date_published"] = timed, "time elements"


def _is_moved(found: dict[str, Any], seen: str) -> bool:
    """Whether the declared day is long after the one at the headline."""
    declared = found["date_published"]
    return seen < declared[:10] and _days_apart(seen, declared) > MOST_DAYS_APART


def _unswapped(
    found: dict[str, Any], sources: dict[str, str], page: Page, answers: dict[str, dict[str, Any]]
) -> None:
    """The day of a date such as "02/01/2023" as another source's ISO date reads its figures."""
    if sources.get("date_published") not in READ_BY_LANGUAGE:
        return
    year, month, day = found["date_published"][:10].split("-")
    swapped = f"{year}-{day}-{month}"
    told = (answer.get(field) for answer in answers.values() for field in DATES)
    if day == month or day > "12":
        return
    if any(str(one)[:10].replace("/", "-") == swapped for one in told):
        first, second = (f"0?{figures.lstrip('0')}" for figures in (day, month))
        shown = re.compile(rf"\b(?:{first}[/-]{second}|{second}[/-]{first})[/-]{year}\b")
        if any(shown.search(block.text) for block in page.blocks):
            found["date_published"] = swapped


def _days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def _language(
    found: dict[str, Any], sources: dict[str, str], judgement: Judgement, source: Source
) -> None:
    """The body's own language before the declared one; the caller's word before both."""
    if source.language:
        found["language"], sources["language"] = source.language, "request"
    elif detected := language_of(_beginning(judgement)):
        found["language"], sources["language"] = detected, "detector"


def _prose(judgement: Judgement) -> str:
    return "\n".join([block.text for _, block in judgement.kept()])


def _beginning(judgement: Judgement) -> str:
    """As much of the body as its language is told by."""
    blocks = judgement.page.blocks
    lines: list[str] = []
    size = 0
    for i in judgement.body:
        lines.append(blocks[i].text)
        size += len(blocks[i].text) + 1
        if size >= SAMPLE:
            break
    return "\n".join(lines)
