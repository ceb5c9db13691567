"""trafilatura's functions, answered by Sluice: `import sluice.compat as trafilatura`.

>>> import sluice.compat as trafilatura
>>> trafilatura.extract("<p>The mill was opened again on Monday. It had stood still for years.</p>")
'The mill was opened again on Monday. It had stood still for years.'

What differs is told in docs/compat.md: comments never stand in the text, nothing is fetched, and
arguments that have no meaning here are warned of once.
"""

from typing import Any, Unpack

from sluice.compat.arguments import Arguments, Asked, asked_of
from sluice.compat.document import Document, document_of, is_wanted
from sluice.compat.written import FORMATS
from sluice.errors import Refused
from sluice.model import Article, Source
from sluice.pipeline import clean

__all__ = ["Document", "bare_extraction", "extract", "extract_metadata"]
FETCHING = ("fetch_url", "fetch_response")


def extract(
    filecontent: object, url: str | None = None, **arguments: Unpack[Arguments]
) -> str | None:
    """The article as text, or in the form of `output_format`; None where there is none.

    filecontent: the page, as bytes, as text, as a response with its bytes in `data`, or as an
    element of lxml. url: the page's address. Raises TypeError for another content and for an
    argument that trafilatura does not have, ValueError for a form that is not written here.
    """
    asked = asked_of("txt", arguments)
    found = _extracted(filecontent, url, asked)
    return None if found is None else FORMATS[asked.output_format](found, asked)


def bare_extraction(
    filecontent: object, url: str | None = None, **arguments: Unpack[Arguments]
) -> Document | dict[str, Any] | None:
    """The article and its metadata as a Document, or as a dictionary with `as_dict`.

    Takes and raises what extract does; output_format is python, whatever else is said.
    """
    asked = asked_of("python", arguments)
    found = _extracted(filecontent, url, asked)
    return found.as_dict() if found is not None and asked.as_dict else found


def extract_metadata(filecontent: object, default_url: str | None = None) -> Document:
    """The metadata alone, in a Document without a text; takes and raises what extract does."""
    article = _cleaned(filecontent, default_url)
    return Document() if article is None else document_of(article, default_url, None)


def _extracted(filecontent: object, url: str | None, asked: Asked) -> Document | None:
    article = _cleaned(filecontent, url)
    if article is None or not article.judgement.body:
        return None
    found = document_of(article, url, asked)
    return found if is_wanted(found, asked) else None


def _cleaned(filecontent: object, url: str | None) -> Article | None:
    """The page, cleaned; None for what trafilatura would pass over in silence."""
    content = _content(filecontent)
    if not content:
        return None
    try:
        return clean(Source(content, url=url))
    except Refused:
        return None


def _content(given: object) -> bytes | str | None:
    if hasattr(given, "data"):
        given = given.data
    if hasattr(given, "itertext"):
        # Who hands over its elements has it.
        from lxml.html import tostring  # type: ignore[import-untyped]  # noqa: PLC0415

        given = tostring(given, encoding="unicode")
    if given is None or isinstance(given, bytes | str):
        return given
    raise TypeError(f"a page is bytes, str, a response or an element, not {type(given).__name__}")


def __getattr__(name: str) -> object:
    """Say why what is missing is missing."""
    why = (
        "fetches nothing: hand over what your client got" if name in FETCHING else f"has no {name}"
    )
    raise AttributeError(f"sluice.compat {why}")
