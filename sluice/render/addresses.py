"""Links that can be followed from anywhere: relative addresses resolved against the page's own."""

from dataclasses import replace
from urllib.parse import urljoin

from sluice.model import Judgement

ABSOLUTE = ("http://", "https://")


def resolved(judgement: Judgement, url: str) -> Judgement:
    """The same with absolute addresses; url is the page's own (RFC 3986, section 5)."""
    declared = absolute(url, judgement.page.declared.base)
    base = declared if declared.startswith(ABSOLUTE) else url
    blocks = tuple(
        block._replace(links=tuple(link._replace(href=absolute(base, link.href)) for link in links))
        if (links := block.links)
        else block
        for block in judgement.page.blocks
    )
    return replace(judgement, page=replace(judgement.page, blocks=blocks))


def absolute(base: str, address: str) -> str:
    """The address seen from base; as it stands where it is absolute already, or makes no sense."""
    try:
        found = urljoin(base, address)
    except ValueError:
        return address
    return found if found.startswith(ABSOLUTE) else address
