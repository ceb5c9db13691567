"""The lines of a text, without the white space around them."""

import re
from typing import NamedTuple

from sluice.blocks.limits import check_blocks

# Characters that show nothing; kept inside words they would make two words of one.
INVISIBLE = "\u200b\ufeff\u00ad\u2060"
# Blanks of other widths, one for one.
BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
CLEANED = str.maketrans({**dict.fromkeys(INVISIBLE), **dict.fromkeys(BLANKS, " ")})
# Most pages have none of them, and a search is ten times faster than a translation.
TO_CLEAN = re.compile(f"[{INVISIBLE}{BLANKS}]")


class Line(NamedTuple):
    """One line. gap: blank lines before it. indent: blanks at its start, a tab counts one."""

    text: str
    gap: int = 0
    indent: int = 0


def read_lines(text: str, most: int) -> list[Line]:
    """The lines that are not blank; any line ending that Unicode knows ends one."""
    lines: list[Line] = []
    gap = 0
    cleaned = TO_CLEAN.sub(_cleaned, text) if not text.isascii() else text
    for raw in cleaned.splitlines():
        if stripped := raw.strip():
            lines.append(Line(stripped, gap, len(raw) - len(raw.lstrip())))
            check_blocks(len(lines), most)
            gap = 0
        else:
            gap += 1
    return lines


def _cleaned(character: re.Match[str]) -> str:
    return character[0].translate(CLEANED)
