"""What the page's meta tags say: OpenGraph, Dublin Core, and what publishers' tools use."""

from typing import Any

from service.model import Declared

# For each field the names that state it, the most trusted first.
FIELDS = {
    "title": ("og:title", "parsely-title", "twitter:title", "dc.title", "dcterms.title"),
    "description": ("og:description", "description", "twitter:description", "dc.description"),
    "site_name": ("og:site_name", "application-name"),
    "date_published": (
        *(
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
        ),
        *(
            "dc.date.issued",
            "dcterms.created",
            "dc.date",
            "sailthru.date",
            "citation_publication_date",
        ),
        *("publish-date", "publishdate", "pubdate", "date"),
    ),
    "date_modified": (
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
    ),
    "section": ("article:section", "og:article:section", "parsely-section"),
    "image": ("og:image", "og:image:url", "twitter:image", "image"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language", "language"),
    "license": ("dc.rights", "dcterms.license", "license"),
}
REPEATED = {
    "authors": (
        "author",
        "article:author",
        "parsely-author",
        "dc.creator",
        "citation_author",
        "byl",
    ),
    "tags": ("article:tag", "news_keywords", "parsely-tags", "keywords"),
}


def read(declared: Declared) -> dict[str, Any]:
    """The fields that the meta tags give: text, or a list of text for authors and tags."""
    first: dict[str, str] = dict(reversed(declared.meta))
    found: dict[str, Any] = {}
    for field, names in FIELDS.items():
        value = next((first[name] for name in names if first.get(name)), None)
        if value:
            found[field] = value
    for field, names in REPEATED.items():
        for name in names:
            values = [content for given, content in declared.meta if given == name and content]
            if values:
                found[field] = values
                break
    return found
