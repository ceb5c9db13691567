"""The forms in which a body can be had: apart from what writes them, which takes long to load."""

from enum import StrEnum


class Output(StrEnum):
    """The forms of a body."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Images(StrEnum):
    """Which images a body of Markdown or HTML has."""

    ARTICLE = "article"
    NONE = "none"
