"""The words that a reader of a body sees, whatever the form of the body: for tests to compare."""

import re
from html import unescape

from markdown_it import MarkdownIt

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TAG = re.compile(r"<[^>]*>")
# Tags between which no word goes on.
BLOCK_TAG = re.compile(
    r"</?(?:p|h\d|li|[ou]l|t[dhr]|table|pre|blockquote|br|d[dlt]|div|figure|figcaption|details"
    r"|summary|caption|img|hr|input)\b[^>]*>"
)
# How a ruby is read, and the mark before a note, are no words of the body.
READING = re.compile(r"<rt>.*?</rt>|<dt id=\"note-.*?</dt>", re.S)
# An item's number is a word of a text, and a mark of everything else.
NUMBER = re.compile(r"^(?:- )?\d{1,9}[.)] +(?=\S)", re.M)
# Where items have their numbers as marks, no number is left out.
NO_NUMBER = re.compile(r"(?!)")
# The box before a task is a mark too.
BOX = re.compile(r"(<li>\s*(?:<p>)?)\[[ xX]\] ")
# The mark of a definition, which CommonMark does not know.
DEFINITION = re.compile(r"^( *): +", re.M)
# The further paragraphs of a note, which CommonMark does not know either.
SET_IN = re.compile(r"^ {4}", re.M)
WORD = re.compile(r"[^\W_]+")


def words_of_text(text: str, numbers: re.Pattern[str] = NUMBER) -> list[str]:
    """Those of a body of text."""
    return WORD.findall(numbers.sub("", text))


def words_of_html(html: str, numbers: re.Pattern[str] = NUMBER) -> list[str]:
    """Those that a browser shows."""
    # Behind each a line begins, as in a text.
    bare = TAG.sub("", BLOCK_TAG.sub("\n", READING.sub("", html)))
    return words_of_text(unescape(bare), numbers)


def words_of_markdown(markdown: str, numbers: re.Pattern[str] = NUMBER) -> list[str]:
    """Those that a renderer of Markdown shows."""
    body, notes, found = markdown.partition("\n\n[^")
    body += notes + SET_IN.sub("", found)
    rendered = PARSER.render(DEFINITION.sub("", body))
    return words_of_html(BOX.sub(r"\1", rendered), numbers)
