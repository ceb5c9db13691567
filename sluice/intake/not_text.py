"""Whether what was posted as text is data, code or damage, and no page for readers."""

import re

from sluice.model import Document, InputKind

SAMPLE = 4_096
FEWEST_CHARACTERS = 60
# Prose has some four marks in a hundred characters, tables and code of a tutorial up to fifteen.
MOST_MARKS = 0.22
# Encoded data has no blanks. Chinese has none either, so only ASCII is asked.
LONG_RUN = re.compile(r"[!-~]{48,}")
MOST_IN_RUNS = 0.5
MARK = re.compile(r"[!-/:-@\[-`{-~\ufffd]")
REPLACEMENT = "\ufffd"
MOST_REPLACED = 0.25


def is_no_text(document: Document) -> bool:
    """Whether marks or runs without blanks outweigh the words."""
    if document.kind is not InputKind.TEXT:
        return False
    sample = document.text[:SAMPLE]
    size = len(sample) - sum(map(str.isspace, sample))
    if size < FEWEST_CHARACTERS:
        return False
    runs = sum(map(len, LONG_RUN.findall(sample)))
    marks = len(MARK.findall(sample))
    replaced = sample.count(REPLACEMENT)
    return (
        runs > MOST_IN_RUNS * size or marks > MOST_MARKS * size or replaced > MOST_REPLACED * size
    )
