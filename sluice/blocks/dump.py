"""A text browser's print of a page: its links are numbered, and listed with addresses at the end.

Lynx writes "[12]Sport" for a link and "  12. https://…" below the text; w3m and links can do the
same. The numbers stick to the first word of the link, the list doubles the page, and neither is
the page's own text; nor are the marks that stand for pictures and fields of forms.
"""

import re
from itertools import pairwise

from sluice.blocks.lines import read_lines
from sluice.blocks.unwrap import unwrap, wrap_width

NUMBER = re.compile(r"\[(\d{1,5})\](?=\S)")
# An address may have blanks in it, as pages write them that share their headlines.
LISTED = re.compile(r"[ \t]{0,9}\[?(\d{1,5})[.\]] [a-z][a-z+.-]{1,20}:\S[^\n]*")
MARKS = re.compile(
    r"\[(?:IMG|INLINE|LINK|BUTTON|USEMAP|IMAGE|EMBED)\]|_{5,}|(?:\( \)|\(\*\)) (?=\S)"
)
# A picture without words is printed by its file's name, which may be wrapped.
PICTURE = re.compile(
    r"\[(?=[^\[\]]{1,300}(?:\.(?:jpe?g|png|gif|svg|webp|avif)|\?[a-z]{1,20}=))[^\[\]]{1,500}\](?!\()",
    re.IGNORECASE,
)
# A frame has an address and no words; it may be wrapped, down to a blank line.
FRAME = re.compile(
    r"^[ \t]{0,9}I?FRAME:\s{1,9}(?:\[\d{1,5}\])?(?:[a-z][a-z+.-]{1,20}:|/)[!-~]{0,2000}"
    r"(?:\n[ \t]{0,9}[!-~]{1,2000}$){0,99}",
    re.MULTILINE,
)
# A field of several lines is filled up with underscores below each, and says what it holds again.
FIELD = re.compile(
    r"^[ \t]{0,9}[^\n]{1,200}\n[ \t]{0,9}_{20,200}"
    r"(?:\n[ \t]{0,9}[^\n]{1,200}\n[ \t]{0,9}_{20,200}){1,400}$",
    re.MULTILINE,
)
# Where links have no numbers, so many buttons tell a print; their mark stays and tells the judge.
BUTTON = "(BUTTON)"
FEWEST_BUTTONS = 2
MARGIN = "   "
FEWEST = 5
# So many of the numbers are by one greater than the one before.
RISING = 0.8
# Above the list, and between its parts, stand lines of their own: "References", "Visible links:".
LONGEST_HEADING = 40
# So many of the lines of the list are addresses.
LISTED_SHARE = 0.7


def undumped(text: str) -> str | None:
    """The text without what a browser of text has added to it, or None where it has no such."""
    found = _without_numbers(text)
    if found is not None or text.count(BUTTON) < FEWEST_BUTTONS:
        return found
    # Nearly every line has a margin.
    if 2 * text.count("\n" + MARGIN) < text.count("\n") - text.count("\n\n"):
        return None
    return MARKS.sub("", PICTURE.sub("", FIELD.sub("", FRAME.sub("", text))))


def _without_numbers(text: str) -> str | None:
    """The text without the numbers and the list of addresses."""
    if "[1]" not in text or ":/" not in text:
        return None
    numbers = [int(number) for number in NUMBER.findall(text)]
    rising = sum(b == a + 1 for a, b in pairwise(numbers))
    if len(numbers) < FEWEST or rising < RISING * (len(numbers) - 1):
        return None
    lines = text.split("\n")
    end = _end(lines)
    if len(lines) - end < FEWEST:
        return None
    joined = _joined(FIELD.sub("", FRAME.sub("", "\n".join(lines[:end]))))
    return MARKS.sub("", PICTURE.sub("", NUMBER.sub("", joined)))


def _joined(text: str) -> str:
    """The text with its wrapped lines put together, while the numbers are as long as they were."""
    lines = read_lines(text, len(text))
    if not wrap_width(lines):
        return text
    rows = zip(*unwrap(lines), strict=True)
    return "\n".join("\n" * gap + " " * indent + row for row, gap, indent in rows)


def _end(lines: list[str]) -> int:
    """How many lines there are before the list of addresses and its heading."""
    listed = other = 0
    for n in range(len(lines) - 1, -1, -1):
        found = LISTED.fullmatch(lines[n])
        if found:
            listed += 1
            # Between its parts stand lines of their own, and some addresses go on below.
            if found[1] == "1" and listed >= LISTED_SHARE * (listed + other):
                return _before_heading(lines, n)
        elif lines[n].strip():
            other += 1
    return len(lines)


def _before_heading(lines: list[str], end: int) -> int:
    """The same without "References", which begins its line, and "Visible links:" below it."""
    for is_heading in (lambda line: line.endswith(":"), lambda line: not line[:1].isspace()):
        last = end - 1
        while last >= 0 and not lines[last].strip():
            last -= 1
        if last >= 0 and len(lines[last]) <= LONGEST_HEADING and is_heading(lines[last].rstrip()):
            end = last
    return end
