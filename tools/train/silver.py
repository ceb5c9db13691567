"""Bodies of pages that nobody has labelled, where several answers to their HTML agree.

The HTML engine's own body is taken for gold where resiliparse or trafilatura, which look for the
main content in other ways, finds much the same; and, of a page with snippets, where it has all that
must stay and nothing that must go.
"""

from collections.abc import Iterator
from dataclasses import replace

from resiliparse.extract.html2text import extract_plain_text
from trafilatura import extract

from sluice.errors import Refused
from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tools.train.corpus import GoldPage
from tools.train.figures import by_runs
from tools.train.renderings import decoded

AGREEMENT = 0.8
FEWEST_CHARACTERS = 400


def with_body(page: GoldPage) -> GoldPage:
    """The page with a silver body where there is none and answers agree, else as it is."""
    if page.body:
        return page
    try:
        body = body_of(clean(Source(page.html, InputKind.HTML)).judgement, Output.TEXT)
    except Refused:
        return page
    return replace(page, body=body) if _is_believable(page, body) else page


def _is_believable(page: GoldPage, body: str) -> bool:
    if len(body) < FEWEST_CHARACTERS:
        return False
    plain = " ".join(body.split())
    kept = all(" ".join(snippet.split()) in plain for snippet in page.stays)
    gone = not any(" ".join(snippet.split()) in plain for snippet in page.goes)
    html = decoded(page.html)
    return kept and gone and any(by_runs(o, body)[2] >= AGREEMENT for o in _others(html))


def _others(html: str) -> Iterator[str]:
    yield extract_plain_text(html, main_content=True, alt_texts=False, links=False)
    yield extract(html, include_comments=False) or ""
