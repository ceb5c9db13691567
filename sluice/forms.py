"""What can be asked of a body, apart from what makes it, which takes long to load."""

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


class Comments(StrEnum):
    """Whether readers' comments are part of the body: by the page's kind, always, or never."""

    AUTO = "auto"
    KEEP = "keep"
    DROP = "drop"
