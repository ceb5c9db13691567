"""Whether what was posted as text is data, code or damage, and no page for readers.

Markdown and a text browser's print are texts for readers, however many addresses and numbers their
menus have: they and their marks are set aside before anything is counted.
"""

import re
from itertools import islice

from sluice.blocks.dump import undumped
from sluice.blocks.markdown_links import without_links
from sluice.intake.counting import signs
from sluice.model import Document, InputKind

# So much is counted; a menu of links is mostly addresses, so that more is read for as many words.
SAMPLE = 4_096
READ = 4 * SAMPLE
FEWEST_CHARACTERS = 60
# Prose has some four marks in a hundred characters, tables and code of a tutorial up to fifteen.
MOST_MARKS = 0.22
# Encoded data has no blanks. Chinese has none either, so only ASCII is asked.
LONG_RUN = 48
MOST_IN_RUNS = 0.5
MOST_REPLACED = 0.25
# Of data with paragraphs some are read; it needs so many of so few marks to be a text with figures.
PARAGRAPH = re.compile(r"^[^\W\d_][^\n]{120,}[.!?。！？।]$", re.M)
FEWEST_PARAGRAPHS, MOST_LOOKED_AT = 3, 30
MOST_MARKS_OF_PROSE = 0.08
# What may stand in an address. Code that mentions one goes on with a quote or a bracket.
IN_ADDRESS = r"[^\s\"'<>(){}\[\]\\]"
# The rest of a link behind its words, as [words](address) and [words][1], and what is left of it.
TARGET = re.compile(
    rf"\]\( ?<?(?:{IN_ADDRESS}|\({IN_ADDRESS}*\))*>?(?:\s+\"[^\"\n]*\")?\s?\)?"
    r"|\]\[[^\[\]\s]{0,40}\]"
)
CLOSED = " ] "
# A reference's address, [1]: address, and one that stands by itself.
ADDRESS = re.compile(
    rf"^ *\[[^\[\]\n]{{1,40}}\]: +<?{IN_ADDRESS}*>?"
    rf"|<?(?:\b[a-z]{{2,10}}://|\bwww\.){IN_ADDRESS}*>?",
    re.M | re.I,
)
# Bullets, headings, quotations, cells; a rule between parts or below a table's head; bold type.
LAYOUT = re.compile(
    r"^[ \t]*(?:[-*+>] +|#{1,6} +)+|^[ \t]*[-=*_|:][-=*_|: \t]+$|(?<!\S)\|(?!\S)"
    r"|(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)",
    re.M,
)


def is_no_text(document: Document) -> bool:
    """Whether marks or runs without blanks outweigh the words, addresses and layout set aside.

    A report whose tables are longer than its paragraphs is a text all the same.
    """
    if document.kind is not InputKind.TEXT:
        return False
    # Few pages look like data, and only they are read for what it is made of.
    if not _is_data(document.text[:SAMPLE], 0):
        return False
    is_data = _is_data(*_words((undumped(document.text) or document.text)[:READ]))
    return is_data and not _has_paragraphs(document.text[:READ])


def _has_paragraphs(text: str) -> bool:
    """Whether there are a few lines that are long, end as sentences do, and have few marks."""
    found = (signs(line[0], LONG_RUN) for line in islice(PARAGRAPH.finditer(text), MOST_LOOKED_AT))
    plain = (n for n in found if n.marks <= MOST_MARKS_OF_PROSE * n.size and not n.in_runs)
    return len(list(islice(plain, FEWEST_PARAGRAPHS))) == FEWEST_PARAGRAPHS


def _is_data(sample: str, brackets: int) -> bool:
    """brackets: how many of the marks are those around a link's words."""
    found = signs(sample, LONG_RUN)
    return found.size >= FEWEST_CHARACTERS and (
        found.in_runs > MOST_IN_RUNS * found.size
        or found.marks - brackets > MOST_MARKS * found.size
        or found.replaced > MOST_REPLACED * found.size
    )


def _words(text: str) -> tuple[str, int]:
    """The beginning of the text without addresses, and the brackets that are left of its links."""
    without = ADDRESS.sub(" ", TARGET.sub(CLOSED, LAYOUT.sub(" ", without_links(text))))
    sample = without[:SAMPLE]
    return sample, 2 * min(sample.count("["), sample.count(CLOSED))
