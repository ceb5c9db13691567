"""What a terminal is shown: by whom, and without what could drive it."""

from unicodedata import category

from rich.console import Console

# Lines of a summary, where nobody asks for more.
SUMMARY = 10
out = Console(highlight=False)
notes = Console(stderr=True, highlight=False)


def shown(text: str) -> str:
    """The text without control characters: a page must not drive the terminal."""
    return "".join(c for c in text if c in "\n\t" or category(c) != "Cc")
