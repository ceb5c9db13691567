"""What the page says about its article: each field from the first source that knows it.

The order of trust is stated once, in TRUST. A source that knows nothing is silent; one missing
field never voids the rest.
"""

from typing import Any

from service.metadata import head, json_ld, meta_tags, on_page, values
from service.metadata.language import language_of
from service.metadata.names import people
from service.metadata.titles import without_site
from service.model import Judgement, Metadata, Source

DECLARED = ("json-ld", "meta tags", "head")
TRUST = {
    "title": ("page", "meta tags", "json-ld", "head"),
    "site_name": ("meta tags", "json-ld", "page"),
    "authors": ("json-ld", "page", "meta tags"),
    "date_published": ("json-ld", "meta tags", "page"),
    "url": ("head", "meta tags", "json-ld"),
    "contributors": ("page",),
    "agency": ("page",),
    "dateline": ("page",),
}


def metadata_of(judgement: Judgement, source: Source) -> Metadata:
    """All fields of the answer's metadata, with the source of each."""
    declared = judgement.page.declared
    answers = {
        "page": on_page.read(judgement),
        "json-ld": json_ld.read(declared),
        "meta tags": meta_tags.read(declared),
        "head": head.read(declared),
    }
    found: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for field, usable in _readers(source).items():
        for name in TRUST.get(field, DECLARED):
            value = usable(answers[name].get(field))
            if value:
                found[field], sources[field] = value, name
                break
    _tidy(found, sources)
    _language(found, sources, judgement, source)
    return Metadata(**found, sources=dict(sorted(sources.items())))


def _readers(source: Source) -> dict[str, Any]:
    """For each field what makes an answer of a declared value, or None of nonsense."""
    plain = dict.fromkeys(
        ("title", "site_name", "section", "license", "agency", "dateline"), values.line
    )
    return plain | {
        "description": lambda value: values.line(value, values.LONGEST_TEXT),
        "authors": lambda value: people(values.lines(value)),
        "contributors": values.lines,
        "tags": values.tags,
        "url": lambda value: values.address(value, source.url),
        "image": lambda value: values.address(value, source.url),
        "date_published": lambda value: values.moment(value, source.crawled_at),
        "date_modified": lambda value: values.moment(value, source.crawled_at),
        "language": values.language,
    }


def _tidy(found: dict[str, Any], sources: dict[str, str]) -> None:
    """What only two fields together show: the site's name on the title, or as an author."""
    site = found.get("site_name")
    if "title" in found:
        found["title"] = without_site(found["title"], site)
    authors = tuple(a for a in found.get("authors", ()) if a.casefold() != (site or "").casefold())
    if "authors" in found and not authors:
        del found["authors"], sources["authors"]
    elif authors:
        found["authors"] = authors


def _language(
    found: dict[str, Any], sources: dict[str, str], judgement: Judgement, source: Source
) -> None:
    """The body's own language before the declared one; the caller's word before both."""
    body = "\n".join(block.text for _, block in judgement.kept())
    if source.language:
        found["language"], sources["language"] = source.language, "request"
    elif detected := language_of(body):
        found["language"], sources["language"] = detected, "detector"
