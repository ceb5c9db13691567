"""The lines of a text, without the white space around them."""

from typing import NamedTuple

from sluice.blocks.limits import check_blocks
from sluice.blocks.scan import found, stripped

# Characters that show nothing; kept inside words they would make two words of one.
INVISIBLE = "\u200b\ufeff\u00ad\u2060"
# Blanks of other widths, one for one.
BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
INSTEAD = {**dict.fromkeys(INVISIBLE, ""), **dict.fromkeys(BLANKS, " ")}
CLEANED = str.maketrans(INSTEAD)


class Lines(NamedTuple):
    """Lines in the page's order, as columns of one length.

    texts: none is empty. gaps: blank lines before each. indents: blanks at its start, a tab
    counts one.
    """

    texts: list[str]
    gaps: list[int]
    indents: list[int]

    def part(self, start: int, end: int | None = None) -> "Lines":
        """The lines from one place to another."""
        return Lines(self.texts[start:end], self.gaps[start:end], self.indents[start:end])


def read_lines(text: str, most: int) -> Lines:
    """The lines that are not blank; any line ending that Unicode knows ends one.

    Raises Refused, page-too-costly, where there are more than `most`.
    """
    if not text.isascii():
        # Few pages have more than one or two of them, and those are replaced at a copy's speed.
        for character in found(text, INSTEAD):
            text = text.replace(character, INSTEAD[character])
    lines = Lines(*stripped(text.splitlines(), most))
    check_blocks(len(lines.texts), most)
    return lines
