"""The body in the form that the caller asked for; the words are the same in each."""

from collections.abc import Callable
from enum import StrEnum

from sluice.model import Judgement
from sluice.render.addresses import resolved
from sluice.render.html import html_body
from sluice.render.markdown import markdown_body
from sluice.render.text import text_body


class Output(StrEnum):
    """The forms of a body."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


WRITERS: dict[Output, Callable[[Judgement], str]] = {
    Output.TEXT: text_body,
    Output.MARKDOWN: markdown_body,
    Output.HTML: html_body,
}


def body_of(judgement: Judgement, output: Output, url: str | None = None) -> str:
    """The kept blocks, in order, in the form asked for; url: the page's, makes links absolute."""
    if url and output is not Output.TEXT:
        judgement = resolved(judgement, url)
    return WRITERS[output](judgement)
