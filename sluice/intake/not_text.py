"""Whether what was posted as text is data, code or damage, and no page for readers."""

from sluice.intake.counting import signs
from sluice.model import Document, InputKind

SAMPLE = 4_096
FEWEST_CHARACTERS = 60
# Prose has some four marks in a hundred characters, tables and code of a tutorial up to fifteen.
MOST_MARKS = 0.22
# Encoded data has no blanks. Chinese has none either, so only ASCII is asked.
LONG_RUN = 48
MOST_IN_RUNS = 0.5
MOST_REPLACED = 0.25


def is_no_text(document: Document) -> bool:
    """Whether marks or runs without blanks outweigh the words."""
    if document.kind is not InputKind.TEXT:
        return False
    found = signs(document.text[:SAMPLE], LONG_RUN)
    return found.size >= FEWEST_CHARACTERS and (
        found.in_runs > MOST_IN_RUNS * found.size
        or found.marks > MOST_MARKS * found.size
        or found.replaced > MOST_REPLACED * found.size
    )
