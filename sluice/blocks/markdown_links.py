"""Markdown's links and pictures over the lines of a page: the words of links stay, all else goes.

Converters write links whose words are paragraphs or headings, pictures inside of links, addresses
that are wrapped at a hyphen, titles with quotation marks inside, and lists of addresses at the end.
So brackets are matched over the whole text, in one pass, and not line by line.
"""

import re
from collections import deque
from collections.abc import Iterator

# An address: no blanks, brackets in pairs, and a break only where a wrapper broke a hyphen's word.
ADDRESS = r"(?:<[^<>\n]{1,2000}>|(?:[^\s()<>]|\([^\s()]{0,200}\)|(?<=-)\n(?=\S))++)"
# A title ends with its mark and the link's; a few marks inside of it are none.
TITLE = "|".join(
    rf"{mark}[^{mark}\n]{{0,300}}+"
    rf"(?:(?:{mark}(?!\s{{0,9}}\))|\n(?![ \t]{{0,99}}\n))[^{mark}\n]{{0,300}}+){{0,8}}+{mark}"
    for mark in "\"'"
)
TARGET = rf"\(\s{{0,9}}{ADDRESS}(?:\s{{1,9}}(?:{TITLE}))?\s{{0,9}}\)"
# What is escaped and what is code is passed over.
TOKEN = re.compile(rf"\\[^\n]|`[^`\n]{{1,500}}`|!?\[|\](?:{TARGET})?")
REFERENCE = re.compile(r"[ ]?\[([^\[\]\n]{0,200})\]")
DEFINED = re.compile(
    r"^[ ]{0,3}\[([^\^\[\]\n][^\[\]\n]{0,200})\]:[ \t]{0,9}"
    r"<?(?:[a-z][a-z+.-]{1,20}:|/|#|\.|www\.)[^\s<>]*>?(?:\s{1,9}[\"'][^\n]{0,300}[\"'])?[ \t]*$",
    re.MULTILINE,
)
# No link is longer; a bracket that is never closed is forgotten.
FARTHEST, OPEN = 6_000, 64

BLANK_LINE = re.compile(r"\n[ \t]*\n")
# From where to where, and what stands there instead.
Change = tuple[int, int, str]


def without_links(text: str) -> str:
    """The text without the marks and addresses of links, and without pictures."""
    labels = frozenset(_label(match[1]) for match in DEFINED.finditer(text))
    if labels:
        text = DEFINED.sub("", text)
    out: list[str] = []
    at = 0
    for start, end, instead in sorted(_changes(text, labels)):
        # What stands inside of a picture's words is gone with them.
        if end > at:
            out += (text[at : max(at, start)], instead)
            at = end
    out.append(text[at:])
    return "".join(out)


def _changes(text: str, labels: frozenset[str]) -> Iterator[Change]:
    """What stands in place of marks, addresses and pictures; one may lie within another."""
    opened: deque[tuple[int, int]] = deque(maxlen=OPEN)
    for token in TOKEN.finditer(text):
        begin, end = token.span()
        if text[begin] in "![":
            opened.append((begin, end))
        elif text[begin] == "]" and opened:
            start, inside = opened.pop()
            if end == begin + 1:
                end = _end_of_reference(text, inside, begin, labels)
            if not end or begin - start > FARTHEST:
                continue
            if text[start] == "!":
                yield start, end, ""
                continue
            yield start, inside, ""
            # Two links without a blank between them are two words.
            yield begin, end, " " if text.startswith(("[", "!["), end) else ""
            yield from _on_one_line(text, inside, begin)


def _on_one_line(text: str, start: int, end: int) -> Iterator[Change]:
    """A link's words are on one line, if they are no paragraphs."""
    at = text.find("\n", start, end)
    if at < 0 or BLANK_LINE.search(text, start, end):
        return
    while at >= 0:
        if not text.endswith("  ", start, at):
            yield at, at + 1, " "
        at = text.find("\n", at + 1, end)


def _end_of_reference(text: str, inside: int, close: int, labels: frozenset[str]) -> int:
    """Where a link ends that names its address by a label; 0 where it is none."""
    if not labels:
        return 0
    named = REFERENCE.match(text, close + 1)
    label = _label((named and named[1]) or text[inside:close])
    if label not in labels:
        return 0
    if named:
        return named.end()
    # "[1]" alone is rather a note's number than a link.
    return 0 if label.isdecimal() else close + 1


def _label(text: str) -> str:
    return " ".join(text.lower().split())
