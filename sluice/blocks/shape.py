"""Which shape a text came in, and the same text with that undone, before anything is judged.

Pipelines put texts into one field of a table, of a log or of a template, and lose their lines on
the way: breaks are written as two characters, signs as entities, lines are put on one with marks or
blanks between them. Each is known by evidence from the whole text. Where there is a mark, it is the
line break; where there is none, the breaks are restored from the words (sluice.blocks.gaps).
"""

import html
import re
from functools import partial
from itertools import pairwise

from sluice.blocks import gaps
from sluice.blocks.borders import ENDS, WIDE, line_ends, wide_border
from sluice.blocks.dump import undumped
from sluice.blocks.unglue import is_glued
from sluice.model import Shape

# A break as two characters, as JSON and logs write it; a text that tells of them has its own too.
WRITTEN = (("\\r\\n", "\n"), ("\\n", "\n"), ("\\t", "\t"), ('\\"', '"'))
WRITTEN_BREAK = re.compile(r"\\n(?![a-z])")
FEWEST_WRITTEN = 3
OWN_BREAKS = 0.1
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
FEWEST_ENTITIES = 3
# Whoever escapes a text escapes each of these; one who tells of entities writes some as they are.
BARE = '<>"'
ENTITIES_A_CHARACTER = 1 / 2_500
SEPARATORS = (" | ", " ¦ ", " || ", " · ", " • ", " ¶ ", "\t")
FEWEST_SEPARATORS = 4
SEPARATORS_A_CHARACTER = 1 / 1_000
# A text is on one line if so much of it is, and long enough to be a page, not a paragraph of one.
ONE_LINE = 0.8
FEWEST_CHARACTERS = 100
FEWEST_WORDS = 100
# Chinese and Japanese have no blanks within a line, so that most of those left were breaks, and
# what stands between two is a line.
WIDE_SHARE, FEWEST_WIDE = 0.5, 12
# A paragraph that has kept a line of residue may stay one paragraph.
FEWEST_BREAKS = 3


def undone(text: str, breaks: gaps.Weights | None = None) -> tuple[str, tuple[Shape, ...]]:
    """The text as lines, and the shapes that were undone, in this order.

    breaks: the weights that restore line breaks, by default the package's own.
    """
    shapes = []
    for shape, undo in (
        (Shape.WRITTEN_BREAKS, _without_written_breaks),
        (Shape.ENTITIES, _without_entities),
        (Shape.DUMP, undumped),
        (Shape.SEPARATED, _without_separators),
        (Shape.ONE_LINE, partial(_with_breaks, breaks=breaks)),
    ):
        found = undo(text)
        if found is not None:
            shapes.append(shape)
            text = found
    return text, tuple(shapes)


def _without_written_breaks(text: str) -> str | None:
    if "\\n" not in text:
        return None
    # In a path of Windows a small letter follows.
    written = len(WRITTEN_BREAK.findall(text))
    if written < FEWEST_WRITTEN or text.count("\n") > OWN_BREAKS * written:
        return None
    for mark, meant in WRITTEN:
        text = text.replace(mark, meant)
    return text


def _without_entities(text: str) -> str | None:
    if "&" not in text or any(sign in text for sign in BARE):
        return None
    entities = len(ENTITY.findall(text))
    enough = max(FEWEST_ENTITIES, ENTITIES_A_CHARACTER * len(text))
    if entities < enough or entities < text.count("&"):
        return None
    return html.unescape(text)


def _is_one_line(text: str) -> bool:
    if len(text) < FEWEST_CHARACTERS:
        return False
    if text.count("\n") > (1 - ONE_LINE) * len(text):
        return False
    return max(map(len, text.splitlines()), default=0) >= ONE_LINE * len(text.strip())


def _without_separators(text: str) -> str | None:
    if not _is_one_line(text):
        return None
    counts = {mark: text.count(mark) for mark in SEPARATORS}
    mark = max(counts, key=counts.__getitem__)
    if counts[mark] < max(FEWEST_SEPARATORS, SEPARATORS_A_CHARACTER * len(text)):
        return None
    return text.replace(mark, "\n")


def _with_breaks(text: str, breaks: gaps.Weights | None) -> str | None:
    if not _is_one_line(text):
        return None
    lines = [_lines(line, breaks or gaps.weights()) for line in text.splitlines()]
    return "\n".join(lines) if any("\n" in line for line in lines) else None


def _lines(line: str, breaks: gaps.Weights) -> str:
    """The line with its breaks, if it is long enough to have lost any."""
    words = line.split()
    is_wide = len(words) >= FEWEST_WIDE and len(WIDE.findall(line)) >= WIDE_SHARE * len(line)
    # What was glued without blanks is cut where it was glued.
    if (len(words) < FEWEST_WORDS and not is_wide) or is_glued(line):
        return line
    ends = line_ends(words, breaks, wide_border if is_wide else None)
    # Prose has its breaks between sentences; a page has menus, headlines and buttons beside it.
    if sum(not words[n].endswith(ENDS) for n in ends) < FEWEST_BREAKS:
        return line
    starts = [0, *(n + 1 for n in ends), len(words)]
    return "\n".join(" ".join(words[a:b]) for a, b in pairwise(starts))
