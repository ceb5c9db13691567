"""What the page says about its article: each field from the first source that knows it.

The order of trust is stated once, in TRUST. A source that knows nothing is silent; one missing
field never voids the rest.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from sluice.metadata import values
from sluice.metadata.fields import credit_line, days
from sluice.metadata.fields.authors import Site, alone_of, authors_of, is_group
from sluice.metadata.fields.confidence import confidence_of
from sluice.metadata.fields.language import SAMPLE, language_of
from sluice.metadata.fields.site import sites_shown
from sluice.metadata.fields.title import headlines, title_of
from sluice.metadata.sources import (
    address,
    head,
    headline_lines,
    json_ld,
    judged_lines,
    marked_authors,
    meta_tags,
    scripts,
    time_elements,
)
from sluice.model import Declared, InputKind, Judgement, Metadata, Source
from sluice.text.titles import sites_of, without_site

NOTHING = Declared()
DATES = ("date_published", "date_modified")
DECLARED = ("front matter", "json-ld", "meta tags", "head")
TRUST = {
    "title": ("front matter", "page", "meta tags", "json-ld", "head"),
    "site_name": ("front matter", "meta tags", "json-ld", "page"),
    "authors": (
        *("front matter", "json-ld", "citation tags", "headline", "byline", "meta tags", "page"),
        "signature",
    ),
    "date_published": (
        "front matter",
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
        *("front matter", "json-ld", "meta tags", "time elements", "headline", "page"),
        *("labelled line", "above the body"),
    ),
    "url": ("front matter", "head", "meta tags", "json-ld", "request"),
    "contributors": ("page",),
    "agency": ("front matter", "page", "json-ld", "meta tags", "headline", "byline"),
    "dateline": ("page",),
}


class Answered(NamedTuple):
    """The fields that were answered, the source of each, and what all the sources said."""

    found: dict[str, Any]
    sources: dict[str, str]
    answers: dict[str, dict[str, Any]]


def metadata_of(judgement: Judgement, source: Source) -> Metadata:
    """All fields of the answer's metadata, with the source of each and how likely it is right."""
    answered = answered_of(judgement, source)
    confidence = confidence_of(*answered)
    return Metadata(
        **answered.found, sources=dict(sorted(answered.sources.items())), confidence=confidence
    )


def answered_of(judgement: Judgement, source: Source) -> Answered:
    """The fields of the answer's metadata, and what they rest on."""
    page, is_html = judgement.page, judgement.page.kind is InputKind.HTML
    found, sources = dict[str, Any](), dict[str, str]()
    _language(found, sources, judgement, source)
    locale = _locale(page.declared) or found.get("language", "")
    answered = Answered(found, sources, _answers(judgement, source, locale))
    readers = _readers(source, locale)
    _ask(answered, readers, ("site_name", "url", "title"))
    sites = sites_of(page.declared, found.get("site_name"), source.url or found.get("url"))
    if is_html:
        sites |= sites_shown(page)
        _read_headline(judgement, answered, sites, locale)
    _ask(answered, readers, readers)
    days.forget_update(*answered)
    if is_html and "date_published" not in found:
        # These cost a look at the whole page. Of a text page such lines are judged already.
        answered.answers.update(_last_resorts(judgement, locale))
        _ask(answered, readers, DATES)
    days.settle(page, *answered)
    _name_people(judgement, answered, sites)
    if "title" in found:
        found["title"] = without_site(found["title"], found.get("site_name"))
    return answered


def _ask(answered: Answered, readers: dict[str, Any], fields: Iterable[str]) -> None:
    """Each field from the first source of its trust that has an answer of sense."""
    found, sources, answers = answered
    stated_at_all = set[str]().union(*answers.values())
    for field in filter(stated_at_all.__contains__, fields):
        for name in TRUST.get(field, DECLARED):
            if field in found:
                break
            stated = answers[name].get(field) if name in answers else None
            if stated is not None and (value := readers[field](stated)):
                found[field], sources[field] = value, name


def _read_headline(
    judgement: Judgement, answered: Answered, sites: frozenset[str], locale: str
) -> None:
    """The title that most sources back, and what the lines around it say."""
    found, sources, answers = answered
    if elected := title_of(judgement, answers, sites):
        found["title"], sources["title"] = elected
    shown = headlines(judgement.page.declared, sites)
    titles = filter(None, [found.get("title"), *shown[:1]])
    read = headline_lines.read(judgement.page, titles, locale)
    answers["headline"] = read | {"title": shown} if shown else read


def _name_people(judgement: Judgement, answered: Answered, sites: frozenset[str]) -> None:
    """The authors, and the line that names them."""
    found, sources, answers = answered
    page = judgement.page
    if page.kind is InputKind.HTML and page.blocks and not _is_signed(answers):
        first = next((place for place, _ in judgement.kept()), 0)
        answers["signature"] = headline_lines.signed(page, first)
    site = Site(sites, found.get("site_name"), partial(_prose, judgement))
    named = authors_of(answers, TRUST["authors"], site)
    if not named or is_group(named[0]):
        named = _named_alone(answered, site) or named
    if named:
        found["authors"], sources["authors"] = named
    if stated := credit_line.read(answers, found.get("authors", ())):
        found["byline"], sources["byline"] = stated


def _named_alone(answered: Answered, site: Site) -> tuple[tuple[str, ...], str] | None:
    """The people on a line of their own below the headline."""
    language = answered.found.get("language")
    for source in ("headline", "page"):
        lines = answered.answers.get(source, {}).get("lines", ())[source == "headline" :]
        if names := alone_of(headline_lines.alone(lines, language), site):
            return names, source
    return None


def _answers(judgement: Judgement, source: Source, locale: str) -> dict[str, dict[str, Any]]:
    """What each source says that needs no other's word."""
    declared = judgement.page.declared
    own = {
        "page": judged_lines.read(judgement, locale),
        "address": address.read(_own_address(source, declared), locale),
        "request": {"url": source.url} if source.url else {},
    }
    if declared == NOTHING:
        own["page"] |= judged_lines.parted_title(own["page"].get("title", ""), source.content)
        return own
    return own | {
        "front matter": dict(declared.fields),
        "json-ld": json_ld.read(declared),
        "meta tags": meta_tags.read(declared),
        "date tag": meta_tags.read_day(declared),
        "citation tags": meta_tags.read_cited(declared),
        "head": head.read(declared),
        "byline": marked_authors.read(declared),
        "time elements": time_elements.read(declared, judgement.page.blocks),
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
        found["above the body"] = headline_lines.above_body(judgement.page, first, locale)
        found["labelled line"] = headline_lines.labelled(judgement.page, first, locale)
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
