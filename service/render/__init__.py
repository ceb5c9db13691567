"""The body in the form that the caller asked for; the words are the same in each."""

from collections.abc import Callable
from enum import StrEnum

from service.model import Judgement
from service.render.html import html_body
from service.render.markdown import markdown_body
from service.render.text import text_body


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


def body_of(judgement: Judgement, output: Output) -> str:
    """The kept blocks, in order, in the form asked for."""
    return WRITERS[output](judgement)
