"""Read this first: the way of a page, from bytes to an article, as calls in order."""

from service.blocks import page_from
from service.intake import document_of
from service.judge import judge
from service.metadata import metadata_of
from service.model import Article, Source
from service.sites.library import site_of
from service.verdict import page_verdict


def clean(source: Source) -> Article:
    """Clean one page. HTTP, command line and bulk are three callers of this.

    Raises service.errors.Refused for a page that is empty, is no text, or costs too much.
    """
    document = document_of(source)
    page = page_from(document)
    judgement, verdict = page_verdict(document, judge(page, site_of(source.url)))
    metadata = metadata_of(judgement, source)
    return Article(document, judgement, metadata, verdict)
