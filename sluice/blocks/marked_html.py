"""Markdown with HTML between its lines, as pandoc writes a page's containers: all HTML again.

By CommonMark what stands between two blank lines is Markdown even inside of a <div>; so the marks
are read by a parser of it, and the page keeps its elements, which say more than the marks.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LINK = re.compile(r"\]\((?:https?:/|/|#|\.)")
FEWEST_LINKS = 3
# What no converter of HTML to Markdown leaves standing, save escaped, as a page's words.
ONLY_HTML = re.compile(r"<(?<!\\<)(?:script|body|head>|p>|p |a |!doctype|!DOCTYPE)")
# The parser reads a megabyte in about a second.
MOST_CHARACTERS = 1_000_000


def as_html(text: str) -> str:
    """The page with its Markdown as HTML; as it is where there is none."""
    # Nearly every page has a script, and near its beginning.
    if len(text) > MOST_CHARACTERS or ONLY_HTML.search(text):
        return text
    if text.count("](") < FEWEST_LINKS or len(LINK.findall(text)) < FEWEST_LINKS:
        return text
    return _parser().render(text)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few pages are both

    class Parser(MarkdownIt):
        """Any address will do: none is followed, and a link it distrusts would keep its marks."""

        def validateLink(self, url: str) -> bool:  # noqa: N802
            del url
            return True

    return Parser("commonmark", {"html": True}).enable(["table", "strikethrough"])
