"""How large a page may be, checked while it is read: what is refused late has cost its price."""

from sluice.errors import Problem, Refused

# Lines or paragraphs of one page, where nobody asks for another number.
MOST_BLOCKS = 100_000
# Elements that a parser makes of a page: formatting tags left open are repeated in every block.
MOST_ELEMENTS = 1_000_000


def check_blocks(count: int, most: int) -> None:
    """Raise Refused, page-too-costly, where a page has more blocks than one page may have."""
    if count > most:
        detail = f"It has more than {most} lines or paragraphs."
        raise Refused(Problem.PAGE_TOO_COSTLY, detail)


def check_elements(count: int) -> None:
    """Raise Refused, page-too-costly, where a page has more elements than one page may have."""
    if count > MOST_ELEMENTS:
        detail = f"It has more than {MOST_ELEMENTS} elements."
        raise Refused(Problem.PAGE_TOO_COSTLY, detail)
